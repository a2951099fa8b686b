#include "aurora/buildlog/gcc_json.hpp"

#include "aurora/base/json_value.hpp"
#include "aurora/base/text.hpp"
#include "aurora/buildlog/message.hpp"

namespace aurora::buildlog {
namespace {

std::string member_text(const Json::Value& object, const char* key) {
  const auto& value = object[key];
  return value.isString() ? value.asString() : std::string{};
}

int member_int(const Json::Value& object, const char* key) {
  const auto& value = object[key];
  return value.isInt() ? value.asInt() : 0;
}

/// Columns in bytes; GCC 9 and 10 write them as "column" only.
int byte_column(const Json::Value& place) {
  const auto column = member_int(place, "byte-column");
  return column > 0 ? column : member_int(place, "column");
}

Place place_from(const Json::Value& diagnostic) {
  const auto& locations = diagnostic["locations"];
  if (!locations.isArray() || locations.empty() || !locations[0].isObject() ||
      !locations[0]["caret"].isObject())
    return {};
  const auto& caret = locations[0]["caret"];
  return {member_text(caret, "file"), member_int(caret, "line"), byte_column(caret), false};
}

std::vector<FixIt> fixits_from(const Json::Value& array) {
  std::vector<FixIt> fixits;
  if (!array.isArray())
    return fixits;
  for (const auto& item : array) {
    if (!item.isObject() || !item["start"].isObject() || !item["next"].isObject())
      continue;
    const auto& start = item["start"];
    const auto& next = item["next"];
    fixits.push_back({member_text(start, "file"), member_int(start, "line"), byte_column(start),
                      member_int(next, "line"), byte_column(next), member_text(item, "string")});
  }
  return fixits;
}

model::Severity severity_from(const std::string& kind) {
  if (kind == "warning")
    return model::Severity::warning;
  return kind == "note" ? model::Severity::note : model::Severity::error;
}

void add_children(Diagnostic& diagnostic, const Json::Value& children) {
  if (!children.isArray())
    return;
  for (const auto& child : children) {
    if (!child.isObject())
      continue;
    auto message = read_message(member_text(child, "message"));
    if (diagnostic.suggestion.empty())
      diagnostic.suggestion = message.suggestion;
    diagnostic.notes.push_back({place_from(child), message.text});
    for (auto& fix : fixits_from(child["fixits"]))
      diagnostic.fixits.push_back(std::move(fix));
  }
}

Diagnostic diagnostic_from(const Json::Value& object) {
  Diagnostic diagnostic;
  diagnostic.severity = severity_from(member_text(object, "kind"));
  diagnostic.reported = diagnostic.place = place_from(object);
  auto message = read_message(member_text(object, "message"));
  diagnostic.message = std::move(message.text);
  diagnostic.symbol = std::move(message.symbol);
  diagnostic.suggestion = std::move(message.suggestion);
  diagnostic.option = member_text(object, "option");
  if (diagnostic.option.starts_with("-Werror="))
    diagnostic.option.replace(0, 8, "-W");
  diagnostic.fixits = fixits_from(object["fixits"]);
  add_children(diagnostic, object["children"]);
  return diagnostic;
}

Json::Value parse_array(std::string_view line) {
  auto root = base::parse_json(line);
  return root && root->isArray() ? *std::move(root) : Json::Value(Json::arrayValue);
}

} // namespace

std::vector<Diagnostic> read_gcc_json(std::string_view text) {
  std::vector<Diagnostic> diagnostics;
  for (const auto line : base::split_lines(text)) {
    const auto trimmed = base::trim(line);
    if (!trimmed.starts_with("[{") || !trimmed.ends_with("]"))
      continue;
    for (const auto& item : parse_array(trimmed))
      if (item.isObject())
        diagnostics.push_back(diagnostic_from(item));
  }
  return diagnostics;
}

} // namespace aurora::buildlog
