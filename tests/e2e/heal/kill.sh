#!/bin/bash
# Kills `aurora heal` at random moments. The next command must find the tree, or make it, what it was before or what
# was accepted: never anything between.
. "$(dirname "$0")/support.sh"
rounds=${AURORA_KILL_ROUNDS:-4}
make_sample
fault=005-missing-return.patch
# Fewer compiler calls make more rounds: the tests are not what this is about.
seed $fault
faulty=$(state)
start=$(date +%s%N)
expect 0 heal -B "$build"
span=$((($(date +%s%N) - start) / 1000000))
accepted=$(state)
[ "$faulty" != "$accepted" ] || fail "nothing was healed"
expect 0 restore -B "$build"
[ "$faulty" = "$(state)" ] || fail "restore did not bring back the fault"

round=0 torn=0 landed=0 before=0 ended=0
while [ $round -lt "$rounds" ]; do
  round=$((round + 1))
  # Two of three near the end, where the sources are written.
  number=$(od -An -N4 -tu4 /dev/urandom)
  delay=$((number % (span + 200)))
  [ $((round % 3)) -eq 0 ] || delay=$((span * 6 / 10 + number % (span * 5 / 10 + 1)))
  "$aurora" heal -B "$build" >"$log" 2>&1 &
  pid=$!
  sleep "$((delay / 1000)).$(printf %03d $((delay % 1000)))"
  kill -9 $pid 2>/dev/null || ended=$((ended + 1))
  wait $pid 2>/dev/null || true
  left=$(state)
  [ "$left" = "$faulty" ] || [ "$left" = "$accepted" ] || torn=$((torn + 1))
  case $((round % 3)) in # any command repairs
  0) "$aurora" restore -B "$build" --dry-run >"$log" 2>&1 || fail "round $round, after $delay ms: restore" ;;
  1) "$aurora" restore -B "$build" nothing.cpp >"$log" 2>&1 || fail "round $round, after $delay ms: restore" ;;
  2) "$aurora" artifacts -B "$build" >"$log" 2>&1 || fail "round $round, after $delay ms: artifacts" ;;
  esac
  found=$(state)
  if [ "$found" = "$faulty" ]; then
    before=$((before + 1))
  elif [ "$found" = "$accepted" ]; then
    landed=$((landed + 1))
  else
    diff <(echo "$faulty") <(echo "$found") >&2 || true
    fail "round $round, killed after $delay ms: neither the tree of before nor the accepted one"
  fi
  "$aurora" restore -B "$build" >"$log" 2>&1 || fail "round $round: the healing cannot be taken back"
  [ "$faulty" = "$(state)" ] || fail "round $round: restore did not bring back the fault"
done
echo "$rounds rounds ($ended too late to kill): $before as before, $landed accepted, $torn of them repaired"
