#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aurora/repair/source_text.hpp"

namespace aurora::repair {

/// One edit as the compiler proposes it; end is exclusive.
struct Fixit {
  std::string path; ///< as printed
  Position begin;
  Position end;
  std::string text;
  bool operator==(const Fixit&) const = default;
};

enum class FixitOrigin { error, warning, note };

/// The fix-its of one diagnostic, which belong together.
struct FixitGroup {
  FixitOrigin origin = FixitOrigin::error; ///< note: an alternative offered below an error
  std::string message;
  std::string path;
  int line = 0;
  std::vector<Fixit> fixits;
};

/// Reads what g++ and clang++ print with -fdiagnostics-parseable-fixits. Diagnostics without fix-its, and
/// notes below mere warnings, are left out.
std::vector<FixitGroup> read_fixits(std::string_view compiler_output);

} // namespace aurora::repair
