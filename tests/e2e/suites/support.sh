# Sourced by the scripts here: SCRIPT <aurora> <Aurora's source folder>.
# shellcheck source=tests/e2e/heal/support.sh
. "$(dirname "$0")/../heal/support.sh"
src="$work/a project"

skip() {
  echo "skipped: $*"
  exit 77
}

# make_project <lines of CMakeLists.txt>: a C test that fails beside the suites, configured and built.
make_project() {
  mkdir -p "$src"
  cat >"$src/CMakeLists.txt" <<END
cmake_minimum_required(VERSION 3.25)
project(Suites C)
enable_testing()
include(FetchContent)
FetchContent_Declare(Aurora SOURCE_DIR "$repository")
FetchContent_MakeAvailable(Aurora)
aurora_enable(HISTORY off)
add_executable(m main.c)
add_test(NAME c COMMAND m)
$1
END
  printf '#include <assert.h>\nint main(void) {\n  assert(1 == 2);\n}\n' >"$src/main.c"
  configure
  cmake --build "$build" >"$log" 2>&1 || fail "cannot build"
}

configure() {
  cmake -S "$src" -B "$build" -G Ninja -DAURORA_EXECUTABLE="$aurora" >"$log" 2>&1 || fail "cannot configure"
}

# names: CTest's, one a line.
names() {
  ctest --test-dir "$build" -N | sed -n 's/^ *Test *#[0-9]*: //p'
}

# events <python>: looks at the events as `events`, by test id, with at() for (category, file, line).
events() {
  cat >"$work/look.py" <<'END'
import json, sys
events = {}
for line in open(sys.argv[1]):
    event = json.loads(line)
    events[event["test_id"]] = event
def find(part):
    found = [e for i, e in events.items() if part in i]
    assert len(found) == 1, (part, sorted(events))
    return found[0]
def at(part):
    return tuple(find(part)[key] for key in ("category", "file", "line"))
def is_at(part, *place):
    assert at(part) == place, (part, at(part), find(part)["message"])
END
  cat >>"$work/look.py"
  python3 "$work/look.py" "$build/aurora/reports/events.ndjson" || fail "the events are not as expected"
}
