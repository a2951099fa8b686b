#pragma once

#include <string>
#include <string_view>

namespace aurora::model {

/// Writes one JSON object or array after the other on one line, without blanks: what a line of NDJSON is.
/// For the documents that are written by the hundred thousand; a tree of values costs thirty times as much.
class JsonText {
public:
  JsonText& begin(char bracket);
  JsonText& end(char bracket);
  JsonText& key(std::string_view name);
  /// As base::to_printable makes it, so that any bytes give valid JSON.
  JsonText& text(std::string_view value);
  JsonText& number(int value);
  JsonText& number(double value);
  JsonText& flag(bool value);

  std::string take() { return std::move(m_out); }

private:
  void separate();
  void quote(std::string_view value);

  std::string m_out;
  bool m_comma = false;
};

} // namespace aurora::model
