#[=======================================================================[.rst:
AuroraNpmTest
-------------

.. command:: aurora_add_npm_test

  ::

    aurora_add_npm_test(<name> [RUNNER jest|vitest|node] [PATHS <file-or-folder>...] [WORKING_DIRECTORY <folder>]
                        [NODE <program>] [PER case|file] [ARGS <argument>...] [LABELS <label>...]
                        [TIMEOUT <seconds>] [ENVIRONMENT <variable=value>...] [OPTIONAL])

  Registers a JavaScript or TypeScript suite with CTest.  vitest can list its cases, so there is a test a case, named
  ``<name>.<file> > <case>``; jest and ``node --test`` cannot, so there is a test a file, of which every failed case is
  told apart afterwards.  The runner is asked when CTest starts, so configuring needs no Node, and cases that come or
  go are noticed without configuring again; the answer is kept until a file below the working directory changes.  Each
  test writes JUnit XML into the build folder, which ``test-heal`` and ``heal`` read.

  ``RUNNER jest|vitest|node``
    Which runner.  Without it: what the script ``test`` of ``package.json`` calls, else whichever of vitest and jest
    it depends on, else ``node --test`` (Node 18.15 or newer).
  ``PATHS <file-or-folder>...``
    Only test files in these, relative to the current source folder (what the runner's configuration says).
  ``WORKING_DIRECTORY <folder>``
    The folder of ``package.json`` (the current source folder).  The runner is taken from its ``node_modules``, or
    from those of the folders above.
  ``NODE <program>``
    The Node to use (``node``).
  ``PER case|file``
    With vitest, a CTest test a case, the default, or a file.  The first case of a file that a run of CTest starts runs
    the whole file and the others take their results from it, unless ``AURORA_RUN_ALONE`` is set in the environment; a
    case that CTest repeats, and one that did not pass, runs alone.
  ``ARGS <argument>...``
    More arguments of the runner, for running only.
  ``LABELS``, ``TIMEOUT``, ``ENVIRONMENT``
    As the test properties of these names.
  ``OPTIONAL``
    Where Node or the runner is missing, one test is skipped and says why.  Without it that test fails.

  Example::

    enable_testing()
    aurora_add_npm_test(web WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/web LABELS unit)
#]=======================================================================]

include_guard(GLOBAL)

function(aurora_add_npm_test name)
  set(one_value RUNNER NODE WORKING_DIRECTORY PER TIMEOUT)
  cmake_parse_arguments(PARSE_ARGV 1 arg "OPTIONAL" "${one_value}" "PATHS;ARGS;LABELS;ENVIRONMENT")
  set(function aurora_add_npm_test)
  _aurora_check_suite("js;mjs;cjs;jsx;ts;mts;cts;tsx" aurora_add_pytest)
  if(NOT "${arg_RUNNER}" MATCHES "^(|jest|vitest|node)$")
    message(FATAL_ERROR "${function}: RUNNER is \"${arg_RUNNER}\"; expected one of jest, vitest, node.")
  endif()
  set(program "${arg_NODE}")
  if(program STREQUAL "")
    set(program node)
  endif()
  _aurora_add_suite("${arg_RUNNER}" "${program}" aurora_npm.mjs)
endfunction()
