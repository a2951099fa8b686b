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
  EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(page.find("http:"), std::string::npos);
  EXPECT_EQ(page.find("https:"), std::string::npos);
  EXPECT_EQ(page.find('\x1B'), std::string::npos);
  EXPECT_NE(page.find("&lt;script&gt;"), std::string::npos);
}

TEST(WritePage, shows_patches_as_coloured_diffs) {
  const auto page = page_of({});
  EXPECT_NE(page.find("<span class=\"gone\">-int f() { 1; }</span>"), std::string::npos);
  EXPECT_NE(page.find("<span class=\"add\">+int f() { return 1; } // &lt;b&gt;</span>"), std::string::npos);
}

TEST(WritePage, links_only_plain_relative_paths) {
  const auto page =
      page_of({{"a b/\"c\".json", "figures"}, {"javascript:alert(1)", "bad"}, {"/etc/passwd", "bad"}});
  EXPECT_NE(page.find("href=\"a%20b/%22c%22.json\""), std::string::npos);
  EXPECT_EQ(page.find("href=\"javascript"), std::string::npos);
  EXPECT_EQ(page.find("href=\"/etc"), std::string::npos);
}

TEST(WritePage, works_with_nothing_to_show) {
  EXPECT_NE(written([](auto& out) { write_page(out, {"t", {}, {}}); }).find("<h1>t</h1>"), std::string::npos);
}

} // namespace aurora::report
