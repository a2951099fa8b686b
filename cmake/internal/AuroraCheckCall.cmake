# What all functions that register something check of their call: unknown words, keywords without a value, the name.

include_guard(GLOBAL)

# With the parsed arguments (arg_*), `name` and `function` of the caller.
macro(_aurora_check_call)
  if(NOT "${arg_UNPARSED_ARGUMENTS}" STREQUAL "")
    list(JOIN arg_UNPARSED_ARGUMENTS ", " words)
    message(FATAL_ERROR "${function}: unknown argument: ${words}.")
  endif()
  if(NOT "${arg_KEYWORDS_MISSING_VALUES}" STREQUAL "")
    list(JOIN arg_KEYWORDS_MISSING_VALUES ", " words)
    message(FATAL_ERROR "${function}: no value after: ${words}.")
  endif()
  if(NOT name MATCHES "^[A-Za-z0-9_.+-]+$")
    message(FATAL_ERROR "${function}: the name \"${name}\" may only have letters, digits and any of _.+-")
  endif()
endmacro()
