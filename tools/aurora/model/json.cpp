#include "aurora/model/json.hpp"

#include <memory>

#include <fmt/format.h>
#include <json/json.h>

#include "aurora/base/text.hpp"
#include "aurora/model/json_text.hpp"

namespace aurora::model {
namespace {

constexpr std::string_view k_event_schema = "aurora.event/1";

void write_frames(JsonText& out, const std::vector<Frame>& frames) {
  out.key("frames").begin('[');
  for (const auto& frame : frames) {
    out.begin('{').key("file").text(frame.file).key("function").text(frame.function);
    out.key("in_project").flag(frame.in_project).key("line").number(frame.line);
    out.key("module").text(frame.module).end('}');
  }
  out.end(']');
}

void write_analysis(JsonText& out, const Analysis& analysis) {
  out.key("analysis").begin('{').key("confidence").number(analysis.confidence);
  out.key("root_cause").text(analysis.root_cause).key("suggestion").text(analysis.suggestion);
  out.key("suspect_file").text(analysis.suspect_file);
  out.key("suspect_line").number(analysis.suspect_line).end('}');
}

void write_owners(JsonText& out, const std::vector<std::string>& owners) {
  out.key("owner").begin('[');
  for (const auto& owner : owners)
    out.text(owner);
  out.end(']');
}

/// The string members of an event under their keys.
template <class E, class F>
void for_each_text(E& event, F&& visit) {
  visit("ts", event.ts);
  visit("suite", event.suite);
  visit("test_id", event.test_id);
  visit("file", event.file);
  visit("time", event.time);
  visit("error_class", event.error_class);
  visit("message", event.message);
  visit("details", event.details);
  visit("expected", event.expected);
  visit("actual", event.actual);
  visit("assertion", event.assertion);
  visit("stack", event.stack);
  visit("repro_cmd", event.repro_cmd);
  visit("commit", event.commit);
  visit("branch", event.branch);
  visit("signature", event.signature);
  visit("outcome", event.outcome);
  visit("option", event.option);
  visit("symbol", event.symbol);
}

std::string get_text(const Json::Value& object, const char* key) {
  const auto& value = object[key];
  return value.isString() ? value.asString() : std::string{};
}

int get_int(const Json::Value& object, const char* key, int fallback = 0) {
  const auto& value = object[key];
  return value.isInt() ? value.asInt() : fallback;
}

std::vector<Frame> frames_from_json(const Json::Value& array) {
  std::vector<Frame> frames;
  if (!array.isArray())
    return frames;
  for (const auto& item : array) {
    if (!item.isObject())
      continue;
    frames.push_back({get_text(item, "function"), get_text(item, "file"), get_int(item, "line"),
                      get_text(item, "module"), item["in_project"].isBool() && item["in_project"].asBool()});
  }
  return frames;
}

Analysis analysis_from_json(const Json::Value& object) {
  Analysis analysis;
  if (!object.isObject())
    return analysis;
  analysis.root_cause = get_text(object, "root_cause");
  analysis.suspect_file = get_text(object, "suspect_file");
  analysis.suspect_line = get_int(object, "suspect_line");
  analysis.suggestion = get_text(object, "suggestion");
  analysis.confidence = object["confidence"].isNumeric() ? object["confidence"].asDouble() : 0;
  return analysis;
}

Event event_from_object(const Json::Value& root, Category category) {
  Event event;
  for_each_text(event, [&](const char* key, std::string& member) { member = get_text(root, key); });
  event.category = category;
  event.line = get_int(root, "line");
  event.column = get_int(root, "column");
  event.attempt = get_int(root, "attempt", 1);
  event.flaky = root["flaky"].isBool() && root["flaky"].asBool();
  event.frames = frames_from_json(root["frames"]);
  event.analysis = analysis_from_json(root["analysis"]);
  if (root["owner"].isArray())
    for (const auto& owner : root["owner"])
      if (owner.isString())
        event.owner.push_back(owner.asString());
  return event;
}

} // namespace

/// Keys in alphabetical order.
std::string to_json_line(const Event& event) {
  JsonText out;
  out.begin('{').key("actual").text(event.actual);
  write_analysis(out, event.analysis);
  out.key("assertion").text(event.assertion);
  out.key("attempt").number(event.attempt);
  out.key("branch").text(event.branch).key("category").text(to_string(event.category));
  out.key("column").number(event.column);
  out.key("commit").text(event.commit).key("details").text(event.details);
  out.key("error_class").text(event.error_class).key("expected").text(event.expected);
  out.key("file").text(event.file).key("flaky").flag(event.flaky);
  write_frames(out, event.frames);
  out.key("line").number(event.line).key("message").text(event.message);
  out.key("option").text(event.option).key("outcome").text(event.outcome);
  write_owners(out, event.owner);
  out.key("repro_cmd").text(event.repro_cmd).key("schema").text(k_event_schema);
  out.key("signature").text(event.signature).key("stack").text(event.stack);
  out.key("suite").text(event.suite).key("symbol").text(event.symbol).key("test_id").text(event.test_id);
  out.key("time").text(event.time).key("ts").text(event.ts).end('}');
  return out.take();
}

base::Result<Event> event_from_json(std::string_view line) {
  Json::CharReaderBuilder builder;
  builder["stackLimit"] = 32;
  const std::unique_ptr<Json::CharReader> reader(builder.newCharReader());
  Json::Value root;
  std::string errors;
  try {
    if (!reader->parse(line.data(), line.data() + line.size(), &root, &errors) || !root.isObject())
      return base::fail(base::ErrorCode::invalid_input, "not a JSON object: " + errors);
  } catch (const Json::Exception& error) {
    return base::fail(base::ErrorCode::invalid_input, fmt::format("not a JSON object: {}", error.what()));
  }
  const auto schema = get_text(root, "schema");
  if (schema != k_event_schema)
    return base::fail(base::ErrorCode::unsupported,
                      fmt::format("schema is \"{}\", this version reads \"{}\"; use the Aurora that wrote it",
                                  base::to_printable(schema), k_event_schema));
  const auto category = category_from(get_text(root, "category"));
  if (!category)
    return base::fail(base::ErrorCode::invalid_input,
                      "unknown category \"" + base::to_printable(get_text(root, "category")) + "\"");
  return event_from_object(root, *category);
}

} // namespace aurora::model
