# ctest -S script for a nightly job: like test-heal.cmake, with coverage and a threshold. Fails when tests fail or line
# coverage is below the threshold.
#
#   ctest -S nightly-coverage.cmake,SOURCE=<project>,BINARY=<build folder>[,THRESHOLD=<percent>][,CONFIG=<config>]
#         [,GENERATOR=<name>][,SUBMIT=ON]
#
# THRESHOLD is 80 unless given. SUBMIT=ON also sends the build to the CDash server of the project's CTestConfig.cmake;
# the default is OFF.
include("${CMAKE_CURRENT_LIST_DIR}/dashboard.cmake")
if(NOT DEFINED THRESHOLD)
  set(THRESHOLD 80)
endif()
list(APPEND dashboard_options -DAURORA_COVERAGE=ON "-DAURORA_COVERAGE_THRESHOLD=${THRESHOLD}")
aurora_dashboard_configure()
aurora_dashboard_target(aurora-test-heal)
aurora_dashboard_target(aurora-artifacts)
aurora_dashboard_finish()
