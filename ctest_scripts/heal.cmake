# ctest -S script: configures a project that uses Aurora, heals it, runs its tests as CTest sees them, and collects the
# artifacts in <build folder>/aurora. Fails when tests still fail.
#
#   ctest -S heal.cmake,SOURCE=<project>,BINARY=<build folder>[,CONFIG=<config>][,GENERATOR=<name>][,MODE=propose]
#         [,SUBMIT=ON]
#
# MODE is propose, apply or commit; without it the project's own setting holds. SUBMIT=ON also sends build and tests to
# the CDash server of the project's CTestConfig.cmake; the default is OFF.
include("${CMAKE_CURRENT_LIST_DIR}/dashboard.cmake")
aurora_dashboard_configure()
aurora_dashboard_target(aurora-heal)
aurora_dashboard_test()
aurora_dashboard_target(aurora-artifacts)
aurora_dashboard_finish()
