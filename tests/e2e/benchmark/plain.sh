#!/bin/sh
# Plain timings and printed ones: a level, what is within the noise, what is slower, and the ways on from there.
. "$(dirname "$0")/support.sh"
make_project C '
add_executable(t test.c)
add_test(NAME works COMMAND t)
add_executable(spin spin.c)
add_executable(told told.c)
aurora_add_benchmark(spin COMMAND spin)
aurora_add_benchmark(told COMMAND told now KIND lines REPETITIONS 8)'
cat >"$src/spin.c" <<'END'
#include <time.h>
#include "work.h"
int main(void) {
  while (clock() < CLOCKS_PER_SEC / 2500 * WORK)
    ;
  return 0;
}
END
cat >"$src/told.c" <<'END'
#include <stdio.h>
#include "work.h"
int main(void) {
  printf("working...\nsquares: %f ms\n", told_ms());
  return 0;
}
END
configure
git_in init -q
git_in add -A
git_in commit -qm first

told 0
look <<'END'
assert sorted(findings) == ["spin", "told/squares"] and set(findings.values()) <= {"no baseline", "same"}, findings
assert len(benchmarks["spin"]["seconds"]) == 10 and len(benchmarks["told/squares"]["seconds"]) == 8
END
for round in 1 2 3; do
  expect 0 test-heal -B "$build"
  no_event
done
amount 105 # 5 % more is less than is tolerated
expect 0 test-heal -B "$build"
no_event

amount 200
told 1
said "2 slower"
said "red .*spin is (1\.[6-9]|2\.[0-6])[0-9]* times as slow as its baseline"
if grep -q "target heal" "$log"; then fail "healing was advised against a slowdown"; fi
look <<'END'
assert sorted(events) == ["benchmark::spin", "benchmark::told/squares"], sorted(events)
assert "Let Aurora try to heal it" not in open(reports + "index.html").read()
event = events["benchmark::spin"]
assert event["category"] == "performance" and event["error_class"] == "PerformanceRegression", event
assert event["file"] == "CMakeLists.txt" and event["suite"] == "benchmark" and event["commit"], event
assert benchmarks["spin"]["ratio"] > 1.5 and benchmarks["spin"]["p"] < 0.01, benchmarks["spin"]
assert len(benchmarks["spin"]["seconds"]) == 20, "it was not measured again"
signatures = {e["signature"] for e in events.values()}
assert len(signatures) == 2, "two benchmarks are taken for one cause"
clusters = json.load(open(reports + "clusters.json"))["clusters"]
assert {c["category"] for c in clusters} == {"performance"} and len(clusters) == 2, clusters
ctrf = json.load(open(reports + "ctrf.json"))["results"]["tests"]
assert {t["name"]: t["status"] for t in ctrf} == {"works": "passed", "benchmark::spin": "failed", "benchmark::told/squares": "failed"}, ctrf
for name in ("junit.xml", "summary.md", "events.sarif", "index.html", "gl-code-quality-report.json", "github-annotations.txt"):
    assert "times as slow as its baseline" in open(reports + name).read().replace("\\", ""), name
task = open(sys.argv[1] + "/aurora/tasks/" + event["signature"] + ".yml").read()
assert "benchmark::spin" in task and "aurora benchmark accept spin" in task.replace("\n", " ").replace("  ", " "), task
END
before=$(state)
expect 0 heal -B "$build"
said "nothing to heal"
[ "$before" = "$(state)" ] || fail "a slowdown was healed"
expect 0 history figures -B "$build"
said "0 closed by Aurora, 0 by people, 2 open"

# A person decides: this is the new level; or not.
expect 0 benchmark accept spin -B "$build"
said "spin is accepted at its newest measurement"
told 1
look <<'END'
assert findings == {"spin": "same", "told/squares": "slower"}, findings
END
expect 0 benchmark list -B "$build"
said "spin .*level accepted 20"
expect 0 benchmark undo spin -B "$build" --dry-run
expect 0 benchmark undo spin -B "$build"
said "spin is back at the level before"
"$aurora" benchmark run spin -B "$build" --json >"$log" 2>"$work/said" || true
python3 - "$log" <<'END' || fail "the document is wrong"
import json, sys
found = {b["name"]: b["finding"] for b in json.load(open(sys.argv[1]))["benchmarks"]}
assert list(found) == ["spin"] and found["spin"] in ("slower", "too noisy"), found
END
expect 2 benchmark accept spon -B "$build"
said "did you mean \"spin\""
expect 2 benchmark accept -B "$build"

# As fast again: the cause is gone.
amount 100
told 0
no_event
expect 0 history figures -B "$build"
said "2 by people, 0 open"

# Another machine, build type or wish.
amount 200
expect 0 test-heal -B "$build" --benchmark-machine elsewhere
said "no baseline yet on this setup: elsewhere; Release"
expect 0 test-heal -B "$build" --benchmark-tolerance 400
expect 2 test-heal -B "$build" --benchmark-repetitions 4
expect 0 test-heal -B "$build" --benchmarks off
[ ! -e "$build/aurora/reports/benchmarks.json" ] || fail "an old benchmarks.json is left"
configure -DCMAKE_BUILD_TYPE=Debug
expect 0 test-heal -B "$build"
said "no baseline yet on this setup: .*; Debug"

# What cannot be measured is told, too.
printf '#include <stdio.h>\nint main(void) {\n  fputs("no such table\\n", stderr);\n  return 3;\n}\n' >"$src/told.c"
expect 1 test-heal -B "$build"
look <<'END'
assert sorted(events) == ["benchmark::told"], sorted(events)
assert events["benchmark::told"]["error_class"] == "BenchmarkFailed", events
assert "exit code 3: no such table" in events["benchmark::told"]["message"], events
END
printf 'int main(void) {\n  return 1;\n}\n' >"$src/test.c"
expect 1 test-heal -B "$build"
said "not measured: what is wrong has no speed"
sed -i '/aurora_add_benchmark/d' "$src/CMakeLists.txt"
configure
expect 3 benchmark run -B "$build"
said "no benchmark is registered"
