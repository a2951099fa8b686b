#include "aurora/playbook/entry_yaml.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "aurora/base/text.hpp"
#include "aurora/base/yaml_text.hpp"

namespace aurora::playbook {
namespace {

using base::put_text;
using base::put_texts;

constexpr std::string_view k_schema = "aurora.playbook/1";
constexpr std::size_t k_most_bytes = 64U << 10;
constexpr std::size_t k_most_edits = 10;
constexpr std::size_t k_most_listed_lines = 80;

/// Thrown at the first thing that is wrong; does not leave this file.
struct Wrong {
  std::string message;
  int line = 0;
};

int line_of(const YAML::Node& node) {
  return node.Mark().line + 1;
}

std::string scalar(const YAML::Node& node, std::string_view key) {
  if (!node.IsScalar())
    throw Wrong{fmt::format("{} is not a text", key), line_of(node)};
  if (node.Scalar().find('\0') != std::string::npos)
    throw Wrong{fmt::format("{} holds a zero byte", key), line_of(node)};
  return node.Scalar();
}

int number(const YAML::Node& node, std::string_view key) {
  const auto value = base::parse_integer(scalar(node, key));
  if (!value || *value < 0 || *value > 10'000'000)
    throw Wrong{fmt::format("{} is not a whole number from 0 on", key), line_of(node)};
  return static_cast<int>(*value);
}

std::string one_line(const YAML::Node& node, std::string_view key) {
  auto text = scalar(node, key);
  if (text.find('\n') != std::string::npos)
    throw Wrong{fmt::format("{} is more than one line", key), line_of(node)};
  return text;
}

std::vector<std::string> lines(const YAML::Node& node, std::string_view key) {
  if (!node.IsSequence() && !node.IsNull())
    throw Wrong{fmt::format("{} is not a list", key), line_of(node)};
  if (node.size() > k_most_listed_lines)
    throw Wrong{fmt::format("{} has {} lines; {} is the most", key, node.size(), k_most_listed_lines),
                line_of(node)};
  std::vector<std::string> out;
  for (const auto& item : node)
    out.push_back(one_line(item, key));
  return out;
}

/// A file below the source root, outside .git and .aurora.
std::string inner_path(const YAML::Node& node, std::string_view key) {
  auto path = one_line(node, key);
  const auto parts = base::split(path, '/');
  const bool leaves = std::ranges::any_of(
      parts, [](std::string_view part) { return part.empty() || part == "." || part == ".."; });
  if (leaves || parts.front() == ".git" || parts.front() == ".aurora")
    throw Wrong{fmt::format("\"{}\" is no file of the project", path), line_of(node)};
  return path;
}

using Reader = std::function<void(const YAML::Node&, std::string_view)>;
using Readers = std::map<std::string, Reader, std::less<>>;

Reader text_into(std::string& target) {
  return [&target](const YAML::Node& node, std::string_view key) { target = scalar(node, key); };
}

Reader line_into(std::string& target) {
  return [&target](const YAML::Node& node, std::string_view key) { target = one_line(node, key); };
}

Reader lines_into(std::vector<std::string>& target) {
  return [&target](const YAML::Node& node, std::string_view key) { target = lines(node, key); };
}

Reader number_into(int& target) {
  return [&target](const YAML::Node& node, std::string_view key) { target = number(node, key); };
}

/// Every key once and known.
void read_map(const YAML::Node& node, const Readers& readers, std::string_view what) {
  if (!node.IsMap())
    throw Wrong{fmt::format("{} is not a list of \"key: value\" lines", what), line_of(node)};
  std::map<std::string, int> seen;
  for (const auto& member : node) {
    const auto key = scalar(member.first, what);
    const auto reader = readers.find(key);
    if (reader == readers.end())
      throw Wrong{fmt::format("{} has no key \"{}\"", what, key), line_of(member.first)};
    if (++seen[key] > 1)
      throw Wrong{fmt::format("\"{}\" is there twice", key), line_of(member.first)};
    reader->second(member.second, key);
  }
}

Pattern read_pattern(const YAML::Node& node) {
  Pattern pattern;
  read_map(node, {{"before", text_into(pattern.before)}, {"after", text_into(pattern.after)}}, "pattern");
  return pattern;
}

Edit read_edit(const YAML::Node& node) {
  Edit edit;
  read_map(
      node,
      {{"file", [&](const YAML::Node& value, std::string_view key) { edit.file = inner_path(value, key); }},
       {"line", number_into(edit.line)},
       {"above", line_into(edit.above)},
       {"below", line_into(edit.below)},
       {"before", lines_into(edit.before)},
       {"after", lines_into(edit.after)},
       {"pattern", [&](const YAML::Node& value, std::string_view) { edit.pattern = read_pattern(value); }}},
      "edit");
  if (edit.file.empty() || edit.before == edit.after)
    throw Wrong{"an edit without a file or without a change", line_of(node)};
  return edit;
}

std::vector<Edit> read_edits(const YAML::Node& node) {
  if (!node.IsSequence() || node.size() == 0 || node.size() > k_most_edits)
    throw Wrong{fmt::format("edits is not a list of 1 to {}", k_most_edits), line_of(node)};
  std::vector<Edit> edits;
  for (const auto& item : node)
    edits.push_back(read_edit(item));
  return edits;
}

State read_state(const YAML::Node& node) {
  const auto word = scalar(node, "state");
  if (word != "trusted" && word != "retired")
    throw Wrong{fmt::format("state is \"{}\"; trusted or retired are known", word), line_of(node)};
  return word == "trusted" ? State::trusted : State::retired;
}

Readers entry_readers(Entry& entry) {
  return {{"schema", [](const YAML::Node&, std::string_view) {}},
          {"signature", line_into(entry.signature)},
          {"category", line_into(entry.category)},
          {"title", line_into(entry.title)},
          {"failure", line_into(entry.failure)},
          {"explanation", text_into(entry.explanation)},
          {"provider", line_into(entry.provider)},
          {"rule", line_into(entry.rule)},
          {"landed", line_into(entry.landed)},
          {"evidence", lines_into(entry.evidence)},
          {"edits", [&](const YAML::Node& node, std::string_view) { entry.edits = read_edits(node); }},
          {"state", [&](const YAML::Node& node, std::string_view) { entry.state = read_state(node); }},
          {"retired_because", line_into(entry.retired_because)},
          {"failed_elsewhere", number_into(entry.failed_elsewhere)}};
}

Entry read_entry(const YAML::Node& root) {
  Entry entry;
  read_map(root, entry_readers(entry), "the entry");
  const bool hex = entry.signature.size() == 16 &&
                   entry.signature.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!hex)
    throw Wrong{"signature is not 16 hexadecimal digits", line_of(root)};
  if (entry.edits.empty())
    throw Wrong{"there are no edits", line_of(root)};
  return entry;
}

std::string schema_of(const YAML::Node& root) {
  const auto schema = root.IsMap() ? root["schema"] : YAML::Node();
  return schema && schema.IsScalar() ? schema.Scalar() : "";
}

void put_edit(YAML::Emitter& out, const Edit& edit) {
  out << YAML::BeginMap;
  put_text(out, "file", edit.file) << YAML::Key << "line" << YAML::Value << edit.line;
  put_text(out, "above", edit.above);
  put_texts(out, "before", edit.before);
  put_texts(out, "after", edit.after);
  put_text(out, "below", edit.below);
  if (!edit.pattern.empty()) {
    out << YAML::Key << "pattern" << YAML::Value << YAML::BeginMap;
    put_text(out, "before", edit.pattern.before);
    put_text(out, "after", edit.pattern.after) << YAML::EndMap;
  }
  out << YAML::EndMap;
}

} // namespace

