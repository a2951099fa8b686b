#!/bin/bash
# Interrupts `aurora heal` in the middle of a long build or test: it ends at once with 130, everything it started is
# gone, and so is the shadow; the tree is what it was.
. "$(dirname "$0")/support.sh"
export AURORA_SCRATCH="$work/scratch"
begun="$work/begun"

write_main() { # <what is slow>
  cat >"$src/main.c" <<END
#include <signal.h>
#include <stdio.h>
#include <unistd.h>
int twice(int v);
int main(void) {
  if ($1) {
    signal(SIGTERM, SIG_IGN); /* a test that does not want to end */
    fclose(fopen("/tmp/$(basename "$(dirname "$work")").begun", "w"));
    sleep(60);
  }
  return twice(3) == 6 ? 0 : 1;
}
END
}

project() { # <code of twice> <what is slow> <more CMake>
  rm -rf "$src" "$build" "$AURORA_SCRATCH"
  mkdir -p "$src" "$AURORA_SCRATCH"
  cat >"$src/CMakeLists.txt" <<END
cmake_minimum_required(VERSION 3.25)
project(Slow C)
enable_testing()
add_executable(numbers main.c twice.c)
add_test(NAME six COMMAND numbers)
$3
END
  printf 'int twice(int v) {\n  %s\n}\n' "$1" >"$src/twice.c"
  write_main "$2"
  cmake -S "$src" -B "$build" -G Ninja >"$log" 2>&1 || fail "cannot configure"
}

# interrupt <signal> <where>
interrupt() {
  begun="/tmp/$(basename "$(dirname "$work")").begun"
  rm -f "$begun"
  before=$(state)
  "$aurora" heal -B "$build" >"$log" 2>&1 &
  pid=$!
  for _ in $(seq 600); do
    [ -e "$begun" ] && break
    kill -0 $pid 2>/dev/null || fail "$2: it ended before it could be interrupted"
    sleep 0.1
  done
  [ -e "$begun" ] || fail "$2: nothing slow began"
  rm -f "$begun"
  start=$(date +%s%N)
  kill -s "$1" $pid
  code=0
  wait $pid || code=$?
  spent=$((($(date +%s%N) - start) / 1000000))
  [ $code -eq 130 ] || fail "$2: exit code $code instead of 130"
  [ $spent -le "${AURORA_INTERRUPT_MS:-2000}" ] || fail "$2: it took $spent ms to end"
  [ "$before" = "$(state)" ] || fail "$2: the tree changed"
  ! pgrep -f "$work" >/dev/null || fail "$2: left running: $(pgrep -af "$work")"
  ! grep -qF "$(basename "$(dirname "$work")")" /proc/mounts || fail "$2: left mounted"
  left=$(ls -A "$AURORA_SCRATCH" | grep -v '^aurora-copy-' || true) # a copy is kept for the next heal
  [ -z "$left" ] || fail "$2: left in the scratch folder: $left"
  echo "$2: $spent ms"
}

good='return v * 2;' bad='return v * 2'
project "$good" 0 "add_custom_target(slow ALL COMMAND touch /tmp/$(basename "$(dirname "$work")").begun COMMAND sleep 60)"
interrupt INT "in a build of the user's tree"
project "$good" 1 ""
interrupt TERM "in a test of the user's tree"
project "$bad" 1 ""
interrupt INT "in a test of the shadow"
project "$bad" "access(\"$src/twice.c.aurora_backup\", F_OK) == 0" ""
interrupt INT "while a landed patch is checked"
expect 0 restore -B "$build"
said "nothing to restore"
