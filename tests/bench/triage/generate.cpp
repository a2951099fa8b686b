#include "bench/triage/generate.hpp"

#include <array>

#include <fmt/format.h>

namespace aurora::bench {
namespace {

using model::Category;

constexpr std::array k_words{"order",  "invoice", "ledger", "parser", "socket", "matrix",  "camera", "engine",
                             "mailer", "planet",  "router", "tensor", "walker", "yielder", "zipper", "quota"};

/// The same name for the same cause, another for every other.
std::string name_of(std::uint32_t cause, std::string_view role) {
  std::string letters;
  for (auto rest = cause; letters.size() < 3; rest /= 26)
    letters += static_cast<char>('a' + rest % 26);
  return fmt::format("{}_{}_{}", k_words[cause % k_words.size()], role, letters);
}

} // namespace

std::string FailureSource::hex(int digits) {
  std::string out;
  for (int i = 0; i < digits; ++i)
    out += "0123456789abcdef"[below(16)];
  return out;
}

std::string FailureSource::word() {
  return k_words[below(k_words.size())];
}

std::string FailureSource::test() {
  return fmt::format("suite_{}::Case{}.works", below(200), below(500));
}

/// Callers differ from failure to failure; the top frame does not.
void FailureSource::add_trace(std::uint32_t cause, model::Event& event) {
  const auto file = fmt::format("src/{}.cpp", name_of(cause, "file"));
  event.frames.push_back({"__libc_fault", "", 0, "libc.so.6", false});
  event.frames.push_back({fmt::format("app::{}<{}>(int)", name_of(cause, "f"), word()), file, 40, "", true});
  for (std::uint32_t i = 0; i < 2; ++i)
    event.frames.push_back({fmt::format("app::{}(char const*)", name_of(cause, i == 0 ? "caller" : "entry")),
                            "src/entry.cpp", static_cast<int>(below(400)), "", true});
  if (below(4) == 0) // one of them was inlined
    event.frames.erase(event.frames.begin() + 2);
  event.frames.push_back({fmt::format("Suite{}_case{}_Test::TestBody()", below(200), below(500)),
                          fmt::format("tests/suite_{}_test.cpp", below(200)), 7, "", true});
}

void FailureSource::crash(std::uint32_t cause, model::Event& event) {
  event.category = Category::crash;
  event.error_class = "Signal:SIGSEGV";
  event.message = "Segmentation fault at address 0x" + hex(12);
  add_trace(cause, event);
}

void FailureSource::sanitizer(std::uint32_t cause, model::Event& event) {
  event.category = Category::sanitizer;
  event.error_class = "Sanitizer:heap-use-after-free";
  event.message =
      fmt::format("heap-use-after-free on address 0x{} at pc 0x{} thread T{}", hex(12), hex(12), below(9));
  add_trace(cause, event);
}

void FailureSource::assertion_on_call(std::uint32_t cause, model::Event& event) {
  event.category = Category::assertion;
  event.error_class = "AssertionFailure";
  event.assertion = fmt::format("EXPECT_EQ({}(input), expected)", name_of(cause, "f"));
  event.file = fmt::format("tests/suite_{}_test.cpp", below(3));
  event.line = static_cast<int>(10 + cause);
  event.message =
      fmt::format("Expected equality of these values: {}(input) Which is: {} expected Which is: {}",
                  name_of(cause, "f"), below(1000), below(1000));
}

void FailureSource::assertion_on_text(std::uint32_t cause, model::Event& event) {
  event.category = Category::assertion;
  event.error_class = "AssertionFailure";
  event.assertion = "EXPECT_EQ(text, expected)";
  event.file = fmt::format("tests/{}_test.cpp", name_of(cause % 50, "suite"));
  event.line = static_cast<int>(10 + cause);
  const bool common = below(50) == 0; // what any test could print
  event.message =
      fmt::format("Expected equality of these values: text Which is: \"{} {}\" expected Which is: \"{}\"",
                  common ? "" : name_of(cause, "found"), word(), common ? "" : name_of(cause, "wanted"));
}

void FailureSource::exception(std::uint32_t cause, model::Event& event) {
  event.category = Category::logic;
  event.error_class = "Exception:std::runtime_error";
  event.message = fmt::format(
      "{} refused to load the {} plan for worker {} from /var/tmp/{}/{}.json at {}:{}",
      name_of(cause, "loader"), name_of(cause, "kind"), below(64), hex(8), word(), below(24), below(60));
}

/// Two causes share a function.
void FailureSource::exception_with_trace(std::uint32_t cause, model::Event& event) {
  event.category = Category::logic;
  event.error_class = "Exception:std::invalid_argument";
  const bool second = (cause / 10) % 2 == 1;
  event.message = second ? fmt::format("the currency {} is unknown to the ledger", hex(3))
                         : fmt::format("negative amount -{} in line {}", below(900), below(900));
  add_trace(cause - (second ? 10 : 0), event);
}

void FailureSource::database(std::uint32_t cause, model::Event& event) {
  event.category = Category::database;
  event.error_class = "Exception:sqlite::error";
  event.message = fmt::format("no such table: {} (statement {})", name_of(cause, "table"), below(5000));
}

/// Which tests hang for the same reason cannot be told: a cause each.
void FailureSource::timeout(std::uint32_t cause, model::Event& event) {
  event.category = Category::timeout;
  event.error_class = "Timeout";
  event.test_id = fmt::format("hanging_{}", cause);
  event.message = fmt::format("Timeout after {}.{} s", below(90), below(90));
}

/// Five tests each die of it without a trace; the best that can be done is five clusters.
void FailureSource::silent_crash(std::uint32_t cause, model::Event& event) {
  event.category = Category::crash;
  event.error_class = "Signal:SIGABRT";
  event.test_id = fmt::format("silent_{}_{}", cause, below(5));
  event.message = "Child aborted";
}

void FailureSource::build_error(std::uint32_t cause, model::Event& event) {
  event.category = Category::build;
  event.error_class = "BuildError";
  event.suite = "build";
  event.test_id = fmt::format("build::{}", name_of(cause, "target"));
  event.file = fmt::format("src/{}.cpp", name_of(cause, "file"));
  event.symbol = name_of(cause, "symbol");
  event.message = fmt::format("'{}' was not declared in this scope [with T = {}]", event.symbol, word());
}

std::string FailureSource::name_of_kind(std::uint32_t kind) {
  static constexpr std::array k_names{"crash",      "sanitizer",         "assertion on a call",
                                      "exception",  "two in a function", "assertion on a text",
                                      "database",   "timeout",           "crash, no trace",
                                      "build error"};
  return k_names[kind];
}

FailureSource::Failure FailureSource::next() {
  const auto one = below(m_causes);
  Failure failure{std::min(one, below(m_causes)), {}};
  auto& event = failure.event;
  event.suite = "unit";
  event.test_id = test();
  using Maker = void (FailureSource::*)(std::uint32_t, model::Event&);
  static constexpr std::array<Maker, k_kinds> k_makers{&FailureSource::crash,
                                                       &FailureSource::sanitizer,
                                                       &FailureSource::assertion_on_call,
                                                       &FailureSource::exception,
                                                       &FailureSource::exception_with_trace,
                                                       &FailureSource::assertion_on_text,
                                                       &FailureSource::database,
                                                       &FailureSource::timeout,
                                                       &FailureSource::silent_crash,
                                                       &FailureSource::build_error};
  (this->*k_makers[failure.cause % k_makers.size()])(failure.cause, event);
  return failure;
}

} // namespace aurora::bench
