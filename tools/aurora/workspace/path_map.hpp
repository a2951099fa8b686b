#pragma once

#include <string>
#include <utility>
#include <vector>

namespace aurora::workspace {

/// Replaces folders by others wherever they stand as whole paths in a text: in command words ("-I/src/inc",
/// "a=/src;/b"), not in longer names ("/src2", "/mnt/src").
class PathMap {
public:
  void add(const std::string& from, const std::string& to);
  std::string translate(const std::string& text) const;

private:
  std::vector<std::pair<std::string, std::string>> m_pairs; ///< longest first
};

} // namespace aurora::workspace
