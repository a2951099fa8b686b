#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::forge {

/// What an issue itself remembers, in one hidden line of its body, so that a machine that knows nothing else
/// (a fresh CI job) can tell what there is already.
///
///     <!-- aurora-issue/1 state=open at=2026-01-31T10:00:00Z told=0123456789ab tried= flaky=0 causes=a,b
///     tests=c -->
///
/// Only such a line counts, and the last one: what comes from logs is kept from looking like it.
struct Marker {
  /// open: the cause was there in the run told of last; gone: it was not; duplicate: another issue has it.
  enum class State { open, gone, duplicate } state = State::open;
  std::string at;    ///< when the run told of last began, RFC 3339
  std::string told;  ///< hash of what was told of the failure
  std::string tried; ///< hash of what was told of heal's attempts; empty: nothing yet
  bool flaky = false;
  std::vector<std::string> causes; ///< signatures
  std::vector<std::string> tests;  ///< test_key() of CTest's names
  bool operator==(const Marker&) const = default;
};

std::string to_text(const Marker& marker);
std::optional<Marker> find_marker(std::string_view body);

/// The body with this marker in the place of its own, else at its end; all else stays as it is.
std::string with_marker(std::string_view body, const Marker& marker);

/// The hidden line that keeps a comment from being written twice.
std::string note_line(std::string_view key);

/// The text with nothing in it that could be taken for a hidden line of ours.
std::string without_markers(std::string text);

/// Twelve hex digits for what is only compared.
std::string short_key(std::string_view text);

} // namespace aurora::forge
