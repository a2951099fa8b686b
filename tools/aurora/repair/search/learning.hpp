#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "aurora/repair/search/case_learning.hpp"

namespace aurora::repair::search {

struct LearnOptions {
  std::vector<std::string> known_red; ///< not waited for as long as others; none: not known
  std::vector<std::string> red_cases; ///< of those that hold several, "test::case"; none: not known
  std::string build_dir;              ///< its programs are traced in any case
  /// For tests that are known not to be red, together: what takes longer is put off, and so is a single one
  /// that takes too much of it.
  double green_seconds = std::numeric_limits<double>::infinity();
  /// For tests that are started by anything else (scripts, other languages' runners), of which many may have
  /// nothing to do with the programs under test.
  double seconds = std::numeric_limits<double>::infinity();
  std::function<void(std::size_t done, std::size_t of)> progress;
  std::function<bool()> interrupted;
};

struct Untraceable {
  std::string test;
  std::string why;
};

/// Of all tests of a project those that candidates can matter to, and what became of the others.
struct Learnt {
  std::vector<TestPlan> plans;        ///< in the order of the tests
  std::vector<std::string> elsewhere; ///< tests that start no program with switches in it
  std::vector<std::string> untraced;  ///< tests that the time did not suffice for
  std::vector<std::string> put_off;   ///< green tests, or groups of cases, that take long
  std::vector<Untraceable> failed;
};

/// Traces every test once and finds out how it can be run fastest; a program that runs many cases of a known
/// framework for one test is split into them ("test::Suite.Case"). Where it is known which tests are red,
/// many green cases of one program are run in groups, but for the neighbours of red ones, and green tests
/// that take long are left out. So is a test that cannot be traced; an error only when it is one of those
/// that are known to be red.
base::Result<Learnt> learn_plans(const Executors& executors, const std::vector<TestSpec>& tests,
                                 const LearnOptions& options);

/// In words, for people: how many slow tests were left to the gate.
std::string note_of_put_off(const Learnt& learnt);

/// In words, for people: how many tests were left out, and why.
std::vector<std::string> notes_of(const Learnt& learnt);

} // namespace aurora::repair::search
