# Every library the tool links, found in one place, with one message that names all that is missing.

include_guard(GLOBAL)

function(_aurora_find_dependencies)
  set(missing "")
  foreach(entry IN ITEMS
      "jsoncpp libjsoncpp-dev" "pugixml libpugixml-dev" "CLI11 libcli11-dev" "fmt libfmt-dev"
      "yaml-cpp libyaml-cpp-dev" "tl-expected libexpected-dev" "OpenSSL libssl-dev" "CURL libcurl4-openssl-dev" "Threads libc6-dev")
    separate_arguments(entry)
    list(GET entry 0 name)
    list(GET entry 1 package)
    find_package(${name} QUIET GLOBAL)
    if(NOT ${name}_FOUND)
      list(APPEND missing ${package})
    endif()
  endforeach()
  find_path(AURORA_DTL_INCLUDE_DIR dtl/dtl.hpp)
  if(NOT AURORA_DTL_INCLUDE_DIR)
    list(APPEND missing libdtl-dev)
  endif()
  if(missing)
    list(JOIN missing " " packages)
    message(FATAL_ERROR "Aurora needs libraries that are not installed. On Debian: apt-get install ${packages}")
  endif()
endfunction()

_aurora_find_dependencies()
