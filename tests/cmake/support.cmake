# Helpers of the test scripts in this folder; each script runs with cmake -P.

cmake_minimum_required(VERSION 3.25)

function(fail)
  list(JOIN ARGN "" text)
  message(FATAL_ERROR "${text}")
endfunction()

# run(<folder> <command>...): the command must succeed; what it said is in `output`.
function(run folder)
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY "${folder}"
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    list(JOIN ARGN " " command)
    fail("failed (${result}): ${command}\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

function(expect_match text pattern)
  if(NOT text MATCHES "${pattern}")
    fail("expected \"${pattern}\" in:\n${text}")
  endif()
endfunction()

function(expect_equal what left right)
  if(left STREQUAL right)
    return()
  endif()
  # Of long texts only the lines that differ.
  string(REPLACE "\n" ";" left_lines "${left}")
  string(REPLACE "\n" ";" right_lines "${right}")
  set(added ${right_lines})
  list(REMOVE_ITEM added ${left_lines})
  list(REMOVE_ITEM left_lines ${right_lines})
  list(JOIN left_lines "\n  - " left)
  list(JOIN added "\n  + " right)
  fail("${what} differs:\n  - ${left}\n  + ${right}")
endfunction()

# A user's project: write_project(<folder> <text of CMakeLists.txt>)
function(write_project folder text)
  file(WRITE "${folder}/CMakeLists.txt" "${text}")
  file(WRITE "${folder}/lib.c" "int answer(void);\nint answer(void) { return 42; }\n")
  file(WRITE "${folder}/main.c" "int answer(void);\nint main(void) { return answer() == 42 ? 0 : 1; }\n")
  file(WRITE "${folder}/main.cpp" "int main() { return 0; }\n")
endfunction()
