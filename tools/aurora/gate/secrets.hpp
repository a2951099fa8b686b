#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aurora::gate {

enum class SecretCertainty { known_shape, named, random_text };

struct Secret {
  SecretCertainty certainty = SecretCertainty::random_text;
  std::string what; ///< in words; never the secret itself
};

/// The first credential in a line: a known key's shape, a random-looking value given to something called
/// password, token or key, or a long random-looking literal. Hashes, UUIDs, URL_HASH, GIT_TAG and
/// placeholders are none.
std::optional<Secret> find_secret(std::string_view line);

/// package-lock.json, conan.lock and the like: made of hashes.
bool is_lock_file(std::string_view path);

/// Bits per character (Shannon 1948).
double entropy(std::string_view text);

} // namespace aurora::gate
