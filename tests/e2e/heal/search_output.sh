#!/bin/sh
# Tests that CTest judges by what they print are searched like others; a crash that nobody reports is located.
. "$(dirname "$0")/support.sh"
[ -x "$(dirname "$aurora")/aurora-schemata" ] || { echo "skipped: aurora-schemata was not built (libclang is missing)"; exit 77; }

mkdir -p "$src"
cat >"$src/CMakeLists.txt" <<EOF
cmake_minimum_required(VERSION 3.25)
project(fares C)
enable_testing()
add_executable(fares main.c fares.c)
foreach(km_eur IN ITEMS "0;0" "5;10" "30;60" "40;70" "100;130")
  list(GET km_eur 0 km)
  list(GET km_eur 1 eur)
  add_test(NAME fare_\${km} COMMAND fares \${km})
  set_tests_properties(fare_\${km} PROPERTIES
    PASS_REGULAR_EXPRESSION "fare: +\${eur} (EUR|euro)" FAIL_REGULAR_EXPRESSION "[Ww]arning")
endforeach()
add_test(NAME refuses COMMAND fares -1)
set_tests_properties(refuses PROPERTIES PASS_REGULAR_EXPRESSION "error: -1 is not a distance")
add_test(NAME no_such_stop COMMAND fares to nowhere)
set_tests_properties(no_such_stop PROPERTIES PASS_REGULAR_EXPRESSION "stop: -1")
add_test(NAME known_stop COMMAND fares to harbour)
set_tests_properties(known_stop PROPERTIES PASS_REGULAR_EXPRESSION "stop: 2")
include(FetchContent)
FetchContent_Declare(Aurora SOURCE_DIR "$repository")
FetchContent_MakeAvailable(Aurora)
aurora_enable()
EOF
cat >"$src/fares.h" <<'EOF'
int fare(int km);
int stop_named(const char* name);
EOF
cat >"$src/fares.c" <<'EOF'
#include "fares.h"

#include <string.h>

int fare(int km) {
  int cost = 0;
  for (int i = 0; i < km; ++i) {
    if (i < 30)
      cost += 2;
    else
      cost += 1;
  }
  return cost;
}

static const char* k_stops[] = {"station", "market", "harbour", 0};

int stop_named(const char* name) {
  int i = 0;
  while (k_stops[i] != 0) {
    if (strcmp(k_stops[i], name) == 0)
      return i;
    ++i;
  }
  return -1;
}
EOF
cat >"$src/main.c" <<'EOF'
#include <stdio.h>
#include <stdlib.h>
#include "fares.h"

int main(int argc, char** argv) {
  if (argc > 2) {
    printf("stop: %d\n", stop_named(argv[2]));
    return 0;
  }
  const int km = atoi(argv[1]);
  if (km < 0) {
    fprintf(stderr, "error: %d is not a distance\n", km);
    return 1;
  }
  printf("distance: %d km\n", km);
  printf("fare: %d EUR\n", fare(km));
  return 0;
}
EOF
git_in init -q
git_in add -A
git_in commit -qm "Fares"
cp "$src/fares.c" "$work/original.c"
cmake -S "$src" -B "$build" -DAURORA_EXECUTABLE="$aurora" >"$log" 2>&1 || fail "cannot configure"
expect 0 test-heal -B "$build"

# Its exit code is 0 with and without the fault.
sed -i 's/i < 30/i <= 30/' "$src/fares.c"
cmp -s "$src/fares.c" "$work/original.c" && fail "no fault was seeded"
expect 0 heal -B "$build"
said '^landed'
expect 0 test-heal -B "$build"

# Nothing is printed when it crashes, and the program has no debug information.
cp "$work/original.c" "$src/fares.c"
sed -i 's/k_stops\[i\] != 0/k_stops[0] != 0/' "$src/fares.c"
cmp -s "$src/fares.c" "$work/original.c" && fail "no fault was seeded that crashes"
faulty=$(state)
if [ -x "$(dirname "$aurora")/aurora-trace" ]; then
  expect 1 locate -B "$build" --top 10
  said 'fares\.c:.*frame 0 of the crash is in stop_named'
  [ "$faulty" = "$(state)" ] || fail "locate changed the sources"
fi
expect 0 heal -B "$build"
said '^landed'
expect 0 test-heal -B "$build"
