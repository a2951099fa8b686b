#pragma once

#include <string>
#include <string_view>

#include "aurora/forge/task.hpp"

namespace aurora::forge {

// Texts of issues. What comes from logs is data in them: in code spans and blocks that it cannot end, where
// no forge sees a mention, a reference, HTML or a quick action, and without anything like a hidden line of
// ours.

/// One line of at most 120 bytes.
std::string issue_title(const Task& task);

/// Markdown, without the hidden line.
std::string issue_body(const Task& task, const RunFacts& run);

// For comments on what has changed: which tests fail; and what heal made of it, nothing when it was not
// asked. What differs from run to run though nothing has changed (times, lines, the order of candidates) is
// in neither.
std::string issue_status(const Task& task);
std::string issue_attempts(const Task& task);

/// "test-heal (run 12 of the history) of commit abc on main, 2026-…"
std::string run_in_words(const RunFacts& run);

/// Text as a code span that it cannot end (CommonMark 0.30, section 6.1).
std::string code_span(std::string_view text);

} // namespace aurora::forge
