# ctest -S script: configures, builds and runs the canary of a project that uses Aurora. A red canary takes the last
# healing back; the script then fails.
#
#   ctest -S canary.cmake,SOURCE=<project>,BINARY=<build folder>[,CONFIG=<config>][,GENERATOR=<name>][,SUBMIT=ON]
#
# As with every ctest -S script the same settings may be given with -D instead. SUBMIT=ON also sends the result to
# the CDash server of the project's CTestConfig.cmake; the default is OFF.
include("${CMAKE_CURRENT_LIST_DIR}/dashboard.cmake")
aurora_dashboard_configure()
aurora_dashboard_target(aurora-canary)
aurora_dashboard_finish()
