# How Aurora's own libraries and tests are declared: a folder is a library is a namespace.

# _aurora_add_library(<name> SOURCES <file>... [LINKS <lib>...] [PRIVATE_LINKS <lib>...])
function(_aurora_add_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINKS;PRIVATE_LINKS")
  add_library(aurora_${name} STATIC ${arg_SOURCES})
  add_library(Aurora::${name} ALIAS aurora_${name})
  target_include_directories(aurora_${name} PUBLIC "${PROJECT_SOURCE_DIR}/tools")
  target_link_libraries(aurora_${name}
    PUBLIC aurora_build_settings tl::expected ${arg_LINKS}
    PRIVATE ${arg_PRIVATE_LINKS})
  if(AURORA_UNITY)
    _aurora_compile_quickly(${name})
  endif()
endfunction()

set(_aurora_common_headers
  <algorithm> <array> <cerrno> <charconv> <chrono> <cmath> <cstdio> <cstdlib> <cstring> <fstream>
  <functional> <map> <memory> <optional> <set> <sstream> <string> <string_view> <unordered_map> <utility> <vector>
  <fmt/format.h> <tl/expected.hpp>)

# The build a user waits for spends most of its time reading headers: the sources of a library become one,
# and what nearly all of them include is read once, by aurora_base.
function(_aurora_compile_quickly name)
  set_target_properties(aurora_${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 100)
  if(TARGET aurora_base AND NOT name STREQUAL "base")
    target_precompile_headers(aurora_${name} REUSE_FROM aurora_base)
  else()
    target_precompile_headers(aurora_${name} PRIVATE ${_aurora_common_headers})
    if(AURORA_QUICK_BUILD) # what is compiled once is not inlined
      target_precompile_headers(aurora_${name} PRIVATE
        "${PROJECT_SOURCE_DIR}/tools/aurora/base/common_templates.hpp")
    endif()
  endif()
endfunction()

# _aurora_add_unit_tests(<library> SOURCES <file>... [LINKS <lib>...] [DEFINITIONS <def>...])
# One executable unit_<library>, also built by the target unit_tests; its cases become CTest tests labelled "unit".
function(_aurora_add_unit_tests name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINKS;DEFINITIONS")
  add_executable(unit_${name} ${arg_SOURCES})
  target_link_libraries(unit_${name} PRIVATE
    aurora_build_settings Aurora::${name} ${arg_LINKS} GTest::gmock GTest::gtest_main)
  set_target_properties(unit_${name} PROPERTIES AURORA_IS_TEST ON)
  if(AURORA_UNITY)
    _aurora_read_test_headers_once()
    target_precompile_headers(unit_${name} REUSE_FROM aurora_test_headers)
  endif()
  add_dependencies(unit_tests unit_${name})
  target_include_directories(unit_${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  target_compile_definitions(unit_${name} PRIVATE
    AURORA_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data" ${arg_DEFINITIONS})
  gtest_discover_tests(unit_${name} TEST_PREFIX "${name}." PROPERTIES LABELS unit DISCOVERY_MODE PRE_TEST)
endfunction()

# Like aurora_base for the libraries: what all unit tests include, read once.
function(_aurora_read_test_headers_once)
  if(TARGET aurora_test_headers)
    return()
  endif()
  set(source "${PROJECT_BINARY_DIR}/aurora_test_headers.cpp")
  file(CONFIGURE OUTPUT "${source}" CONTENT "int main() {} // Only what is precompiled with it counts.\n")
  add_executable(aurora_test_headers EXCLUDE_FROM_ALL "${source}") # as position-independent as the tests
  target_link_libraries(aurora_test_headers PRIVATE aurora_build_settings fmt::fmt tl::expected GTest::gmock)
  set_target_properties(aurora_test_headers PROPERTIES AURORA_IS_TEST ON)
  target_precompile_headers(aurora_test_headers PRIVATE ${_aurora_common_headers} <gmock/gmock.h> <gtest/gtest.h>)
endfunction()
