#pragma once

#include <set>
#include <string>
#include <string_view>

#include "aurora/repair/search/prune.hpp"

namespace aurora::repair::search {

/// What the messages of a compiler or linker (g++, clang) blame. Per error: the candidates whose line marks
/// it names, also as the place from where a template was instantiated; else the site at the named place; else
/// the rewritten file it names. An undefined reference falls on the candidates that use the name. What was
/// pruned before is not blamed again for what stands around it.
Pruning blamed(std::string_view messages, const CandidateSet& set, const Pruning& before = {});

/// Every rewritten file that an error names in any way.
std::set<std::string> damaged_files(std::string_view messages, const CandidateSet& set);

} // namespace aurora::repair::search
