# Script: the ctest -S scripts build their targets, pass their settings on, and fail when a target does.
include("${CMAKE_CURRENT_LIST_DIR}/support.cmake")

file(REMOVE_RECURSE "${WORK}")
write_project("${WORK}/p" "cmake_minimum_required(VERSION 3.16)\nproject(P C)\nenable_testing()\n\
add_executable(m main.c lib.c)\nadd_test(NAME t COMMAND m)\nset(AURORA_EXECUTABLE \"${TOOL}\")\n\
include(\"${SOURCE}/cmake/Aurora.cmake\")\naurora_enable()\n")

function(expect_runs script settings)
  run("${WORK}" "${CMAKE_CTEST_COMMAND}" -S "${SOURCE}/ctest_scripts/${script}.cmake,SOURCE=${WORK}/p,BINARY=${WORK}/b${settings}" -V)
  foreach(command IN LISTS ARGN)
    expect_match("${output}" "stub: \\[${command}\\]")
  endforeach()
  file(READ "${WORK}/b/aurora/settings.json" json)
  set(json "${json}" PARENT_SCOPE)
endfunction()

function(expect_fails message script settings)
  execute_process(
    COMMAND "${CMAKE_CTEST_COMMAND}" -S "${SOURCE}/ctest_scripts/${script}.cmake${settings}" -V
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(result EQUAL 0)
    fail("${script} succeeded, but should say: ${message}")
  endif()
  expect_match("${output}" "${message}")
endfunction()

expect_runs(test-heal "" test-heal)
expect_runs(canary "" canary)
expect_runs(heal ",MODE=propose" heal artifacts)
string(JSON mode GET "${json}" mode)
expect_equal(mode propose "${mode}")
expect_runs(nightly-coverage ",THRESHOLD=70" test-heal artifacts)
string(JSON threshold GET "${json}" coverage_threshold)
expect_equal(threshold 70 "${threshold}")

expect_fails("BINARY is not set" canary ",SOURCE=${WORK}/p")
expect_fails("unknown setting \"MOOD=x\"" canary ",SOURCE=${WORK}/p,BINARY=${WORK}/b,MOOD=x")
set(ENV{STUB_EXIT} 1)
expect_fails("failed: aurora-canary" canary ",SOURCE=${WORK}/p,BINARY=${WORK}/b")
