#pragma once

#include "aurora/heal/loop.hpp"
#include "aurora/repair/search/forking_executor.hpp"
#include "session.hpp"

namespace aurora::cli {

/// The heal loop's view of a session. The session outlives the ports.
heal::Ports make_ports(Session& session, heal::ProjectBench& bench, gate::Policy policy);

/// The programs of the search, which stand beside this one, and what they need to know of the project as it
/// is built in the shadow.
repair::search::Tools search_tools(Session& session, const workspace::Shadow& shadow,
                                   const model::Project& project);

heal::LoopOptions make_loop_options(const Session& session);

/// Texts of the project's own sources and headers, by path relative to the source root; bounded in number and
/// size.
std::map<std::string, std::string> source_texts(const model::Project& project, sys::FileSystem& files);

} // namespace aurora::cli
