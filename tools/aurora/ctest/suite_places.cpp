#include "aurora/ctest/suite_places.hpp"

namespace aurora::ctest {
namespace {

void resolve_path(std::string& path, const std::string& folder, sys::FileSystem& files) {
  if (path.empty() || path.front() == '/' || folder.empty())
    return;
  const auto absolute = sys::normalize_path(sys::join_path(folder, path));
  if (const auto info = files.info(absolute); info && info->kind == sys::FileKind::regular)
    path = absolute;
}

} // namespace

void resolve_places(model::TestCase& test, const std::string& working_directory, sys::FileSystem& files) {
  if (test.status != model::TestStatus::failed)
    return;
  resolve_path(test.file, working_directory, files);
  for (auto& assertion : test.assertions)
    resolve_path(assertion.file, working_directory, files);
}

void resolve_places(model::TestRun& run, const std::string& working_directory, sys::FileSystem& files) {
  for (auto& test : run.cases)
    resolve_places(test, working_directory, files);
}

} // namespace aurora::ctest
