#include "aurora/crashlog/headline.hpp"

#include <array>
#include <cctype>

#include "aurora/base/text.hpp"

namespace aurora::crashlog {
namespace {

using std::string_view;

constexpr std::size_t k_longest_headline = 16 * 1024;

/// "signed integer overflow" is "signed-integer-overflow".
std::string slug(string_view words) {
  std::string out;
  for (const char c : base::trim(words).substr(0, 64)) {
    const bool kept = std::isalnum(static_cast<unsigned char>(c)) != 0;
    if (kept)
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    else if (!out.empty() && out.back() != '-')
      out += '-';
  }
  while (!out.empty() && out.back() == '-')
    out.pop_back();
  return out;
}

std::optional<string_view> after(string_view line, string_view phrase) {
  const auto at = line.find(phrase);
  return at == string_view::npos ? std::nullopt : std::optional(line.substr(at + phrase.size()));
}

std::string without_counts(string_view text) {
  text = text.substr(0, text.find(" (pc "));
  return std::string(base::trim(text.substr(0, text.find(" at pc "))));
}

/// "SEGV" of the sanitizers is the same cause as the signal without them.
std::string signal_name(string_view word) {
  for (const string_view name : {"SEGV", "BUS", "FPE", "ILL", "ABRT", "TRAP"})
    if (word == name)
      return "Signal:SIG" + std::string(name);
  return {};
}

/// "==1==ERROR: AddressSanitizer: heap-use-after-free on address 0x… at pc …"
std::optional<Headline> sanitizer_error(string_view line) {
  const auto rest = after(line, "ERROR: ");
  const auto colon = rest ? rest->find("Sanitizer: ") : string_view::npos;
  if (colon == string_view::npos)
    return std::nullopt;
  auto text = rest->substr(colon + 11);
  Headline out{CrashKind::sanitizer, {}, without_counts(text), {}, 0, {}, {}};
  if (text.starts_with("detected memory leaks")) {
    out.error_class = "Sanitizer:leak";
    return out;
  }
  if (text.starts_with("attempting "))
    text.remove_prefix(11);
  const auto word = text.substr(0, text.find_first_of(" :"));
  out.error_class = signal_name(word);
  if (!out.error_class.empty())
    out.kind = CrashKind::signal;
  else
    out.error_class = "Sanitizer:" + slug(word);
  return out;
}

std::optional<Headline> thread_sanitizer(string_view line) {
  const auto rest = after(line, "WARNING: ThreadSanitizer: ");
  if (!rest)
    return std::nullopt;
  const auto text = rest->substr(0, rest->find(" (pid"));
  return Headline{CrashKind::sanitizer, "Sanitizer:" + slug(text), std::string(text), {}, 0, {}, {}};
}

/// Takes "file:12:3" or "file:12" from the front half of a line.
bool take_place(string_view text, Headline& out) {
  int numbers = 0;
  while (numbers < 2) {
    const auto colon = text.rfind(':');
    const auto value =
        colon == string_view::npos ? std::nullopt : base::parse_integer(text.substr(colon + 1));
    if (!value || *value < 0 || *value > 100'000'000)
      break;
    out.line = static_cast<int>(*value);
    text = text.substr(0, colon);
    ++numbers;
  }
  out.file = std::string(text);
  return numbers > 0;
}

/// "load of null pointer of type 'const int'", "index 7 out of bounds for type …" without what varies.
std::string undefined_kind(string_view text) {
  text = text.substr(0, text.find_first_of(":,'"));
  if (base::contains(text, "index ") && base::contains(text, "out of bounds"))
    return "index-out-of-bounds";
  if (text.starts_with("shift exponent"))
    return "shift-exponent";
  if (const auto digit = text.find_first_of("0123456789"); digit != string_view::npos)
    text = text.substr(0, digit);
  if (const auto type = text.find(" of type"); type != string_view::npos)
    text = text.substr(0, type);
  return slug(text);
}

/// UBSan: "src/pool.cpp:18:18: runtime error: signed integer overflow: …"
std::optional<Headline> undefined_behaviour(string_view line) {
  const auto at = line.find(": runtime error: ");
  if (at == string_view::npos)
    return std::nullopt;
  const auto text = line.substr(at + 17);
  Headline out{CrashKind::sanitizer, "Sanitizer:" + undefined_kind(text), std::string(text), {}, 0, {}, {}};
  if (!take_place(line.substr(0, at), out))
    return std::nullopt;
  return out;
}

std::optional<Headline> uncaught(string_view line) {
  const auto rest = after(line, "terminate called after throwing an instance of '");
  if (rest) {
    const auto type = std::string(rest->substr(0, rest->find('\'')));
    return Headline{
        CrashKind::exception, "Exception:" + type, "uncaught exception of type " + type, {}, 0, {}, {}};
  }
  if (base::contains(line, "terminate called without an active exception"))
    return Headline{
        CrashKind::aborted, "Signal:SIGABRT", "terminate called without an active exception", {}, 0, {}, {}};
  return std::nullopt;
}

/// assert(): "prog: src/main.cpp:24: int main(int): Assertion `level == 7' failed."; libstdc++ quotes with '.
std::optional<Headline> failed_assert(string_view line) {
  const auto end = line.rfind(" failed.");
  const auto at = line.find(": Assertion ");
  if (end == string_view::npos || at == string_view::npos || at + 13 > end)
    return std::nullopt;
  Headline out{CrashKind::assertion, "AssertionFailure", {}, {}, 0, {}, {}};
  const auto quoted = line.substr(at + 12, end - at - 12);
  out.expression = std::string(quoted.substr(1, quoted.size() < 2 ? 0 : quoted.size() - 2));
  out.message = "Assertion `" + out.expression + "' failed";
  auto head = line.substr(0, at);
  const auto digits = head.find_first_of("0123456789", head.find(':'));
  for (auto colon = head.find(": "); colon != string_view::npos && digits != string_view::npos;
       colon = head.find(": ", colon + 2)) {
    if (take_place(head.substr(0, colon), out)) {
      out.function = std::string(head.substr(colon + 2));
      break;
    }
  }
  if (const auto program = out.file.find(": "); program != std::string::npos)
    out.file.erase(0, program + 2);
  return out;
}

/// What glibc says before it aborts.
std::optional<Headline> glibc_abort(string_view line) {
  static constexpr std::array<string_view, 12> k_starts = {
      "free(): ",         "malloc(): ",          "realloc(): ",     "double free or corruption",
      "munmap_chunk(): ", "corrupted size vs. ", "munmap(): ",      "malloc_consolidate(): ",
      "calloc(): ",       "corrupted double-",   "*** stack smash", "*** buffer overflow detected"};
  for (const auto start : k_starts)
    if (line.starts_with(start))
      return Headline{CrashKind::aborted, "Signal:SIGABRT", std::string(base::trim(line)), {}, 0, {}, {}};
  return std::nullopt;
}

/// GDB "Program received signal SIGSEGV, …", glog and Abseil "*** SIGSEGV … received", bash's and Valgrind's
/// words.
std::optional<Headline> signal_line(string_view line) {
  std::string_view rest;
  if (const auto gdb = after(line, "received signal SIG"))
    rest = *gdb;
  else if (const auto gdb_core = after(line, "terminated with signal SIG"))
    rest = *gdb_core;
  else if (line.starts_with("*** SIG") && base::contains(line, " received"))
    rest = line.substr(7);
  else if (const auto vg = after(line, "default action of signal "); vg && base::contains(*vg, "(SIG"))
    rest = vg->substr(vg->find("(SIG") + 4);
  else
    return std::nullopt;
  const auto name = rest.substr(0, rest.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"));
  return Headline{
      CrashKind::signal, "Signal:SIG" + std::string(name), std::string(base::trim(line)), {}, 0, {}, {}};
}

/// glog: "F20261121 05:50:38.552079 10902 trace.cpp:16] Check failed: place != nullptr no place"
std::optional<Headline> glog_check(string_view line) {
  const auto at = line.find("] Check failed: ");
  if (at == string_view::npos || !line.starts_with('F'))
    return std::nullopt;
  Headline out{CrashKind::assertion, "AssertionFailure", {}, {}, 0, {}, {}};
  out.expression = std::string(base::trim(line.substr(at + 16)));
  out.message = "Check failed: " + out.expression;
  take_place(line.substr(0, at), out);
  if (const auto blank = out.file.rfind(' '); blank != std::string::npos)
    out.file.erase(0, blank + 1);
  return out;
}

std::optional<Headline> valgrind_error(string_view line) {
  if (!line.starts_with("=="))
    return std::nullopt;
  const auto end = line.find("== ", 2);
  if (end == string_view::npos)
    return std::nullopt;
  const auto text = base::trim(line.substr(end + 3));
  std::string kind;
  if (text.starts_with("Invalid "))
    kind = slug(text.substr(0, text.find_first_of("(") == string_view::npos ? text.find(" of size") : 12));
  else if (base::contains(text, "uninitialised value"))
    kind = "uninitialised-value";
  else if (base::contains(text, "definitely lost in loss record"))
    kind = "leak";
  else if (text.starts_with("Mismatched free()"))
    kind = "mismatched-free";
  if (kind.empty())
    return std::nullopt;
  return Headline{CrashKind::sanitizer, "Sanitizer:" + kind, std::string(text), {}, 0, {}, {}};
}

} // namespace

std::optional<Headline> read_headline(string_view line) {
  if (line.size() < 6 || line.size() > k_longest_headline)
    return std::nullopt;
  for (const auto reader : {sanitizer_error, thread_sanitizer, undefined_behaviour, uncaught, failed_assert,
                            glibc_abort, signal_line, glog_check, valgrind_error})
    if (auto headline = reader(line))
      return headline;
  return std::nullopt;
}

} // namespace aurora::crashlog
