#include <cstdio>

#include <unistd.h>

#include "support/postgres_server.hpp"
#include "unit/history/back_end.hpp"

namespace aurora::history {
namespace {

std::unique_ptr<test::PostgresServer> g_server;

/// Each test gets a database of its own on the one server.
class PostgresBackEnd final : public BackEnd {
public:
  DatabaseOptions empty() override {
    const auto name = "history_" + std::to_string(++s_count);
    const auto server = connected({"", g_server->url("postgres"), 60});
    const auto made = server->execute("CREATE DATABASE " + name, {});
    EXPECT_TRUE(made) << (made ? "" : base::to_string(made.error()));
    return {"", g_server->url(name), 60};
  }

private:
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
