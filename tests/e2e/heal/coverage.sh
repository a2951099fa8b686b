#!/bin/sh
# Coverage: from an instrumented build of its own, of a crashing test too, as gcovr, Cobertura and LCOV write it, with
# a threshold and the difference to the run before.
. "$(dirname "$0")/support.sh"
mkdir "$src"
cat >"$src/shelf.hpp" <<'EOF'
#pragma once
int stack(int books);
int drop(int* book);
int never();
// One function, on another line in each program.
#ifdef EARLY
inline int page() { return 1; }
#else
inline int page() { return 2; }
#endif
EOF
cat >"$src/shelf.cpp" <<'EOF'
#include "shelf.hpp"
int stack(int books) {
  return books + 1;
}
int drop(int* book) {
  int pages = 3;
  *book = pages; // line 7
  return pages;
}
int never() {
  return 0; // line 11
}
EOF
printf '#define EARLY\n#include "shelf.hpp"\nint main() { return stack(page()) == 2 ? 0 : 1; }\n' >"$src/stacks.cpp"
printf '#include "shelf.hpp"\nint main() { return page() + drop(nullptr); }\n' >"$src/drops.cpp"
cat >"$src/CMakeLists.txt" <<'EOF'
cmake_minimum_required(VERSION 3.16)
project(Shelf CXX)
enable_testing()
include(FetchContent)
FetchContent_Declare(Wood GIT_REPOSITORY "${WOOD}")
FetchContent_MakeAvailable(Wood)
add_library(shelf shelf.cpp)
target_link_libraries(shelf wood)
foreach(test IN ITEMS stacks drops)
  add_executable(${test} ${test}.cpp)
  target_link_libraries(${test} shelf)
  add_test(NAME ${test} COMMAND ${test})
endforeach()
EOF
# A dependency that can be downloaded only once.
mkdir "$work/wood"
printf 'add_library(wood wood.cpp)\n' >"$work/wood/CMakeLists.txt"
printf 'int wood() { return 1; }\n' >"$work/wood/wood.cpp"
git init -q -b master "$work/wood"
git -C "$work/wood" add -A
git -C "$work/wood" -c user.email=test@localhost -c user.name=test commit -qm Wood
cmake -S "$src" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DWOOD="$work/wood" \
  -DCMAKE_RUNTIME_OUTPUT_DIRECTORY="$build/bin" >"$log" 2>&1 || fail "cannot configure"
rm -rf "$work/wood"
reports="$build/aurora/reports"

# hits <line> of shelf.cpp in the LCOV tracefile
hits() {
  awk -v line="$1" '/^SF:/ { ours = /shelf\.cpp$/ } ours && $0 ~ "^DA:" line "," { sub(/.*,/, ""); print; exit }' \
    "$reports/coverage/lcov.info"
}

# The crashing test stays a crash, and what it ran counts.
expect 1 test-heal -B "$build" --coverage on
said "coverage [0-9.]+ % of [0-9]+ lines"
said "drops"
for report in gcovr.json cobertura.xml lcov.info; do
  [ -s "$reports/coverage/$report" ] || fail "no $report"
done
[ "$(hits 6)" = 1 ] || fail "the lines that the crashing test ran count as never run"
[ "$(hits 11)" = 0 ] || fail "a line that no test runs counts as run"
grep -q 'filename="shelf.cpp"' "$reports/coverage/cobertura.xml" || fail "Cobertura does not name the source"
grep -q '"coverage"' "$reports/run.json" || fail "run.json says nothing of coverage"
grep -q __gcov "$build/bin/stacks" && fail "the user's program was replaced by an instrumented one"
[ -z "$(find "$build" -path "$build/aurora" -prune -o -name '*.gcno' -print)" ] || fail "the user's own build was instrumented"

# Green, better covered, and still not enough.
printf '#include "shelf.hpp"\nint main() { int book = 0; return page() + drop(&book) + never() == 5 ? 0 : 1; }\n' >"$src/drops.cpp"
sed -i '/^int never/i int rare() {\n  return 1;\n}' "$src/shelf.cpp"
expect 1 test-heal -B "$build" --coverage-threshold 99
said "[+][0-9.]+ points since the last run"
said "99[.]0 % are demanded; most is missing in .*shelf.cpp"
expect 0 test-heal -B "$build" --coverage-threshold 60
said "[+]0.0 points since the last run"
expect 0 test-heal -B "$build"
