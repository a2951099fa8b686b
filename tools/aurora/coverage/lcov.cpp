#include <algorithm>

#include "aurora/base/text.hpp"
#include "aurora/coverage/readers.hpp"

namespace aurora::coverage {
namespace {

std::int64_t add_hits(std::int64_t a, std::int64_t b) {
  return a > INT64_MAX - b ? INT64_MAX : a + b;
}

class LcovReader {
public:
  base::Result<Coverage> read(std::string_view text) {
    int number = 0;
    for (const auto line : base::split_lines(text)) {
      ++number;
      if (const auto* why = entry(base::trim(line)))
        return base::fail(base::ErrorCode::invalid_input, why, "", number);
    }
    if (m_lines != nullptr)
      return base::fail(base::ErrorCode::invalid_input, "the LCOV file is cut: a record has no end", "",
                        number);
    if (!m_seen)
      return base::fail(base::ErrorCode::invalid_input, "this is no LCOV file: it has no record");
    return std::move(m_out);
  }

private:
  /// nullptr, or what is wrong.
  const char* entry(std::string_view line) {
    if (line.starts_with("SF:"))
      return source_file(line.substr(3));
    if (line == "end_of_record") {
      m_lines = nullptr;
      return nullptr;
    }
    if (!line.starts_with("DA:") && !line.starts_with("BRDA:"))
      return nullptr;
    if (m_lines == nullptr)
      return "a line of coverage stands outside of any record";
    return line.starts_with("DA:") ? hits(line.substr(3)) : branch(line.substr(5));
  }

  const char* source_file(std::string_view path) {
    if (m_lines != nullptr)
      return "a record begins within another";
    if (path.empty())
      return "a record has no file name";
    m_lines = &m_out.files[std::string(path)];
    m_branches.clear();
    m_seen = true;
    return nullptr;
  }

  LineCoverage* line_of(std::string_view text) {
    const auto number = base::parse_integer(text);
    if (number && *number > 0 && *number <= INT32_MAX)
      return &(*m_lines)[static_cast<int>(*number)];
    ++m_out.ignored;
    return nullptr;
  }

  std::int64_t count(std::string_view text) {
    const auto value = base::parse_integer(text);
    m_out.ignored += value.value_or(-1) < 0 ? 1 : 0;
    return std::max<std::int64_t>(value.value_or(0), 0);
  }

  /// DA:<line>,<hits>[,<checksum>]; each instantiation of a template names its lines again.
  const char* hits(std::string_view text) {
    const auto parts = base::split(text, ',');
    if (parts.size() < 2)
      return "a DA line is malformed";
    if (auto* line = line_of(parts[0]))
      line->hits = add_hits(line->hits, count(parts[1]));
    return nullptr;
  }

  /// BRDA:<line>,<block>,<branch>,<taken>, where "-" means that the line never ran.
  const char* branch(std::string_view text) {
    const auto parts = base::split(text, ',');
    if (parts.size() < 4)
      return "a BRDA line is malformed";
    auto* line = line_of(parts[0]);
    if (line == nullptr)
      return nullptr;
    const auto hits = parts.back() == "-" ? 0 : count(parts.back());
    const auto key = text.substr(0, text.rfind(','));
    const auto [at, fresh] = m_branches.try_emplace(std::string(key), line->branches.size());
    if (fresh)
      line->branches.push_back(hits);
    else
      line->branches[at->second] = add_hits(line->branches[at->second], hits);
    return nullptr;
  }

  Coverage m_out;
  Lines* m_lines = nullptr;
  std::map<std::string, std::size_t> m_branches; ///< of this record: "line,block,branch" to its place
  bool m_seen = false;
};

} // namespace

base::Result<Coverage> read_lcov(std::string_view text) {
  return LcovReader().read(text);
}

} // namespace aurora::coverage
