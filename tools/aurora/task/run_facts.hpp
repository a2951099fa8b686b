#pragma once

#include <string>

namespace aurora::task {

/// The run that tells how things stand.
struct RunFacts {
  long long id = 0; ///< in the history; 0: it is in none
  std::string command;
  std::string started; ///< RFC 3339
  std::string commit;
  std::string branch;
  std::string verdict;    ///< "green", "red"
  bool all_tests = true;  ///< none was left out by its label
  bool built = true;      ///< else what ran are the programs of an earlier build
  bool is_commit = false; ///< no file that git knows differed from the commit
  int passed = 0;
  int failed = 0; ///< with those that could not run
};

} // namespace aurora::task
