#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::repair::search {

/// A regular expression that CTest looks for in what a test prints (PASS_REGULAR_EXPRESSION and its like).
class OutputPattern {
public:
  /// From the syntax of CMake (cmake --help-command string, "Regex Specification"). Nothing where it is not
  /// valid there, or cannot be said as an extended regular expression of POSIX.
  static std::optional<OutputPattern> from_cmake(std::string_view pattern);

  /// As CTest, which looks no further than the first NUL.
  bool is_in(const std::string& text) const;

  bool operator==(const OutputPattern& other) const { return m_source == other.m_source; }

private:
  struct Compiled;

  std::string m_source;
  std::string m_text;                         ///< the one text that it matches
  std::shared_ptr<const Compiled> m_compiled; ///< none where there is only one
};

/// Whether one of the patterns is in what a test printed to its two streams. CTest reads them as one; in
/// which order they came there is not known here, so that one of them is taken to end before the other
/// begins.
bool is_printed(const std::vector<OutputPattern>& patterns, const std::string& out, const std::string& err);

} // namespace aurora::repair::search
