#!/bin/sh
# A header in several units of an optimized build: what is varied is compiled without optimization.
. "$(dirname "$0")/support.sh"
[ -x "$(dirname "$aurora")/aurora-schemata" ] || { echo "skipped: aurora-schemata was not built (libclang is missing)"; exit 77; }

mkdir -p "$src/include" "$src/tests"
cat >"$src/CMakeLists.txt" <<EOF
cmake_minimum_required(VERSION 3.25)
project(limits CXX)
enable_testing()
add_executable(check tests/main.cpp tests/low.cpp tests/high.cpp)
target_include_directories(check PRIVATE include)
add_test(NAME check COMMAND check)
include(FetchContent)
FetchContent_Declare(Aurora SOURCE_DIR "$repository")
FetchContent_MakeAvailable(Aurora)
aurora_enable()
EOF
cat >"$src/include/limits.hpp" <<'EOF'
#pragma once
#include <string>

template <typename Value> Value limited(Value value, Value least, Value most) {
  if (value < least)
    return least;
  return value < most ? value : most;
}

inline int stars(const std::string& grade) {
  if (grade == "good")
    return 4;
  return grade == "fair" ? 3 : 1;
}

inline int steps() {
#ifdef __OPTIMIZE__
  const int most = 16;
#else
  const int most = 16 + 0;
#endif
  return limited(40, 1, most);
}
EOF
for name in low high; do
  printf '#include "limits.hpp"\nint %s_limit(int value) { return limited(value, 2, 7) + stars("fair") - 3; }\n' $name \
    >"$src/tests/$name.cpp"
done
cat >"$src/tests/main.cpp" <<'EOF'
#include "limits.hpp"
#include <cstdio>
int low_limit(int value);
int high_limit(int value);
static int failures = 0;
static void expect(const char* what, int wanted, int got) {
  if (wanted != got) {
    std::printf("%s: expected %d, got %d\n", what, wanted, got);
    ++failures;
  }
}
int main() {
  expect("low", 2, low_limit(1));
  expect("within", 5, low_limit(5));
  expect("high", 7, high_limit(9));
  expect("stars", 4, stars("good"));
  expect("steps", 16, steps());
  return failures == 0 ? 0 : 1;
}
EOF
git_in init -q
git_in add -A
git_in commit -qm "Limits"
cp "$src/include/limits.hpp" "$work/original.hpp"
cmake -S "$src" -B "$build" -DCMAKE_BUILD_TYPE=Release -DAURORA_EXECUTABLE="$aurora" >"$log" 2>&1 || fail "cannot configure"
expect 0 test-heal -B "$build"

heals() {
  cmp -s "$src/include/limits.hpp" "$work/original.hpp" && fail "no fault was seeded: $1"
  expect 0 heal -B "$build"
  said '^landed'
  expect 0 test-heal -B "$build"
  cp "$work/original.hpp" "$src/include/limits.hpp"
}
sed -i 's/value < least/value > least/' "$src/include/limits.hpp"
heals "wrong operator"
sed -i '/OPTIMIZE/,/else/s/most = 16/most = 15/' "$src/include/limits.hpp"
heals "in the branch for optimized builds, which is preprocessed as the project is"
