#include "aurora/repair/rules/rules.hpp"

#include <array>

#include "aurora/base/text.hpp"
#include "aurora/repair/include_block.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/std_names.hpp"

namespace aurora::repair::rules {

namespace {

bool is_about_std(const Symptom& symptom) {
  return says(symptom, "'std'") || says(symptom, "'std::") || symptom.event.symbol.starts_with("std::");
}

bool names_something_unknown(std::string_view line) {
  static constexpr auto k_phrases = std::to_array<std::string_view>(
      {"not declared", "does not name", "is not a member of", "incomplete type", "undefined template",
       "undeclared", "unknown type name", "no template named", "no member named", "no type named",
       "implicit declaration", "implicitly declaring", "is not a template", "is not a type",
       "expected initializer", "has not been declared", "must `#include", "must '#include"});
  for (const auto phrase : k_phrases)
    if (base::contains(line, phrase))
      return true;
  return false;
}

/// "ofstream" for "basic_ofstream", which is how clang names an undefined std::ofstream.
std::string common_name(const std::string& name) {
  const auto last = last_component(name);
  return last.starts_with("basic_") && std_header_of(last).empty() ? last.substr(6) : last;
}

std::string header_for(const Symptom& symptom, const std::string& name) {
  if (is_c_source(symptom.file))
    return std::string(c_header_of(name));
  const auto plain = common_name(name);
  if (is_about_std(symptom))
    if (const auto header = std_header_of(plain); !header.empty())
      return std::string(header);
  return std::string(c_function_header(plain));
}

/// "note: 'std::vector' is defined in header '<vector>'" and clang's "include the header <stdio.h>".
std::string header_the_compiler_names(const Symptom& symptom) {
  auto header = quoted_after(symptom.text, "is defined in header ");
  if (header.empty())
    header = quoted_after(symptom.text, "did you forget to ");
  const auto open = symptom.text.find("include the header <");
  if (header.empty() && open != std::string::npos)
    header = symptom.text.substr(open + 19, symptom.text.find('>', open) - open - 18);
  const auto angle = header.find('<');
  const auto close = header.find('>');
  if (angle == std::string::npos || close == std::string::npos || close < angle)
    return {};
  return header.substr(angle + 1, close - angle - 1);
}

} // namespace

Proposals missing_std_include(const Symptom& symptom) {
  if (symptom.source == nullptr || !names_something_unknown(headline(symptom)))
    return {};
  Proposals out;
  std::vector<std::string> headers{header_the_compiler_names(symptom)};
  for (const auto& name : names_in_question(symptom))
    headers.push_back(header_for(symptom, name));
  double confidence = 0.9;
  for (const auto& header : headers) {
    if (header.empty() || !is_standard_header(header))
      continue;
    if (auto edit = insert_include(*symptom.source, "<" + header + ">")) {
      out.push_back(single_edit(symptom.file, std::move(*edit), confidence, "include <" + header + ">",
                                "The file uses a name that the standard header <" + header +
                                    "> declares, but does not include it."));
      confidence -= 0.1;
    }
  }
  return out;
}

} // namespace aurora::repair::rules
