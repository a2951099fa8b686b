#include <random>

#include "aurora/junit/assertions.hpp"
#include "unit/junit/fixture.hpp"

namespace aurora::junit {
namespace {

/// One to eight bytes replaced, removed, doubled or cut away; the seed makes every run the same.
std::string mutated(std::string text, std::mt19937& random) {
  constexpr std::string_view spice = "<>/&\"'=![]-\0\xFF;:#";
  const auto edits = 1 + random() % 8;
  for (std::size_t i = 0; i < edits && !text.empty(); ++i) {
    const auto at = random() % text.size();
    const auto length = std::min<std::size_t>(1 + random() % 40, text.size() - at);
    switch (random() % 4) {
    case 0:
      text[at] = spice[random() % spice.size()];
      break;
    case 1:
      text.erase(at, length);
      break;
    case 2:
      text.insert(at, text.substr(random() % text.size(), length));
      break;
    default:
      if (random() % 8 == 0)
        text.resize(at);
    }
  }
  return text;
}

TEST(Mutation, survives_thousands_of_broken_reports) {
  std::mt19937 random(20240607);
  int refused = 0;
  for (const auto& name : all_reports()) {
    const auto text = fixture(name);
    for (int i = 0; i < 250; ++i) {
      const auto run = read_junit(mutated(text, random));
      refused += run ? 0 : 1;
      EXPECT_TRUE(run.has_value() || !run.error().message.empty());
    }
  }
  EXPECT_GT(refused, 100); // the mutations do break reports
}

/// Cases in rows of the same shape, with others between them.
std::string rows() {
  std::string text = "<testsuites name=\"r\">\n";
  for (int i = 0; i < 60; ++i) {
    if (i % 20 == 0)
      text += std::string(i > 0 ? "  </testsuite>\n" : "") + "  <testsuite name=\"s" + std::to_string(i) +
              "\">\n";
    const auto shape = i / 15 % 4;
    const auto n = std::to_string(i);
    text += shape == 0   ? "    <testcase name=\"a" + n + "\" status=\"run\" time=\"0." + n + "\"/>\n"
            : shape == 1 ? "<testcase status='run' name=\"" + n + "\" classname=\"c\" />"
            : shape == 2 ? "    <testcase classname=\"c\" result=\"completed\" name='" + n + "'/>\n"
                         : "    <testcase name=\"" + n + "\" file=\"f.cpp\"/>\n";
    if (i % 9 == 4)
      text += "    <testcase name=\"bad\" status=\"run\"><failure message=\"m\"/></testcase>\n";
  }
  return text + "  </testsuite>\n</testsuites>\n";
}

/// What was read, in words: all that is no plain pass, the figures, the error and its line.
std::string told(const std::string& text, Deliver deliver, std::size_t chunk) {
  std::string words;
  ReadOptions options;
  options.deliver = deliver;
  options.chunk_bytes = chunk;
  std::size_t at = 0;
  const auto summary = read_junit_stream(
      [&](std::span<char> buffer) -> base::Result<std::size_t> {
        const auto size = std::min(buffer.size(), text.size() - at);
        std::copy_n(text.data() + at, size, buffer.data());
        at += size;
        return size;
      },
      [&](model::TestCase&& test) {
        if (test.status != model::TestStatus::passed)
          words += test.suite + "." + test.name + ":" + test.message + "\n";
      },
      options);
  if (!summary)
    return words + to_string(summary.error());
  const auto& counts = summary->counts;
  return words + std::to_string(counts.passed) + " " + std::to_string(counts.failed) + " " +
         std::to_string(counts.skipped) + " " + std::to_string(counts.not_run);
}

TEST(Mutation, tells_the_same_whether_plain_passes_are_skipped_or_read) {
  std::mt19937 random(11);
  for (int i = 0; i < 3000; ++i) {
    const auto text = i == 0 ? rows() : mutated(rows(), random);
    const auto read = told(text, Deliver::all, 1 << 20);
    ASSERT_EQ(told(text, Deliver::all_but_plain_passes, 1 << 20), read) << text;
    ASSERT_EQ(told(text, Deliver::all_but_plain_passes, 300), read) << text;
  }
}

TEST(Mutation, survives_thousands_of_broken_outputs) {
  std::mt19937 random(7);
  for (const std::string name :
       {"gtest", "catch2", "catch3", "doctest", "boost", "pytest", "jest", "vitest"}) {
    const auto text = fixture(name + "/console.txt");
    for (int i = 0; i < 250; ++i)
      for (const auto& assertion : read_assertions(mutated(text, random)))
        ASSERT_GE(assertion.line, 0);
  }
}

} // namespace
} // namespace aurora::junit
