#pragma once

#include <string>
#include <vector>

#include "aurora/repair/sources.hpp"

namespace aurora::repair::llm {

/// Lines of a file worth showing.
struct Excerpt {
  std::string file;
  int first = 0; ///< 1-based
  int last = 0;
  std::string text;
};

/// Ten lines around a place and the function or test that holds it, never more than 160 lines; empty text
/// when there is no such file.
Excerpt excerpt_around(Sources& sources, const std::string& file, int line);

/// Where the fault may be: suspects, messages and traces, each place once, overlapping ones as one; at most
/// six.
std::vector<Excerpt> faulty_places(Sources& sources);

/// The tests that fail, as far as they are in the project; at most three.
std::vector<Excerpt> failing_tests(Sources& sources);

/// Declarations of the functions that are called in the excerpts, "file:line: text"; at most 25.
std::vector<std::string> callee_signatures(Sources& sources, const std::vector<Excerpt>& excerpts);

} // namespace aurora::repair::llm
