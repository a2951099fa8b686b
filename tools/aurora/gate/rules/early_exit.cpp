#include "aurora/gate/rules/rules.hpp"

namespace aurora::gate::rules {

void early_exit(const FileView& file, Findings& findings) {
  const auto& tokens = file.after.code;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool success =
        matches(tokens, i, {"exit", "(", "0", ")"}) || matches(tokens, i, {"exit", "(", "EXIT_SUCCESS", ")"});
    const bool abrupt = matches(tokens, i, {"_exit", "("}) || matches(tokens, i, {"_Exit", "("}) ||
                        matches(tokens, i, {"quick_exit", "("});
    if ((success || abrupt) && file.added(tokens[i].line))
      findings.add_risky(tokens[i].line,
                         "the process ends early: what would have failed afterwards never runs");
  }
}

} // namespace aurora::gate::rules
