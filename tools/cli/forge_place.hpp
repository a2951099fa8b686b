#pragma once

#include <optional>

#include "aurora/forge/rest.hpp"
#include "session.hpp"

namespace aurora::cli {

/// The forge of the settings with its token, which leaves the environment of this process; nothing when none
/// is configured. No other thread may read variables while it does so.
base::Result<std::optional<forge::Place>> forge_place(Session& session);

} // namespace aurora::cli
