#pragma once

#include <string>

#include "aurora/repair/provider.hpp"

namespace aurora::repair::agent {

/// What an agent is asked to do, in Markdown: the failure, where to look, how to check, what is not allowed,
/// and what became of its earlier attempts.
std::string task_text(const Context& context);

} // namespace aurora::repair::agent
