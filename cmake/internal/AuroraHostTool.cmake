# Where the program `aurora` comes from: AURORA_EXECUTABLE, an installed Aurora, or a host build on demand.

include_guard(GLOBAL)

# _aurora_host_tool(<out path> <out target that must be built first, or "">)
function(_aurora_host_tool out_path out_dependency)
  set(${out_dependency} "" PARENT_SCOPE)
  if(NOT "${AURORA_EXECUTABLE}" STREQUAL "")
    if(NOT EXISTS "${AURORA_EXECUTABLE}" OR IS_DIRECTORY "${AURORA_EXECUTABLE}")
      message(FATAL_ERROR "aurora_enable: AURORA_EXECUTABLE is \"${AURORA_EXECUTABLE}\", which is not a file.")
    endif()
    get_filename_component(path "${AURORA_EXECUTABLE}" ABSOLUTE BASE_DIR "${CMAKE_BINARY_DIR}")
    set(${out_path} "${path}" PARENT_SCOPE)
  elseif(TARGET Aurora::aurora)
    set(${out_path} "$<TARGET_FILE:Aurora::aurora>" PARENT_SCOPE)
  else()
    _aurora_add_host_build()
    set(${out_path} "${CMAKE_BINARY_DIR}/aurora/tool/bin/aurora" PARENT_SCOPE)
    set(${out_dependency} aurora-tool PARENT_SCOPE)
  endif()
endfunction()

function(_aurora_add_host_build)
  get_filename_component(source "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/../.." ABSOLUTE)
  if(NOT EXISTS "${source}/tools/cli/CMakeLists.txt")
    message(FATAL_ERROR "aurora_enable: ${source} does not hold Aurora's sources, and no built aurora is known. "
      "Use find_package(Aurora), FetchContent or add_subdirectory, or set AURORA_EXECUTABLE.")
  endif()
  add_custom_target(aurora-tool
    COMMAND "${CMAKE_COMMAND}"
            "-DSOURCE=${source}" "-DBINARY=${CMAKE_BINARY_DIR}/aurora/tool"
            "-DHOST_CC=${AURORA_HOST_CC}" "-DHOST_CXX=${AURORA_HOST_CXX}"
            -P "${source}/cmake/internal/AuroraBuildTool.cmake"
    COMMENT "Aurora: checking the tool" USES_TERMINAL VERBATIM)
  set_target_properties(aurora-tool PROPERTIES FOLDER Aurora)
endfunction()
