#include "support/temporary_folder.hpp"
#include "unit/history/back_end.hpp"

namespace aurora::history {
namespace {

class SqliteBackEnd final : public BackEnd {
public:
  DatabaseOptions empty() override {
    return {m_folder / ("history " + std::to_string(++m_count) + ".db"), "", 60};
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
