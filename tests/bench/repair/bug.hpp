#pragma once

#include <map>
#include <string>
#include <vector>

#include "aurora/base/error.hpp"

namespace aurora::bench {

/// One test of a bug; without a comparison the exit code decides.
struct BugTest {
  std::string name;
  std::string stdin_text;
  std::string stdout_text;
  std::string compare; ///< "", "lines" or "regex"
  std::string pattern;
  double timeout_seconds = 5;
};

/// One line of an aurora.bug/1 data set.
struct Bug {
  std::string id;
  std::string kind;
  std::string language; ///< "c" or "cxx"
  int standard = 0;
  std::map<std::string, std::string> files;
  std::vector<std::string> sources;
  std::vector<std::string> editable;
  std::vector<std::string> libs;
  std::vector<BugTest> tests;
  std::vector<BugTest> held_out; ///< for judging only
};

base::Result<std::vector<Bug>> read_bugs(const std::string& path);

} // namespace aurora::bench
