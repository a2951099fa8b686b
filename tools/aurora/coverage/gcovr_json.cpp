#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <json/json.h>

#include "aurora/base/text.hpp"
#include "aurora/coverage/readers.hpp"

namespace aurora::coverage {
namespace {

constexpr std::size_t k_max_bytes = 512UL << 20;

std::int64_t count_in(const Json::Value& value, Coverage& out) {
  if (!value.isNumeric() || (!value.isInt64() && value.asDouble() >= 0))
    return value.isNumeric() ? INT64_MAX : 0;
  const auto count = value.isInt64() ? value.asInt64() : -1;
  out.ignored += count < 0 ? 1 : 0;
  return std::max<std::int64_t>(count, 0);
}

bool is_set(const Json::Value& item, const char* flag) {
  return item[flag].isBool() && item[flag].asBool();
}

void read_line(const Json::Value& item, Lines& lines, Coverage& out) {
  const auto& number = item.isObject() ? item["line_number"] : Json::Value::nullSingleton();
  if (!number.isInt() || number.asInt() <= 0) {
    ++out.ignored;
    return;
  }
  if (is_set(item, "gcovr/noncode") || is_set(item, "gcovr/excluded"))
    return;
  LineCoverage line{count_in(item["count"], out), {}};
  if (item["branches"].isArray())
    for (const auto& branch : item["branches"])
      if (branch.isObject())
        line.branches.push_back(count_in(branch["count"], out));
  // Template instantiations repeat a line.
  auto& known = lines[number.asInt()];
  known.hits = std::max(known.hits, line.hits);
  if (line.branches.size() > known.branches.size())
    known.branches = std::move(line.branches);
}

base::Result<Coverage> gcovr_from(const Json::Value& root) {
  if (!root.isObject() || !root["files"].isArray())
    return base::fail(base::ErrorCode::invalid_input, "this is no gcovr report: it has no list \"files\"");
  const auto& version = root["gcovr/format_version"];
  if (version.isString() && !version.asString().starts_with("0."))
    return base::fail(base::ErrorCode::unsupported,
                      fmt::format("gcovr format {} is not known; this version reads 0.x",
                                  base::to_printable(version.asString())));
  Coverage out;
  for (const auto& file : root["files"]) {
    const auto* key = file.isObject() && file.isMember("file") ? "file" : "filename";
    if (!file.isObject() || !file[key].isString() || !file["lines"].isArray()) {
      ++out.ignored;
      continue;
    }
    auto& lines = out.files[file[key].asString()];
    for (const auto& line : file["lines"])
      read_line(line, lines, out);
  }
  return out;
}

} // namespace

base::Result<Coverage> read_gcovr_json(std::string_view text) {
  if (text.size() > k_max_bytes)
    return base::fail(base::ErrorCode::limit, "the gcovr report is larger than 512 MiB");
  Json::CharReaderBuilder builder;
  builder["stackLimit"] = 32;
  const std::unique_ptr<Json::CharReader> reader(builder.newCharReader());
  Json::Value root;
  std::string errors;
  try {
    if (!reader->parse(text.data(), text.data() + text.size(), &root, &errors))
      return base::fail(base::ErrorCode::invalid_input, "the gcovr report is not valid JSON: " + errors);
    return gcovr_from(root);
  } catch (const Json::Exception& error) {
    return base::fail(base::ErrorCode::invalid_input,
                      fmt::format("the gcovr report is not valid JSON: {}", error.what()));
  }
}

} // namespace aurora::coverage
