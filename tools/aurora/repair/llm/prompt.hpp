#pragma once

#include <string>
#include <vector>

#include "aurora/repair/llm/chat.hpp"
#include "aurora/repair/provider.hpp"

namespace aurora::repair::llm {

enum class AnswerForm { blocks, json };

/// What a model is told first: the rules in the system text; failure, analysis, places, callees and tests in
/// the first message. Everything from the repository stands between marks with a number that cannot be
/// guessed from within, and is called data. Not masked yet.
Chat first_prompt(const Context& context, AnswerForm form);

/// What is said to an answer that cannot be used.
std::string unusable_answer(const std::string& reason);
/// What is said when the candidate was tried and not accepted.
std::string failed_candidate(const Tried& tried);

} // namespace aurora::repair::llm
