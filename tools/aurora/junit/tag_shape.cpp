#include "aurora/junit/tag_shape.hpp"

#include <cstring>

namespace aurora::junit {
namespace {

/// A value that changes so often from tag to tag is not expected to be the same again.
constexpr unsigned k_most_changes = 16;

bool starts_with(const char* at, const char* end, const std::string& text) {
  return static_cast<std::size_t>(end - at) >= text.size() && std::memcmp(at, text.data(), text.size()) == 0;
}

} // namespace

void TagShape::learn(std::string_view text, const std::vector<Attribute>& attributes,
                     bool (*is_fixed)(std::string_view)) {
  m_first.clear();
  m_parts.clear();
  const char* from = text.data();
  const char* const end = text.data() + text.size();
  std::string* literal = &m_first;
  for (const auto& [name, value] : attributes) {
    if (is_fixed(name))
      continue;
    const char* const behind = value.data() + value.size();
    if (*behind != '"') {
      m_first.clear(); // between apostrophes
      return;
    }
    literal->assign(from, value.data());
    m_parts.emplace_back();
    literal = &m_parts.back().rest;
    from = behind;
  }
  literal->assign(from, end);
}

TagShape::Run TagShape::match(std::string_view text) {
  Run run;
  if (m_first.empty())
    return run;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (const char* next = match_one(at, end)) {
    ++run.tags;
    at = next;
  }
  run.bytes = static_cast<std::size_t>(at - text.data());
  return run;
}

const char* TagShape::match_one(const char* at, const char* end) {
  if (!starts_with(at, end, m_first))
    return nullptr;
  at += m_first.size();
  for (auto& part : m_parts)
    if ((at = match_part(part, at, end)) == nullptr)
      break;
  return at;
}

const char* TagShape::match_part(Part& part, const char* at, const char* end) {
  const bool may_be_same = part.changes < k_most_changes;
  if (may_be_same && !part.last.empty() && starts_with(at, end, part.last)) {
    part.changes = 0;
    return at + part.last.size();
  }
  const auto* close = static_cast<const char*>(std::memchr(at, '"', static_cast<std::size_t>(end - at)));
  if (close == nullptr || !starts_with(close, end, part.rest))
    return nullptr;
  const char* const behind = close + part.rest.size();
  if (may_be_same) {
    ++part.changes;
    part.last.assign(at, behind);
  }
  return behind;
}

} // namespace aurora::junit
