# Script: builds the tool for this machine, apart from the project that uses it.
#   cmake -DSOURCE=<Aurora> -DBINARY=<folder> [-DHOST_CC=<c>] [-DHOST_CXX=<c++>] -P AuroraBuildTool.cmake
# Nothing of the calling project's environment reaches the build. Does nothing when the tool is newer than its sources.

cmake_minimum_required(VERSION 3.25)
set(stamp "${BINARY}/aurora-tool.stamp")

# The files and settings the tool is made of, as text; a change of either makes a new build.
function(_inputs out_text out_files)
  file(GLOB_RECURSE files LIST_DIRECTORIES false
    "${SOURCE}/tools/*.cpp" "${SOURCE}/tools/*.hpp" "${SOURCE}/tools/*.c" "${SOURCE}/tools/*.h" "${SOURCE}/tools/*.in"
    "${SOURCE}/tools/CMakeLists.txt" "${SOURCE}/tools/*/CMakeLists.txt" "${SOURCE}/cmake/internal/*.cmake")
  list(APPEND files "${SOURCE}/CMakeLists.txt")
  list(JOIN files "\n" text)
  set(${out_text} "cc=${HOST_CC}\ncxx=${HOST_CXX}\n${text}\n" PARENT_SCOPE)
  set(${out_files} "${files}" PARENT_SCOPE)
endfunction()

function(_is_up_to_date out text files)
  set(${out} FALSE PARENT_SCOPE)
  if(NOT EXISTS "${stamp}" OR NOT EXISTS "${BINARY}/bin/aurora")
    return()
  endif()
  file(READ "${stamp}" built)
  if(NOT built STREQUAL text)
    return()
  endif()
  foreach(file IN LISTS files)
    if("${file}" IS_NEWER_THAN "${stamp}")
      return()
    endif()
  endforeach()
  set(${out} TRUE PARENT_SCOPE)
endfunction()

# Keeps what belongs to the machine (launchers, parallelism), drops what belongs to the other build.
macro(_scrub_environment)
  execute_process(COMMAND "${CMAKE_COMMAND}" -E environment OUTPUT_VARIABLE environment)
  string(REGEX MATCHALL "(^|\n)CMAKE_[A-Za-z0-9_]+=" names "${environment}")
  foreach(name IN LISTS names)
    string(REGEX REPLACE "[\n=]" "" name "${name}")
    if(NOT name MATCHES "^CMAKE_(C|CXX)_COMPILER_LAUNCHER$|^CMAKE_BUILD_PARALLEL_LEVEL$")
      unset(ENV{${name}})
    endif()
  endforeach()
  foreach(name IN ITEMS CC CXX CFLAGS CXXFLAGS CPPFLAGS LDFLAGS LDLIBS CPATH C_INCLUDE_PATH CPLUS_INCLUDE_PATH
      LIBRARY_PATH COMPILER_PATH GCC_EXEC_PREFIX PKG_CONFIG_PATH PKG_CONFIG_LIBDIR PKG_CONFIG_SYSROOT_DIR
      SDKROOT DESTDIR MAKEFLAGS MFLAGS MAKELEVEL)
    unset(ENV{${name}})
  endforeach()
endmacro()

function(_explain_failed_configure log)
  file(READ "${log}" text)
  if(text MATCHES "(apt-get install[^\n]*)\n")
    message(FATAL_ERROR "Aurora's tool cannot be built: libraries are missing. On Debian: ${CMAKE_MATCH_1}\n"
      "Or set AURORA_EXECUTABLE to an existing aurora program.")
  endif()
  message(FATAL_ERROR "Aurora's tool cannot be configured. CMake said (${log}):\n${text}\n"
    "Set AURORA_HOST_CXX to a C++20 compiler for this machine, or AURORA_EXECUTABLE to an existing aurora program.")
endfunction()

function(_configure)
  find_program(ninja NAMES ninja ninja-build NO_CACHE)
  set(arguments -G "Unix Makefiles")
  if(ninja)
    set(arguments -G Ninja "-DCMAKE_MAKE_PROGRAM=${ninja}")
  endif()
  foreach(pair IN ITEMS "HOST_CC CMAKE_C_COMPILER" "HOST_CXX CMAKE_CXX_COMPILER")
    separate_arguments(pair)
    list(GET pair 0 setting)
    list(GET pair 1 variable)
    if(NOT "${${setting}}" STREQUAL "")
      list(APPEND arguments "-D${variable}=${${setting}}")
    endif()
  endforeach()
  set(log "${BINARY}/configure.log")
  message("Aurora: configuring the tool in ${BINARY}")
  execute_process(
    COMMAND "${CMAKE_COMMAND}" -S "${SOURCE}" -B "${BINARY}" ${arguments}
            -DCMAKE_BUILD_TYPE=Release -DAURORA_QUICK_BUILD=ON -DAURORA_BUILD_TESTS=OFF -DAURORA_BUILD_BENCHMARKS=OFF
    OUTPUT_FILE "${log}" ERROR_FILE "${log}" RESULT_VARIABLE result)
  if(NOT result EQUAL 0)
    _explain_failed_configure("${log}")
  endif()
endfunction()

function(_build)
  cmake_host_system_information(RESULT jobs QUERY NUMBER_OF_LOGICAL_CORES)
  if(DEFINED ENV{CMAKE_BUILD_PARALLEL_LEVEL})
    set(jobs "$ENV{CMAKE_BUILD_PARALLEL_LEVEL}")
  endif()
  message("Aurora: building the tool (once)")
  execute_process(COMMAND "${CMAKE_COMMAND}" --build "${BINARY}" --parallel ${jobs} RESULT_VARIABLE result)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "Aurora's tool did not compile in ${BINARY}; the compiler's messages are above.\n"
      "Set AURORA_HOST_CXX to another C++20 compiler, or AURORA_EXECUTABLE to an existing aurora program.")
  endif()
  if(NOT EXISTS "${BINARY}/bin/aurora")
    message(FATAL_ERROR "Aurora's tool was built, but there is no ${BINARY}/bin/aurora.")
  endif()
endfunction()

_inputs(text files)
_is_up_to_date(done "${text}" "${files}")
if(done)
  return()
endif()

file(MAKE_DIRECTORY "${BINARY}")
file(LOCK "${BINARY}" DIRECTORY TIMEOUT 900)
# Another build may have finished it meanwhile.
_is_up_to_date(done "${text}" "${files}")
if(NOT done)
  _scrub_environment()
  # Dated before the build, so that a source saved during it counts as newer.
  file(WRITE "${stamp}.new" "${text}")
  set(compiler "")
  if(EXISTS "${stamp}")
    file(READ "${stamp}" old)
    string(REGEX MATCH "^cc=[^\n]*\ncxx=[^\n]*" old "${old}")
    string(REGEX MATCH "^cc=[^\n]*\ncxx=[^\n]*" new "${text}")
    if(NOT old STREQUAL new)
      file(REMOVE "${BINARY}/CMakeCache.txt")
    endif()
  endif()
  _configure()
  _build()
  file(RENAME "${stamp}.new" "${stamp}")
endif()
