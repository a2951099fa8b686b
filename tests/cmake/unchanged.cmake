# Script: a project with and without the lines that add Aurora has the same cache, directory properties, compile
# commands, tests and targets, and nothing of it is built again. VARIANT: plain, strict, sanitized or toolchain.
include("${CMAKE_CURRENT_LIST_DIR}/support.cmake")

set(options "")
set(languages "C CXX")
if(VARIANT STREQUAL "plain")
  set(languages C)
elseif(VARIANT STREQUAL "strict")
  set(options "-DCMAKE_CXX_FLAGS=-Wall -Wextra -Werror -pedantic" -DCMAKE_BUILD_TYPE=Debug)
elseif(VARIANT STREQUAL "sanitized")
  set(options "-DCMAKE_CXX_FLAGS=-fsanitize=address" "-DCMAKE_C_FLAGS=-fsanitize=address")
elseif(VARIANT STREQUAL "toolchain")
  file(WRITE "${WORK}/toolchain.cmake" "set(CMAKE_SYSTEM_NAME Linux)\nset(CMAKE_C_COMPILER gcc)\n\
set(CMAKE_CXX_COMPILER g++)\nset(CMAKE_CXX_FLAGS_INIT -DFROM_TOOLCHAIN)\n")
  set(options "-DCMAKE_TOOLCHAIN_FILE=${WORK}/toolchain.cmake")
endif()

set(cxx_target "")
if(languages MATCHES CXX)
  set(cxx_target "add_executable(x main.cpp)\nadd_test(NAME cxx COMMAND x)\n")
endif()
set(head "cmake_minimum_required(VERSION 3.16)\nproject(P ${languages})\nenable_testing()\n\
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)\n")
set(six_lines "include(FetchContent)\nFetchContent_Declare(Aurora\n  SOURCE_DIR \"${SOURCE}\")\n\
FetchContent_MakeAvailable(Aurora)\naurora_enable(COVERAGE\n  LABELS unit)\n")
set(tail "add_library(l STATIC lib.c)\nadd_executable(m main.c)\ntarget_link_libraries(m l)\n\
add_test(NAME c COMMAND m)\n${cxx_target}\
foreach(property IN ITEMS COMPILE_OPTIONS COMPILE_DEFINITIONS INCLUDE_DIRECTORIES LINK_OPTIONS LINK_LIBRARIES
    LINK_DIRECTORIES TESTS LABELS TEST_INCLUDE_FILES ADDITIONAL_CLEAN_FILES CMAKE_CONFIGURE_DEPENDS)
  get_property(value DIRECTORY PROPERTY \${property})
  string(APPEND state \"\${property}=\${value}\\n\")
endforeach()
get_cmake_property(names VARIABLES)
foreach(name IN LISTS names)
  if(name MATCHES \"^(CMAKE_|BUILD_)\" AND NOT name MATCHES \"^CMAKE_(CURRENT_|PARENT_|FILES_|MATCH_)\")
    string(APPEND state \"\${name}=\${\${name}}\\n\")
  endif()
endforeach()
file(WRITE \"\${CMAKE_BINARY_DIR}/state.txt\" \"\${state}\")\n")

function(configure)
  run("${WORK}" "${CMAKE_COMMAND}" -S p -B b -G Ninja "-DAURORA_EXECUTABLE=${TOOL}" ${options})
endfunction()

# look(<prefix>): everything that must stay, in variables of that prefix.
function(look prefix)
  file(STRINGS "${WORK}/b/CMakeCache.txt" cache REGEX "^[A-Za-z0-9_-]+:[A-Z]+=")
  # The number of folders is the generator's own book-keeping.
  list(FILTER cache EXCLUDE REGEX "^(AURORA_|FETCHCONTENT_|CMAKE_NUMBER_OF_MAKEFILES:)")
  list(JOIN cache "\n" cache)
  file(READ "${WORK}/b/state.txt" state)
  file(READ "${WORK}/b/compile_commands.json" commands)
  run("${WORK}" "${CMAKE_CTEST_COMMAND}" --test-dir b -N)
  string(REGEX REPLACE "Internal ctest changing[^\n]*\n" "" tests "${output}")
  run("${WORK}" "${CMAKE_COMMAND}" --build b --target help)
  string(REGEX MATCHALL "[^\n]+: phony" targets "${output}")
  list(FILTER targets EXCLUDE REGEX "aurora|^(test-heal|heal|canary|policy|artifacts): ")
  list(FILTER targets EXCLUDE REGEX "_deps")
  foreach(part IN ITEMS cache state commands tests targets)
    set(${prefix}_${part} "${${part}}" PARENT_SCOPE)
  endforeach()
endfunction()

file(REMOVE_RECURSE "${WORK}/p" "${WORK}/b")
write_project("${WORK}/p" "${head}${tail}")
configure()
configure() # what a second run alone changes is not of interest
run("${WORK}" "${CMAKE_COMMAND}" --build b)
look(without)

write_project("${WORK}/p2" "${head}${six_lines}${tail}")
file(COPY_FILE "${WORK}/p2/CMakeLists.txt" "${WORK}/p/CMakeLists.txt")
configure()
look(with)
foreach(part IN ITEMS cache state commands tests targets)
  expect_equal("${part}" "${without_${part}}" "${with_${part}}")
endforeach()
if(without_tests MATCHES "Total Tests: 0" OR NOT without_commands MATCHES "main.c")
  fail("the comparison compares nothing")
endif()

run("${WORK}" "${CMAKE_COMMAND}" --build b)
expect_match("${output}" "no work to do")
run("${WORK}" "${CMAKE_CTEST_COMMAND}" --test-dir b)
