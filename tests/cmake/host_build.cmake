# Script: the real tool is built for a project whose own flags and toolchain would break it, once, and then runs.
include("${CMAKE_CURRENT_LIST_DIR}/support.cmake")

file(REMOVE_RECURSE "${WORK}")
file(WRITE "${WORK}/toolchain.cmake" "set(CMAKE_CXX_STANDARD 98)\nset(CMAKE_CXX_FLAGS_INIT \"-DNDEBUG=broken -m32\")\n")
write_project("${WORK}/p" "cmake_minimum_required(VERSION 3.16)\nproject(P C)\nenable_testing()\n\
add_executable(m main.c lib.c)\nadd_test(NAME t COMMAND m)\ninclude(FetchContent)\n\
FetchContent_Declare(Aurora SOURCE_DIR \"${SOURCE}\")\nFetchContent_MakeAvailable(Aurora)\naurora_enable()\n")
set(ENV{CXXFLAGS} -fsanitize=address)
run("${WORK}" "${CMAKE_COMMAND}" -S p -B b -G Ninja "-DCMAKE_TOOLCHAIN_FILE=${WORK}/toolchain.cmake"
  "-DCMAKE_C_FLAGS=-Werror -fsanitize=address")
run("${WORK}" "${CMAKE_COMMAND}" --build b)
if(EXISTS "${WORK}/b/aurora/tool")
  fail("the tool was built before anybody asked for it")
endif()
string(TIMESTAMP begin "%s")
run("${WORK}" "${CMAKE_COMMAND}" --build b --target aurora-tool)
string(TIMESTAMP end "%s")
math(EXPR seconds "${end} - ${begin}")
message("host build: ${seconds} s")
run("${WORK}" "${WORK}/b/aurora/tool/bin/aurora" --help)
run("${WORK}" "${CMAKE_COMMAND}" --build b --target aurora-tool)
if(output MATCHES "building the tool")
  fail("the tool was built twice:\n${output}")
endif()
run("${WORK}" "${CMAKE_COMMAND}" --build b --target aurora-test-heal)
