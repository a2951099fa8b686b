#[=======================================================================[.rst:
AuroraBenchmark
---------------

.. command:: aurora_add_benchmark

  ::

    aurora_add_benchmark(<name> COMMAND <program-or-target> [<argument>...]
                         [KIND time|google|lines] [CLOCK cpu|wall] [WORKING_DIRECTORY <folder>]
                         [REPETITIONS <n>] [TOLERANCE <percent>] [CONFIDENCE <percent>]
                         [TIMEOUT <seconds>] [ENVIRONMENT <variable=value>...])

  Registers something whose speed ``aurora test-heal`` and ``aurora benchmark run`` measure and compare with the
  accepted level on the same machine, build type and compiler, which the history keeps.  What has become slower by more
  than ``TOLERANCE`` and beyond the noise is an event of category ``performance``.  It is no CTest test: ``ctest`` runs
  none of it.  Nothing else is built than what the project builds anyway: a target that is not part of ``all`` is to be
  built first.

  ``COMMAND <program-or-target> [<argument>...]``
    What to run, each time in a process of its own; a target that is defined before by its name, or any generator
    expression.  An exit code other than 0 is a failed benchmark.
  ``KIND time|google|lines``
    ``time``, the default: how long the command runs is measured, after a first run that does not count.  ``google``: a
    program of Google Benchmark; Aurora adds ``--benchmark_out``, and ``--benchmark_min_time=0.1`` unless the command
    says otherwise; each of its benchmarks is compared, named ``<name>/<benchmark>``.  ``lines``: a program that prints
    lines ``<what>: <number> <unit>`` with a unit of ``ns``, ``us``, ``ms`` or ``s``; each ``<what>`` is compared, all
    other lines are left alone.
  ``CLOCK cpu|wall``
    ``cpu``, the default: seconds of the processors, user and kernel, of the command and all that it starts, which other
    programs hardly change; ``wall``: seconds that pass, for what waits.  With ``google`` a benchmark that uses real or
    manual time is taken at that in any case.
  ``WORKING_DIRECTORY <folder>``
    Where the command runs (the current build folder).
  ``REPETITIONS <n>``, ``TOLERANCE <percent>``, ``CONFIDENCE <percent>``
    How often it is run, 5 to 1000; how much slower is no regression; how certain a regression has to be.  Without them
    ``BENCHMARK_REPETITIONS`` (10), ``BENCHMARK_TOLERANCE`` (20) and ``BENCHMARK_CONFIDENCE`` (99) of
    ``aurora_enable()`` hold.
  ``TIMEOUT <seconds>``
    Of one run (300).
  ``ENVIRONMENT <variable=value>...``
    Set for the command.

  Example::

    add_executable(bench_sort bench/sort.cpp)
    target_link_libraries(bench_sort PRIVATE benchmark::benchmark)
    aurora_add_benchmark(sort COMMAND bench_sort KIND google)
    aurora_add_benchmark(import COMMAND shop import ${CMAKE_CURRENT_SOURCE_DIR}/data/large.csv TOLERANCE 10)
#]=======================================================================]

include_guard(GLOBAL)

function(_aurora_check_benchmark)
  set(function aurora_add_benchmark)
  _aurora_check_call()
  if("${arg_COMMAND}" STREQUAL "")
    message(FATAL_ERROR "aurora_add_benchmark: COMMAND is missing: what is to be run?")
  endif()
  if(NOT "${arg_KIND}" MATCHES "^(|time|google|lines)$")
    message(FATAL_ERROR "aurora_add_benchmark: KIND is \"${arg_KIND}\"; expected one of time, google, lines.")
  endif()
  if(NOT "${arg_CLOCK}" MATCHES "^(|cpu|wall)$")
    message(FATAL_ERROR "aurora_add_benchmark: CLOCK is \"${arg_CLOCK}\"; expected one of cpu, wall.")
  endif()
  get_property(known GLOBAL PROPERTY _AURORA_BENCHMARK_NAMES)
  if(name IN_LIST known)
    message(FATAL_ERROR "aurora_add_benchmark: there is a benchmark named ${name} already.")
  endif()
endfunction()

