#include "support/temporary_folder.hpp"
#include "unit/history/back_end.hpp"

namespace aurora::history {
namespace {

class SqliteBackEnd final : public BackEnd {
public:
  DatabaseOptions empty() override {
    const DatabaseOptions options{m_folder / ("history " + std::to_string(++m_count) + ".db"), "", 60};
    const auto set = connected(options)->execute("PRAGMA journal_mode = WAL", {}); // as open_store() does
    EXPECT_TRUE(set) << (set ? "" : base::to_string(set.error()));
    return options;
  }

private:
  test::TemporaryFolder m_folder;
  int m_count = 0;
};

} // namespace

std::unique_ptr<BackEnd> make_back_end() {
  return std::make_unique<SqliteBackEnd>();
}

} // namespace aurora::history
