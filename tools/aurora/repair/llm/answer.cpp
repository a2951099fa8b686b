#include "aurora/repair/llm/answer.hpp"

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/repair/llm/answer_forms.hpp"
#include "aurora/repair/llm/json_value.hpp"

namespace aurora::repair::llm {
namespace {

using base::ErrorCode;

constexpr std::size_t k_most_edits = 20;
constexpr std::size_t k_most_bytes = 1UL << 20;

/// Without a fence of backticks around the whole.
std::string_view unfenced(std::string_view text) {
  text = base::trim(text);
  if (!is_fence(text))
    return text;
  const auto first = text.find('\n');
  const auto last = text.rfind("```");
  return first < last && last != std::string_view::npos ? base::trim(text.substr(first, last - first)) : text;
}

base::Result<Proposal> read_any_form(std::string_view text) {
  if (unfenced(text).starts_with('{'))
    return parse_json_answer(unfenced(text));
  const auto lines = base::split_lines(text);
  if (has_blocks(lines))
    return parse_blocks(lines);
  if (has_diff(lines))
    return parse_diff(lines);
  return base::fail(ErrorCode::invalid_input,
                    "the answer holds no edit: neither a SEARCH/REPLACE block nor a unified diff");
}

} // namespace

bool is_fence(std::string_view line) {
  return base::trim(line).starts_with("```");
}

base::Result<Proposal> parse_json_answer(std::string_view text) {
  const auto root = parse_json(text);
  if (!root)
    return base::fail(ErrorCode::invalid_input, "the answer " + root.error().message);
  const auto& edits = part_of(*root, "edits");
  if (!edits.isArray())
    return base::fail(ErrorCode::invalid_input, "the JSON object has no list \"edits\"");
  Proposal proposal{text_of(*root, "explanation"), {}};
  for (const auto& edit : edits) {
    for (const char* name : {"file", "search", "replace"})
      if (!part_of(edit, name).isString())
        return base::fail(ErrorCode::invalid_input, fmt::format("an edit has no text \"{}\"", name));
    proposal.edits.push_back({text_of(edit, "file"), text_of(edit, "search"), text_of(edit, "replace")});
  }
  return proposal;
}

base::Result<Proposal> parse_answer(std::string_view text) {
  if (text.size() > k_most_bytes)
    return base::fail(ErrorCode::invalid_input, "the answer is too long");
  auto proposal = read_any_form(text);
  if (!proposal)
    return proposal;
  if (proposal->edits.empty())
    return base::fail(ErrorCode::invalid_input, "the answer holds no edit");
  if (proposal->edits.size() > k_most_edits)
    return base::fail(
        ErrorCode::invalid_input,
        fmt::format("the answer holds {} edits; at most {} are taken: make the smallest change that "
                    "repairs the fault",
                    proposal->edits.size(), k_most_edits));
  proposal->explanation = base::trim(base::to_printable(proposal->explanation));
  return proposal;
}

} // namespace aurora::repair::llm
