#include "aurora/gate/secrets.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <vector>

#include "aurora/base/text.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::gate {
namespace {

struct KeyShape {
  std::string_view prefix;
  std::size_t tail; ///< at least so many letters, digits, '_' or '-' follow
  std::string_view what;
};

constexpr std::array<KeyShape, 17> k_shapes{{{"AKIA", 16, "an AWS access key"},
                                             {"ASIA", 16, "an AWS access key"},
                                             {"ghp_", 36, "a GitHub token"},
                                             {"gho_", 36, "a GitHub token"},
                                             {"ghs_", 36, "a GitHub token"},
                                             {"ghu_", 36, "a GitHub token"},
                                             {"ghr_", 36, "a GitHub token"},
                                             {"github_pat_", 40, "a GitHub token"},
                                             {"glpat-", 20, "a GitLab token"},
                                             {"xoxb-", 20, "a Slack token"},
                                             {"xoxp-", 20, "a Slack token"},
                                             {"sk_live_", 20, "a Stripe key"},
                                             {"sk-", 32, "an API key"},
                                             {"AIza", 35, "a Google API key"},
                                             {"npm_", 36, "an npm token"},
                                             {"pypi-", 40, "a PyPI token"},
                                             {"hf_", 34, "a model hub token"}}};

bool is_key_char(char c) {
  return base::is_identifier_char(c) || c == '-';
}

std::optional<Secret> known_shape(std::string_view line) {
  for (const auto& shape : k_shapes)
    for (auto at = line.find(shape.prefix); at != std::string_view::npos;
         at = line.find(shape.prefix, at + 1)) {
      if (at > 0 && base::is_identifier_char(line[at - 1]))
        continue;
      const auto tail = line.substr(at + shape.prefix.size());
      const auto end = std::ranges::find_if_not(tail, is_key_char);
      const auto body = tail.substr(0, static_cast<std::size_t>(end - tail.begin()));
      if (body.size() >= shape.tail && !base::contains(body, "EXAMPLE") && entropy(body) > 2.5)
        return Secret{SecretCertainty::known_shape, std::string(shape.what), at,
                      shape.prefix.size() + body.size()};
    }
  const auto dashes = line.find("-----BEGIN ");
  if (dashes != std::string_view::npos && base::contains(line.substr(dashes), "PRIVATE KEY-----"))
    return Secret{SecretCertainty::known_shape, "a private key", dashes, line.size() - dashes};
  return std::nullopt;
}

/// "https://user:password@host".
std::optional<Secret> password_in_url(std::string_view line) {
  const auto scheme = line.find("://");
  if (scheme == std::string_view::npos)
    return std::nullopt;
  const auto rest = line.substr(scheme + 3);
  const auto authority = rest.substr(0, rest.find_first_of("/ \"'<>)"));
  const auto at = authority.rfind('@');
  const auto colon = authority.find(':');
  if (at == std::string_view::npos || colon == std::string_view::npos || colon + 3 > at)
    return std::nullopt;
  const auto password = authority.substr(colon + 1, at - colon - 1);
  if (password.find_first_of("${%<*") != std::string_view::npos)
    return std::nullopt;
  return Secret{SecretCertainty::named, "a password in a URL", scheme + 3 + colon + 1, password.size()};
}

bool is_allowed_line(std::string_view line) {
  constexpr std::array<std::string_view, 9> marks{"URL_HASH",      "URL_MD5",      "GIT_TAG",
                                                  "EXPECTED_HASH", "EXPECTED_MD5", "integrity",
                                                  "sha256",        "SHA256",       "sha512"};
  return std::ranges::any_of(marks, [&](auto mark) { return base::contains(line, mark); });
}

bool all_of_set(std::string_view text, std::string_view set) {
  return text.find_first_not_of(set) == std::string_view::npos;
}

/// A checksum or a UUID: hexadecimal with dashes at most.
bool is_hash(std::string_view text) {
  return all_of_set(text, "0123456789abcdefABCDEF-");
}

bool is_placeholder(std::string_view value) {
  const auto lower = base::to_lower(value);
  constexpr std::array<std::string_view, 11> marks{
      "example", "changeme", "placeholder", "your", "xxxx", "dummy", "${", "<", "{{", "test", "fake"};
  return std::ranges::any_of(marks, [&](auto mark) { return base::contains(lower, mark); });
}

std::vector<std::string_view> quoted_values(std::string_view line) {
  std::vector<std::string_view> values;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '"' && line[i] != '\'')
      continue;
    const auto end = line.find(line[i], i + 1);
    if (end == std::string_view::npos)
      break;
    values.push_back(line.substr(i + 1, end - i - 1));
    i = end;
  }
  return values;
}

