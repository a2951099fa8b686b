#include "aurora/triage/quarantine.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "aurora/base/text.hpp"
#include "aurora/triage/risk.hpp"

namespace aurora::triage {
namespace {

/// `*` any characters, `?` one; greedy with one point to come back to.
bool fits(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  auto star = std::string_view::npos;
  std::size_t from = 0;
  while (t < text.size()) {
    if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t]) && pattern[p] != '*') {
      ++p;
      ++t;
    } else if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      from = t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++from;
    } else {
      return false;
    }
  }
  return std::ranges::all_of(pattern.substr(p), [](char c) { return c == '*'; });
}

bool names(const QuarantineEntry& entry, const std::string& test) {
  return fits(entry.test, test) || fits(entry.test, test.substr(0, test.find("::")));
}

bool is_day(const std::string& text) {
  return text.size() == 10 && text[4] == '-' && text[7] == '-' && days_between("1970-01-01", text) > 0;
}

tl::unexpected<base::Error> wrong(std::string message, const std::string& path, int line) {
  return base::fail(base::ErrorCode::invalid_input, std::move(message), path, line);
}

std::string scalar(const YAML::Node& node, const char* key) {
  const auto value = node[key];
  return value && value.IsScalar() ? value.Scalar() : std::string();
}

base::Result<QuarantineEntry> entry_from(const YAML::Node& node, const std::string& path) {
  QuarantineEntry entry;
  entry.line = node.Mark().line + 1;
  if (!node.IsMap())
    return wrong("an entry is a map of test, until and reason", path, entry.line);
  for (const auto& pair : node) {
    const auto key = pair.first.Scalar();
    if (key != "test" && key != "until" && key != "reason")
      return wrong(
          fmt::format("unknown key \"{}\"; known are test, until and reason", base::to_printable(key)), path,
          pair.first.Mark().line + 1);
  }
  entry.test = scalar(node, "test");
  entry.until = scalar(node, "until");
  entry.reason = scalar(node, "reason");
  if (entry.test.empty())
    return wrong("an entry must name its test", path, entry.line);
  if (!is_day(entry.until))
    return wrong("an entry must say until which day it holds, for example \"until: 2030-01-31\"", path,
                 entry.line);
  return entry;
}

} // namespace

base::Result<std::vector<QuarantineEntry>> read_quarantine(std::string_view yaml, const std::string& path) {
  std::vector<QuarantineEntry> entries;
  try {
    const auto root = YAML::Load(std::string(yaml));
    if (root.IsNull())
      return entries;
    const auto list = root.IsMap() ? root["quarantine"] : YAML::Node();
    if (!list || !(list.IsSequence() || list.IsNull()))
      return wrong("it must hold a list named \"quarantine\"", path, 1);
    for (const auto& node : list) {
      auto entry = entry_from(node, path);
      if (!entry)
        return base::forward(entry);
      entries.push_back(std::move(*entry));
    }
  } catch (const YAML::Exception& error) {
    return wrong(error.msg, path, error.mark.line + 1);
  }
  return entries;
}

std::vector<std::string> apply_quarantine(std::vector<model::Event>& events,
                                          const std::vector<QuarantineEntry>& entries,
                                          std::string_view today) {
  std::vector<std::string> told;
  std::set<const QuarantineEntry*> seen;
  for (auto& event : events) {
    const auto entry =
        std::ranges::find_if(entries, [&](const auto& one) { return names(one, event.test_id); });
    if (entry == entries.end() || event.suite == "build")
      continue;
    const bool holds = today.substr(0, 10) <= entry->until;
    if (holds) {
      event.flaky = true;
      event.outcome = "quarantined";
    }
    if (seen.insert(&*entry).second)
      told.push_back(holds ? fmt::format("{} is in quarantine until {}: its failures do not count{}{}",
                                         event.test_id, entry->until, entry->reason.empty() ? "" : "; ",
                                         entry->reason)
                           : fmt::format("the quarantine of {} ended on {}: its failures count; mend it, or "
                                         "renew the entry",
                                         event.test_id, entry->until));
  }
  return told;
}

} // namespace aurora::triage
