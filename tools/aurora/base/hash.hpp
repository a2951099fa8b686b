#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace aurora::base {

/// SHA-256 (FIPS 180-4) as 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

/// FNV-1a, 64 bit: for keys, never for integrity.
std::uint64_t fnv1a64(std::string_view bytes, std::uint64_t seed = 14695981039346656037ULL);

/// Sixteen lower-case hex digits.
std::string hex16(std::uint64_t value);

} // namespace aurora::base