bool names_a_secret(std::string_view line) {
  const auto lower = base::to_lower(line);
  constexpr std::array<std::string_view, 10> names{"password",   "passwd",  "secret",     "token",
                                                   "api_key",    "apikey",  "access_key", "private_key",
                                                   "credential", "auth_key"};
  return std::ranges::any_of(names, [&](auto name) { return base::contains(lower, name); });
}

/// Mixed digits and letters without blanks: words and sentences have other shapes.
bool looks_random(std::string_view value, double bits) {
  const bool blank = value.find_first_of(" \t(){};,%") != std::string_view::npos;
  const bool digit = std::ranges::any_of(value, [](unsigned char c) { return std::isdigit(c) != 0; });
  const bool letter = std::ranges::any_of(value, [](unsigned char c) { return std::isalpha(c) != 0; });
  return !blank && digit && letter && entropy(value) >= bits;
}

bool is_alphabet(std::string_view value) {
  return base::contains(value, "ABCDEF") || base::contains(value, "abcdef") ||
         base::contains(value, "01234567");
}

} // namespace

double entropy(std::string_view text) {
  std::array<int, 256> counts{};
  for (const char c : text)
    ++counts.at(static_cast<unsigned char>(c));
  double bits = 0;
  for (const int count : counts)
    if (count > 0) {
      const auto share = static_cast<double>(count) / static_cast<double>(text.size());
      bits -= share * std::log2(share);
    }
  return bits;
}

std::optional<Secret> find_secret(std::string_view line) {
  if (auto known = known_shape(line))
    return known;
  if (is_allowed_line(line))
    return std::nullopt;
  const bool named = names_a_secret(line);
  const auto place = [&](std::string_view value) {
    return static_cast<std::size_t>(value.data() - line.data());
  };
  for (const auto value : quoted_values(line)) {
    if (is_hash(value) || is_placeholder(value) || is_alphabet(value))
      continue;
    if (named && value.size() >= 12 && looks_random(value, 3.0))
      return Secret{SecretCertainty::named, "a credential", place(value), value.size()};
    if (value.size() >= 32 && value.find_first_of("/.:\\") == std::string_view::npos &&
        looks_random(value, 4.3))
      return Secret{SecretCertainty::random_text, "a random key", place(value), value.size()};
  }
  return password_in_url(line);
}

namespace {

std::string masked_line(std::string line, int& removed) {
  constexpr int k_most = 20;
  for (int i = 0; i < k_most; ++i) {
    const auto secret = find_secret(line);
    if (!secret)
      break;
    line.replace(secret->begin, secret->size, "[removed: " + secret->what + "]");
    ++removed;
  }
  return line;
}

} // namespace

MaskedText mask_secrets(std::string_view text, const std::vector<std::string>& known) {
  MaskedText out;
  std::string whole(text);
  for (const auto& word : known)
    if (word.size() >= k_shortest_known_secret && base::contains(whole, word)) {
      whole = base::replace_all(std::move(whole), word, "[removed: a credential of this machine]");
      ++out.removed;
    }
  bool in_key = false;
  for (const auto line : base::split_lines(whole)) {
    const bool ends = in_key && base::contains(line, "-----END ");
    const bool begins =
        !in_key && base::contains(line, "-----BEGIN ") && base::contains(line, "PRIVATE KEY-----");
    if (!in_key)
      out.text += masked_line(std::string(line), out.removed) + "\n";
    in_key = (in_key || (begins && !base::contains(line, "-----END "))) && !ends;
  }
  if (!whole.empty() && whole.back() != '\n' && !out.text.empty())
    out.text.pop_back();
  return out;
}

bool is_lock_file(std::string_view path) {
  const auto name = sys::file_name(path);
  return name.ends_with(".lock") || name == "package-lock.json" || name == "pnpm-lock.yaml" ||
         name == "go.sum" || name == "npm-shrinkwrap.json" || name == "SHA256SUMS" ||
         name.ends_with(".sha256");
}

} // namespace aurora::gate