# _aurora_check_benchmark_number(<KEYWORD> <lowest> <highest> <in words>)
function(_aurora_check_benchmark_number keyword lowest highest words)
  set(value "${arg_${keyword}}")
  if(value STREQUAL "")
    return()
  endif()
  if(NOT value MATCHES "^[0-9]+(\\.[0-9]+)?$" OR value LESS lowest OR value GREATER highest)
    message(FATAL_ERROR "aurora_add_benchmark: ${keyword} is \"${value}\"; expected ${words} from ${lowest} to ${highest}.")
  endif()
endfunction()

# The list for the tool, once everything is known: <build>/aurora_benchmarks/benchmarks[-<configuration>].json.
function(_aurora_write_benchmarks)
  get_property(items GLOBAL PROPERTY _AURORA_BENCHMARKS)
  if("${items}" STREQUAL "")
    file(REMOVE_RECURSE "${CMAKE_BINARY_DIR}/aurora_benchmarks")
    return()
  endif()
  get_property(written GLOBAL PROPERTY _AURORA_BENCHMARKS_WRITTEN)
  if(written)
    return()
  endif()
  set_property(GLOBAL PROPERTY _AURORA_BENCHMARKS_WRITTEN TRUE)
  get_property(is_multi GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
  set(suffix "")
  if(is_multi)
    set(suffix "-$<CONFIG>")
  endif()
  file(GENERATE OUTPUT "${CMAKE_BINARY_DIR}/aurora_benchmarks/benchmarks${suffix}.json"
    CONTENT "{\"schema\": \"aurora.benchmark-list/1\", \"benchmarks\": [\n${items}\n]}\n")
endfunction()

function(aurora_add_benchmark name)
  set(one_value KIND CLOCK WORKING_DIRECTORY REPETITIONS TOLERANCE CONFIDENCE TIMEOUT)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "${one_value}" "COMMAND;ENVIRONMENT")
  _aurora_check_benchmark()
  if(NOT "${arg_REPETITIONS}" MATCHES "^[0-9]*$" OR NOT "${arg_TIMEOUT}" MATCHES "^[0-9]*$")
    message(FATAL_ERROR "aurora_add_benchmark: REPETITIONS and TIMEOUT are whole numbers.")
  endif()
  _aurora_check_benchmark_number(REPETITIONS 5 1000 "a whole number")
  _aurora_check_benchmark_number(TOLERANCE 1 1000 "percent")
  _aurora_check_benchmark_number(CONFIDENCE 50 99.9999 "percent")
  _aurora_check_benchmark_number(TIMEOUT 1 86400 "seconds")
  list(GET arg_COMMAND 0 program)
  if(TARGET ${program})
    list(POP_FRONT arg_COMMAND)
    list(PREPEND arg_COMMAND "$<TARGET_FILE:${program}>")
  endif()
  set(folder "${CMAKE_CURRENT_BINARY_DIR}")
  if(NOT "${arg_WORKING_DIRECTORY}" STREQUAL "")
    get_filename_component(folder "${arg_WORKING_DIRECTORY}" ABSOLUTE)
  endif()
  set(kind "${arg_KIND}")
  if(kind STREQUAL "")
    set(kind time)
  endif()
  set(file "${CMAKE_CURRENT_LIST_FILE}")
  set(json "{}")
  foreach(key IN ITEMS name kind folder file)
    _aurora_put_string(json ${key} "${${key}}")
  endforeach()
  foreach(keyword IN ITEMS CLOCK REPETITIONS TOLERANCE CONFIDENCE TIMEOUT)
    string(TOLOWER ${keyword} key)
    _aurora_put_string(json ${key} "${arg_${keyword}}")
  endforeach()
  _aurora_put_list(json command "${arg_COMMAND}")
  _aurora_put_list(json environment "${arg_ENVIRONMENT}")
  set_property(GLOBAL APPEND PROPERTY _AURORA_BENCHMARK_NAMES "${name}")
  get_property(items GLOBAL PROPERTY _AURORA_BENCHMARKS)
  if("${items}" STREQUAL "")
    cmake_language(DEFER DIRECTORY "${CMAKE_SOURCE_DIR}" CALL _aurora_write_benchmarks)
  else()
    string(APPEND items ",\n")
  endif()
  set_property(GLOBAL PROPERTY _AURORA_BENCHMARKS "${items}${json}")
endfunction()
