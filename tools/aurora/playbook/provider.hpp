#pragma once

#include <string_view>
#include <vector>

#include "aurora/playbook/entry.hpp"
#include "aurora/repair/provider.hpp"

namespace aurora::playbook {

/// Where entries are tried: on the very failure that they healed before, or where the code only looks like it
/// did.
enum class Reach { same_signature, same_shape };

/// Proposes what worked before. Its patches are judged like anybody's; their rule is the entry's id.
class PlaybookProvider final : public repair::Provider {
public:
  PlaybookProvider(std::vector<Entry> entries, Reach reach) : m_entries(std::move(entries)), m_reach(reach) {}
  std::string_view name() const override { return "playbook"; }
  bool needs_suspects() const override;
  base::Result<std::vector<model::Patch>> propose(const repair::Context& context) override;

private:
  std::vector<Entry> m_entries;
  Reach m_reach;
};

} // namespace aurora::playbook
