#include "aurora/model/json_text.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "aurora/base/text.hpp"

namespace aurora::model {
namespace {

bool needs_escape(char c) {
  return c == '"' || c == '\\' || c == '\n' || c == '\t';
}

} // namespace

void JsonText::separate() {
  if (m_comma)
    m_out += ',';
  m_comma = true;
}

void JsonText::quote(std::string_view value) {
  m_out += '"';
  while (!value.empty()) {
    const auto stop = std::ranges::find_if(value, needs_escape);
    const auto plain = static_cast<std::size_t>(stop - value.begin());
    m_out += value.substr(0, plain);
    if (stop == value.end())
      break;
    m_out += '\\';
    m_out += *stop == '\n' ? 'n' : *stop == '\t' ? 't' : *stop;
    value.remove_prefix(plain + 1);
  }
  m_out += '"';
}

JsonText& JsonText::begin(char bracket) {
  separate();
  m_out += bracket;
  m_comma = false;
  return *this;
}

JsonText& JsonText::end(char bracket) {
  m_out += bracket;
  m_comma = true;
  return *this;
}

JsonText& JsonText::key(std::string_view name) {
  separate();
  quote(name);
  m_out += ':';
  m_comma = false;
  return *this;
}

JsonText& JsonText::text(std::string_view value) {
  separate();
  quote(base::to_printable(value));
  return *this;
}

JsonText& JsonText::number(int value) {
  separate();
  fmt::format_to(std::back_inserter(m_out), "{}", value);
  return *this;
}

JsonText& JsonText::number(double value) {
  separate();
  fmt::format_to(std::back_inserter(m_out), "{}", std::isfinite(value) ? value : 0.0);
  return *this;
}

JsonText& JsonText::flag(bool value) {
  separate();
  m_out += value ? "true" : "false";
  return *this;
}

} // namespace aurora::model
