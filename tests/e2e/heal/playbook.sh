#!/bin/sh
# The second time the same fault is healed from the playbook; the same shape elsewhere too; what was taken back is not
# tried again; the history tells all of it.
. "$(dirname "$0")/support.sh"
make_sample
fault=015-wrong-operator.patch
entries() { find "$src/.aurora/playbook" -name '*.yml' 2>/dev/null | wc -l; }
figure() { python3 -c "import json,sys; d=json.load(open(sys.argv[1])); r=d['repeats']; print($1)" "$log"; }

seed $fault
expect 0 heal -B "$build" --time-budget 300 # the machine may be busy
said "landed"
said "try .* from search"
[ "$(entries)" -eq 1 ] || fail "the fix is no entry of the playbook"
[ -z "$(git_in status --porcelain -- .aurora/history.db .aurora/.gitignore)" ] || fail "the history is in git's way"
entry=$(ls "$src/.aurora/playbook")
grep -q "file: \"src/filter.cpp\"" "$src/.aurora/playbook/$entry" || fail "the entry does not tell its file"

# The fault comes back.
cp "$src/src/filter.cpp" "$work/healed.cpp"
git_in checkout -q -- src/filter.cpp
seed $fault
expect 0 heal -B "$build"
said "try      1 candidate from playbook"
! grep -q "from search" "$log" || fail "the search was asked before the playbook"
cmp -s "$src/src/filter.cpp" "$work/healed.cpp" || fail "it was healed in another way than before"
[ "$(entries)" -eq 1 ] || fail "the same fix is two entries"

expect 0 history figures -B "$build" --json
[ "$(figure "d['landed'], r['count'], d['closed_by_aurora'], d['heals']")" = "2 1 2 2" ] ||
  fail "the figures are wrong"
figure "'healed again in %.2f s instead of %.2f s: %.1f times faster' % (r['seconds_again'], r['seconds_first'],
  r['times_faster'])"
expect 0 history figures -B "$build"
said "healed again +1 by the playbook"
expect 0 history list -B "$build"
[ "$(grep -c ' heal ' "$log")" -eq 2 ] || fail "not two heals in the list"
expect 0 history show 2 -B "$build"
said "landed +playbook/"
said "^ +\+ "

cp "$src/.aurora/playbook/$entry" "$work/trusted.yml"

# Taken back: the patch in the history, and the entry's place in the playbook.
expect 0 restore -B "$build"
said "taken back"
grep -q "state: retired" "$src/.aurora/playbook/$entry" || fail "the entry kept its place"
expect 0 history show 2 -B "$build"
said "reverted +playbook/"
git_in checkout -q -- src/filter.cpp
seed $fault
expect 1 heal -B "$build" --providers playbook
said "no provider had a candidate"

# Reverted in git: the entry loses its place as well.
cp "$work/trusted.yml" "$src/.aurora/playbook/$entry"
git_in commit -q -m "Break the filter" -- src/filter.cpp
expect 0 heal -B "$build" --providers playbook
git_in commit -q -m "Heal the filter" -- src/filter.cpp
git_in revert --no-edit HEAD >"$log" 2>&1 || fail "git revert"
expect 1 heal -B "$build" --providers playbook
said "taken back by git revert"
grep -q "state: retired" "$src/.aurora/playbook/$entry" || fail "the entry kept its place after git revert"
