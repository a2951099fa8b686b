#include "aurora/report/html_code.hpp"

#include <algorithm>
#include <array>
#include <ostream>
#include <vector>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/report/escape.hpp"

namespace aurora::report {
namespace {

using std::string_view;

constexpr std::array k_language_words{
    "auto",      "bool",     "break",     "case",     "catch",    "char",    "class",    "co_await",
    "co_return", "const",    "constexpr", "continue", "default",  "delete",  "do",       "double",
    "else",      "enum",     "explicit",  "false",    "float",    "for",     "if",       "inline",
    "int",       "long",     "namespace", "new",      "noexcept", "nullptr", "operator", "override",
    "private",   "public",   "return",    "short",    "signed",   "sizeof",  "static",   "struct",
    "switch",    "template", "this",      "throw",    "true",     "try",     "typename", "unsigned",
    "using",     "virtual",  "void",      "while"};

bool is_language_word(string_view word) {
  return std::ranges::binary_search(k_language_words, word, {},
                                    [](const char* known) { return string_view(known); });
}

std::size_t end_of_literal(string_view line, std::size_t begin) {
  auto end = begin + 1;
  while (end < line.size() && line[end] != line[begin])
    end += line[end] == '\\' ? 2 : 1;
  return std::min(end + 1, line.size());
}

std::size_t end_of_word(string_view line, std::size_t begin) {
  auto end = begin;
  while (end < line.size() && base::is_identifier_char(line[end]))
    ++end;
  return end;
}

std::string marked(string_view kind, string_view text) {
  return fmt::format("<span class=\"{}\">{}</span>", kind, escape_markup(text));
}

std::string_view heat_of(double score) {
  static constexpr std::array<string_view, 6> k_heats{"", "heat1", "heat2", "heat3", "heat4", "heat5"};
  return score <= 0 ? k_heats[0] : k_heats[1 + std::min<std::size_t>(4, static_cast<std::size_t>(score * 5))];
}

void write_source_line(std::ostream& out, const SourceLine& line, bool gap) {
  const auto heat = heat_of(line.score);
  const auto ran = line.hits < 0 ? std::string() : line.hits == 0 ? "never" : fmt::format("{}×", line.hits);
  const auto classes = base::trim(fmt::format("{} {}", heat, gap ? "gap" : ""));
  out << "<li" << (classes.empty() ? "" : fmt::format(" class=\"{}\"", classes)) << "><span class=\"at\">"
      << line.number << fmt::format("</span><span class=\"ran{}\">", line.hits == 0 ? " never" : "") << ran
      << "</span><span class=\"doubt\">" << (line.score > 0 ? fmt::format("{:.0f} %", 100 * line.score) : "")
      << "</span>" << highlighted(line.text) << "</li>";
}

/// What two lines have in common at both ends, in bytes; never within a character of UTF-8.
struct Common {
  std::size_t front = 0;
  std::size_t back = 0;
};

bool is_inside_character(string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

Common common_ends(string_view a, string_view b) {
  const auto least = std::min(a.size(), b.size());
  Common common;
  while (common.front < least && a[common.front] == b[common.front])
    ++common.front;
  while (common.front > 0 && (is_inside_character(a, common.front) || is_inside_character(b, common.front)))
    --common.front;
  while (common.back < least - common.front && a[a.size() - 1 - common.back] == b[b.size() - 1 - common.back])
    ++common.back;
  while (common.back > 0 && is_inside_character(a, a.size() - common.back))
    --common.back;
  return common;
}

std::string with_mark(string_view line, const Common& common) {
  const auto middle = line.size() - common.front - common.back;
  if (middle == 0)
    return escape_markup(line);
  return escape_markup(line.substr(0, common.front)) + "<mark>" +
         escape_markup(line.substr(common.front, middle)) + "</mark>" +
         escape_markup(line.substr(line.size() - common.back));
}

bool is_change(string_view line, char sign) {
  return line.starts_with(sign) && !line.starts_with(sign == '+' ? "+++ " : "--- ");
}

/// Runs of removed and of added lines of the same length are shown as replaced line by line.
class DiffWriter {
public:
  DiffWriter(std::ostream& out, string_view diff) : m_out(out), m_lines(base::split_lines(diff)) {}

  void write() {
    while (m_at < m_lines.size()) {
      const auto gone = run_of('-', m_at);
      const auto added = run_of('+', m_at + gone);
      if (gone > 0 && gone == added)
        replaced(gone);
      else
        plain(m_lines[m_at++]);
    }
  }

private:
  std::size_t run_of(char sign, std::size_t from) const {
    auto end = from;
    while (end < m_lines.size() && is_change(m_lines[end], sign))
      ++end;
    return end - from;
  }

  void line(string_view kind, const std::string& markup) {
    m_out << fmt::format("<span class=\"{}\">{}</span>", kind, markup);
  }

  void replaced(std::size_t count) {
    for (const bool added : {false, true})
      for (std::size_t i = 0; i < count; ++i) {
        const auto was = m_lines[m_at + i].substr(1);
        const auto is = m_lines[m_at + count + i].substr(1);
        const auto common = common_ends(was, is);
        line(added ? "add" : "gone", (added ? "+" : "-") + with_mark(added ? is : was, common));
      }
    m_at += 2 * count;
  }

  void plain(string_view text) {
    const bool header = text.starts_with("--- ") || text.starts_with("+++ ") || text.starts_with("diff ");
    line(header                   ? "head"
         : text.starts_with("@@") ? "hunk"
         : text.starts_with('+')  ? "add"
         : text.starts_with('-')  ? "gone"
                                  : "same",
         escape_markup(text));
  }

  std::ostream& m_out;
  std::vector<string_view> m_lines;
  std::size_t m_at = 0;
};

} // namespace

std::string highlighted(string_view line) {
  std::string out;
  for (std::size_t at = 0; at < line.size();) {
    if (line.substr(at).starts_with("//"))
      return out + marked("c", line.substr(at));
    auto end = at + 1;
    string_view kind;
    if (line[at] == '"' || line[at] == '\'') {
      end = end_of_literal(line, at);
      kind = "q";
    } else if (base::is_identifier_char(line[at])) {
      end = end_of_word(line, at);
      kind = is_language_word(line.substr(at, end - at)) ? "k" : "";
    }
    const auto text = line.substr(at, end - at);
    out += kind.empty() ? escape_markup(text) : marked(kind, text);
    at = end;
  }
  return out;
}

void write_excerpt(std::ostream& out, const SourceExcerpt& excerpt) {
  out << "<pre class=\"code\" tabindex=\"0\" aria-label=\"" << escape_markup(excerpt.file) << "\"><ol>";
  int before = 0;
  for (const auto& line : excerpt.lines) {
    write_source_line(out, line, before > 0 && line.number > before + 1);
    before = line.number;
  }
  out << "</ol></pre>\n";
}

void write_diff(std::ostream& out, string_view diff) {
  out << "<pre class=\"diff\" tabindex=\"0\" aria-label=\"patch\"><code>";
  DiffWriter(out, diff).write();
  out << "</code></pre>\n";
}

} // namespace aurora::report
