# ctest -S script: configures a project that uses Aurora and builds its target aurora-test-heal, which builds, tests
# and writes the reports of <build folder>/aurora/reports. Fails when tests fail.
#
#   ctest -S test-heal.cmake,SOURCE=<project>,BINARY=<build folder>[,CONFIG=<config>][,GENERATOR=<name>][,SUBMIT=ON]
#
# SUBMIT=ON also sends the build to the CDash server of the project's CTestConfig.cmake; the default is OFF.
include("${CMAKE_CURRENT_LIST_DIR}/dashboard.cmake")
aurora_dashboard_configure()
aurora_dashboard_target(aurora-test-heal)
aurora_dashboard_finish()
