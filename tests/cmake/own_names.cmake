# Script: targets, aliases and programs of the project keep their names, also when they come late or from below.
include("${CMAKE_CURRENT_LIST_DIR}/support.cmake")

file(REMOVE_RECURSE "${WORK}")
write_project("${WORK}/p" "cmake_minimum_required(VERSION 3.10)\nproject(P C)\n\
include(\"${SOURCE}/cmake/Aurora.cmake\")\naurora_enable()\n\
cmake_language(DEFER CALL add_custom_target heal COMMAND \"${CMAKE_COMMAND}\" -E echo mine)\n\
add_subdirectory(policy)\nadd_executable(program main.c lib.c)\n\
set_target_properties(program PROPERTIES OUTPUT_NAME canary)\nadd_library(l STATIC lib.c)\nadd_library(artifacts ALIAS l)\n")
file(WRITE "${WORK}/p/policy/CMakeLists.txt"
  "add_custom_target(policy COMMAND \"${CMAKE_COMMAND}\" -E echo mine)\n")
foreach(generator IN ITEMS Ninja "Unix Makefiles")
  string(MAKE_C_IDENTIFIER "${generator}" name)
  set(build "${WORK}/${name}")
  run("${WORK}" "${CMAKE_COMMAND}" -S p -B "${build}" -G "${generator}" "-DAURORA_EXECUTABLE=${TOOL}")
  expect_match("${output}" "the project has its own \"heal\"; use aurora-heal")
  foreach(target IN ITEMS heal policy)
    run("${WORK}" "${CMAKE_COMMAND}" --build "${build}" --target ${target})
    expect_match("${output}" "mine")
    if(output MATCHES "stub:")
      fail("${target} of the project runs Aurora:\n${output}")
    endif()
  endforeach()
  run("${WORK}" "${CMAKE_COMMAND}" --build "${build}")
  run("${WORK}" "${build}/canary")
  foreach(command IN ITEMS heal canary policy artifacts)
    run("${WORK}" "${CMAKE_COMMAND}" --build "${build}" --target aurora-${command})
    expect_match("${output}" "stub: \\[${command}\\]")
  endforeach()
  run("${WORK}" "${CMAKE_COMMAND}" --build "${build}" --target test-heal)
  expect_match("${output}" "stub: \\[test-heal\\]")
endforeach()