std::string to_yaml(const Entry& entry) {
  YAML::Emitter out;
  out << YAML::BeginMap << YAML::Key << "schema" << YAML::Value << std::string(k_schema);
  put_text(out, "signature", entry.signature);
  put_text(out, "category", entry.category);
  put_text(out, "failure", entry.failure);
  put_text(out, "title", entry.title);
  put_text(out, "explanation", entry.explanation);
  put_text(out, "provider", entry.provider);
  put_text(out, "rule", entry.rule);
  put_text(out, "landed", entry.landed);
  put_texts(out, "evidence", entry.evidence);
  out << YAML::Key << "state" << YAML::Value << (entry.state == State::trusted ? "trusted" : "retired");
  if (!entry.retired_because.empty())
    put_text(out, "retired_because", entry.retired_because);
  if (entry.failed_elsewhere > 0)
    out << YAML::Key << "failed_elsewhere" << YAML::Value << entry.failed_elsewhere;
  out << YAML::Key << "edits" << YAML::Value << YAML::BeginSeq;
  for (const auto& edit : entry.edits)
    put_edit(out, edit);
  out << YAML::EndSeq << YAML::EndMap;
  return std::string(out.c_str()) + "\n";
}

base::Result<Entry> entry_from_yaml(std::string_view text, const std::string& path) {
  using base::ErrorCode;
  if (text.size() > k_most_bytes)
    return base::fail(ErrorCode::limit, fmt::format("more than {} bytes are no playbook entry", k_most_bytes),
                      path);
  try {
    const auto root = YAML::Load(std::string(text));
    const auto schema = schema_of(root);
    if (schema != k_schema)
      return base::fail(
          schema.starts_with("aurora.playbook/") ? ErrorCode::unsupported : ErrorCode::invalid_input,
          fmt::format("schema is \"{}\", this version reads \"{}\"", schema, k_schema), path, 1);
    return read_entry(root);
  } catch (const Wrong& wrong) {
    return base::fail(ErrorCode::invalid_input, wrong.message, path, wrong.line);
  } catch (const YAML::Exception& error) {
    return base::fail(ErrorCode::invalid_input, error.msg, path, error.mark.line + 1);
  }
}

} // namespace aurora::playbook
