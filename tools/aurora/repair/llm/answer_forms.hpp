#pragma once

#include "aurora/repair/llm/answer.hpp"

namespace aurora::repair::llm {

// The forms that an answer may have. Each leaves the words around the edits in the explanation.
bool has_blocks(const std::vector<std::string_view>& lines);
base::Result<Proposal> parse_blocks(const std::vector<std::string_view>& lines);
bool has_diff(const std::vector<std::string_view>& lines);
base::Result<Proposal> parse_diff(const std::vector<std::string_view>& lines);
base::Result<Proposal> parse_json_answer(std::string_view text);

bool is_fence(std::string_view line);

} // namespace aurora::repair::llm
