#pragma once

#include <string>
#include <vector>

#include "aurora/model/project.hpp"
#include "aurora/repair/sources.hpp"

namespace aurora::repair {

/// argv of a compile command made to check syntax only, print fix-its, and write no file. A launcher (ccache,
/// distcc) in front is dropped.
std::vector<std::string> syntax_only_command(const std::vector<std::string>& argv);

/// The commands that would show the cluster's errors again: those of the files its events name; for a header,
/// one that includes it. At most four.
std::vector<const model::CompileCommand*> failing_commands(Sources& sources);

} // namespace aurora::repair
