#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace aurora::bench {

/// What came of one bug.
struct Result {
  std::string id;
  std::string kind;
  std::string note;
  std::string first_title;
  std::vector<std::string> standings;
  int patches = 0;
  int plausible = 0; ///< of the patches
  bool first_plausible = false;
  bool first_correct = false;
  bool any_correct = false; ///< among the first five
  double seconds = 0;
  double tried = 0;
  double search_seconds = 0;
};

std::string to_json_line(const Result& result);
/// Nothing for lines that are not results.
std::vector<Result> read_results(const std::string& path);
/// A table by class and over all.
void print_table(const std::vector<Result>& results, std::ostream& out);

} // namespace aurora::bench
