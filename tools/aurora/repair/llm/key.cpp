#include "aurora/repair/llm/key.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aurora/base/text.hpp"

namespace aurora::repair::llm {
namespace {

using base::ErrorCode;

constexpr std::uint64_t k_most_key_bytes = 16 * 1024;
constexpr std::uint32_t k_others = 077;

base::Result<std::string> key_from_file(const std::string& path, sys::FileSystem& files) {
  const auto info = files.info(path);
  if (!info)
    return base::forward(info);
  if (info->kind != sys::FileKind::regular)
    return base::fail(ErrorCode::environment, "the key file is missing or not a plain file", path);
  if ((info->mode & k_others) != 0)
    return base::fail(
        ErrorCode::permission,
        fmt::format("the key file has mode {:04o}, so others may read it; chmod 600 it", info->mode), path);
  return files.read(path, k_most_key_bytes);
}

/// Anything else could end the header it is put into.
bool is_header_text(std::string_view key) {
  return std::ranges::all_of(key, [](unsigned char c) { return c > 32 && c < 127; });
}

} // namespace

base::Result<std::string> load_key(const KeyPlace& place, const sys::Environment& environment,
                                   sys::FileSystem& files) {
  std::string text;
  if (!place.variable.empty()) {
    const auto value = environment.get(place.variable);
    if (!value || base::trim(*value).empty())
      return base::fail(ErrorCode::environment, "the environment variable " + place.variable +
                                                    ", which is to hold the key, is not set");
    text = *value;
  } else if (!place.file.empty()) {
    const auto read = key_from_file(place.file, files);
    if (!read)
      return read;
    text = *read;
  }
  std::string key(base::trim(text));
  if (!is_header_text(key))
    return base::fail(ErrorCode::invalid_input, "the key holds blanks, line ends or other than ASCII",
                      place.file);
  return key;
}

base::Result<void> check_transport(const std::string& url, const std::string& key) {
  if (key.empty() || !url.starts_with("http://"))
    return {};
  const auto rest = std::string_view(url).substr(7);
  const auto authority = rest.substr(0, rest.find_first_of("/?#"));
  const auto host = authority.starts_with('[') ? authority.substr(0, authority.find(']') + 1)
                                               : authority.substr(0, authority.find(':'));
  const bool plain = authority.find('@') == std::string_view::npos;
  if (plain && (host == "localhost" || host == "127.0.0.1" || host == "[::1]"))
    return {};
  return base::fail(ErrorCode::usage, "a key is not sent over http; use https, or no key", url);
}

} // namespace aurora::repair::llm
