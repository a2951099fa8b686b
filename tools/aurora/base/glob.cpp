#include "aurora/base/glob.hpp"

#include <string>

namespace aurora::base {
namespace {

/// Matches "[…]" at the start of pattern against c; moves pattern behind it.
bool match_class(std::string_view& pattern, char c) {
  std::size_t i = 1;
  const bool negated = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
  i += negated ? 1 : 0;
  bool found = false;
  const auto first = i;
  for (; i < pattern.size() && (pattern[i] != ']' || i == first); ++i) {
    if (i + 2 < pattern.size() && pattern[i + 1] == '-' && pattern[i + 2] != ']') {
      found = found || (pattern[i] <= c && c <= pattern[i + 2]);
      i += 2;
    } else {
      found = found || pattern[i] == c;
    }
  }
  pattern.remove_prefix(i < pattern.size() ? i + 1 : pattern.size());
  return found != negated && c != '/';
}

/// steps bounds the work that a hostile pattern such as "**a**a**a" could cause.
bool match(std::string_view pattern, std::string_view path, int& steps) {
  while (!pattern.empty()) {
    if (--steps < 0)
      return false;
    if (pattern[0] == '*') {
      const bool deep = pattern.starts_with("**");
      auto rest = pattern.substr(deep ? 2 : 1);
      if (deep && rest.starts_with("/") && match(rest.substr(1), path, steps))
        return true;
      for (std::size_t i = 0; i <= path.size(); ++i) {
        if (match(rest, path.substr(i), steps))
          return true;
        if (i < path.size() && path[i] == '/' && !deep)
          return false;
      }
      return false;
    }
    if (path.empty())
      return false;
    if (pattern[0] == '[') {
      if (!match_class(pattern, path[0]))
        return false;
    } else if ((pattern[0] == '?' && path[0] != '/') || pattern[0] == path[0]) {
      pattern.remove_prefix(1);
    } else {
      return false;
    }
    path.remove_prefix(1);
  }
  return path.empty();
}

} // namespace

bool glob_match(std::string_view pattern, std::string_view path) {
  int steps = 100'000;
  std::string whole(pattern);
  if (whole.ends_with("/"))
    whole += "**";
  if (whole.starts_with("/"))
    return match(std::string_view(whole).substr(1), path, steps);
  if (whole.find('/') == std::string::npos)
    whole = "**/" + whole;
  return match(whole, path, steps);
}

} // namespace aurora::base
