#include "bench/test_heal/project.hpp"

#include <filesystem>
#include <fstream>

namespace aurora::bench {
namespace {

constexpr auto k_cmake = R"(cmake_minimum_required(VERSION 3.25)
project(ManyTests C)
enable_testing()
foreach(program RANGE 9)
  add_executable(program${program} program.c)
endforeach()
math(EXPR last "${TESTS} - 1")
foreach(test RANGE ${last})
  math(EXPR program "${test} % 10")
  add_test(NAME case_${test} COMMAND program${program} ${test})
  set_tests_properties(case_${test} PROPERTIES LABELS unit)
endforeach()
)";

/// A sieve: some milliseconds of honest work, and the lines of a test program.
constexpr auto k_program = R"(#include <stdio.h>
#include <stdlib.h>
#include <string.h>
enum { size = 400000 };
static char sieve[size];
int main(int argc, char** argv) {
  printf("[ RUN      ] Primes.case_%s\n", argc > 1 ? argv[1] : "0");
  int found = 0;
  for (int round = 0; round < 2; ++round) {
    memset(sieve, 1, sizeof sieve);
    found = 0;
    for (int i = 2; i < size; ++i) {
      found += sieve[i];
      for (int j = 2 * i; sieve[i] && j < size; j += i)
        sieve[j] = 0;
    }
  }
  printf("[       OK ] Primes.case_%s (%d primes)\n", argc > 1 ? argv[1] : "0", found);
  return found == 33860 ? 0 : 1;
}
)";

} // namespace

bool write_test_project(const std::string& folder, std::size_t tests) {
  const std::filesystem::path source = std::filesystem::path(folder) / "source";
  std::filesystem::create_directories(source);
  std::ofstream cmake(source / "CMakeLists.txt");
  cmake << "set(TESTS " << tests << ")\n" << k_cmake;
  std::ofstream program(source / "program.c");
  program << k_program;
  return cmake.flush().good() && program.flush().good();
}

} // namespace aurora::bench
