#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "aurora/base/text.hpp"
#include "aurora/coverage/readers.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::coverage {
namespace {

constexpr std::size_t k_max_xml_bytes = 512UL << 20;

/// Branches are only told as "50% (1/2)".
std::vector<std::int64_t> branches_of(std::string_view condition) {
  const auto open = condition.find('(');
  const auto slash = condition.find('/', open);
  const auto close = condition.find(')', slash);
  if (open == std::string_view::npos || slash == std::string_view::npos || close == std::string_view::npos)
    return {};
  const auto covered = base::parse_integer(condition.substr(open + 1, slash - open - 1)).value_or(0);
  const auto total = base::parse_integer(condition.substr(slash + 1, close - slash - 1)).value_or(0);
  if (total < 0 || total > 10'000 || covered < 0 || covered > total)
    return {};
  std::vector<std::int64_t> branches(static_cast<std::size_t>(total), 0);
  std::fill_n(branches.begin(), covered, 1);
  return branches;
}

void read_xml_line(const pugi::xml_node& node, Lines& lines, Coverage& out) {
  const auto number = base::parse_integer(node.attribute("number").value());
  if (!number || *number <= 0 || *number > INT32_MAX) {
    ++out.ignored;
    return;
  }
  const auto hits = base::parse_integer(node.attribute("hits").value()).value_or(0);
  out.ignored += hits < 0 ? 1 : 0;
  auto& line = lines[static_cast<int>(*number)];
  line.hits = std::max<std::int64_t>({line.hits, hits, 0});
  auto branches = branches_of(node.attribute("condition-coverage").value());
  if (branches.size() > line.branches.size())
    line.branches = std::move(branches);
}

/// <sources><source> when it is the only one and absolute; several cannot be told apart without looking at
/// the disk.
std::string only_source(const pugi::xml_node& root) {
  const auto sources = root.child("sources").children("source");
  if (std::distance(sources.begin(), sources.end()) != 1)
    return {};
  const std::string source(base::trim(sources.begin()->text().get()));
  return source.starts_with("/") ? source : std::string();
}

void read_class(const pugi::xml_node& node, const std::string& source, Coverage& out) {
  const std::string name = node.attribute("filename").value();
  if (name.empty()) {
    ++out.ignored;
    return;
  }
  auto& lines = out.files[source.empty() ? name : sys::join_path(source, name)];
  for (const auto& line : node.child("lines").children("line"))
    read_xml_line(line, lines, out);
}

} // namespace

base::Result<Coverage> read_cobertura(std::string_view text) {
  if (text.size() > k_max_xml_bytes)
    return base::fail(base::ErrorCode::limit, "the Cobertura report is larger than 512 MiB");
  pugi::xml_document document;
  const auto parsed = document.load_buffer(text.data(), text.size());
  if (!parsed)
    return base::fail(base::ErrorCode::invalid_input,
                      fmt::format("the Cobertura report is malformed or cut at byte {}: {}", parsed.offset,
                                  parsed.description()));
  const auto root = document.child("coverage");
  if (!root)
    return base::fail(base::ErrorCode::invalid_input,
                      "this is no Cobertura report: it has no element <coverage>");
  Coverage out;
  const auto source = only_source(root);
  for (const auto& package : root.child("packages").children("package"))
    for (const auto& node : package.child("classes").children("class"))
      read_class(node, source, out);
  return out;
}

base::Result<Coverage> read_any(std::string_view text) {
  const auto start = base::trim(text.substr(0, 4096));
  if (start.starts_with("{"))
    return read_gcovr_json(text);
  if (start.starts_with("<") || start.starts_with("\xEF\xBB\xBF<"))
    return read_cobertura(text);
  return read_lcov(text);
}

} // namespace aurora::coverage
