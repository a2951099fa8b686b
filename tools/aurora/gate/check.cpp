#include <algorithm>
#include <array>
#include <cstdlib>
#include <tuple>

#include <fmt/format.h>

#include "aurora/base/glob.hpp"
#include "aurora/base/sort.hpp"
#include "aurora/gate/locks.hpp"
#include "aurora/gate/policy.hpp"
#include "aurora/gate/rule.hpp"

namespace aurora::gate {
namespace {

using Found = std::vector<model::Finding>;

void check_limits(const Policy& policy, const model::Patch& patch, Found& out) {
  const auto lines = model::changed_lines(patch);
  if (lines > policy.max_changed_lines)
    out.push_back(
        {"max-changed-lines", model::Severity::error,
         fmt::format("{} lines change; the policy allows {}: split the change or raise max_changed_lines",
                     lines, policy.max_changed_lines),
         "", 0});
  const auto files = static_cast<int>(patch.changes.size());
  if (files > policy.max_files)
    out.push_back({"max-files", model::Severity::error,
                   fmt::format("{} files change; the policy allows {}", files, policy.max_files), "", 0});
}

/// Files below this many bytes are exempt: one line may well be half of them.
constexpr std::size_t k_small_file = 2048;

void check_size(const Policy& policy, const model::FileChange& change, Found& out) {
  if (!change.before || change.before->size() < k_small_file)
    return;
  const auto before = static_cast<double>(change.before->size());
  const auto after = static_cast<double>(change.after.value_or("").size());
  const auto share = std::abs(after - before) / before;
  if (share > policy.max_size_change)
    out.push_back({"size-change", model::Severity::error,
                   fmt::format("the file's size changes by {:.0f} %; the policy allows {:.0f} %", share * 100,
                               policy.max_size_change * 100),
                   change.path, 0});
}

void check_protected(const Policy& policy, const model::FileChange& change, Found& out) {
  for (const auto& glob : policy.protected_files)
    if (base::glob_match(glob, change.path)) {
      out.push_back({"protected-file", model::Severity::error,
                     fmt::format("protected by \"{}\": needs the approval of two people", glob), change.path,
                     0});
      return;
    }
}

bool locked(const Policy& policy, const model::FileChange& change) {
  return is_locked(policy, change.path, change.before.value_or("")) ||
         is_locked(policy, change.path, change.after.value_or(""));
}

void check_lock(const FileView& file, Found& out) {
  if (!file.automated() || !locked(file.policy, file.change))
    return;
  auto opened = file.policy;
  opened.allow_test_edits = true;
  const bool only_a_test = !locked(opened, file.change);
  out.push_back({"locked-file", model::Severity::error,
                 only_a_test
                     ? file.change.path + " is a test source, which a repair may not change unless "
                                          "ALLOW_TEST_EDITS (--allow-test-edits on) says so"
                     : "tests, CI files, coverage thresholds and .aurora/ may not be changed by a repair",
                 file.change.path, 0});
}

bool is_binary(const model::FileChange& change) {
  const auto has_zero = [](const std::optional<std::string>& text) {
    return text && text->find('\0') != std::string::npos;
  };
  return has_zero(change.before) || has_zero(change.after);
}

FileView view(const Policy& policy, const model::FileChange& change, Author author) {
  FileView file{change, policy, author, file_kind(change.path), false, is_binary(change), {}, {}, {}};
  file.is_test = is_test_source(policy, change.path, change.before.value_or("")) ||
                 is_test_source(policy, change.path, change.after.value_or(""));
  if (file.is_binary)
    return file;
  file.lines = changed_lines(change);
  if (file.kind == FileKind::cpp) {
    file.before = tokenize(change.before ? std::string_view(*change.before) : std::string_view());
    file.after = tokenize(change.after ? std::string_view(*change.after) : std::string_view());
  }
  return file;
}

void check_patterns(const FileView& file, Found& out) {
  if (file.is_binary) {
    out.push_back({"binary-file", model::Severity::warning, "a binary file changes; nothing looked into it",
                   file.change.path, 0});
    return;
  }
  for (const auto& rule : pattern_rules()) {
    if (std::ranges::find(file.policy.allowed_rules, rule.id) != file.policy.allowed_rules.end())
      continue;
    Findings findings(rule.id, file, out);
    rule.look(file, findings);
  }
}

void sort_and_unite(Found& findings) {
  const auto key = [](const model::Finding& f) { return std::tie(f.file, f.line, f.rule, f.message); };
  base::stable_sort(findings, [&](const auto& a, const auto& b) { return key(a) < key(b); });
  const auto same =
      std::ranges::unique(findings, [&](const auto& a, const auto& b) { return key(a) == key(b); });
  findings.erase(same.begin(), same.end());
}

} // namespace

std::vector<model::Finding> check(const Policy& policy, const model::Patch& patch, Author author) {
  Found out;
  check_limits(policy, patch, out);
  for (const auto& change : patch.changes) {
    check_size(policy, change, out);
    check_protected(policy, change, out);
    const auto file = view(policy, change, author);
    check_lock(file, out);
    check_patterns(file, out);
  }
  sort_and_unite(out);
  return out;
}

bool is_cheating(const std::vector<model::Finding>& findings) {
  constexpr std::array<std::string_view, 8> k_ids{
      "locked-file",        "test-registration", "disabled-test",  "removed-assertion",
      "weakened-assertion", "vacuous-assertion", "test-detection", "early-exit"};
  return std::ranges::any_of(findings, [&](const auto& f) {
    return f.severity == model::Severity::error && std::ranges::find(k_ids, f.rule) != k_ids.end();
  });
}

bool refused(const std::vector<model::Finding>& findings) {
  return std::ranges::any_of(findings, [](const auto& f) { return f.severity == model::Severity::error; });
}

} // namespace aurora::gate
