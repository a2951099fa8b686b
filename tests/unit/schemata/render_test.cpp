#include "aurora/schemata/render.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/schemata/parsed.hpp"

namespace aurora::schemata {
namespace {

using testing::HasSubstr;

const Runtime k_runtime{"/rt/aurora_rt.h", Selector::variable};

/// The rewritten text with only the candidates of these names.
std::string rendered(const std::string& code, const std::set<std::string>& names,
                     const Runtime& runtime = k_runtime) {
  const auto tree = parsed(code);
  auto offer = generate(tree, {});
  std::erase_if(offer.candidates,
                [&](const Candidate& candidate) { return !names.contains(candidate.name); });
  const auto made = plan({std::move(offer)}, 1000);
  return render(tree, made, 0, runtime).text;
}

TEST(Render, includes_the_runtime_first_and_keeps_line_numbers) {
  EXPECT_THAT(rendered("int f() { return 1; }", {}),
              testing::Eq("#pragma GCC system_header\n#include \"/rt/aurora_rt.h\"\n"
                          "#line 1 \"/nowhere/a.cpp\"\nint f() { return 1; }"));
}

TEST(Render, keeps_the_original_where_nothing_is_selected) {
  const auto text = rendered("void f(bool a) { if (a && !a) a = true; }", {"logical-operator"});
  EXPECT_THAT(text, HasSubstr("aurora_in(1,2)"));
  EXPECT_THAT(text, HasSubstr(": ((a && !a) ? 1 : 0))"));
}

TEST(Render, puts_each_candidate_on_a_line_that_names_it) {
  EXPECT_THAT(rendered("void f(bool a) { if (a && !a) a = true; }", {"logical-operator"}),
              HasSubstr("\n#line 1000000001\n(aurora_chosen == 1 && (a || !a))\n#line 1\n"));
}

TEST(Render, finds_out_the_chosen_one_itself_when_the_runtime_does_not_tell) {
  const auto text = rendered("void f(bool a) { if (a && !a) a = true; }", {"logical-operator"},
                             {"/rt/aurora_rt.h", Selector::function});
  EXPECT_THAT(text, HasSubstr("(aurora_in(1,2) && aurora_hit(1,2))"));
  EXPECT_THAT(text, HasSubstr("int aurora_hit("));
}

TEST(Render, wraps_a_removed_statement_so_that_an_else_stays_where_it_was) {
  const auto text = rendered("void f(int a) { if (a) a = 1; else a = 2; }", {"statement-deleted"});
  EXPECT_THAT(text, HasSubstr("{ if (!(aurora_in(2,3))) a = 1; } else { if (!(aurora_in(3,4))) a = 2; }"));
}

TEST(Render, a_hooked_condition_shows_the_runtime_what_is_visible) {
  EXPECT_THAT(
      rendered("void f(int a) { if (a) a = 1; }", {"condition"}),
      HasSubstr("(aurora_chosen == 1 && (aurora_eval((long long)((a) ? 1 : 0), 1, (long long)(a))))"));
}

TEST(Render, a_hooked_value_stands_where_the_value_stood) {
  EXPECT_THAT(rendered("void f(int a) { a = a + 1; }", {"value"}),
              HasSubstr("a = aurora_eval((long long)(a + 1), 1, (long long)(a))"));
}

} // namespace
} // namespace aurora::schemata
