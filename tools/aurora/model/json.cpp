#include "aurora/model/json.hpp"

#include <memory>

#include <fmt/format.h>
#include <json/json.h>

#include "aurora/base/text.hpp"

namespace aurora::model {
namespace {

constexpr std::string_view k_event_schema = "aurora.event/1";

Json::Value text(const std::string& value) {
  return Json::Value(base::to_printable(value));
}

Json::Value frames_to_json(const std::vector<Frame>& frames) {
  Json::Value out(Json::arrayValue);
  for (const auto& frame : frames) {
    Json::Value item;
    item["function"] = text(frame.function);
    item["file"] = text(frame.file);
    item["line"] = frame.line;
    item["module"] = text(frame.module);
    item["in_project"] = frame.in_project;
    out.append(item);
  }
  return out;
}

Json::Value analysis_to_json(const Analysis& analysis) {
  Json::Value out;
  out["root_cause"] = text(analysis.root_cause);
  out["suspect_file"] = text(analysis.suspect_file);
  out["suspect_line"] = analysis.suspect_line;
  out["suggestion"] = text(analysis.suggestion);
  out["confidence"] = analysis.confidence;
  return out;
}

/// The string members of an event under their keys, for both directions.
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

std::string to_json_line(const Event& event) {
  Json::Value root;
  root["schema"] = std::string(k_event_schema);
  for_each_text(event, [&](const char* key, const std::string& member) { root[key] = text(member); });
  root["line"] = event.line;
  root["column"] = event.column;
  root["category"] = std::string(to_string(event.category));
  root["frames"] = frames_to_json(event.frames);
  root["flaky"] = event.flaky;
  root["attempt"] = event.attempt;
  root["owner"] = Json::Value(Json::arrayValue);
  for (const auto& owner : event.owner)
    root["owner"].append(text(owner));
  root["analysis"] = analysis_to_json(event.analysis);
  Json::StreamWriterBuilder builder;
  builder["indentation"] = "";
  builder["emitUTF8"] = true;
  return Json::writeString(builder, root);
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
