#pragma once

#include <set>
#include <string>
#include <vector>

#include "aurora/quality/past_run.hpp"
#include "aurora/quality/written_test.hpp"
#include "session.hpp"

namespace aurora::cli {

/// Texts of the project's C++, Python and JavaScript sources.
struct SourceTexts {
  quality::Texts cxx;
  quality::Texts python;
  quality::Texts javascript;
};

/// Every source below the source folder, hidden folders, the build folder and installed packages left out; at
/// most 20,000 files of at most 4 MiB.
SourceTexts read_source_texts(Session& session);

/// The runs of the project since a moment (empty: all), oldest first, as the history remembers them.
base::Result<std::vector<quality::PastRun>> read_past_runs(Session& session, const std::string& since);

/// Paths relative to the source folder that differ between two commits, or (second empty) between one and
/// the working tree. Empty when git does not know.
std::set<std::string> changed_files(Session& session, const std::string& from, const std::string& to);

} // namespace aurora::cli
