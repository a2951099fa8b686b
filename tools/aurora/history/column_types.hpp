#pragma once

#include "aurora/history/database.hpp"

namespace aurora::history {

// Short names for the long lists of columns in this library's own sources.
inline constexpr auto k_int = Column::integer;
inline constexpr auto k_real = Column::real;
inline constexpr auto k_text = Column::text;

} // namespace aurora::history
