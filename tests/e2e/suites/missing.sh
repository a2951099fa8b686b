#!/bin/sh
# What is missing makes a test that fails and says what to do, or one that is skipped when the suite is optional.
. "$(dirname "$0")/support.sh"
mkdir -p "$src/web" "$src/py" "$work/bin"
echo 'def test_one(): pass' >"$src/py/test_one.py"
echo '{"name": "web", "private": true, "scripts": {"test": "vitest run"}}' >"$src/web/package.json"
# A Python that has no pytest.
printf '#!/bin/sh\nexec %s -S -E "$@"\n' "$(python3 -c 'import sys; print(sys.executable)')" >"$work/bin/python"
chmod +x "$work/bin/python"
"$work/bin/python" -c 'import pytest' 2>/dev/null && skip "this Python has pytest in its library"
make_project "aurora_add_pytest(no-python PATHS py PYTHON \"$work/bin/none\")
aurora_add_pytest(no-pytest PATHS py PYTHON \"$work/bin/python\")
aurora_add_pytest(optional PATHS py PYTHON \"$work/bin/none\" OPTIONAL)
aurora_add_npm_test(no-node WORKING_DIRECTORY web NODE \"$work/bin/none\")"
expect 1 test-heal -B "$build" --reruns 0
events <<'END'
assert sorted(events) == ["c", "no-node", "no-pytest", "no-python"], sorted(events)
for name in ("no-node", "no-pytest", "no-python"):
    assert events[name]["category"] == "environment", events[name]
    assert "is not installed" in events[name]["message"] and name in events[name]["message"], events[name]["message"]
assert "pip install pytest" in events["no-pytest"]["message"]
END
grep -q '"skipped" *: *1' "$build/aurora/reports/run.json" || fail "the optional suite was not skipped"

command -v node >/dev/null 2>&1 || exit 0
sed -i "s| NODE \"$work/bin/none\"||" "$src/CMakeLists.txt"
configure
ctest --test-dir "$build" -R no-node --output-on-failure >"$log" 2>&1 && fail "a suite without its runner is green"
said 'vitest is not installed for .*/web; run "npm ci"'
