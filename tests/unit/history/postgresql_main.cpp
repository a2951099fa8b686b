#include <cstdio>

#include <unistd.h>

#include "support/postgres_server.hpp"
#include "unit/history/back_end.hpp"

namespace aurora::history {
namespace {

std::unique_ptr<test::PostgresServer> g_server;

/// All on the one server. To make a database takes much longer than most tests: they share one.
class PostgresBackEnd final : public BackEnd {
public:
  DatabaseOptions empty() override {
    const auto name = "history_" + std::to_string(++s_count);
    const auto server = connected({"", g_server->url("postgres"), 60});
    const auto made = server->execute("CREATE DATABASE " + name, {});
    EXPECT_TRUE(made) << (made ? "" : base::to_string(made.error()));
    return {"", g_server->url(name), 60};
  }

  DatabaseOptions without_rows() override {
    static const auto shared = make_shared_database();
    std::string names;
    for (const auto& table : tables())
      names += (names.empty() ? "" : ", ") + table.name;
    const auto emptied = connected(shared)->execute("TRUNCATE " + names + " RESTART IDENTITY CASCADE", {});
    EXPECT_TRUE(emptied) << (emptied ? "" : base::to_string(emptied.error()));
    return shared;
  }

private:
  DatabaseOptions make_shared_database() {
    const auto options = empty();
    EXPECT_TRUE(store_at(options));
    return options;
  }

  static inline int s_count = 0;
};

} // namespace

std::unique_ptr<BackEnd> make_back_end() {
  return std::make_unique<PostgresBackEnd>();
}

} // namespace aurora::history

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  using aurora::test::PostgresServer;
  aurora::history::g_server = PostgresServer::start(PostgresServer::Sync::off);
  if (!aurora::history::g_server) {
    std::puts("skipped: no PostgreSQL server can be started (Debian: apt-get install postgresql)");
    return 77;
  }
  const int failed = RUN_ALL_TESTS();
  aurora::history::g_server.reset();
  return failed;
}
