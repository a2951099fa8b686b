#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "aurora/report/markdown.hpp"

namespace aurora::report {

struct ArtifactLink {
  std::string path; ///< relative to the page
  std::string what; ///< in words
};

struct PageInput {
  std::string title;
  SummaryInput summary;
  std::vector<ArtifactLink> links;
};

/// index.html: one file, no script, nothing loaded from elsewhere, all text escaped; light or dark as the
/// reader's system says.
void write_page(std::ostream& out, const PageInput& input);

} // namespace aurora::report
