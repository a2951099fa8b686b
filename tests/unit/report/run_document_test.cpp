#include "aurora/report/run_document.hpp"

#include "unit/report/parsed.hpp"
#include "unit/report/samples.hpp"

namespace aurora::report {

TEST(RunDocument, comes_back_as_it_was_written) {
  auto run = sample_run();
  const auto text = written([&](auto& out) { write_run(out, run); });
  const auto back = read_run(text);
  ASSERT_TRUE(back) << back.error().message;
  run.coverage_delta.reset();
  EXPECT_EQ(written([&](auto& out) { write_run(out, *back); }),
            written([&](auto& out) { write_run(out, run); }));
}

TEST(RunDocument, has_the_keys_of_the_format) {
  const auto root = parsed(written([](auto& out) { write_run(out, sample_run()); }));
  EXPECT_EQ(root["schema"], "aurora.run/1");
  EXPECT_EQ(root["total"], 11);
  EXPECT_EQ(root["not_run"], 1);
  EXPECT_EQ(root["failures"][0]["type"], "AssertionFailure");
  EXPECT_EQ(root["coverage"]["files"][0]["file"], "src/a.cpp");
  EXPECT_EQ(root["coverage_delta"]["percent_after"], 80.0);
  EXPECT_EQ(root["environment"]["generator"], "Ninja");
}

TEST(ReadRun, names_a_newer_schema_and_refuses_what_is_no_run) {
  const auto run = read_run(R"({"schema":"aurora.run/2"})");
  ASSERT_FALSE(run);
  EXPECT_EQ(run.error().code, base::ErrorCode::unsupported);
  EXPECT_NE(run.error().message.find("aurora.run/2"), std::string::npos);
  EXPECT_FALSE(read_run(std::string(100'000, '[')));
  EXPECT_FALSE(read_run(""));
  EXPECT_TRUE(
      read_run(R"({"schema":"aurora.run/1","failures":[3],"coverage":{"files":[1]},"environment":4})"));
}

} // namespace aurora::report
