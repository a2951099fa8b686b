# Sourced by the scripts here: SCRIPT <aurora> <Aurora's source folder>. A tiny project with one fault that no rule
# is asked about.
set -eu
aurora=$1
repository=$2
own_folder=$(mktemp -d)
work="$own_folder/work folder"
mkdir "$work"
server_pid=
cleanup() {
  [ -z "$server_pid" ] || kill "$server_pid" 2>/dev/null || true
  rm -rf "$own_folder"
}
trap cleanup EXIT
src="$work/tiny project"
build="$work/build folder"
log="$work/log"
unset CXXFLAGS CFLAGS LDFLAGS CTEST_PARALLEL_LEVEL GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE 2>/dev/null || true
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY all_proxy 2>/dev/null || true
export GIT_CEILING_DIRECTORIES="$work" LC_ALL=C

fail() {
  echo "FAILED: $*" >&2
  [ -f "$log" ] && tail -60 "$log" >&2
  exit 1
}

said() {
  grep -Eq -- "$1" "$log" || fail "expected \"$1\" in the output"
}

make_tiny_project() {
  mkdir -p "$src/src" "$src/tests"
  cat >"$src/CMakeLists.txt" <<'EOF'
cmake_minimum_required(VERSION 3.20)
project(Tiny CXX)
enable_testing()
add_library(stats src/stats.cpp)
target_include_directories(stats PUBLIC src)
add_executable(stats_test tests/stats_test.cpp)
target_link_libraries(stats_test stats)
add_test(NAME stats COMMAND stats_test)
add_test(NAME other COMMAND stats_test other)
EOF
  cat >"$src/src/stats.hpp" <<'EOF'
#pragma once
#include <vector>
double mean(const std::vector<double>& values);
EOF
  cat >"$src/src/stats.cpp" <<'EOF'
#include "stats.hpp"

double mean(const std::vector<double>& values) {
  double total = 0;
  for (double value : values)
    total += value;
  return total / 2;
}
EOF
  cat >"$src/tests/stats_test.cpp" <<'EOF'
#include <cstdio>
#include "stats.hpp"

int main(int argc, char**) {
  if (argc > 1)
    return 0;
  const double is = mean({1, 2, 3});
  if (is != 2) {
    std::printf("%s:%d: Failure: mean({1, 2, 3}) is %g, expected 2\n", __FILE__, __LINE__, is);
    return 1;
  }
  return 0;
}
EOF
  git -C "$src" init -q
  git -C "$src" add -A
  git -C "$src" -c user.email=test@localhost -c user.name=test commit -qm "A tiny project"
  cmake -S "$src" -B "$build" -G Ninja -DCMAKE_CXX_FLAGS="-O0 -g" >"$log" 2>&1 || fail "cannot configure"
}

# Every file but what Aurora remembers; git's hooks and settings too.
listed() {
  find . -path ./.git/index -o -path ./.git/objects -prune -o -path './.aurora/history.db*' -o -path './.aurora/.gitignore' \
    -o -path './.aurora/.aurora_tmp.*' -o -path ./.aurora/playbook -prune -o -path ./.aurora -o "$@"
}

# Names, modes and contents of them.
state() {
  (cd "$src" && listed -printf '%y %m %p\n' | sort
    listed -type f -print0 | sort -z | xargs -0 sha256sum)
}

# heal <exit code> <flags>...: output in $log; fails when it takes longer than $most seconds.
most=60
heal() {
  wanted=$1
  shift
  code=0
  begin=$(date +%s)
  "$aurora" heal -B "$build" --reruns 1 "$@" >"$log" 2>&1 || code=$?
  [ $code -eq "$wanted" ] || fail "aurora heal $*: exit code $code instead of $wanted"
  took=$(($(date +%s) - begin))
  [ $took -le $most ] || fail "aurora heal $* took $took s instead of at most $most"
}

# After a healing: the test is green, and restore brings back every byte.
healed_and_back() {
  said landed
  grep -q "values.size()" "$src/src/stats.cpp" || fail "not the right fix"
  "$aurora" restore -B "$build" >"$log" 2>&1 || fail "cannot restore"
  [ "$before" = "$(state)" ] || fail "restore did not bring back what was there before"
}

untouched() {
  [ "$before" = "$(state)" ] || fail "the tree is not as it was ($1)"
}
