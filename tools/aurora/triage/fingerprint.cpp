#include "aurora/triage/fingerprint.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>

#include "aurora/base/hash.hpp"
#include "aurora/base/text.hpp"
#include "aurora/triage/signature.hpp"

namespace aurora::triage {
namespace {

using model::Category;
using Hashes = std::vector<std::uint32_t>;

constexpr std::size_t k_callers = 4;
constexpr std::size_t k_rows = 2; ///< of a band
constexpr double k_alike_callers = 0.5;
constexpr double k_alike_at_one_place = 0.6; ///< where the top frame or the assertion already is the same
constexpr double k_alike_in_words = 0.8;     ///< where there is nothing but words

std::uint32_t short_hash(std::string_view text) {
  const auto hash = base::fnv1a64(text);
  return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
}

Hashes as_set(Hashes hashes) {
  std::ranges::sort(hashes);
  hashes.erase(std::ranges::unique(hashes).begin(), hashes.end());
  return hashes;
}

/// "worker_17" and "worker_3" are the same word.
std::string without_digits(std::string_view word) {
  std::string out;
  for (const char c : word) {
    const bool digit = c >= '0' && c <= '9';
    if (!digit)
      out += c;
    else if (!out.ends_with('0'))
      out += '0';
  }
  return base::to_lower(out);
}

/// What stands between quotation marks at an assertion is a value, not a reason.
std::string without_values(std::string_view text) {
  std::string out;
  for (bool inside = false; const char c : text) {
    if (c == '"')
      inside = !inside;
    if (!inside || c == '"')
      out += c;
  }
  return out;
}

Hashes word_hashes(std::string_view message) {
  Hashes words;
  const auto masked = mask(message);
  for (std::size_t begin = 0; begin < masked.size();) {
    auto end = begin;
    while (end < masked.size() && base::is_identifier_char(masked[end]))
      ++end;
    if (end > begin)
      words.push_back(short_hash(without_digits(std::string_view(masked).substr(begin, end - begin))));
    begin = end + 1;
  }
  return as_set(std::move(words));
}

bool is_test_frame(const model::Frame& frame) {
  if (frame.function.ends_with("::TestBody") || base::contains(frame.function, "C_A_T_C_H_T_E_S_T") ||
      base::contains(frame.function, "CATCH2_INTERNAL") || base::contains(frame.function, "DOCTEST_ANON"))
    return true;
  const auto slash = frame.file.rfind('/');
  const auto name = slash == std::string::npos ? frame.file : frame.file.substr(slash + 1);
  return frame.file.starts_with("test") || base::contains(frame.file, "/test") || name.starts_with("test_") ||
         base::contains(name, "_test.");
}

/// Nothing is left out when the fault is at the tests' own frames: a helper that many of them call has as
/// many causes as callers.
void add_callers(const model::Event& event, const model::Frame& top, Fingerprint& print) {
  const bool helper = is_test_frame(top);
  for (const auto& frame : event.frames)
    if (frame.in_project && &frame != &top && (helper || !is_test_frame(frame)) &&
        print.callers.size() < k_callers)
      print.callers.push_back(short_hash(plain_function(frame.function)));
  print.callers = as_set(std::move(print.callers));
}

const model::Frame* top_frame(const model::Event& event) {
  const auto found = std::ranges::find_if(event.frames, &model::Frame::in_project);
  return found == event.frames.end() ? nullptr : &*found;
}

bool may_merge(const model::Event& event) {
  return event.suite != "build" && event.category != Category::build && event.category != Category::link &&
         event.category != Category::environment && event.category != Category::performance;
}

/// The place that merging never crosses; empty when there is none.
std::string anchor_of(const model::Event& event, const model::Frame* top) {
  if (top != nullptr)
    return "frame\n" + plain_function(top->function) + "@" + top->file;
  if (event.category == Category::assertion && !event.file.empty() && event.line > 0)
    return "place\n" + event.file + ":" + std::to_string(event.line) + "\n" + event.assertion;
  return {};
}

bool speaks_for_itself(const model::Event& event) {
  return event.category != Category::timeout && event.category != Category::crash &&
         event.category != Category::sanitizer && event.category != Category::assertion &&
         gives_reason(event);
}

std::uint64_t mix(std::uint64_t value) { // the finalizer of SplitMix64 (Steele, Lea, Flood 2014)
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
  return value ^ (value >> 31U);
}

} // namespace

Fingerprint fingerprint(const model::Event& event) {
  Fingerprint print;
  if (!may_merge(event))
    return print;
  const auto* top = top_frame(event);
  const auto anchor = anchor_of(event, top);
  print.words =
      word_hashes(top == nullptr && !anchor.empty() ? without_values(event.message) : event.message);
  print.mergeable = !anchor.empty() || speaks_for_itself(event);
  print.least_alike = anchor.empty() ? k_alike_in_words : k_alike_at_one_place;
  if (top != nullptr)
    add_callers(event, *top, print);
  print.guard = base::fnv1a64(std::string(model::to_string(event.category)) + "\n" + event.error_class +
                              "\n" + anchor + (anchor.empty() ? "\n" + event.assertion : ""));
  return print;
}

double shared_part(const Hashes& one, const Hashes& other) {
  std::size_t shared = 0;
  for (auto a = one.begin(), b = other.begin(); a != one.end() && b != other.end();) {
    shared += *a == *b ? 1 : 0;
    const bool first = *a <= *b;
    const bool second = *b <= *a;
    a += first ? 1 : 0;
    b += second ? 1 : 0;
  }
  const auto all = one.size() + other.size() - shared;
  return all == 0 ? 1.0 : static_cast<double>(shared) / static_cast<double>(all);
}

bool is_alike(const Fingerprint& one, const Fingerprint& other) {
  return one.mergeable && other.mergeable && one.guard == other.guard &&
         shared_part(one.words, other.words) >= one.least_alike &&
         shared_part(one.callers, other.callers) >= k_alike_callers;
}

std::array<std::uint64_t, k_bands> bands(const Fingerprint& fingerprint) {
  std::array<std::uint64_t, k_bands> out{};
  for (std::size_t band = 0; band < k_bands; ++band) {
    out[band] = mix(fingerprint.guard + band + 1);
    for (std::size_t row = 0; row < k_rows; ++row) {
      auto least = std::numeric_limits<std::uint64_t>::max();
      for (const auto word : fingerprint.words)
        least = std::min(least, mix(word + (static_cast<std::uint64_t>(band * k_rows + row) << 32U)));
      out[band] = mix(out[band] ^ least);
    }
  }
  return out;
}

} // namespace aurora::triage
