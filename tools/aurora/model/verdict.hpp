#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurora::model {

/// How far a patch has come (architecture.md, "Words for a patch").
enum class Stage {
  refused,
  does_not_compile,
  fails,
  breaks_others,
  plausible,
  validated,
  landed,
  rolled_back
};
std::string_view to_string(Stage stage);

/// What was found out about one patch.
struct Verdict {
  Stage stage = Stage::fails;
  std::string reason;                ///< in words, for the report
  std::vector<std::string> evidence; ///< "12 of 12 tests pass", "3 reruns agree", …
  double seconds = 0;
};

} // namespace aurora::model
