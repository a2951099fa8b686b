#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::gate {

enum class SecretCertainty { known_shape, named, random_text };

struct Secret {
  SecretCertainty certainty = SecretCertainty::random_text;
  std::string what;      ///< in words; never the secret itself
  std::size_t begin = 0; ///< where it stands in the line
  std::size_t size = 0;
};

/// The first credential in a line: a known key's shape, a random-looking value given to something called
/// password, token or key, or a long random-looking literal. Hashes, UUIDs, URL_HASH, GIT_TAG and
/// placeholders are none.
std::optional<Secret> find_secret(std::string_view line);

/// Shorter ones are too likely to be ordinary words.
inline constexpr std::size_t k_shortest_known_secret = 8;

/// The text with every secret replaced by "[removed: what it is]"; a private key with all its lines. `known`
/// texts of at least eight characters are replaced wherever they stand.
struct MaskedText {
  std::string text;
  int removed = 0;
};
MaskedText mask_secrets(std::string_view text, const std::vector<std::string>& known = {});

/// package-lock.json, conan.lock and the like: made of hashes.
bool is_lock_file(std::string_view path);

/// Bits per character (Shannon 1948).
double entropy(std::string_view text);

} // namespace aurora::gate
