# Script: the host build ignores the environment of the project's build, is done once, notices changed sources, and
# explains what is missing. A small project stands in for Aurora's sources.
include("${CMAKE_CURRENT_LIST_DIR}/support.cmake")

file(REMOVE_RECURSE "${WORK}")
set(fake "${WORK}/fake aurora")
set(binary "${WORK}/tool")
set(script "${SOURCE}/cmake/internal/AuroraBuildTool.cmake")
set(sound "cmake_minimum_required(VERSION 3.25)\nproject(Fake CXX)\n\
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY \"\${PROJECT_BINARY_DIR}/bin\")\nadd_executable(aurora tools/main.cpp)\n")
file(WRITE "${fake}/CMakeLists.txt" "${sound}")
file(WRITE "${fake}/tools/main.cpp" "int main() { return 0; }\n")

function(build_tool)
  run("${WORK}" "${CMAKE_COMMAND}" "-DSOURCE=${fake}" "-DBINARY=${binary}" ${ARGN} -P "${script}")
  set(output "${output}" PARENT_SCOPE)
endfunction()

function(expect_explanation pattern)
  execute_process(COMMAND "${CMAKE_COMMAND}" "-DSOURCE=${fake}" "-DBINARY=${binary}" -P "${script}"
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(result EQUAL 0)
    fail("built, but should say: ${pattern}")
  endif()
  string(REGEX REPLACE "[ \n]+" " " output "${output}")
  expect_match("${output}" "${pattern}")
endfunction()

foreach(variable IN ITEMS CFLAGS CXXFLAGS LDFLAGS)
  set(ENV{${variable}} "--no-such-flag")
endforeach()
set(ENV{CC} /no/such/cc)
set(ENV{CXX} /no/such/cxx)
set(ENV{CMAKE_TOOLCHAIN_FILE} /no/such/toolchain.cmake)
set(ENV{CMAKE_GENERATOR} "No Such Generator")
set(ENV{MAKEFLAGS} "--no-such-flag")
build_tool()
expect_match("${output}" "building the tool")
run("${WORK}" "${binary}/bin/aurora")

build_tool()
expect_equal("output of a second run" "" "${output}")

execute_process(COMMAND "${CMAKE_COMMAND}" -E sleep 0.1)
file(WRITE "${fake}/tools/main.cpp" "int main() { return 3; }\n")
build_tool()
execute_process(COMMAND "${binary}/bin/aurora" RESULT_VARIABLE result)
expect_equal("result of the changed tool" 3 "${result}")

build_tool(-DHOST_CXX=g++)
expect_match("${output}" "building the tool")

file(APPEND "${fake}/tools/main.cpp" "nonsense\n")
expect_explanation("did not compile in .*AURORA_HOST_CXX")
file(WRITE "${fake}/tools/main.cpp" "int main() { return 0; }\n")
file(WRITE "${fake}/CMakeLists.txt"
  "cmake_minimum_required(VERSION 3.25)\nproject(Fake CXX)\nmessage(FATAL_ERROR \"On Debian: apt-get install libx-dev liby-dev\")\n")
expect_explanation("libraries are missing. On Debian: apt-get install libx-dev liby-dev .*AURORA_EXECUTABLE")
file(WRITE "${fake}/CMakeLists.txt" "${sound}")
build_tool()
