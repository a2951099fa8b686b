#pragma once

#include <functional>
#include <string>
#include <vector>

#include "aurora/repair/provider.hpp"
#include "aurora/repair/search/search.hpp"

namespace aurora::repair::search {

struct SearchProviderOptions {
  workspace::Shadow* shadow = nullptr; ///< not owned; reset() before and after each search
  Tools tools;
  std::string cmake = "cmake";
  std::string ctest = "ctest";
  double seconds = 60; ///< for one cluster
  unsigned jobs = 1;
  std::size_t max_files = 8;
  std::size_t max_patches = 5;
  /// Files that may not be changed (relative to the source root); empty: is_test_path().
  std::function<bool(const std::string&)> locked;
  std::function<void(const Progress&)> progress;
  std::function<bool()> interrupted;
};

/// Searches a repair for failing tests: thousands of candidates compiled into one program. Proposes nothing
/// for failures of the build, for flaky clusters, or where only locked files are suspicious.
class SearchProvider final : public Provider {
public:
  explicit SearchProvider(SearchProviderOptions options);
  std::string_view name() const override { return "search"; }
  base::Result<std::vector<model::Patch>> propose(const Context& context) override;
  std::vector<std::string> notes() const override;
  /// What the last propose() did.
  const SearchReport& last_report() const { return m_report; }

private:
  SearchProviderOptions m_options;
  SearchReport m_report;
  bool m_searched = false; ///< the last propose() had something to search
};

/// Whether a path looks like a test by its name or folder ("tests/x.cpp", "x_test.cpp", "test_x.c").
bool is_test_path(const std::string& path);

/// CTest names of the cluster's failures ("CTestName::Suite.Case" → the registered test that is named so).
std::vector<std::string> failing_tests(const model::Cluster& cluster,
                                       const std::vector<model::RegisteredTest>& tests);

/// Where candidates may be made, most suspicious first: the suspects' files (headers after sources, since a
/// change in one compiles much again), then all sources and headers of the project when there are few. At
/// most `max_files`.
std::vector<std::string> searched_files(const Context& context,
                                        const std::function<bool(const std::string&)>& locked,
                                        std::size_t max_files);

} // namespace aurora::repair::search
