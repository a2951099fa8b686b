#include "aurora/repair/search/blame.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::repair::search {
namespace {

CandidateSet some_candidates() {
  CandidateSet set;
  set.files = {{"src/a.c", "src/0.txt", {}}};
  set.sites = {{1, 3, "src/a.c", 10, 11, "f", 1},
               {3, 4, "src/a.c", 20, 20, "f", 2},
               {4, 5, "src/a.c", 30, 30, "g", 3}};
  const auto add = [&](unsigned id, std::size_t site, const std::string& replacement) {
    Candidate candidate;
    candidate.id = id;
    candidate.site = site;
    candidate.file = "src/a.c";
    candidate.replacement = replacement;
    set.candidates.push_back(candidate);
  };
  add(1, 0, "i < hash[j]");
  add(2, 0, "i < n");
  add(3, 1, "hash[1]");
  add(4, 2, "hash[2]");
  return set;
}

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Blame, falls_on_the_candidate_whose_mark_the_message_names) {
  EXPECT_THAT(blamed("/x/src/a.c:1000000002:5: error: expected ')'\n", some_candidates()).candidates,
              ElementsAre(2U));
}

TEST(Blame, falls_on_the_place_whose_original_is_refused_next_to_a_switch) {
  const auto blame = blamed("/x/src/a.c:11:5: error: operands differ\n", some_candidates());
  EXPECT_THAT(blame.sites, ElementsAre(0U));
  EXPECT_THAT(blame.candidates, IsEmpty());
}

TEST(Blame, falls_on_the_file_when_nothing_at_the_place_is_left_to_blame) {
  const auto* message = "/x/src/a.c:11:5: error: operands differ\n";
  Pruning before;
  before.sites = {0};
  EXPECT_THAT(blamed(message, some_candidates(), before).files, ElementsAre("src/a.c"));
  EXPECT_THAT(blamed("/x/src/a.c:15:1: error: what?\n", some_candidates()).files, ElementsAre("src/a.c"));
}

TEST(Blame, falls_on_the_candidate_from_where_a_template_was_instantiated_by_gcc) {
  const auto* messages =
      "In file included from /usr/include/c++/12/thread:43,\n"
      "                 from /x/src/a.c:3:\n"
      "/usr/include/c++/12/bits/std_thread.h: In instantiation of 'std::thread::thread(F)':\n"
      "/x/src/a.c:1000000003:40:   required from here\n"
      "/usr/include/c++/12/bits/std_thread.h:129:72: error: static assertion failed\n"
      "/usr/include/c++/12/bits/std_thread.h:129:72: note: 'value' evaluates to false\n";
  EXPECT_THAT(blamed(messages, some_candidates()).candidates, ElementsAre(3U));
  EXPECT_THAT(damaged_files(messages, some_candidates()), ElementsAre("src/a.c"));
}

TEST(Blame, of_more_errors_in_one_instantiation_falls_on_where_gcc_said_it_comes_from) {
  const auto* messages = "/x/src/t.h: In instantiation of 'void parse(T) [with T = bool*]':\n"
                         "/x/src/a.c:1000000003:40:   required from here\n"
                         "/x/src/t.h:9:6: error: no match for 'operator>>'\n"
                         "/usr/include/istream:168:7: note: candidate: 'operator>>(bool&)'\n"
                         "/x/src/a.c:15:6: error: invalid conversion\n";
  const auto blame = blamed(messages, some_candidates());
  EXPECT_THAT(blame.candidates, ElementsAre(3U));
  EXPECT_THAT(blame.files, IsEmpty());
}

TEST(Blame, falls_on_the_place_itself_too_when_taking_out_what_led_there_was_not_enough) {
  const auto* messages = "/x/src/a.c:1000000003:40:   required from here\n"
                         "/x/src/a.c:11:6: error: inconsistent types deduced for lambda return type\n";
  EXPECT_THAT(blamed(messages, some_candidates()).sites, IsEmpty());
  Pruning before;
  before.candidates = {2};
  const auto blame = blamed(messages, some_candidates(), before);
  EXPECT_THAT(blame.candidates, ElementsAre(3U));
  EXPECT_THAT(blame.sites, ElementsAre(0U));
}

TEST(Blame, of_an_error_in_another_function_is_not_that_of_the_instantiation_before) {
  const auto* messages = "/x/src/a.c:1000000003:40:   required from here\n"
                         "/x/src/t.h:9:6: error: no match for 'operator>>'\n"
                         "/x/src/a.c: In member function 'int A::f()':\n"
                         "/x/src/a.c:20:6: error: operands differ\n";
  const auto blame = blamed(messages, some_candidates());
  EXPECT_THAT(blame.candidates, ElementsAre(3U));
  EXPECT_THAT(blame.sites, ElementsAre(1U));
}

TEST(Blame, falls_on_the_candidate_from_where_a_template_was_instantiated_by_clang) {
  const auto* messages =
      "/usr/include/c++/12/bits/std_thread.h:129:2: error: static assertion failed\n"
      "/x/src/a.c:1000000004:40: note: in instantiation of function template specialization requested here\n"
      "/x/src/a.c:1000000001:40: warning: dubious\n"
      "/x/src/a.c:1000000002:40: note: in instantiation of something requested here\n";
  EXPECT_THAT(blamed(messages, some_candidates()).candidates, ElementsAre(4U));
}

TEST(Blame, of_a_warning_does_not_reach_the_error_after_it) {
  const auto* messages = "/x/src/a.c:1000000003:40:   required from here\n"
                         "/usr/include/x.h:1:1: warning: dubious\n"
                         "/x/src/a.c:1000000004:40: error: wrong\n";
  EXPECT_THAT(blamed(messages, some_candidates()).candidates, ElementsAre(4U));
}

TEST(Blame, falls_on_every_user_of_an_undeclared_name_made_alike_in_the_function) {
  const auto* message = "/x/src/a.c:1000000001:27: error: ‘hash’ undeclared (first use in this function)";
  EXPECT_THAT(blamed(message, some_candidates()).candidates, ElementsAre(1U, 3U));
}

TEST(Blame, of_an_undefined_reference_falls_on_those_who_use_the_name) {
  const auto* message = "/usr/bin/ld: a.c:(.text+0x2a): undefined reference to `n::hash(int)'";
  EXPECT_THAT(blamed(message, some_candidates()).candidates, ElementsAre(1U, 3U, 4U));
}

TEST(Blame, falls_on_nobody_for_warnings_notes_and_garbage) {
  const auto blame = blamed("a.c:1000000001:2: warning: unused\nerror: \n:::error: x\n", some_candidates());
  EXPECT_EQ(blame.size(), 0U);
}

} // namespace
} // namespace aurora::repair::search
