#pragma once

#include <cstdint>

#include <string>
#include <string_view>
#include <vector>

namespace aurora::report {

/// Text made safe for element content and quoted attributes.
std::string escape_html(std::string_view text);

/// One file of the artifacts folder, for its index.
struct ArtifactFile {
  std::string path; ///< relative to the folder
  std::string what; ///< in words
  std::uint64_t bytes = 0;
};

/// What the index page shows of one cause.
struct ArtifactCause {
  std::string title;
  std::string category;
  std::string ending; ///< "landed", "unsolved", …; "red" or "flaky" when nothing was healed
  std::string reason;
  std::string root_cause;
  std::string suggestion;
  std::string repro_cmd;
  std::vector<std::string> tests;
};

struct ArtifactPatch {
  std::string name;
  std::string diff; ///< unified
};

struct ArtifactIndex {
  std::string project;
  std::string result; ///< one line: counts
  std::vector<ArtifactCause> causes;
  std::vector<ArtifactPatch> patches;
  std::vector<ArtifactFile> files;
};

/// index.html of `artifacts`: one page without scripts or anything from outside, dark and light.
std::string index_html(const ArtifactIndex& index);

} // namespace aurora::report
