#pragma once

#include <map>
#include <string>

namespace aurora::quality {

/// A test as it stands in a source file.
struct WrittenTest {
  std::string framework; ///< "gtest", "catch2", "doctest", "boost", "pytest", "javascript"
  std::string suite;     ///< may be empty
  std::string name;
  std::string file;
  int line = 0;         ///< 1-based
  bool asserts = false; ///< or may do so: what is not known for sure is taken for an assertion
};

/// Texts by path relative to the source root.
using Texts = std::map<std::string, std::string>;

} // namespace aurora::quality
