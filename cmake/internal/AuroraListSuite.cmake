# Included by CTest when it starts, for each suite of another language: asks the suite's runner for its tests and
# registers them. What it has to know is in _aurora_suite_* (AuroraSuite.cmake). Where the runner cannot be asked there
# is one test of the suite's name that says why in its last line: it fails, or is skipped when the suite is optional.

execute_process(COMMAND "${_aurora_suite_program}" "${_aurora_suite_script}" list "${_aurora_suite_output}/suite.json"
  WORKING_DIRECTORY "${_aurora_suite_folder}"
  RESULT_VARIABLE _aurora_suite_result OUTPUT_VARIABLE _aurora_suite_said ERROR_VARIABLE _aurora_suite_said)
if(_aurora_suite_result STREQUAL "0")
  include("${_aurora_suite_output}/tests.cmake")
else()
  if(NOT _aurora_suite_result MATCHES "^[0-9]+$")
    string(CONCAT _aurora_suite_said "${_aurora_suite_program} is not installed, or cannot be started "
      "(${_aurora_suite_result}); install it, or name another one where the suite is added")
  endif()
  string(STRIP "${_aurora_suite_said}" _aurora_suite_said)
  # What the runner printed comes first, the reason last.
  string(FIND "${_aurora_suite_said}" "\n" _aurora_suite_end REVERSE)
  math(EXPR _aurora_suite_end "${_aurora_suite_end} + 1")
  string(SUBSTRING "${_aurora_suite_said}" 0 ${_aurora_suite_end} _aurora_suite_printed)
  string(SUBSTRING "${_aurora_suite_said}" ${_aurora_suite_end} -1 _aurora_suite_reason)
  string(CONCAT _aurora_suite_said "${_aurora_suite_printed}Aurora cannot list the tests of the suite "
    "${_aurora_suite_name}: ${_aurora_suite_reason}\n")
  file(WRITE "${_aurora_suite_output}/problem.txt" "${_aurora_suite_said}")
  add_test("${_aurora_suite_name}" "${_aurora_suite_CMAKE_COMMAND}" -E cat "${_aurora_suite_output}/problem.txt")
  set(_aurora_suite_property FAIL_REGULAR_EXPRESSION)
  if(_aurora_suite_optional)
    set(_aurora_suite_property SKIP_REGULAR_EXPRESSION)
  endif()
  set_tests_properties("${_aurora_suite_name}" PROPERTIES
    ${_aurora_suite_property} "Aurora cannot list the tests of the suite")
endif()
