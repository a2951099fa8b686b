#pragma once

#include "aurora/repair/provider.hpp"

namespace aurora::repair {

/// Tries every rule of rules/ on every event of the cluster. Fixes of several events in the same cluster are
/// also offered together.
class RulesProvider final : public Provider {
public:
  std::string_view name() const override { return "rules"; }
  base::Result<std::vector<model::Patch>> propose(const Context& context) override;
};

} // namespace aurora::repair
