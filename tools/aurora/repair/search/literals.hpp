#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/repair/search/tests.hpp"

namespace aurora::repair::search {

/// Texts in order, each once: what code under test may have misspelled or mistaken.
class Literals {
public:
  static constexpr std::size_t k_most = 300;

  /// Strings (as they are at run time), characters and numbers of a C or C++ text, those nearest to the line
  /// first; line 0: from the beginning.
  void add_source(std::string_view text, int line);
  /// Short lines, numbers and single characters of a test's input or expected output.
  void add_data(std::string_view text);
  /// The arguments of a test's command, and the files they name.
  void add_command(const TestSpec& test);

  const std::vector<std::string>& texts() const { return m_texts; }

private:
  void add(std::string text);

  std::vector<std::string> m_texts;
};

} // namespace aurora::repair::search
