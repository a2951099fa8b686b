#include "exec/options.hpp"

#include <cstdlib>
#include <cstring>

namespace aurora::exec {
namespace {

/// The words still to be read; take() gives a null pointer when there are none.
class Words {
public:
  Words(int count, char** words) : m_next(words), m_end(words + count) {}
  char* take() { return m_next == m_end ? nullptr : *m_next++; }
  char** rest() const { return m_next; }
  bool empty() const { return m_next == m_end; }

private:
  char** m_next;
  char** m_end;
};

bool take_number(Words& words, unsigned long long& value) {
  const char* text = words.take();
  if (text == nullptr || *text < '0' || *text > '9')
    return false;
  char* end = nullptr;
  value = std::strtoull(text, &end, 10);
  return *end == '\0';
}

bool take_milliseconds(Words& words, long& value) {
  unsigned long long number = 0;
  constexpr unsigned long long k_ten_years = 315'360'000'000ULL;
  if (!take_number(words, number) || number > k_ten_years)
    return false;
  value = static_cast<long>(number);
  return true;
}

bool take_text(Words& words, std::string& value) {
  const char* text = words.take();
  value = text == nullptr ? "" : text;
  return text != nullptr;
}

bool take_overlay(Words& words, Options& options) {
  OverlayFolders folders;
  const bool complete =
      take_text(words, folders.lower) && take_text(words, folders.upper) && take_text(words, folders.work);
  options.overlays.push_back(folders);
  return complete;
}

bool take_layer(Words& words, Options& options) {
  return !options.overlays.empty() && take_text(words, options.overlays.back().layer);
}

bool take_writable(Words& words, Options& options) {
  options.writable.emplace_back();
  return take_text(words, options.writable.back());
}

bool take_option(const char* name, Words& words, Options& options) {
  const auto is = [name](const char* other) { return std::strcmp(name, other) == 0; };
  if (is("--timeout"))
    return take_milliseconds(words, options.timeout_ms);
  if (is("--grace"))
    return take_milliseconds(words, options.grace_ms);
  if (is("--memory"))
    return take_number(words, options.memory_limit);
  if (is("--file-size"))
    return take_number(words, options.file_size_limit);
  if (is("--cwd"))
    return take_text(words, options.cwd);
  if (is("--overlay"))
    return take_overlay(words, options);
  if (is("--layer"))
    return take_layer(words, options);
  if (is("--writable"))
    return take_writable(words, options);
  options.landlock = options.landlock || is("--landlock");
  options.isolate = options.isolate || is("--isolate") || is("--read-only-rest");
  options.read_only_rest = options.read_only_rest || is("--read-only-rest");
  return is("--isolate") || is("--read-only-rest") || is("--landlock");
}

} // namespace

std::optional<Options> parse_options(int count, char** words) {
  Options options;
  Words left(count, words);
  for (const char* word = left.take(); word != nullptr && std::strcmp(word, "--") != 0; word = left.take())
    if (!take_option(word, left, options))
      return std::nullopt;
  if (left.empty())
    return std::nullopt;
  options.command = left.rest();
  return options;
}

} // namespace aurora::exec
