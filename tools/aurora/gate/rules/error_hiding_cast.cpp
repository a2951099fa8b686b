#include "aurora/gate/rules/rules.hpp"

namespace aurora::gate::rules {
namespace {

/// "(void)" before a call throws its result away; before a plain name it only marks a parameter as unused.
bool discards_result(const std::vector<Token>& tokens, std::size_t i) {
  if (!matches(tokens, i, {"(", "void", ")"}))
    return false;
  for (auto j = i + 3; j < tokens.size() && tokens[j].text != ";" && tokens[j].text != ","; ++j)
    if (tokens[j].text == "(")
      return j > i + 3;
  return false;
}

} // namespace

void error_hiding_cast(const FileView& file, Findings& findings) {
  const auto& tokens = file.after.code;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!file.added(tokens[i].line))
      continue;
    if (matches(tokens, i, {"reinterpret_cast"}) || matches(tokens, i, {"const_cast"}))
      findings.add_risky(tokens[i].line, std::string(tokens[i].text) + " silences the type system");
    else if (discards_result(tokens, i) || matches(tokens, i, {"static_cast", "<", "void", ">"}))
      findings.add_risky(tokens[i].line, "a result is thrown away by a cast to void");
  }
}

} // namespace aurora::gate::rules
