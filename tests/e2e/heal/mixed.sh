#!/bin/sh
# Tests of another language, whose results are in the reports that they write into the build folder and nowhere else:
# seen from the shadow as from the user's tree, so that they neither get lost there nor stand in the way of a fix.
. "$(dirname "$0")/support.sh"
make_sample
mkdir "$src/pages"
cat >"$src/pages/run.sh" <<'END_OF_RUN'
#!/bin/sh
# run.sh GREEN|RED --outputFile.junit=FILE
cat >"${2#*=}" <<END_OF_REPORT
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="vitest tests">
<testsuite name="pages/a.test.ts">
<testcase classname="pages/a.test.ts" name="a &gt; first" time="0.01"></testcase>
<testcase classname="pages/a.test.ts" name="a &gt; second" time="0.01">$([ "$1" = GREEN ] || echo '<failure message="expected 1 to be 2" type="AssertionError">AssertionError: expected 1 to be 2</failure>')</testcase>
</testsuite>
</testsuites>
END_OF_REPORT
[ "$1" = GREEN ]
END_OF_RUN
chmod +x "$src/pages/run.sh"
for test in GREEN RED; do
  echo "add_test(NAME pages_$test COMMAND \${PROJECT_SOURCE_DIR}/pages/run.sh $test --outputFile.junit=\${PROJECT_BINARY_DIR}/pages_$test.xml)"
done >>"$src/tests/CMakeLists.txt"
git_in add -A
git_in commit -qm "Tests of another language"
cmake --build "$build" >"$log" 2>&1 || fail "cannot build"
seed 010-missing-null-guard.patch
faulty=$(state)
expect 1 heal -B "$build"
said landed
said "expected 1 to be 2"
said "nothing of this build runs in pages_RED"
expect 0 restore -B "$build"
[ "$faulty" = "$(state)" ] || fail "restore did not bring back what was there before"
