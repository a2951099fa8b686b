#!/bin/sh
# Live progress, colours and links on a terminal; plain lines in a pipe; a summary that fits a screen.
. "$(dirname "$0")/../outside/support.sh"
make_tiny_project
escape=$(printf '\033')
unset NO_COLOR 2>/dev/null || true

on_terminal() { # <variable>...: test-heal on a terminal; what it shows is in $log, its exit code in $code
  code=0
  (cd "$build" && env TERM=xterm "$@" script -qec "'$aurora' test-heal -B . --reruns 0" /dev/null) >"$log" </dev/null || code=$?
  [ $code -eq 1 ] || fail "test-heal on a terminal: exit code $code instead of 1"
}

if script -qec true /dev/null >"$log" 2>&1 </dev/null; then
on_terminal COLUMNS=80
said "${escape}\\[31mred${escape}\\[0m"
said "[0-9]+/[0-9]+ tests"
said "${escape}\\[K"
said "${escape}\\]8;;file://.*/tiny%20project/tests/stats_test.cpp${escape}"
said '\.\./tiny project/tests/stats_test.cpp:9'
on_terminal NO_COLOR=1
! grep -q "${escape}\\[3[0-9]m" "$log" || fail "NO_COLOR is not honoured"
said "${escape}\\]8;;file://"
else
  echo "not looked at on a terminal: $(cat "$log")"
fi

# In a pipe.
code=0
(cd "$src" && "$aurora" test-heal -B "$build" --reruns 0) >"$log" 2>"$work/errors" || code=$?
[ $code -eq 1 ] || fail "test-heal in a pipe: exit code $code instead of 1"
! grep -q "$escape" "$log" "$work/errors" || fail "an escape sequence in a pipe"
! grep -Eq '[0-9]+/[0-9]+ (tests|built)' "$log" || fail "live progress in a pipe"
said '^red      AssertionFailure: .*\(tests/stats_test.cpp:9\)'
[ ! -s "$work/errors" ] || fail "messages on standard error"
"$aurora" test-heal -B "$build" --reruns 0 --quiet >"$log" 2>&1 || true
[ ! -s "$log" ] || fail "--quiet is not quiet"
"$aurora" test-heal -B "$build" --reruns 0 --json >"$log" 2>"$work/errors" || true
head -c 1 "$log" | grep -q '{' || fail "--json: standard output is no document"
grep -q '^red  ' "$work/errors" || fail "--json: no messages on standard error"

# Thirty causes, and the summary still fits a screen of 24 lines.
echo 'foreach(i RANGE 1 30)
  add_test(NAME broken${i} COMMAND ${CMAKE_COMMAND} -E false)
endforeach()' >>"$src/CMakeLists.txt"
"$aurora" test-heal -B "$build" --reruns 0 >"$log" 2>&1 || true
said 'and [0-9]+ more causes, all in clusters.json'
[ "$(wc -l <"$log")" -le 24 ] || fail "the summary has $(wc -l <"$log") lines"

# Every command takes --json and --quiet.
commands() { "$aurora" "$@" --help | sed -n '/^Subcommands:/,/^$/s/^  \([a-z-]*\) .*/\1/p'; }
for command in $(commands); do
  for below in $(commands "$command") ''; do
    [ -z "$below" ] && [ -n "$(commands "$command")" ] && continue
    # shellcheck disable=SC2086
    "$aurora" "$command" $below --help >"$log"
    said '--json'
    [ "$command" = completion ] || said '--quiet'
  done
done
"$aurora" restore -B "$build" --dry-run --json >"$log" 2>&1 || fail "restore --json"
said '^\{"schema":"aurora.restore/1","dry_run":true,"complete":true,"files":\[\]\}$'
"$aurora" completion --json >"$log"
said '^\{"schema":"aurora.commands/1"'
