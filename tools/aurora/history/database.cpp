#include "aurora/history/database.hpp"

namespace aurora::history {
namespace {

template <class T>
T cell_or_default(const Row& row, std::size_t index) {
  const auto* value = index < row.size() ? std::get_if<T>(&row[index]) : nullptr;
  return value != nullptr ? *value : T{};
}

} // namespace

long long integer_at(const Row& row, std::size_t index) {
  return cell_or_default<long long>(row, index);
}

double real_at(const Row& row, std::size_t index) {
  return cell_or_default<double>(row, index);
}

std::string text_at(const Row& row, std::size_t index) {
  return cell_or_default<std::string>(row, index);
}

bool is_null(const Row& row, std::size_t index) {
  return index >= row.size() || std::holds_alternative<std::monostate>(row[index]);
}

} // namespace aurora::history
