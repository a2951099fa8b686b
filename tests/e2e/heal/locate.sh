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

# A program that stops when it sees a debugger goes on when traced; of two files only the wanted one is noted.
tracer=$(dirname "$aurora")/aurora-trace
[ -x "$tracer" ] || exit 0
mkdir "$work/traced"
cat >"$work/traced/wanted.c" <<'EOF'
#include <signal.h>
#include <stdio.h>
#include <string.h>
int other(void);
int main(int argc, char** argv) {
  char line[256];
  FILE* status = fopen("/proc/self/status", "r");
  while (fgets(line, sizeof line, status))
    if (strncmp(line, "TracerPid:", 10) == 0 && strcmp(line + 10, "\t0\n") != 0)
      raise(SIGTRAP);
  return argc > 1 ? other() : 0;
}
EOF
printf 'int other(void) {\n  return 3;\n}\n' >"$work/traced/other.c"
(cd "$work/traced" && cc -g -O0 -o program "$work/traced/wanted.c" "$work/traced/other.c") || fail "cannot compile"
code=0
"$tracer" --only wanted.c "$work/traced" "$work/lines" "$work/traced/program" more || code=$?
[ $code -eq 3 ] || fail "the traced program ended with $code instead of 3"
grep -q '^11 wanted.c$' "$work/lines" || fail "the program was not traced to its end"
grep -q 'other.c' "$work/lines" && fail "a file that nobody wants was traced"
"$tracer" "$work/traced" "$work/lines" "$work/traced/program" more || true
grep -q '^2 other.c$' "$work/lines" || fail "not all files were traced"
"$tracer" --except other.c "$work/traced" "$work/lines" "$work/traced/program" more || true
grep -q '^11 wanted.c$' "$work/lines" || fail "a file was left out that was not named"
grep -q 'other.c' "$work/lines" && fail "a file was traced that was to be left out"
"$tracer" --except traced/ "$work" "$work/lines" "$work/traced/program" more || true
grep -q 'traced/' "$work/lines" && fail "a folder was traced that was to be left out"
"$tracer" "$work" "$work/lines" "$work/traced/program" more || true
grep -q '^2 traced/other.c$' "$work/lines" || fail "not all folders were traced"

# A program that starts another one ends as it does untraced, and the other one is named. Of functions only those of
# the names asked for are noted.
printf '#include <stdlib.h>\nint run(const char* what) {\n  return system(what);\n}\nint main(int count, char** words) {\n  return run(words[count - 1]);\n}\n' >"$work/traced/start.c"
(cd "$work/traced" && cc -g0 -O0 -o start "$work/traced/start.c") || fail "cannot compile"
"$tracer" "$work/traced" "$work/lines" "$work/traced/start" env >/dev/null || fail "what starts another program ended with $?"
grep -q "^! /.*/env\$" "$work/lines" || fail "the program that was started is not named: $(cat "$work/lines")"
grep -q '^+ main$' "$work/lines" && grep -q '^+ run$' "$work/lines" || fail "not all functions were traced"
echo run >"$work/names"
"$tracer" --functions "$work/names" "$work/traced" "$work/lines" "$work/traced/start" true || fail "tracing some functions ended with $?"
grep -q '^+ run$' "$work/lines" || fail "a function that was asked for is missing"
grep -q '^[-+] main$' "$work/lines" && fail "a function was traced that nobody asked for"

# What a script starts is traced, each time it starts it, and not the shell.
cat >"$work/traced/first.c" <<'EOF'
int twice(int number) {
  return 2 * number;
}
int main(int count, char** words) {
  (void)words;
  if (count > 1)
    return twice(2);
  return 0;
}
EOF
(cd "$work/traced" && cc -g -O0 -o first "$work/traced/first.c") || fail "cannot compile"
cat >"$work/traced/script" <<'EOF'
"$1" || exit 1
(: | "$1" again) || exit 5
EOF
code=0
"$tracer" "$work/traced" "$work/lines" sh "$work/traced/script" "$work/traced/first" || code=$?
[ $code -eq 5 ] || fail "the traced script ended with $code instead of 5"
for line in 2 7 8; do
  grep -q "^$line first.c\$" "$work/lines" || fail "line $line of what a script starts was not traced: $(cat "$work/lines")"
done
grep -q '^[-+]' "$work/lines" && fail "functions of a shell were traced"
mkdir "$work/elsewhere" && cp "$work/traced/start" "$work/elsewhere/start"
"$tracer" --programs "$work/build" "$work/traced" "$work/lines" "$work/elsewhere/start" true || fail "tracing some programs ended with $?"
grep -q '^[-+]' "$work/lines" && fail "a program was traced that nobody asked for"
"$tracer" --programs "$work/elsewhere" "$work/traced" "$work/lines" "$work/elsewhere/start" true || fail "tracing one program ended with $?"
grep -q '^+ run$' "$work/lines" || fail "a program was passed over that was asked for"

# Where a program crashes the calls it was in are noted, by their lines, or by their names alone.
cat >"$work/traced/crash.c" <<'EOF'
#include <string.h>
static int length_of(const char* text) {
  return (int)strlen(text);
}
int main(int argc, char** argv) {
  return length_of(argv[argc]);
}
EOF
for debug in -g -g0; do
  (cd "$work/traced" && cc $debug -O0 -o crash "$work/traced/crash.c") || fail "cannot compile"
  code=0
  "$tracer" "$work/traced" "$work/lines" "$work/traced/crash" 2>/dev/null || code=$?
  [ $code -gt 128 ] || fail "the crash ended with $code"
  if [ $debug = -g ]; then
    printf '@ 3 crash.c\n@ 6 crash.c\n' >"$work/calls"
  else
    printf '@ 0 length_of\n@ 0 main\n' >"$work/calls"
  fi
  grep '^@' "$work/lines" | grep -v _start | cmp - "$work/calls" || fail "wrong calls of a crash with $debug: $(cat "$work/lines")"
done
