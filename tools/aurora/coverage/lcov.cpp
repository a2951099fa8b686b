#include <algorithm>

#include "aurora/base/text.hpp"
#include "aurora/coverage/readers.hpp"

namespace aurora::coverage {
namespace {

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

  /// DA:<line>,<hits>[,<checksum>]; a record may name a line again.
  const char* hits(std::string_view text) {
    const auto parts = base::split(text, ',');
    if (parts.size() < 2)
      return "a DA line is malformed";
    if (auto* line = line_of(parts[0]))
      line->hits = std::max(line->hits, count(parts[1]));
    return nullptr;
  }

  /// BRDA:<line>,<block>,<branch>,<taken>, where "-" means that the line never ran.
  const char* branch(std::string_view text) {
    const auto parts = base::split(text, ',');
    if (parts.size() < 4)
      return "a BRDA line is malformed";
    if (auto* line = line_of(parts[0]))
      line->branches.push_back(parts.back() == "-" ? 0 : count(parts.back()));
    return nullptr;
  }

  Coverage m_out;
  Lines* m_lines = nullptr;
  bool m_seen = false;
};

} // namespace

base::Result<Coverage> read_lcov(std::string_view text) {
  return LcovReader().read(text);
}

} // namespace aurora::coverage
