# Settings every C++ target of Aurora links privately: language level, warnings, sanitizers.
# Only used when Aurora itself is the top-level project.

add_library(aurora_build_settings INTERFACE)
target_compile_features(aurora_build_settings INTERFACE cxx_std_20)
set_target_properties(aurora_build_settings PROPERTIES INTERFACE_POSITION_INDEPENDENT_CODE ON)
target_compile_options(aurora_build_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
  # GCC 12 warns about std::string's own operator+ (its bug 105329), the others only where it inlines much.
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
  $<$<AND:$<BOOL:${AURORA_UNITY}>,$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-stringop-overflow;-Wno-stringop-overread;-Wno-array-bounds>
  $<$<BOOL:${AURORA_WARNINGS_AS_ERRORS}>:-Werror>
  # A third of the time of a build that somebody waits for and whose warnings are not theirs; the tool itself waits
  # for compilers and tests.
  $<$<AND:$<BOOL:${AURORA_QUICK_BUILD}>,$<CONFIG:Release>>:-Og>
  $<$<BOOL:${AURORA_QUICK_BUILD}>:-w>
  # What may grow by inlining is counted per source file, and one holds a library.
  $<$<AND:$<BOOL:${AURORA_UNITY}>,$<CXX_COMPILER_ID:GNU>,$<NOT:$<BOOL:${AURORA_QUICK_BUILD}>>>:SHELL:--param large-unit-insns=1000000>
  # Unit tests are compiled more often than they run.
  $<$<BOOL:$<TARGET_PROPERTY:AURORA_IS_TEST>>:-O0>)
# GCC collects its garbage from 128 MB on, which takes a fifth of the time of a large source: let it use what the
# machine has to spare for each core.
cmake_host_system_information(RESULT _aurora_memory QUERY TOTAL_PHYSICAL_MEMORY)
cmake_host_system_information(RESULT _aurora_cores QUERY NUMBER_OF_LOGICAL_CORES)
math(EXPR _aurora_heap "${_aurora_memory} * 1024 / 3 / ${_aurora_cores}")
if(_aurora_heap GREATER 1000000)
  set(_aurora_heap 1000000)
endif()
if(_aurora_heap GREATER 200000)
  target_compile_options(aurora_build_settings INTERFACE
    "$<$<CXX_COMPILER_ID:GNU>:SHELL:--param ggc-min-heapsize=${_aurora_heap}>")
endif()

if(AURORA_SANITIZE)
  target_compile_options(aurora_build_settings INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
    $<$<NOT:$<BOOL:$<TARGET_PROPERTY:AURORA_IS_TEST>>>:-O1>)
  target_link_options(aurora_build_settings INTERFACE -fsanitize=address,undefined)
endif()
set(CMAKE_CXX_EXTENSIONS OFF)
