#include "aurora/buildlog/gcc_json.hpp"

#include <gtest/gtest.h>

#include "support/data.hpp"

namespace aurora::buildlog {

TEST(GccJson, tells_fixits_places_and_options) {
  const auto diagnostics = read_gcc_json(testing::data("gcc/report.json"));
  ASSERT_EQ(diagnostics.size(), 4U);
  EXPECT_EQ(diagnostics[0].place, (Place{"src/report.cpp", 4, 15, false}));
  ASSERT_EQ(diagnostics[1].fixits.size(), 1U);
  EXPECT_EQ(diagnostics[1].fixits[0], (FixIt{"src/report.cpp", 7, 17, 7, 23, "title"}));
  EXPECT_EQ(diagnostics[1].symbol, "tittle");
  EXPECT_EQ(diagnostics[2].option, "-fpermissive");
  EXPECT_EQ(diagnostics[3].severity, model::Severity::note);
}

TEST(GccJson, takes_fixits_of_notes) {
  const auto diagnostics = read_gcc_json(testing::data("gcc/ledger.json"));
  bool found = false;
  for (const auto& item : diagnostics)
    for (const auto& fix : item.fixits)
      found = found || fix.replacement == "#include <string>\n";
  EXPECT_TRUE(found);
}

TEST(GccJson, agrees_with_the_parseable_lines) {
  for (const std::string name : {"ledger", "report", "shape", "parser", "queue"}) {
    std::vector<FixIt> from_json;
    for (const auto& item : read_gcc_json(testing::data("gcc/" + name + ".json")))
      from_json.insert(from_json.end(), item.fixits.begin(), item.fixits.end());
    EXPECT_EQ(from_json, read_parseable_fixits(testing::data("gcc/" + name + "_fixits.txt"))) << name;
  }
}

TEST(GccJson, skips_what_is_no_diagnostics) {
  EXPECT_TRUE(read_gcc_json("").empty());
  EXPECT_TRUE(read_gcc_json("[{\"kind\": ]").empty());
  EXPECT_TRUE(read_gcc_json("[" + std::string(100'000, '[') + "{]").empty());
  EXPECT_TRUE(read_gcc_json("[{\"a\":" + std::string(100'000, '[') + "}]").empty());
  const auto odd =
      read_gcc_json(R"([{"kind": 3, "locations": {}, "fixits": 7, "children": [1], "message": null}])");
  EXPECT_EQ(odd.size(), 1U);
}

TEST(GccJson, survives_damage) {
  const auto text = testing::data("gcc/shape.json");
  for (std::uint64_t seed = 1; seed <= 500; ++seed)
    EXPECT_LE(read_gcc_json(testing::mutated(text, seed)).size(), 20U);
}

} // namespace aurora::buildlog
