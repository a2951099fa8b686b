#!/bin/sh
# What is remembered, where, and what becomes of a command when that cannot be.
. "$(dirname "$0")/support.sh"
db="$src/.aurora/history.db"
mkdir -p "$src"
cat >"$src/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
project(Remember C)
enable_testing()
add_executable(m main.c)
add_test(NAME one COMMAND m)
add_test(NAME two COMMAND m fail)
END
echo 'int main(int n, char** a) { (void)a; return n - 1; }' >"$src/main.c"
git_in init -q
git_in add -A
git_in commit -qm first
cmake -S "$src" -B "$build" -G Ninja >"$log" 2>&1 || fail "cannot configure"

expect 3 history list -B "$build"
said "there is no history yet"
[ ! -e "$db" ] || fail "reading made a history"
expect 1 test-heal -B "$build" --history off
[ ! -e "$src/.aurora" ] || fail "a history that is switched off was made"
expect 2 history list -B "$build" --history off
said "switched off"

expect 1 test-heal -B "$build"
expect 1 heal -B "$build" --mode propose
[ -z "$(git_in status --porcelain)" ] || fail "git sees the history: $(git_in status --porcelain)"
expect 0 policy -B "$build"
said "0 files"
expect 0 history list -B "$build" --json
python3 - "$log" <<'END' || fail "the list is wrong"
import json, sys
runs = json.load(open(sys.argv[1]))["runs"]
assert [r["command"] for r in runs] == ["heal", "test-heal"], runs
assert all(r["project"] == "Remember" and r["counts"]["failed"] == 1 and r["events"] == 1 for r in runs), runs
END
expect 0 history show 1 -B "$build"
said "run 1: test-heal of Remember, red"
said "seen"
expect 3 history show 99 -B "$build"
said "no run 99"
expect 2 history figures -B "$build" --since yesterday
said "an age \(36h, 90d, 12w\)"
expect 0 history figures -B "$build" --since 1d
said "1 in 1 causes: 0 closed by Aurora, 0 by people, 1 open|2 in 1 causes"
sed -i 's/return n - 1/return 0/' "$src/main.c"
expect 0 test-heal -B "$build"
expect 0 history figures -B "$build"
said "1 by people, 0 open"

# Exports are for other programs: each reads them with its own reader.
"$aurora" history export -B "$build" >"$log" || fail "cannot export"
python3 - "$log" <<'END' || fail "the exported document is wrong"
import json, sys
tables = json.load(open(sys.argv[1]))["tables"]
assert len(tables["runs"]) == 3 and len(tables["events"]) == 2, tables
assert tables["causes"][0]["closed_by"] == "people", tables["causes"]
END
"$aurora" history export -B "$build" --csv --table events >"$log" || fail "cannot export a table"
python3 - "$log" <<'END' || fail "the exported table is wrong"
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], newline="")))
assert [r["test_id"] for r in rows] == ["two", "two"], rows
END
expect 2 history export -B "$build" --table nonsense
said "there is no table \"nonsense\"; there are runs, events"
expect 0 history prune -B "$build" --older-than 1d
said "forgot 0 runs"
expect 0 history prune -B "$build" --older-than 0h --dry-run
said "would forget 3 runs"
expect 0 history prune -B "$build" --older-than 0h
said "forgot 3 runs"
expect 0 history list --history "$db"
said "no runs"

# Nothing about the history fails a command.
unusable() { # <what is said> <history>
  expect 0 test-heal -B "$build" --history "$2"
  [ "$(grep -c '^note ' "$log")" -eq 1 ] || fail "not one line about it"
  said "note +no history: .*$1"
}
unusable ".*main.c: cannot make the folder" "$src/main.c/history.db"
unusable "no kind of history" "mysql://localhost/x"
unusable "" "postgresql://nobody@127.0.0.1:1/none"
expect 0 test-heal -B "$build"
head -c 3000 /dev/urandom >"$db"
rm -f "$db-wal" "$db-shm"
expect 0 test-heal -B "$build"
said "the history was damaged .*backup copy"
expect 0 history list -B "$build"
said "test-heal"
rm -rf "$src/.aurora"
ln -s "$work" "$src/.aurora"
expect 0 test-heal -B "$build"
said "no history: .*leaves the project"
[ ! -e "$work/history.db" ] || fail "a link led the history out of the project"
