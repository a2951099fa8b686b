#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace aurora::locate {

/// Where a function's definition stands, as far as text alone tells.
struct FunctionPlace {
  std::string file;
  int line = 0;      ///< of its name
  int end_line = 0;  ///< of its closing brace
  std::string scope; ///< "Ledger" of "Ledger::post", or empty
  std::string name;  ///< unqualified
};

/// A cheap textual index of function definitions: an identifier, a parameter list, then a body. Comments,
/// strings and what stands inside bodies are skipped; macros that look like definitions (TEST(…) {…}) are in
/// it under their names. One pass, linear in the text.
class FunctionIndex {
public:
  /// Paths must be relative to the source root.
  explicit FunctionIndex(const std::map<std::string, std::string>& sources);

  /// Definitions of an unqualified name, in order of path and line.
  const std::vector<FunctionPlace>& find(const std::string& name) const;
  /// Of all definitions, in order of text.
  std::set<std::string> names() const;
  /// The function whose lines hold `line`, or null.
  const FunctionPlace* enclosing(const std::string& file, int line) const;

private:
  void add_file(const std::string& file, std::string_view text);

  std::unordered_map<std::string, std::vector<FunctionPlace>> m_by_name;
  std::unordered_map<std::string, std::vector<FunctionPlace>> m_by_file; ///< in order of line
};

/// The lines of a text on which the name stands before an opening parenthesis: calls, and declarations too.
std::vector<int> lines_that_call(std::string_view name, std::string_view text);

/// Unqualified names that are called in an expression ("total(a) + b.count()": total, count), in order, each
/// once; keywords, casts and macros in capitals are left out.
std::vector<std::string> called_functions(std::string_view expression);

} // namespace aurora::locate
