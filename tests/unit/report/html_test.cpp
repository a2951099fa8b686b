#include "aurora/report/html.hpp"

#include <gtest/gtest.h>

#include "unit/report/samples.hpp"

namespace aurora::report {
namespace {

std::string page_of(const std::vector<ArtifactLink>& links) {
  const auto run = sample_run();
  const auto heal = sample_heal();
  const std::vector<model::Cluster> clusters{sample_cluster()};
  return written([&](auto& out) { write_page(out, {k_hostile, {&run, &clusters, &heal}, links}); });
}

} // namespace

TEST(WritePage, loads_nothing_and_runs_nothing) {
  const auto page = page_of({});
  EXPECT_NE(page.find("default-src 'none'; style-src 'sha256-"), std::string::npos);
  EXPECT_EQ(page.find("unsafe"), std::string::npos);
  EXPECT_EQ(page.find(" style="), std::string::npos);
  const auto script = page.find("<script>");
  EXPECT_EQ(page.find("<script", script + 1), std::string::npos) << "only its own";
  EXPECT_EQ(page.find("http:"), std::string::npos);
  EXPECT_EQ(page.find("https:"), std::string::npos);
  EXPECT_EQ(page.find('\x1B'), std::string::npos);
  EXPECT_NE(page.find("&lt;script&gt;"), std::string::npos);
}

TEST(WritePage, shows_patches_as_coloured_diffs) {
  const auto page = page_of({});
  EXPECT_NE(page.find("<span class=\"gone\">-int f() { <mark>1; }</mark></span>"), std::string::npos);
  EXPECT_NE(page.find("<span class=\"add\">+int f() { <mark>return 1; } // &lt;b&gt;</mark></span>"),
            std::string::npos)
      << page.substr(page.find("class=\"diff\""), 600);
}

TEST(WritePage, links_only_plain_relative_paths) {
  const auto page =
      page_of({{"a b/\"c\".json", "figures"}, {"javascript:alert(1)", "bad"}, {"/etc/passwd", "bad"}});
  EXPECT_NE(page.find("href=\"a%20b/%22c%22.json\""), std::string::npos);
  EXPECT_EQ(page.find("href=\"javascript"), std::string::npos);
  EXPECT_EQ(page.find("href=\"/etc"), std::string::npos);
}

TEST(WritePage, names_causes_in_order_with_the_next_step) {
  const auto run = sample_run();
  auto first = sample_cluster();
  auto second = sample_cluster();
  first.events[0].analysis.suggestion = "mend the loop";
  second.events[0].analysis.suggestion = second.events[1].analysis.suggestion = "close the file";
  const std::vector<model::Cluster> clusters{first, second};
  PageInput input{"t", {&run, &clusters, nullptr}, {}};
  input.heal_command = "cmake --build b --target heal";
  const auto page = written([&](auto& out) { write_page(out, input); });
  EXPECT_NE(page.find("2 causes, most urgent first"), std::string::npos);
  EXPECT_LT(page.find("cmake --build b --target heal"), page.find("2 causes"));
  EXPECT_LT(page.find("href=\"#cause-1\""), page.find("href=\"#cause-2\""));
  EXPECT_LT(page.find("Next:</b> "), page.rfind("Next:</b> close the file"));
}

TEST(WritePage, bounds_what_it_shows) {
  auto cluster = sample_cluster();
  cluster.events.resize(5000, sample_event());
  const std::vector<model::Cluster> clusters(3, cluster);
  const auto run = sample_run();
  const auto page = written([&](auto& out) { write_page(out, {"t", {&run, &clusters, nullptr}, {}}); });
  EXPECT_NE(page.find("and 4800 more in events.ndjson"), std::string::npos);
  EXPECT_LT(page.size(), 2'000'000U);
}

TEST(Excerpts, shade_suspects_and_tell_what_ran) {
  coverage::Coverage covered;
  covered.files["a.cpp"] = {{2, {7, {}}}, {3, {0, {}}}};
  std::string text;
  for (int i = 1; i <= 30; ++i)
    text += "line " + std::to_string(i) + "\n";
  const auto found = excerpts({{"a.cpp", 2, 0.9, ""}, {"a.cpp", 20, 0.2, ""}, {"gone.cpp", 1, 1, ""}},
                              {{"a.cpp", text}}, covered);
  ASSERT_EQ(found.size(), 1U);
  const auto& lines = found[0].lines;
  ASSERT_EQ(lines.size(), 12U) << "1 to 5 and 17 to 23";
  EXPECT_EQ(lines[1].score, 0.9);
  EXPECT_EQ(lines[1].hits, 7);
  EXPECT_EQ(lines[2].hits, 0);
  EXPECT_EQ(lines[0].hits, -1);
  EXPECT_EQ(lines[5].number, 17);
}

TEST(WritePage, works_with_nothing_to_show) {
  EXPECT_NE(written([](auto& out) { write_page(out, {"t", {}, {}}); }).find("<h1>t</h1>"), std::string::npos);
}

} // namespace aurora::report
