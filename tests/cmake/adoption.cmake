# Script: each way of adding Aurora gives every target, under every generator, in a path with a blank and a quote.
#   HOW: subdirectory, fetchcontent or package; GENERATOR
include("${CMAKE_CURRENT_LIST_DIR}/support.cmake")

file(REMOVE_RECURSE "${WORK}")
set(project "${WORK}/it's a project")
set(build "${project}/build")
set(options "-DAURORA_EXECUTABLE=${TOOL}")

if(HOW STREQUAL "subdirectory")
  set(adopt "add_subdirectory(\"${SOURCE}\" aurora-functions)")
elseif(HOW STREQUAL "fetchcontent")
  set(adopt "include(FetchContent)\nFetchContent_Declare(Aurora SOURCE_DIR \"${SOURCE}\")\n\
FetchContent_MakeAvailable(Aurora)")
elseif(HOW STREQUAL "package")
  # A package with a program of its own, installed and then moved: it must not know where it was made.
  file(WRITE "${WORK}/maker/CMakeLists.txt" "cmake_minimum_required(VERSION 3.25)\n\
project(Aurora VERSION 0.1.0 LANGUAGES C)\ninclude(GNUInstallDirs)\nadd_executable(aurora main.c)\n\
include(\"${SOURCE}/cmake/internal/AuroraInstall.cmake\")\n")
  file(WRITE "${WORK}/maker/main.c" "#include <stdio.h>\n#include <stdlib.h>\nint main(int n, char** a) {\n\
  printf(\"stub:\");\n  for (int i = 1; i < n; ++i) printf(\" [%s]\", a[i]);\n  puts(\"\");\n\
  return getenv(\"STUB_EXIT\") ? atoi(getenv(\"STUB_EXIT\")) : 0;\n}\n")
  run("${WORK}" "${CMAKE_COMMAND}" -S maker -B made -G Ninja)
  run("${WORK}" "${CMAKE_COMMAND}" --build made)
  run("${WORK}" "${CMAKE_COMMAND}" --install made --prefix "${WORK}/first prefix")
  file(REMOVE_RECURSE "${WORK}/made" "${WORK}/maker")
  file(RENAME "${WORK}/first prefix" "${WORK}/prefix")
  foreach(file IN ITEMS aurora_npm.mjs aurora_pytest.py jest_reporter.cjs junit_text.cjs node_reporter.mjs)
    if(NOT EXISTS "${WORK}/prefix/share/cmake/Aurora/internal/suites/${file}")
      fail("${file} is not installed")
    endif()
  endforeach()
  set(adopt "find_package(Aurora 0.1 REQUIRED)")
  set(options "-DCMAKE_PREFIX_PATH=${WORK}/prefix")
endif()

write_project("${project}" "cmake_minimum_required(VERSION 3.16)\nproject(P C)\nenable_testing()\n\
add_library(l STATIC lib.c)\nadd_executable(m main.c)\ntarget_link_libraries(m l)\nadd_test(NAME t COMMAND m)\n\
${adopt}\naurora_enable(LABELS unit)\n\
aurora_add_pytest(py PYTHON /no/such/python)\naurora_add_npm_test(js NODE /no/such/node OPTIONAL)\n")
run("${WORK}" "${CMAKE_COMMAND}" -S "${project}" -B "${build}" -G "${GENERATOR}" ${options})

# Nothing of ours belongs to "all".
run("${WORK}" "${CMAKE_COMMAND}" --build "${build}")
if(output MATCHES "stub:" OR output MATCHES "Aurora")
  fail("building the project ran Aurora:\n${output}")
endif()

set(config "")
if(GENERATOR MATCHES "Multi")
  set(config --config Release)
  set(config_words " \\[--config\\] \\[Release\\]")
endif()
foreach(command IN ITEMS test-heal heal canary policy artifacts restore)
  run("${WORK}" "${CMAKE_COMMAND}" --build "${build}" --target aurora-${command} ${config})
  expect_match("${output}" "stub: \\[${command}\\] \\[--build-dir\\] \\[${build}\\]${config_words}\n")
endforeach()
foreach(command IN ITEMS test-heal heal canary policy artifacts)
  run("${WORK}" "${CMAKE_COMMAND}" --build "${build}" --target ${command} ${config})
  expect_match("${output}" "stub: \\[${command}\\] ")
endforeach()

# Suites of other languages are there, and where their runners are not they do not pass.
execute_process(COMMAND "${CMAKE_CTEST_COMMAND}" --test-dir "${build}" -R "^(py|js)$" RESULT_VARIABLE result
  OUTPUT_VARIABLE output ERROR_VARIABLE output)
expect_match("${output}" "py[ .]+\\*\\*\\*Failed")
expect_match("${output}" "js[ .]+\\*\\*\\*Skipped")

# A finding of the tool fails the target.
set(ENV{STUB_EXIT} 1)
execute_process(COMMAND "${CMAKE_COMMAND}" --build "${build}" --target heal ${config}
  RESULT_VARIABLE result OUTPUT_QUIET ERROR_QUIET)
if(result EQUAL 0)
  fail("the tool failed, the target did not")
endif()
