#include <array>
#include <utility>

#include "aurora/model/event.hpp"
#include "aurora/model/finding.hpp"
#include "aurora/model/patch.hpp"
#include "aurora/model/test_run.hpp"
#include "aurora/model/verdict.hpp"

namespace aurora::model {
namespace {

constexpr std::array<std::string_view, 12> k_categories{"assertion", "build",   "link",        "crash",
                                                        "sanitizer", "timeout", "type",        "database",
                                                        "network",   "logic",   "environment", "performance"};

} // namespace

std::string_view to_string(Category category) {
  return k_categories.at(static_cast<std::size_t>(category));
}

std::optional<Category> category_from(std::string_view text) {
  for (std::size_t i = 0; i < k_categories.size(); ++i)
    if (k_categories[i] == text)
      return static_cast<Category>(i);
  return std::nullopt;
}

std::string_view to_string(TestStatus status) {
  constexpr std::array<std::string_view, 4> names{"passed", "failed", "skipped", "not_run"};
  return names.at(static_cast<std::size_t>(status));
}

std::string_view to_string(Risk risk) {
  constexpr std::array<std::string_view, 3> names{"low", "medium", "high"};
  return names.at(static_cast<std::size_t>(risk));
}

std::string_view to_string(Stage stage) {
  constexpr std::array<std::string_view, 8> names{"refused",   "does_not_compile", "fails",  "breaks_others",
                                                  "plausible", "validated",        "landed", "rolled_back"};
  return names.at(static_cast<std::size_t>(stage));
}

std::string_view to_string(Severity severity) {
  constexpr std::array<std::string_view, 3> names{"note", "warning", "error"};
  return names.at(static_cast<std::size_t>(severity));
}

} // namespace aurora::model
