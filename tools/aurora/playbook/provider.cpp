#include "aurora/playbook/provider.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "aurora/playbook/book.hpp"
#include "aurora/playbook/pattern.hpp"
#include "aurora/repair/sources.hpp"

namespace aurora::playbook {
namespace {

constexpr std::size_t k_most_suspects = 20;
constexpr std::size_t k_most_shapes = 6;
constexpr int k_most_failures_elsewhere = 3;

bool is_for_shapes(const Entry& entry) {
  return entry.state == State::trusted && entry.failed_elsewhere < k_most_failures_elsewhere &&
         entry.edits.size() == 1 && !entry.edits[0].pattern.empty();
}

model::Patch patch_from(const Entry& entry, std::string title) {
  return {"playbook",
          entry.id,
          std::move(title),
          fmt::format("It healed the same failure on {}. {}", entry.landed.substr(0, 10), entry.explanation),
          {},
          0.95};
}

/// All edits of an entry where they were made before, or nothing.
std::optional<model::Patch> repeat_entry(repair::Sources& sources, const Entry& entry) {
  auto patch = patch_from(entry, entry.title);
  for (const auto& edit : entry.edits) {
    const auto* text = sources.text(edit.file);
    auto after = text != nullptr ? apply_edit(edit, text->text())
                                 : base::Result<std::string>(base::fail(base::ErrorCode::not_found, ""));
    if (!after)
      return std::nullopt;
    patch.changes.push_back({edit.file, text->text(), std::move(*after)});
  }
  return patch;
}

model::Patch shape_patch(const Entry& entry, const model::Suspect& suspect, const std::string& text,
                         const Fit& fit) {
  auto patch =
      patch_from(entry, fmt::format("as in {}: `{}` at {}:{}", entry.edits[0].file,
                                    fit.text.substr(0, fit.text.find('\n')), suspect.file, suspect.line));
  patch.explanation =
      fmt::format("The same change healed a failure in {}. {}", entry.edits[0].file, entry.explanation);
  patch.confidence = 0.6;
  auto after = text;
  after.replace(fit.begin, fit.end - fit.begin, fit.text);
  patch.changes.push_back({suspect.file, text, std::move(after)});
  return patch;
}

void add_shapes(repair::Sources& sources, const Entry& entry, const model::Suspect& suspect,
                std::vector<model::Patch>& patches) {
  if (!repair::is_source(suspect.file))
    return;
  const auto* text = sources.text(suspect.file);
  if (text == nullptr || suspect.line < 1 || suspect.line > text->line_count())
    return;
  for (const auto& fit : fits(entry.edits[0].pattern, text->text(), suspect.line))
    if (patches.size() < k_most_shapes)
      patches.push_back(shape_patch(entry, suspect, text->text(), fit));
}

std::vector<model::Patch> repeat_all(const repair::Context& context, const std::vector<Entry>& entries) {
  repair::Sources sources(context);
  std::vector<model::Patch> patches;
  for (const auto& entry : entries)
    if (entry.state == State::trusted && entry.signature == context.cluster.signature)
      if (auto patch = repeat_entry(sources, entry))
        patches.push_back(std::move(*patch));
  return patches;
}

/// The most suspicious places first, whatever entry fits them.
std::vector<model::Patch> all_shapes(const repair::Context& context, const std::vector<Entry>& entries) {
  repair::Sources sources(context);
  std::vector<model::Patch> patches;
  const auto count = std::min(context.suspects.size(), k_most_suspects);
  for (std::size_t i = 0; i < count; ++i)
    for (const auto& entry : entries)
      if (is_for_shapes(entry) && entry.category == model::to_string(context.cluster.category))
        add_shapes(sources, entry, context.suspects[i], patches);
  return patches;
}

} // namespace

bool PlaybookProvider::needs_suspects() const {
  return m_reach == Reach::same_shape && std::ranges::any_of(m_entries, is_for_shapes);
}

base::Result<std::vector<model::Patch>> PlaybookProvider::propose(const repair::Context& context) {
  return m_reach == Reach::same_signature ? repeat_all(context, m_entries) : all_shapes(context, m_entries);
}

} // namespace aurora::playbook
