#[=======================================================================[.rst:
Aurora
------

Self-healing tests for a CMake project.  Including this file only defines functions.

.. command:: aurora_enable

  ::

    aurora_enable([COVERAGE] [COVERAGE_THRESHOLD <percent>]
                  [LABELS <regex>...] [EXCLUDE_LABELS <regex>...] [CANARY_LABEL <label>]
                  [MODE propose|apply|commit] [MAX_ITERATIONS <n>] [PROVIDERS <name>...]
                  [JOBS <n>] [TIMEOUT <seconds>] [TIME_BUDGET <seconds>] [RERUNS <n>]
                  [ALLOW_TEST_EDITS] [PROTECTED_FILES <glob>...])

  Adds the targets ``aurora-test-heal``, ``aurora-heal``, ``aurora-canary``, ``aurora-policy``,
  ``aurora-artifacts`` and ``aurora-restore``, none of them part of ``all``.  At the end of the top directory it adds
  the short names ``test-heal``, ``heal``, ``canary``, ``policy`` and ``artifacts`` where the project has no target,
  alias or program of that name.  Until one of these targets is built nothing else of the project changes.

  The targets work on the whole build: ``CMAKE_SOURCE_DIR`` and ``CMAKE_BINARY_DIR``.  One call is enough.  A second
  call in the same project is an error.  A call in a subproject (a directory below another ``project()``) counts only
  when the top-level project makes none, so that a library may use Aurora and still be part of a larger build.

  Call it after ``project()``.  Every keyword is also a cache variable ``AURORA_<KEYWORD>``, which wins.
  What neither of them sets is read from ``.aurora/config.yml`` in the source folder.

  ``COVERAGE``
    ``test-heal`` also measures coverage, in a build folder of its own.
  ``COVERAGE_THRESHOLD <percent>``
    Line coverage below this (0 to 100) is a finding.  Implies ``COVERAGE``.
  ``LABELS <regex>...``, ``EXCLUDE_LABELS <regex>...``
    Only tests with, or without, one of these CTest labels.
  ``CANARY_LABEL <label>``
    CTest label of the smoke tests (``canary``).
  ``MODE propose|apply|commit``
    ``propose`` writes patch files only; ``apply``, the default, also edits the sources and keeps what every test
    accepts; ``commit`` also makes one git commit per kept fix.
  ``MAX_ITERATIONS <n>``
    Rounds of the heal loop, 1 to 100 (5).
  ``PROVIDERS <name>...``
    Where fixes come from and in which order: ``fixit``, ``rules``, ``search`` (all three).
  ``JOBS <n>``
    Parallel build jobs and tests; 0, the default, means one per processor.
  ``TIMEOUT <seconds>``
    Limit for a test that sets none itself; 0, the default, keeps CTest's own.
  ``TIME_BUDGET <seconds>``
    How long a provider may look for a fix of one failure (60).
  ``RERUNS <n>``
    How often a failing test is run again, unchanged, to tell flaky from broken; 0 to 1000 (3).
  ``ALLOW_TEST_EDITS``
    Fixes may change test sources.
  ``PROTECTED_FILES <glob>...``
    More files that no fix may change, relative to the source folder.

  Example::

    include(FetchContent)
    FetchContent_Declare(Aurora GIT_REPOSITORY <url> GIT_TAG <commit>)
    FetchContent_MakeAvailable(Aurora)
    aurora_enable(COVERAGE LABELS unit)

Variables of the tool itself:

``AURORA_EXECUTABLE``
  Use this ``aurora`` program instead of building one.
``AURORA_HOST_CC``, ``AURORA_HOST_CXX``
  Compilers for building the tool, which always runs on this machine; never those of the project.
#]=======================================================================]

include_guard(GLOBAL)
if(CMAKE_VERSION VERSION_LESS 3.25)
  message(FATAL_ERROR "Aurora needs CMake 3.25 or newer; this is ${CMAKE_VERSION}.")
endif()

# The functions keep these policies whatever the including project has set.
block(SCOPE_FOR POLICIES)
  cmake_policy(VERSION 3.25)
  include("${CMAKE_CURRENT_LIST_DIR}/internal/AuroraArguments.cmake")
  include("${CMAKE_CURRENT_LIST_DIR}/internal/AuroraSettings.cmake")
  include("${CMAKE_CURRENT_LIST_DIR}/internal/AuroraHostTool.cmake")
  include("${CMAKE_CURRENT_LIST_DIR}/internal/AuroraTargets.cmake")

  function(aurora_enable)
    set(switches COVERAGE ALLOW_TEST_EDITS)
    set(one_value COVERAGE_THRESHOLD CANARY_LABEL MODE MAX_ITERATIONS JOBS TIMEOUT TIME_BUDGET RERUNS)
    set(multi_value LABELS EXCLUDE_LABELS PROVIDERS PROTECTED_FILES)
    cmake_parse_arguments(PARSE_ARGV 0 arg "${switches}" "${one_value}" "${multi_value}")
    _aurora_check_words("${arg_UNPARSED_ARGUMENTS}" "${arg_KEYWORDS_MISSING_VALUES}" "${one_value}" ${ARGV})
    _aurora_options_json(options)
    if(NOT PROJECT_SOURCE_DIR STREQUAL CMAKE_SOURCE_DIR)
      _aurora_enable_for_subproject("${options}" "${CMAKE_CURRENT_LIST_FILE}")
      return()
    endif()
    get_property(first GLOBAL PROPERTY _AURORA_ENABLED_IN)
    if(first)
      message(FATAL_ERROR "aurora_enable: already called in ${first}; a project calls it once.")
    endif()
    set_property(GLOBAL PROPERTY _AURORA_ENABLED_IN "${CMAKE_CURRENT_LIST_FILE}")
    _aurora_add_targets()
    _aurora_at_the_end_of_the_project("${options}")
  endfunction()
endblock()
