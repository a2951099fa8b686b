#include "aurora/heal/words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aurora/base/text.hpp"

namespace aurora::heal {

std::string list_some(const std::vector<std::string>& names) {
  constexpr std::size_t k_most = 5;
  std::vector<std::string> first(names.begin(),
                                 names.begin() + static_cast<long>(std::min(names.size(), k_most)));
  auto text = base::join(first, ", ");
  if (names.size() > k_most)
    text += fmt::format(" and {} more", names.size() - k_most);
  return text;
}

int passed_tests(const Snapshot& snapshot) {
  return model::count(snapshot.run).passed;
}

std::string pass_count(const Snapshot& snapshot, std::string_view where) {
  return fmt::format("{} of {} tests pass in {}", passed_tests(snapshot), model::count(snapshot.run).total(),
                     where);
}

void reject(Attempt& attempt, model::Stage stage, std::string reason) {
  attempt.verdict.stage = stage;
  attempt.verdict.reason = std::move(reason);
}

} // namespace aurora::heal
