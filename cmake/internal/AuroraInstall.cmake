# What an installed Aurora consists of: the program, the functions, and a relocatable package description.

include(CMakePackageConfigHelpers)

set(functions "${CMAKE_CURRENT_LIST_DIR}/..")
set(package_dir "${CMAKE_INSTALL_DATADIR}/cmake/Aurora")
# The programs beside it install themselves where they are declared; only this one is called by CMake.
if(TARGET aurora)
  install(TARGETS aurora EXPORT AuroraTargets RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
  install(EXPORT AuroraTargets NAMESPACE Aurora:: DESTINATION "${package_dir}")
endif()
configure_package_config_file("${functions}/AuroraConfig.cmake.in" "${PROJECT_BINARY_DIR}/AuroraConfig.cmake"
  INSTALL_DESTINATION "${package_dir}" NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/AuroraConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES
  "${PROJECT_BINARY_DIR}/AuroraConfig.cmake" "${PROJECT_BINARY_DIR}/AuroraConfigVersion.cmake"
  "${functions}/Aurora.cmake" "${functions}/AuroraBenchmark.cmake" "${functions}/AuroraNpmTest.cmake" "${functions}/AuroraPytest.cmake"
  DESTINATION "${package_dir}")
install(FILES
  "${functions}/internal/AuroraArguments.cmake" "${functions}/internal/AuroraCheckCall.cmake"
  "${functions}/internal/AuroraHostTool.cmake"
  "${functions}/internal/AuroraListSuite.cmake" "${functions}/internal/AuroraSettings.cmake"
  "${functions}/internal/AuroraSuite.cmake" "${functions}/internal/AuroraTargets.cmake"
  DESTINATION "${package_dir}/internal")
install(FILES
  "${functions}/internal/suites/aurora_npm.mjs" "${functions}/internal/suites/whole_file.mjs"
  "${functions}/internal/suites/aurora_pytest.py"
  "${functions}/internal/suites/jest_reporter.cjs" "${functions}/internal/suites/junit_text.cjs"
  "${functions}/internal/suites/node_reporter.mjs"
  DESTINATION "${package_dir}/internal/suites")
