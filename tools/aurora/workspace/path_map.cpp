#include "aurora/workspace/path_map.hpp"

#include <algorithm>
#include <string_view>

#include "aurora/base/sort.hpp"
#include "aurora/base/text.hpp"

namespace aurora::workspace {
namespace {

/// Whether a path may begin at `at`: after a separator, or right after an option such as "-I".
bool may_begin(std::string_view text, std::size_t at) {
  const auto separator = text.substr(0, at).find_last_of(" \t\n=:;,\"'<>()|&@");
  const auto word = text.substr(separator == std::string_view::npos ? 0 : separator + 1,
                                at - (separator == std::string_view::npos ? 0 : separator + 1));
  return word.empty() || (word.front() == '-' && !base::contains(word, "/"));
}

bool may_end(std::string_view text, std::size_t at) {
  return at == text.size() || (!base::is_identifier_char(text[at]) && text[at] != '-' && text[at] != '.' &&
                               text[at] != '+' && static_cast<unsigned char>(text[at]) < 0x80);
}

} // namespace

void PathMap::add(const std::string& from, const std::string& to) {
  m_pairs.emplace_back(from, to);
  base::stable_sort(m_pairs, [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

std::string PathMap::translate(const std::string& text) const {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto pair = std::ranges::find_if(m_pairs, [&](const auto& candidate) {
      const auto& from = candidate.first;
      return text.compare(at, from.size(), from) == 0 && may_end(text, at + from.size()) &&
             may_begin(text, at);
    });
    if (pair == m_pairs.end()) {
      out += text[at++];
      continue;
    }
    out += pair->second;
    at += pair->first.size();
  }
  return out;
}

} // namespace aurora::workspace
