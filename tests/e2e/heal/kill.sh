#!/bin/bash
# Kills `aurora heal` at random moments. The next command must find the tree, or make it, what it was before or what
# was accepted: never anything between. Two build errors in two files are only accepted together, so a healing that
# lands one file after the other would be caught in the act.
# AURORA_KILL_ROUNDS says how often.
. "$(dirname "$0")/support.sh"
rounds=${AURORA_KILL_ROUNDS:-8}

mkdir -p "$src"
cat >"$src/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
project(Kill CXX)
enable_testing()
add_executable(numbers main.cpp twice.cpp "thrice 'em.cpp")
target_compile_options(numbers PRIVATE -Werror=return-type)
add_test(NAME six COMMAND numbers)
END
echo 'int twice(int v); int thrice(int v); int main() { return twice(thrice(1)) == 6 ? 0 : 1; }' >"$src/main.cpp"
printf 'int twice(int v) {\n  int result = v * 2\n  return result;\n}\n' >"$src/twice.cpp"
printf 'int thrice(int v) {\n  int result = v * 3;\n}\n' >"$src/thrice 'em.cpp"
chmod 640 "$src/twice.cpp"
cmake -S "$src" -B "$build" -G Ninja >"$log" 2>&1 || fail "cannot configure"

now() { echo $(($(date +%s%N) / 1000000)); }
# Without a process for each look: it must not be what the machine is busy with.
exec {clock}<> <(:)
nap() { read -rt "$1" -u "$clock" || true; }
until_journal() { # or until the healing ends
  until compgen -G "$build/aurora/journal/*" >/dev/null || ! kill -0 $pid 2>/dev/null; do nap 0.002; done
}
journal() { cat "$build"/aurora/journal/*.json 2>/dev/null; }

# The oracle: what an uninterrupted healing leaves; and how long it and its landing take.
faulty=$(state)
"$aurora" heal -B "$build" >"$log" 2>&1 &
pid=$!
start=$(now)
until_journal
sight=$(now)
wait $pid || fail "nothing was healed"
end=$(now)
accepted=$(state)
[ "$faulty" != "$accepted" ] || fail "nothing was healed"
[ "$(ls "$src"/*.aurora_backup | wc -l)" -eq 2 ] || fail "not both files were healed"
expect 0 restore -B "$build"
[ "$faulty" = "$(state)" ] || fail "restore did not bring back the fault"
span=$((end - start)) landing=$((end - sight))
echo "a healing takes $span ms, the last $landing ms of it from the first journal on"

before=0 landed=0 repaired=0 ended=0 at_work=0 at_landing=0 at_reports=0 round=0
while [ $round -lt "$rounds" ]; do
  round=$((round + 1))
  number=$(od -An -N4 -tu4 /dev/urandom)
  "$aurora" heal -B "$build" >"$log" 2>&1 &
  pid=$!
  delay=$((number % (span + 1)))
  if [ $((round % 2)) -eq 0 ]; then # every other one while the sources are written and checked
    until_journal
    delay=$((number % (landing + 1)))
    [ $((round % 4)) -eq 0 ] && delay=$((number % 30))
  fi
  if [ $((round % 8)) -eq 6 ]; then # and some right after it was kept
    until [[ $(journal) == *'"landed"'* ]] || ! kill -0 $pid 2>/dev/null; do nap 0.01; done
    delay=$((number % 30))
  fi
  sleep "$((delay / 1000)).$(printf %03d $((delay % 1000)))"
  kill -9 $pid 2>/dev/null || ended=$((ended + 1))
  wait $pid 2>/dev/null || true
  case $(journal) in
  '') at_work=$((at_work + 1)) ;;
  *'"open"'*) at_landing=$((at_landing + 1)) ;;
  *) at_reports=$((at_reports + 1)) ;;
  esac
  left=$(state)
  [ "$left" = "$faulty" ] || [ "$left" = "$accepted" ] || repaired=$((repaired + 1))
  case $((round % 5)) in # any command repairs, also one that only reads
  0) "$aurora" restore -B "$build" --dry-run >"$log" 2>&1 || fail "round $round, after $delay ms: restore" ;;
  1) "$aurora" restore -B "$build" nothing.cpp >"$log" 2>&1 || fail "round $round, after $delay ms: restore" ;;
  2) "$aurora" history list -B "$build" >"$log" 2>&1 || fail "round $round, after $delay ms: history" ;;
  3) "$aurora" policy -B "$build" --patch - </dev/null >"$log" 2>&1 || true ;; # there is no git here
  4) "$aurora" artifacts -B "$build" >"$log" 2>&1 || fail "round $round, after $delay ms: artifacts" ;;
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
echo "$rounds rounds ($ended too late to kill): $at_work while nothing was in the tree yet, $at_landing with a patch" \
  "in the tree that was not kept yet, $at_reports later"
echo "found by the next command: $before as before, $landed accepted; $repaired trees had to be repaired; 0 losses"
