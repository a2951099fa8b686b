#include "aurora/workspace/journal.hpp"

#include <memory>

#include <fmt/format.h>
#include <json/json.h>

#include "aurora/base/text.hpp"
#include "aurora/workspace/paths.hpp"

namespace aurora::workspace {
namespace {

constexpr std::string_view k_journal_schema = "aurora.journal/1";
constexpr std::string_view k_request_schema = "aurora.restore/1";
constexpr std::string_view k_backup_suffix = ".aurora_backup";

std::string encode_name(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '%' || byte < 0x20 || byte > 0x7e)
      out += fmt::format("%{:02X}", byte);
    else
      out += c;
  }
  return out;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::optional<std::string> decode_name(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    if (low < 0)
      return std::nullopt;
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return out;
}

std::string state_name(JournalState state) {
  if (state == JournalState::open)
    return "open";
  return state == JournalState::landed ? "landed" : "refused";
}

std::optional<JournalState> state_from(const Json::Value& value) {
  for (const auto state : {JournalState::open, JournalState::landed, JournalState::refused})
    if (value.isString() && value.asString() == state_name(state))
      return state;
  return std::nullopt;
}

Json::Value hash_to_json(const std::optional<std::string>& hash) {
  return hash ? Json::Value(*hash) : Json::Value();
}

bool is_hash(const Json::Value& value) {
  return value.isNull() || (value.isString() && value.asString().size() == 64 &&
                            value.asString().find_first_not_of("0123456789abcdef") == std::string::npos);
}

std::optional<std::string> hash_from_json(const Json::Value& value) {
  return value.isNull() ? std::nullopt : std::optional(value.asString());
}

Json::Value file_to_json(const JournalFile& file) {
  Json::Value out;
  out["path"] = encode_name(file.path);
  out["sha256_before"] = hash_to_json(file.sha256_before);
  out["sha256_after"] = hash_to_json(file.sha256_after);
  out["mode"] = file.mode;
  out["backup"] = encode_name(file.backup);
  out["restored"] = file.restored;
  return out;
}

std::optional<std::string> path_from_json(const Json::Value& value) {
  auto path = value.isString() ? decode_name(value.asString()) : std::nullopt;
  return path && is_clean_relative(*path) ? path : std::nullopt;
}

std::optional<JournalFile> file_from_json(const Json::Value& item) {
  if (!item.isObject() || !is_hash(item["sha256_before"]) || !is_hash(item["sha256_after"]) ||
      !item["mode"].isUInt() || !item["restored"].isBool() || !item["backup"].isString())
    return std::nullopt;
  const auto path = path_from_json(item["path"]);
  const auto backup = decode_name(item["backup"].asString());
  if (!path || !backup || (!backup->empty() && !backup->starts_with(*path + std::string(k_backup_suffix))) ||
      (!backup->empty() && backup->find('/', path->size()) != std::string::npos))
    return std::nullopt;
  return JournalFile{*path,
                     hash_from_json(item["sha256_before"]),
                     hash_from_json(item["sha256_after"]),
                     item["mode"].asUInt() & 07777U,
                     *backup,
                     item["restored"].asBool()};
}

std::string write_json(const Json::Value& root) {
  Json::StreamWriterBuilder builder;
  builder["indentation"] = " ";
  return Json::writeString(builder, root) + "\n";
}

base::Result<Json::Value> parse_object(std::string_view text, std::string_view schema) {
  Json::CharReaderBuilder builder;
  Json::CharReaderBuilder::strictMode(&builder.settings_);
  builder["stackLimit"] = 16;
  const std::unique_ptr<Json::CharReader> reader(builder.newCharReader());
  Json::Value root;
  std::string errors;
  try {
    if (!reader->parse(text.data(), text.data() + text.size(), &root, &errors) || !root.isObject())
      return base::fail(base::ErrorCode::invalid_input, "is damaged (not a JSON object)");
  } catch (const Json::Exception&) {
    return base::fail(base::ErrorCode::invalid_input, "is damaged (not a JSON object)");
  }
  const auto found = root["schema"].isString() ? root["schema"].asString() : "";
  if (found != schema)
    return base::fail(
        base::ErrorCode::unsupported,
        fmt::format("has schema \"{}\", this version reads \"{}\"; use the Aurora that wrote it",
                    base::to_printable(found), schema));
  return root;
}

} // namespace

std::string to_json(const Journal& journal) {
  Json::Value root;
  root["schema"] = std::string(k_journal_schema);
  root["time"] = journal.time;
  root["title"] = base::to_printable(journal.title);
  root["state"] = state_name(journal.state);
  root["files"] = Json::Value(Json::arrayValue);
  for (const auto& file : journal.files)
    root["files"].append(file_to_json(file));
  root["folders"] = Json::Value(Json::arrayValue);
  for (const auto& folder : journal.folders)
    root["folders"].append(encode_name(folder));
  return write_json(root);
}

base::Result<Journal> journal_from_json(std::string_view text, const std::string& id) {
  const auto root = parse_object(text, k_journal_schema);
  if (!root)
    return base::forward(root);
  const auto damaged =
      base::fail(base::ErrorCode::invalid_input, "is damaged (a needed value is missing or wrong)");
  const auto state = state_from((*root)["state"]);
  if (!state || !(*root)["files"].isArray() || !(*root)["folders"].isArray())
    return damaged;
  Journal journal{id, (*root)["time"].isString() ? (*root)["time"].asString() : "", "", *state, {}, {}};
  journal.title = (*root)["title"].isString() ? (*root)["title"].asString() : "";
  for (const auto& item : (*root)["files"]) {
    auto file = file_from_json(item);
    if (!file)
      return damaged;
    journal.files.push_back(std::move(*file));
  }
  for (const auto& item : (*root)["folders"]) {
    auto folder = path_from_json(item);
    if (!folder)
      return damaged;
    journal.folders.push_back(std::move(*folder));
  }
  return journal;
}

std::string restore_request_to_json(const std::string& only) {
  Json::Value root;
  root["schema"] = std::string(k_request_schema);
  root["only"] = encode_name(only);
  return write_json(root);
}

base::Result<std::string> restore_request_from_json(std::string_view text) {
  const auto root = parse_object(text, k_request_schema);
  if (!root)
    return base::forward(root);
  auto only = (*root)["only"].isString() ? decode_name((*root)["only"].asString()) : std::nullopt;
  if (!only)
    return base::fail(base::ErrorCode::invalid_input, "is damaged (\"only\" is missing or wrong)");
  return *only;
}

} // namespace aurora::workspace
