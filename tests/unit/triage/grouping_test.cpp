#include "aurora/triage/grouping.hpp"

#include <chrono>

#include <gtest/gtest.h>

#include "aurora/triage/cluster.hpp"
#include "aurora/triage/signature.hpp"

namespace aurora::triage {
namespace {

model::Frame frame(const std::string& function, const std::string& file) {
  return {function, file, 10, "", true};
}

model::Event crash(const std::string& message, std::vector<model::Frame> frames) {
  model::Event event;
  event.category = model::Category::crash;
  event.error_class = "Signal:SIGSEGV";
  event.message = message;
  event.frames = std::move(frames);
  event.signature = signature(event);
  return event;
}

model::Event thrown(const std::string& test, const std::string& message) {
  model::Event event;
  event.category = model::Category::logic;
  event.error_class = "Exception:std::runtime_error";
  event.test_id = test;
  event.message = message;
  event.signature = signature(event);
  return event;
}

bool together(const model::Event& one, const model::Event& other) {
  return cluster({one, other}).size() == 1;
}

} // namespace

TEST(Grouping, joins_one_fault_that_different_tests_reach) {
  const auto one =
      crash("invalid read", {frame("parse", "src/p.cpp"), frame("A_Test::TestBody", "tests/a.cpp")});
  const auto other =
      crash("invalid read", {frame("parse", "src/p.cpp"), frame("B_Test::TestBody", "tests/b.cpp")});
  ASSERT_NE(one.signature, other.signature);
  EXPECT_TRUE(together(one, other));
}

TEST(Grouping, never_crosses_the_top_frame_of_the_project) {
  EXPECT_FALSE(together(crash("invalid read", {frame("parse", "src/p.cpp")}),
                        crash("invalid read", {frame("print", "src/p.cpp")})));
}

TEST(Grouping, never_crosses_categories) {
  auto other = crash("invalid read", {frame("parse", "src/p.cpp")});
  const auto one = other;
  other.category = model::Category::sanitizer;
  other.signature = signature(other);
  EXPECT_FALSE(together(one, other));
}

TEST(Grouping, keeps_the_callers_of_a_test_helper_apart) {
  const auto helper = frame("check", "tests/helper.cpp");
  EXPECT_FALSE(together(crash("gone", {helper, frame("A_Test::TestBody", "tests/a.cpp")}),
                        crash("gone", {helper, frame("B_Test::TestBody", "tests/b.cpp")})));
}

TEST(Grouping, joins_alike_messages_of_exceptions_without_a_trace) {
  EXPECT_TRUE(together(thrown("a", "cannot open the schema file orders_17.xsd: the folder is not readable"),
                       thrown("b", "cannot open the schema file orders_4.xsd: the folder is not readable")));
  EXPECT_FALSE(together(thrown("a", "no such table: users"), thrown("b", "no such table: orders")));
  EXPECT_FALSE(together(thrown("a", "failed"), thrown("b", "failed"))) << "that says nothing";
}

TEST(Grouping, never_joins_plain_programs_that_say_no_reason) {
  for (const std::string message :
       {"Required regular expression not found. Regex=[^5", "failed without any output", "Failed",
        "Welcome to the calculator, version 2 of the year", "1c1"}) {
    auto one = thrown("add", message);
    auto other = thrown("subtract", message);
    for (auto* event : {&one, &other}) {
      event->error_class = "TestFailure";
      event->signature = signature(*event);
    }
    EXPECT_FALSE(together(one, other)) << message;
    EXPECT_EQ(split(cluster({one, other, one})).size(), 2U) << message;
    other.test_id = one.test_id;
    other.signature = signature(other);
    EXPECT_TRUE(together(one, other)) << "one test twice: " << message;
  }
}

TEST(Grouping, joins_assertions_without_a_text_only_when_they_say_why_or_where) {
  const auto failed = [](const std::string& test, int line, const std::string& message) {
    auto event = thrown(test, message);
    event.category = model::Category::assertion;
    event.error_class = "AssertionFailure";
    event.assertion = "FAIL";
    event.file = line > 0 ? "tests/a.cpp" : "";
    event.line = line;
    event.signature = signature(event);
    return event;
  };
  EXPECT_FALSE(together(failed("a", 0, "Failed"), failed("b", 0, "Failed")));
  EXPECT_FALSE(together(failed("a", 7, "Failed"), failed("b", 9, "Failed")));
  EXPECT_TRUE(together(failed("a", 7, "Failed"), failed("b", 7, "Failed"))) << "one line";
  EXPECT_NE(failed("a", 7, "Failed").signature, failed("b", 7, "Failed").signature)
      << "but healed each for itself";
  EXPECT_TRUE(
      together(failed("a", 7, "the server did not answer"), failed("b", 9, "the server did not answer")));
}

TEST(Grouping, never_joins_timeouts_without_a_trace) {
  auto one = thrown("a", "the test took longer than its 30 seconds");
  auto other = thrown("b", "the test took longer than its 30 seconds");
  for (auto* event : {&one, &other}) {
    event->category = model::Category::timeout;
    event->signature = signature(*event);
  }
  EXPECT_FALSE(together(one, other));
}

TEST(Grouping, never_joins_errors_of_the_build) {
  auto one = thrown("build::a", "'total' was not declared in this scope of the program");
  auto other = thrown("build::b", "'count' was not declared in this scope of the program");
  for (auto* event : {&one, &other}) {
    event->suite = "build";
    event->category = model::Category::build;
    event->file = event->test_id;
    event->signature = signature(*event);
  }
  EXPECT_FALSE(together(one, other));
}

TEST(Grouping, names_all_signatures_of_a_cluster) {
  const auto one = crash("bad", {frame("parse", "src/p.cpp"), frame("a", "tests/a.cpp")});
  const auto other = crash("bad", {frame("parse", "src/p.cpp"), frame("b", "tests/b.cpp")});
  const auto clusters = cluster({one, other, one});
  ASSERT_EQ(clusters.size(), 1U);
  EXPECT_EQ(clusters[0].signatures, (std::vector{one.signature, other.signature}));
  EXPECT_EQ(clusters[0].events.size(), 3U);
}

TEST(Split, gives_back_a_cluster_a_signature_in_the_order_of_the_whole) {
  const auto one = crash("bad", {frame("parse", "src/p.cpp"), frame("a", "tests/a.cpp")});
  const auto other = crash("bad", {frame("parse", "src/p.cpp"), frame("b", "tests/b.cpp")});
  const auto parts = split(cluster({thrown("t", "the answer is not what it should be"), one, other, one}));
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(parts[0].signature, one.signature);
  EXPECT_EQ(parts[0].events.size(), 2U);
  EXPECT_EQ(parts[1].signature, other.signature);
  EXPECT_EQ(parts[0].risk, parts[1].risk);
  EXPECT_GT(parts[1].risk, parts[2].risk);
}

TEST(Grouping, stays_fast_when_everything_looks_nearly_alike) {
  std::vector<model::Event> events;
  for (int i = 0; i < 20'000; ++i) {
    std::string message = "value";
    for (int word = 0; word < 12; ++word)
      message += " w" + std::string(1, static_cast<char>('a' + (i >> word) % 26));
    events.push_back(crash(message + " " + std::to_string(i) + "x", {frame("parse", "src/p.cpp")}));
    events.back().signature = std::to_string(i);
  }
  const auto start = std::chrono::steady_clock::now();
  EXPECT_FALSE(cluster(std::move(events)).empty());
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

} // namespace aurora::triage
