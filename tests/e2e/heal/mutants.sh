#!/bin/sh
# Which small changes of the code no test notices, and which tests notice the same: `aurora quality --mutants`.
. "$(dirname "$0")/support.sh"
bin=$(dirname "$aurora")
for program in aurora-schemata aurora-trace; do
  if [ ! -x "$bin/$program" ]; then
    echo "skipped: $program was not built"
    exit 77
  fi
done
mkdir -p "$src/src" "$src/tests"
cat >"$src/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
project(Levels CXX)
set(CMAKE_CXX_STANDARD 17)
find_package(GTest REQUIRED)
enable_testing()
add_library(level src/level.cpp src/other.cpp)
target_include_directories(level PUBLIC src)
add_executable(level_test tests/level_test.cpp)
target_link_libraries(level_test PRIVATE level GTest::gtest_main)
add_test(NAME level COMMAND level_test)
END
cat >"$src/src/level.h" <<'END'
int level(int value);
int nobody_calls(int value);
int other(int value);
END
cat >"$src/src/level.cpp" <<'END'
#include "level.h"

int level(int value) {
  if (value < 10)
    return 1;
  return 2;
}

int nobody_calls(int value) {
  return value + 7;
}
END
printf '#include "level.h"\n\nint other(int value) {\n  return value * 3;\n}\n' >"$src/src/other.cpp"
cat >"$src/tests/level_test.cpp" <<'END'
#include <gtest/gtest.h>
#include "level.h"

TEST(Level, of_a_small_value_is_one) { EXPECT_EQ(level(3), 1); }
TEST(Level, of_three_is_one) { EXPECT_EQ(level(3), 1); }
TEST(Level, of_nine_is_one) { EXPECT_EQ(level(9), 1); }
TEST(Level, of_a_large_value_is_two) { EXPECT_EQ(level(50), 2); }
TEST(Other, is_three_times_as_much) { EXPECT_EQ(other(2), 6); }
END
cmake -S "$src" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Debug >"$log" 2>&1 || fail "cannot configure"
cmake --build "$build" >"$log" 2>&1 || fail "cannot build"
before=$(state)
code=0
"$aurora" quality -B "$build" --mutants --trace 60 --json >"$work/quality.json" 2>"$log" || code=$?
[ $code -eq 0 ] || fail "aurora quality: exit code $code instead of 0"
[ "$before" = "$(state)" ] || fail "the user's tree was changed"
python3 - "$work/quality.json" <<'END' || fail "the findings are not as expected"
import json, sys
found = json.load(open(sys.argv[1]))
mutants = found["mutants"]
files = {f["file"]: f for f in mutants["files"]}
assert sorted(files) == ["src/level.cpp", "src/other.cpp"], files
assert files["src/other.cpp"]["percent"] > files["src/level.cpp"]["percent"] > 0, files
assert files["src/level.cpp"]["not_tried"] == 0 and files["src/level.cpp"]["not_reached"] > 0, files
alive = [(s["line"], s["change"], s["reached_by"]) for s in mutants["survivors"] if s["file"] == "src/level.cpp"]
border = [a for a in alive if "`<` changed into `<=` in `if (value < 10)`" in a[1]]
assert border and border[0][0] == 4 and border[0][2] == 4, alive
assert any(line == 10 and "value + 7" in change and reached == 0 for line, change, reached in alive), alive
# The value 9 notices what 3 does not (`< 9`); the two tests with 3 do the same.
assert [g["tests"] for g in mutants["redundant"]] == [["level::Level.of_a_small_value_is_one", "level::Level.of_three_is_one"]], mutants["redundant"]
END
grep -q "Let tests notice [0-9]* small changes of src/level.cpp" "$build"/aurora/quality/*.yml || fail "no task for the survivors"
grep -q "Tell 2 redundant tests apart" "$build"/aurora/quality/*.yml || fail "no task for the redundant tests"
expect 0 quality -B "$build" --mutants --trace 0 src/other.cpp
said "src/other.cpp: 100 % "
if grep -q "src/level.cpp" "$log"; then fail "a file was changed that nobody named"; fi
expect 2 quality -B "$build" --mutants src/othr.cpp
said 'did you mean "src/other.cpp"'
expect 2 quality -B "$build" --mutants tests/level_test.cpp
expect 2 quality -B "$build" src/other.cpp
said "for --mutants only"
