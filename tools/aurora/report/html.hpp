#pragma once

#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "aurora/report/excerpt.hpp"
#include "aurora/report/markdown.hpp"

namespace aurora::report {

struct ArtifactLink {
  std::string path; ///< relative to the page
  std::string what; ///< in words
};

/// What is known of a test that failed and was run again.
struct RerunVerdict {
  std::string test;
  bool flaky = false;
  std::string confidence; ///< in words
};

struct PageInput {
  std::string title;
  SummaryInput summary;
  std::vector<ArtifactLink> links;
  std::map<std::string, std::vector<SourceExcerpt>> sources{}; ///< by signature of the cluster
  std::vector<RerunVerdict> reruns{};
  std::string heal_command{}; ///< what to run next when nothing was healed yet; may be empty
  std::string undo_command{}; ///< takes kept patches back
};

/// index.html: one file, nothing loaded from elsewhere, all text escaped, only its own script allowed
/// (Content Security Policy by hash) and needed for nothing but comfort; light or dark as the reader's system
/// says. Causes and failures beyond a few hundred are counted and left to events.ndjson.
void write_page(std::ostream& out, const PageInput& input);

} // namespace aurora::report
