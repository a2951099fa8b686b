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
