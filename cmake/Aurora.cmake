#[=======================================================================[.rst:
Aurora
------

Self-healing tests for a CMake project.  Including this file only defines functions.

.. command:: aurora_enable

  ::

    aurora_enable([COVERAGE] [COVERAGE_THRESHOLD <percent>]
                  [LABELS <regex>...] [EXCLUDE_LABELS <regex>...] [CANARY_LABEL <label>]
                  [MODE propose|apply|commit] [MAX_ITERATIONS <n>] [PROVIDERS <name>...]
                  [PROVIDER_ORDER measured|listed] [HISTORY <file>|<url>|off]
                  [JOBS <n>] [TIMEOUT <seconds>] [TIME_BUDGET <seconds>] [RERUNS <n>]
                  [ALLOW_TEST_EDITS] [PROTECTED_FILES <glob>...] [REQUIRE_SANDBOX]
                  [BENCHMARKS on|off] [BENCHMARK_TOLERANCE <percent>] [BENCHMARK_CONFIDENCE <percent>]
                  [BENCHMARK_REPETITIONS <n>] [BENCHMARK_MACHINE <name>]
                  [MODEL_URL <url>] [MODEL_NAME <name>] [MODEL_API openai|anthropic]
                  [MODEL_KEY_ENV <variable>] [MODEL_KEY_FILE <file>] [MODEL_CA_FILE <file>] [MODEL_STRUCTURED]
                  [MODEL_ROUNDS <n>] [MODEL_TIMEOUT <seconds>] [MODEL_MAX_CALLS <n>] [MODEL_MAX_TOKENS <n>]
                  [MODEL_MAX_SECONDS <n>] [MODEL_MAX_COST <amount>] [MODEL_PRICE_IN <amount>]
                  [MODEL_PRICE_OUT <amount>]
                  [AGENT_COMMAND <line>] [AGENT_TIMEOUT <seconds>] [AGENT_MAX_DISK <MiB>]
                  [AGENT_WRITABLE <folder>...]
                  [FORGE github|gitlab|gitea] [FORGE_URL <url>] [FORGE_REPOSITORY <owner/name>]
                  [FORGE_BRANCH <branch>] [FORGE_TOKEN_ENV <variable>] [FORGE_TOKEN_FILE <file>]
                  [FORGE_CA_FILE <file>] [MAX_PROPOSALS <n>] [MAX_ISSUES <n>] [ISSUES_LABEL <label>])

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
    Where fixes come from: ``playbook``, ``fixit``, ``rules``, ``search``, ``model``, ``agent``
    (all; the last two only when they are configured).
  ``PROVIDER_ORDER measured|listed``
    ``measured``, the default: the playbook first, then by landed fixes per second in the history; ``listed``: as
    ``PROVIDERS`` names them.
  ``HISTORY <file>|<url>|off``
    Where runs, causes and fixes are remembered: a file (``.aurora/history.db``), a server shared by a team
    (``postgresql://user@host/database``), or nowhere.
  ``JOBS <n>``
    Parallel build jobs and tests; 0, the default, means one per processor.
  ``TIMEOUT <seconds>``
    Limit for a test that sets none itself; 0, the default, is five times what the slowest took before, and a
    minute, or CTest's own while nothing is known.
  ``TIME_BUDGET <seconds>``
    How long a provider may look for a fix of one failure (60).
  ``RERUNS <n>``
    How often a failing test is run again, unchanged, to tell flaky from broken; 0 to 1000 (3).
  ``ALLOW_TEST_EDITS``
    Fixes may change test sources.
  ``PROTECTED_FILES <glob>...``
    More files that no fix may change, relative to the source folder.
  ``REQUIRE_SANDBOX``
    Run no candidate and no agent that could write outside the shadow.
  ``BENCHMARKS on|off``, ``BENCHMARK_TOLERANCE <percent>``, ``BENCHMARK_CONFIDENCE <percent>``,
  ``BENCHMARK_REPETITIONS <n>``, ``BENCHMARK_MACHINE <name>``
    Whether ``test-heal`` measures what ``aurora_add_benchmark()`` registered (``on``); for those that say nothing
    themselves how much slower is no regression (20), how certain one has to be (99) and how often each is measured
    (10); and the name of this machine, or of a class of equal ones, for which levels are kept (host and processor).
  ``MODEL_URL <url>``, ``MODEL_NAME <name>``, ``MODEL_API openai|anthropic``
    A language model to ask: its endpoint up to the version (``https://host/v1``, ``http://localhost:11434/v1``), its
    name there, and what the endpoint speaks (``openai``).
  ``MODEL_KEY_ENV <variable>``, ``MODEL_KEY_FILE <file>``
    Where its key is: an environment variable, or a file that only its owner may read.
  ``MODEL_CA_FILE <file>``, ``MODEL_STRUCTURED``, ``MODEL_ROUNDS <n>``, ``MODEL_TIMEOUT <seconds>``
    Certificates to trust instead of the system's; ask for JSON by schema; answers a cause, 1 to 5 (5); time of a
    call (120).
  ``MODEL_MAX_CALLS <n>``, ``MODEL_MAX_TOKENS <n>``, ``MODEL_MAX_SECONDS <n>``, ``MODEL_MAX_COST <amount>``
    What a heal may use at the most (20, 200000, 900, no limit).  ``MODEL_PRICE_IN`` and ``MODEL_PRICE_OUT`` are what a
    million tokens sent and received cost.
  ``AGENT_COMMAND <line>``, ``AGENT_TIMEOUT <seconds>``, ``AGENT_MAX_DISK <MiB>``, ``AGENT_WRITABLE <folder>...``
    A coding agent's command line, run in the shadow; how long (600), how much of the disk it may fill (2048), and
    where else it may write.
  ``FORGE github|gitlab|gitea``, ``FORGE_URL <url>``, ``FORGE_REPOSITORY <owner/name>``, ``FORGE_BRANCH <branch>``,
  ``FORGE_TOKEN_ENV <variable>``, ``FORGE_TOKEN_FILE <file>``, ``FORGE_CA_FILE <file>``, ``MAX_PROPOSALS <n>``
    Where ``aurora propose`` sends proposals, into which branch (``main``), the variable or the file (that only its
    owner may read) with the token, certificates to trust instead of the system's, and how many a day (5).
  ``MAX_ISSUES <n>``, ``ISSUES_LABEL <label>``
    How many issues ``aurora issues`` may open in a run (10), and the label by which it knows its own (``aurora``).

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
  include("${CMAKE_CURRENT_LIST_DIR}/internal/AuroraCheckCall.cmake")
  include("${CMAKE_CURRENT_LIST_DIR}/internal/AuroraSuite.cmake")
  include("${CMAKE_CURRENT_LIST_DIR}/AuroraBenchmark.cmake")
  include("${CMAKE_CURRENT_LIST_DIR}/AuroraPytest.cmake")
  include("${CMAKE_CURRENT_LIST_DIR}/AuroraNpmTest.cmake")

  function(aurora_enable)
    set(switches COVERAGE ALLOW_TEST_EDITS REQUIRE_SANDBOX MODEL_STRUCTURED)
    set(one_value HISTORY PROVIDER_ORDER COVERAGE_THRESHOLD CANARY_LABEL MODE MAX_ITERATIONS JOBS TIMEOUT TIME_BUDGET RERUNS
      MODEL_URL MODEL_NAME MODEL_API MODEL_KEY_ENV MODEL_KEY_FILE MODEL_CA_FILE MODEL_ROUNDS MODEL_TIMEOUT
      MODEL_MAX_CALLS MODEL_MAX_TOKENS MODEL_MAX_SECONDS MODEL_MAX_COST MODEL_PRICE_IN MODEL_PRICE_OUT
      AGENT_COMMAND AGENT_TIMEOUT AGENT_MAX_DISK FORGE FORGE_URL FORGE_REPOSITORY FORGE_BRANCH FORGE_TOKEN_ENV FORGE_TOKEN_FILE
      FORGE_CA_FILE MAX_PROPOSALS MAX_ISSUES ISSUES_LABEL
      BENCHMARKS BENCHMARK_TOLERANCE BENCHMARK_CONFIDENCE BENCHMARK_REPETITIONS BENCHMARK_MACHINE)
    set(multi_value LABELS EXCLUDE_LABELS PROVIDERS PROTECTED_FILES AGENT_WRITABLE)
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
