#!/bin/sh
# The faulty line is among the first ten places, found by what tests reach and not by what git says; nothing changes.
. "$(dirname "$0")/support.sh"
make_sample
cmake -S "$src" -B "$build" -DCMAKE_BUILD_TYPE=Debug >"$log" 2>&1 || fail "cannot configure"
seed 015-wrong-operator.patch
line=$(git -C "$src" diff -U0 | sed -n 's/^@@ .*+\([0-9]*\).*/\1/p')
git_in commit -qam "A fault that is not new"
faulty=$(state)
expect 1 locate -B "$build" --top 10
awk -v line="$line" '$2 ~ /^src\/filter\.cpp:/ {
  split($2, place, ":"); count = split(place[2], range, "-")
  if (range[1] <= line && line <= range[count]) found = 1
} END { exit !found }' "$log" || fail "line $line of src/filter.cpp is not among the suspects"
[ "$faulty" = "$(state)" ] || fail "locate changed the sources"
[ -f "$build/aurora/reports/suspects.json" ] || fail "no suspects.json"

# Without debug information the functions that tests reach are known by their symbols.
cmake -S "$src" -B "$build" -DCMAKE_BUILD_TYPE= >"$log" 2>&1 || fail "cannot configure without a build type"
expect 1 locate -B "$build" --top 10
if [ -x "$(dirname "$aurora")/aurora-trace" ]; then
  grep -q 'src/filter\.cpp:.*covered by failing tests' "$log" || fail "no suspect in the functions that failing tests reach"
fi
[ "$faulty" = "$(state)" ] || fail "locate without debug information changed the sources"
