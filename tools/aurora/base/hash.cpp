#include "aurora/base/hash.hpp"

#include <array>

#include <fmt/format.h>
#include <openssl/evp.h>

namespace aurora::base {

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr);
  std::string hex;
  for (unsigned int i = 0; i < length; ++i)
    hex += fmt::format("{:02x}", digest[i]);
  return hex;
}

std::uint64_t fnv1a64(std::string_view bytes, std::uint64_t seed) {
  auto hash = seed;
  for (const char c : bytes)
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

std::string hex16(std::uint64_t value) {
  return fmt::format("{:016x}", value);
}

} // namespace aurora::base
