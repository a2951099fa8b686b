#[=======================================================================[.rst:
AuroraPytest
------------

.. command:: aurora_add_pytest

  ::

    aurora_add_pytest(<name> [PATHS <file-or-folder>...] [WORKING_DIRECTORY <folder>] [PYTHON <program>]
                      [PER case|file] [ARGS <argument>...] [LABELS <label>...] [TIMEOUT <seconds>]
                      [ENVIRONMENT <variable=value>...] [OPTIONAL])

  Registers a pytest suite with CTest, one test a case, named ``<name>.<node id>``.  pytest is asked for its cases
  when CTest starts, so configuring needs neither Python nor pytest, and cases that come or go are noticed without
  configuring again; the answer is kept until a file below the working directory changes.  A file that cannot be
  collected is one test, which fails with pytest's reason.  Each test writes JUnit XML into the build folder, which
  ``test-heal`` and ``heal`` read.  Nothing is written into the source folder.

  ``PATHS <file-or-folder>...``
    What to collect, relative to the current source folder (what pytest's configuration says).
  ``WORKING_DIRECTORY <folder>``
    Where pytest runs (the current source folder).
  ``PYTHON <program>``
    The interpreter that has pytest (``Python3_EXECUTABLE``, else ``Python_EXECUTABLE``, else ``.venv/bin/python`` or
    ``venv/bin/python`` of the working directory, else ``python3``).
  ``PER case|file``
    A CTest test a case, the default, or a file: starting Python for every case costs a few tenths of a second.
  ``ARGS <argument>...``
    More arguments of pytest, for collecting and for running.
  ``LABELS``, ``TIMEOUT``, ``ENVIRONMENT``
    As the test properties of these names.
  ``OPTIONAL``
    Where Python or pytest is missing, one test is skipped and says why.  Without it that test fails.

  Example::

    enable_testing()
    aurora_add_pytest(py PATHS tests/python LABELS unit)
#]=======================================================================]

include_guard(GLOBAL)

function(aurora_add_pytest name)
  set(one_value PYTHON WORKING_DIRECTORY PER TIMEOUT)
  cmake_parse_arguments(PARSE_ARGV 1 arg "OPTIONAL" "${one_value}" "PATHS;ARGS;LABELS;ENVIRONMENT")
  set(function aurora_add_pytest)
  _aurora_check_suite("py;pyw" aurora_add_npm_test)
  set(program "${arg_PYTHON}")
  foreach(candidate IN ITEMS "${Python3_EXECUTABLE}" "${Python_EXECUTABLE}" "${folder}/.venv/bin/python" "${folder}/venv/bin/python")
    if(program STREQUAL "" AND EXISTS "${candidate}")
      set(program "${candidate}")
    endif()
  endforeach()
  if(program STREQUAL "")
    set(program python3)
  endif()
  _aurora_add_suite(pytest "${program}" aurora_pytest.py)
endfunction()
