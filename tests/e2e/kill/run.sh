#!/bin/sh
# run.sh DRIVER [ROUNDS]: kills the driver at random moments; the next command must find or make a whole tree.
set -eu
driver=$1
rounds=${2:-60}
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
source="$root/the \"source\" 'x'"
state="$root/build/aurora"
mkdir -p "$source/sub"
pad=$(head -c 20000 /dev/zero | tr '\0' x)
printf 'a 0\n%s\n' "$pad" >"$source/a.cpp"
printf 'b 0\n%s\n' "$pad" >"$source/sub/b.cpp"
printf 't 0\n%s\n' "$pad" >"$source/sub/tool.sh"
printf 'mine' >"$source/a.cpp.aurora_backup"
chmod 640 "$source/a.cpp"
chmod 755 "$source/sub/tool.sh"

# Names, modes and hashes of all files.
state_of() {
  (cd "$source" && find . -type f -printf '%m ' -exec sha256sum {} \; | sort; find . -type d | sort)
}
fail() {
  echo "round $1: $2"
  state_of
  find "$state" -type f
  exit 1
}

original=$(state_of)
killed_at_work=0
i=0
while [ $i -lt "$rounds" ]; do
  i=$((i + 1))
  "$driver" work "$source" "$state" $i >"$root/log" 2>&1 &
  pid=$!
  # Between 1 and 600 ms: several patches, most of the time within a write or a sync.
  sleep "0.$(printf %03d $(($(od -An -N2 -tu2 /dev/urandom) % 600 + 1)))"
  kill -9 $pid 2>/dev/null || fail $i "the driver ended by itself: $(cat "$root/log")"
  wait $pid 2>/dev/null || true
  if [ $((i % 3)) -eq 0 ]; then # the recovery is killed as well
    "$driver" recover "$source" "$state" 2>/dev/null &
    pid=$!
    sleep "0.00$(($(od -An -N1 -tu1 /dev/urandom) % 9 + 1))"
    kill -9 $pid 2>/dev/null || true
    wait $pid 2>/dev/null || true
  fi
  [ -s "$root/log" ] && killed_at_work=$((killed_at_work + 1))
  "$driver" recover "$source" "$state" || fail $i "recover failed"
  recovered=$(state_of)
  "$driver" recover "$source" "$state" || fail $i "a second recover failed"
  [ "$recovered" = "$(state_of)" ] || fail $i "a second recover changed something"
  # Whatever landed must be restorable to the very first bytes.
  "$driver" restore "$source" "$state" || fail $i "restore failed"
  [ "$original" = "$(state_of)" ] || fail $i "the tree is not the original one"
  [ -z "$(find "$state" -type f)" ] || fail $i "left-overs in the journal"
done
echo "$rounds kills, $killed_at_work of them after the first patch, nothing lost"
