#pragma once

#include <map>
#include <ostream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace aurora::repair::rules {

/// Files below /src, what a compiler said of them, and the line that the rule must put in or take out.
struct Sample {
  std::string name;
  std::map<std::string, std::string> files;
  std::string output;
  std::string changed; ///< the patch's lines that begin with + or -, without the file names
};

inline void PrintTo(const Sample& sample, std::ostream* out) {
  *out << sample.name;
}

/// The changed lines of the best patch of a rule, or "nothing".
std::string best_of(std::string_view rule, const Sample& sample);

} // namespace aurora::repair::rules
