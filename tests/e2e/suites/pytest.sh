#!/bin/sh
# pytest cases run one by one, whatever their names, and fail beside C tests.
. "$(dirname "$0")/support.sh"
python=
for candidate in python3 /usr/bin/python3; do
  "$candidate" -c 'import pytest' 2>/dev/null && python=$(command -v "$candidate") && break
done
[ -n "$python" ] || skip "pytest is not installed"

mkdir -p "$src/py/tests"
canary="$work/pwned"
cat >"$src/py/tests/test_names.py" <<END
import os
import pytest

@pytest.mark.parametrize("text", ["a b", "x;y", "[z]", "q'\"q", "\$(touch '$canary')", "\`touch '$canary'\`", "ü", "]=]", "c::d", "\\\\", "\${X}"])
def test_any_text(text):
    assert text != "x;y" and text != "[z]" and "touch" not in text

def test_ünicode():
    assert os.environ["GIVEN"] == "a b"

@pytest.mark.skip(reason="not now")
def test_skipped():
    pass
END
cat >"$src/py/tests/test_faults.py" <<'END'
import pytest

class TestShelf:
    def test_holds_two(self):
        shelf = ["a"]
        assert len(shelf) == 2

def test_adds_texts_only():
    "a" + 1

@pytest.fixture
def broken():
    raise RuntimeError("no set-up")

def test_needs_a_fixture(broken):
    pass
END
echo 'import nothing_of_that_name' >"$src/py/tests/test_broken.py"
make_project "aurora_add_pytest(py PATHS py/tests WORKING_DIRECTORY py PYTHON \"$python\" LABELS unit ENVIRONMENT \"GIVEN=a b\")"
[ ! -e "$build/aurora_suites/py/tests.cmake" ] || fail "configuring ran pytest"

names >"$log"
[ "$(wc -l <"$log")" -eq 18 ] || fail "not 18 tests"
said '^py\.tests/test_names\.py::test_any_text\[x;y\]$'
said '^py\.tests/test_broken\.py$'

expect 1 test-heal -B "$build" --reruns 0
[ ! -e "$canary" ] || fail "the name of a case was run by a shell"
[ -z "$(find "$src" -name '__pycache__' -o -name '.pytest_cache')" ] || fail "something was written into the sources"
events <<'END'
# The C test, the four names that are asserted against, and the four faults.
assert len(events) == 9, sorted(events)
is_at("test_holds_two", "assertion", "py/tests/test_faults.py", 6)
assert find("test_holds_two")["actual"] == "1" and find("test_holds_two")["expected"] == "2", find("test_holds_two")
is_at("test_adds_texts_only", "type", "py/tests/test_faults.py", 9)
assert find("test_adds_texts_only")["error_class"] == "Exception:TypeError"
is_at("test_needs_a_fixture", "logic", "py/tests/test_faults.py", 13)
is_at("test_any_text[x;y]::", "assertion", "py/tests/test_names.py", 6)
assert find("test_broken")["error_class"] == "Exception:ModuleNotFoundError", find("test_broken")
is_at("test_broken", "logic", "py/tests/test_broken.py", 1)
assert find("test_holds_two")["suite"] == "unit"
assert events["c"]["file"] == "main.c", events["c"]
END
grep -q '"skipped" *: *1' "$build/aurora/reports/run.json" || fail "the skipped case was not counted as one"

# What a person pastes runs just that test, and fails.
python3 - "$build/aurora/reports/events.ndjson" >"$work/repro.sh" <<'END' || fail "no command to run it again"
import json, sys
print([e["repro_cmd"] for e in map(json.loads, open(sys.argv[1])) if "[x;y]" in e["test_id"]][0])
END
! (cd "$src" && sh "$work/repro.sh") >"$log" 2>&1 || fail "the command to run it again does not fail"
said '0% tests passed, 1 tests failed out of 1'

# Cases that come are there without configuring; what is not changed is not asked again.
listed="$build/aurora_suites/py/tests.cmake"
cp -p "$listed" "$work/tests.cmake"
names >"$log"
[ ! "$listed" -nt "$work/tests.cmake" ] || fail "pytest was asked again"
echo 'def test_new(): pass' >"$src/py/tests/test_new.py"
names >"$log"
said '^py\.tests/test_new\.py::test_new$'
