#!/bin/sh
# The guardrails on a working tree, a range of commits and a patch file.
. "$(dirname "$0")/support.sh"
make_sample

expect 0 policy -B "$build"
said "accepted"
echo "// harmless" >>"$src/src/stats.cpp"
expect 0 policy -B "$build"
said "accepted: 1 file, 1 changed lines"
# What healing a file twice leaves is no change of the user's; a file that is only named alike is one.
cp "$src/src/stats.cpp" "$src/src/stats.cpp.aurora_backup"
cp "$src/src/stats.cpp" "$src/src/stats.cpp.aurora_backup.1"
expect 0 policy -B "$build"
said "accepted: 1 file, 1 changed lines"
echo "mine" >"$src/src/stats.cpp.aurora_backup.mine"
expect 0 policy -B "$build"
said "accepted: 2 files, 2 changed lines"
rm "$src"/src/stats.cpp.aurora_backup*

# A test that is switched off is refused, whoever did it.
sed -i '0,/^TEST(\([A-Za-z]*\), /s//TEST(\1, DISABLED_/' "$src/tests/stats_test.cpp"
grep -q DISABLED_ "$src/tests/stats_test.cpp" || fail "the sample project has no such test"
for author in person agent heal; do
  expect 1 policy -B "$build" --author $author
  said "refused"
  said "tests/stats_test.cpp:[0-9]+: error"
done
git_in diff >"$work/bad change.patch"
git_in commit -qam "Switch a test off"
expect 0 policy -B "$build"
expect 1 policy -B "$build" --range HEAD~1..HEAD
said "refused"
expect 0 policy -B "$build" --range HEAD..HEAD
expect 2 policy -B "$build" --range HEAD
said "FROM..TO"
expect 3 policy -B "$build" --range nobody..HEAD

git_in reset -q --hard HEAD~1
expect 1 policy -B "$build" --patch "$work/bad change.patch"
said "refused"
code=0
"$aurora" policy -B "$build" --patch - <"$work/bad change.patch" >"$log" 2>&1 || code=$?
[ $code -eq 1 ] || fail "a patch on standard input: exit code $code"
expect 3 policy -B "$build" --patch "$work/no such file.patch"
echo "this is no patch" >"$work/prose.patch"
code=0
"$aurora" policy -B "$build" --patch "$work/prose.patch" >"$log" 2>&1 || code=$?
[ $code -ne 1 ] || fail "prose is refused as if it broke a rule"

expect 2 policy -B "$build" --range HEAD~1..HEAD --patch x
expect 0 policy -B "$build" --sarif "$work/out.sarif"
grep -q '"2.1.0"' "$work/out.sarif" || fail "no SARIF"
