#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aurora/ctest/place.hpp"
#include "aurora/model/project.hpp"

namespace aurora::ctest {

struct CTestOptions {
  std::string ctest = "ctest";
  std::string config;
};

/// Makes (once) a folder of our own of that name whose only CTest content is the user's build folder, and
/// returns it: logs and Testing/ land there instead of in the user's build, and every test keeps its number.
base::Result<std::string> mirror_directory(const Place& place, const std::string& name,
                                           sys::FileSystem& files);

/// `ctest --show-only=json-v1` of the place. Beside run_tests() only where registers_plainly() says so: a
/// ctest that discovers tests (PRE_TEST) rewrites the list that another one reads. cancelled when
/// interrupted.
base::Result<std::vector<model::RegisteredTest>> list_tests(const Place& place, const CTestOptions& options,
                                                            sys::FileSystem& files);

/// Reads that JSON (CMake manual ctest(1), "Show as JSON Object Model"); paths below source_dir become
/// relative.
base::Result<std::vector<model::RegisteredTest>> read_registered_tests(std::string_view json,
                                                                       const std::string& source_dir);

} // namespace aurora::ctest
