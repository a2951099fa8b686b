# Sourced by the scripts here: SCRIPT <aurora> <Aurora's source folder>.
# shellcheck source=tests/e2e/heal/support.sh
. "$(dirname "$0")/../heal/support.sh"
src="$work/a project"

# make_project <languages> <lines of CMakeLists.txt>: work.h says how much work there is. What the programs take or
# tell follows from it alone, however busy the machine is: they use up processor time, or print made-up times.
make_project() {
  mkdir -p "$src"
  cat >"$src/CMakeLists.txt" <<END
cmake_minimum_required(VERSION 3.25)
project(Speed $1)
set(CMAKE_CXX_STANDARD 17)
enable_testing()
include(FetchContent)
FetchContent_Declare(Aurora SOURCE_DIR "$repository")
FetchContent_MakeAvailable(Aurora)
aurora_enable()
$2
END
  cat >"$src/work.h" <<'END'
#include <unistd.h>
#define WORK 100
/* Milliseconds that differ a little from process to process, as real ones do. */
static double told_ms(void) {
  return WORK * (1 + getpid() % 5 * 0.002);
}
END
  printf '#include "work.h"\nint main(void) {\n  return told_ms() == 0;\n}\n' >"$src/test.c"
}

configure() {
  cmake -S "$src" -B "$build" -G Ninja -DAURORA_EXECUTABLE="$aurora" -DCMAKE_BUILD_TYPE=Release "$@" \
    >"$log" 2>&1 || fail "cannot configure"
}

# amount <n>: of work; 100 is what it begins with.
amount() {
  sed -i "s/^#define WORK .*/#define WORK $1/" "$src/work.h"
}

# look <python>: at `events`, by test id, and `benchmarks`, by name.
look() {
  cat >"$work/look.py" <<'END'
import json, sys
reports = sys.argv[1] + "/aurora/reports/"
events = {e["test_id"]: e for e in map(json.loads, open(reports + "events.ndjson"))}
benchmarks = {b["name"]: b for b in json.load(open(reports + "benchmarks.json"))["benchmarks"]}
findings = {name: b["finding"] for name, b in benchmarks.items()}
END
  cat >>"$work/look.py"
  python3 "$work/look.py" "$build" || fail "the reports are not as expected"
}

# told <code> [<argument>...]: test-heal, again while the machine is too busy with other things to measure anything.
told() {
  for attempt in 1 2 3 4 5 6 7 8; do
    code=0
    wanted_code=$1
    shift
    "$aurora" test-heal -B "$build" "$@" >"$log" 2>&1 || code=$?
    set -- "$wanted_code" "$@"
    grep -Eq "too noisy" "$log" || break
    echo "attempt $attempt: too noisy" >&2
  done
  [ $code -eq "$1" ] || fail "test-heal: exit code $code instead of $1"
}

no_event() {
  look <<'END'
assert not events, (sorted(events), [b["words"] for b in benchmarks.values()])
END
}
