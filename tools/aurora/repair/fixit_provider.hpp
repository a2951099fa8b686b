#pragma once

#include "aurora/repair/provider.hpp"

namespace aurora::repair {

/// Compiles the failing files again and proposes the edits that the compiler itself offers: all of one file
/// together, and those of each diagnostic alone.
class FixitProvider final : public Provider {
public:
  std::string_view name() const override { return "fixit"; }
  base::Result<std::vector<model::Patch>> propose(const Context& context) override;
};

} // namespace aurora::repair
