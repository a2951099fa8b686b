#pragma once

#include <cstdint>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>

namespace aurora::testing {

/// A file below tests/data, whole.
inline std::string data(const std::string& path) {
  std::ifstream in(std::string(AURORA_TEST_DATA) + "/" + path, std::ios::binary);
  if (!in)
    throw std::runtime_error("no test data " + path);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The text with a few bytes overwritten, removed or doubled; the same for the same seed.
inline std::string mutated(std::string text, std::uint64_t seed) {
  const auto next = [&seed] { // xorshift64, Marsaglia 2003
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return static_cast<std::size_t>(seed);
  };
  using namespace std::string_view_literals;
  static constexpr std::string_view k_bytes = "\0\n\r:'\"`()[]{}#@=<>+-*0x9a\\ \x1b\xff/."sv;
  for (int i = 0; i < 24 && !text.empty(); ++i) {
    const auto at = next() % text.size();
    switch (next() % 4) {
    case 0:
      text.erase(at, next() % 64);
      break;
    case 1:
      text.insert(at, text.substr(next() % text.size(), next() % 64));
      break;
    default:
      text[at] = k_bytes[next() % k_bytes.size()];
      break;
    }
  }
  return text;
}

} // namespace aurora::testing
