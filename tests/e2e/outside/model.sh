#!/bin/sh
# `aurora heal` with a language model that a scripted TLS server plays.
. "$(dirname "$0")/support.sh"
make_tiny_project
before=$(state)

server="$work/server"
mkdir "$server"
"$repository/tests/support/scripted_server.py" "$server" &
server_pid=$!
for _ in $(seq 600); do [ -s "$server/port" ] && break; sleep 0.1; done
[ -s "$server/port" ] || fail "the scripted server did not start"
port=$(cat "$server/port")

# The key is told by a file; nothing that is written may hold it.
key=Geheim-7d1fQ2xWm8
printf '%s\n' "$key" >"$work/key"
chmod 600 "$work/key"

block() { # <file> <search> <replace>
  printf 'The mean divides by a constant. It must divide by the count.\n\nFILE: %s\n<<<<<<< SEARCH\n%s\n=======\n%s\n>>>>>>> REPLACE\n' "$1" "$2" "$3"
}
right='  return total / values.size();'
block src/stats.cpp '  return total / 2;' "$right" >"$server/answers/right"
block src/stats.cpp 'return total / 2;  ' 'return total / values.size();' >"$server/answers/near"
block src/stats.cpp '  return total / 2;' '  return total / 4;' >"$server/answers/wrong"
block src/stats.cpp '  return total / 7;' "$right" >"$server/answers/elsewhere"
block ../outside.cpp 'x' 'y' >"$server/answers/outside"
block tests/stats_test.cpp '  if (is != 2) {' '  if (is == 2) {' >"$server/answers/test"
token=ghp''_k3J9xQ2mV7bN4pR8sT1wY6zA5cD0eF3gH7iL # put together here, so that no scanner takes this file for a leak
block src/stats.cpp '  return total / 2;' '  const char* token = "'$token'"; return total / values.size() + (token == nullptr);' >"$server/answers/secret"
printf 'The fault is in the divisor, I would say.\n' >"$server/answers/prose"
cat >"$server/answers/diff" <<'EOF'
The mean divides by a constant.
--- a/src/stats.cpp
+++ b/src/stats.cpp
@@ -99,3 +99,3 @@
     total += value;
-  return total / 2;
+  return total / values.size();
 }
EOF

sed 's|^-  return total / 2;|-  return total / 7;|' "$server/answers/diff" >"$server/answers/wrongdiff"
sed 's|src/stats.cpp|../outside.cpp|' "$server/answers/diff" >"$server/answers/outsidediff"
{ echo "Your key is $key."; cat "$server/answers/right"; } >"$server/answers/echo"

# ask <exit code> <name> <script> [<flag>...]
ask() {
  wanted=$1
  name=$2
  printf '%b\n' "$3" >"$server/script/$name"
  shift 3
  heal "$wanted" --providers model --model-url "https://localhost:$port/$name/v1" --model-name scripted \
    --model-key-file "$work/key" --model-ca-file "$server/ca.pem" "$@"
}
asked() { # <name> <number of requests>
  count=$(find "$server/requests" -name "$1-*.txt" | wc -l)
  [ "$count" -eq "$2" ] || fail "$1: $count requests instead of $2"
}

# Nothing is sent, and the prompt is shown, in a dry run.
ask 1 dry "answer right" --model-dry-run
said 'return total / 2;'
said 'not sent: [0-9]+ bytes'
asked dry 0
untouched "dry run"

# What heals.
for script in "answer right" "answer near" "answer diff" "split right" "answer wrong\nanswer right" "answer prose\nanswer right" \
  "answer elsewhere\nanswer right" "answer test\nanswer right" "status 429 Retry-After=1\nanswer right" "status 503\nanswer right" \
  "cut right\nanswer right" "unended right\nanswer right"; do
  name=heals$(printf %s "$script" | tr -cd a-z0-9)
  ask 0 "$name" "$script"
  healed_and_back
done
asked healsanswerwrongnanswerright 2
grep -q "still red" "$server/requests/healsanswerwrongnanswerright-2.txt" || fail "the model is not told what became of its edit"
ask 0 anthropic "answer right" --model-api anthropic
healed_and_back
grep -q "x-api-key: $key" "$server/requests/anthropic-1.txt" || fail "the key was not sent"

# What does not, and why. Each ends in time and leaves the tree as it is.
ask 1 prose "answer prose"
said 'none of 5 answers could be used'
asked prose 5
untouched prose
ask 1 elsewhere "answer elsewhere" --model-rounds 2
said 'not in the file'
untouched elsewhere
ask 1 outside "answer outside" --model-rounds 1
said 'below the source folder'
untouched outside
[ ! -e "$work/outside.cpp" ] || fail "wrote outside the project"
ask 1 wrongdiff "answer wrongdiff" --model-rounds 2
said 'not in the file'
asked wrongdiff 2
grep -q 'not in the file' "$server/requests/wrongdiff-2.txt" || fail "the model is not told why its diff is refused"
untouched wrongdiff
ask 1 outsidediff "answer outsidediff" --model-rounds 1
said 'below the source folder'
untouched outsidediff
[ ! -e "$work/outside.cpp" ] || fail "wrote outside the project"
ask 1 echo "answer echo" --model-rounds 1
said 'holds a credential'
untouched echo
ask 1 test "answer test" --model-rounds 1
said 'refused.*test source'
untouched test
ask 1 secret "answer secret" --model-rounds 1
said 'refused.*GitHub token'
untouched secret
ask 1 refused "status 401"
said 'answers 401'
asked refused 1
untouched refused
most=20
ask 1 busy "status 503" --model-timeout 5
said 'answers 503'
untouched busy
ask 1 later "status 429 Retry-After=3600" --model-timeout 5
said 'later than allowed'
asked later 1
untouched later
ask 1 stall "stall" --model-timeout 3
untouched stall
ask 1 trickle "trickle" --model-timeout 3
said 'not done within'
untouched trickle
ask 1 big "big"
said 'larger than'
untouched big
port=$(cat "$server/wrong_port")
ask 1 wronghost "answer right"
asked wronghost 0
untouched "wrong host"
port=$(cat "$server/port")

# A server elsewhere gets nothing, the key least of all.
ask 1 redirect "redirect https://127.0.0.1:$port/stolen/v1"
said 'redirects to another host'
asked stolen 0
untouched redirect

# The budget is a hard stop, and a key that others may read is not used.
ask 1 budget "answer prose" --model-max-calls 2
said 'budget of calls'
asked budget 2
chmod 644 "$work/key"
ask 1 readable "answer right"
said 'chmod 600'
asked readable 0
untouched "the end"

find "$build/aurora/reports/model" -name '*-prompt.txt' | grep -q . || fail "no prompt was kept"
! grep -rq "$key" "$build" "$src" "$log" || fail "the key was written somewhere: $(grep -rl "$key" "$build" "$src" "$log")"

# What it cost is in the history: two calls by what the server said they took.
rm -rf "$src/.aurora"
chmod 600 "$work/key"
ask 0 cost "answer prose\nanswer right" --model-price-in 1000000 --model-price-out 1000000 --model-max-cost 100000000
"$aurora" history export -B "$build" --csv --table provider_calls >"$log" || fail "cannot export the calls"
[ "$(grep -c ',model,scripted,' "$log")" -eq 2 ] || fail "not two calls in the history"
"$aurora" history figures -B "$build" --json >"$log" || fail "no figures"
python3 - "$log" <<'EOF' || fail "the cost is wrong"
import json, sys
figures = json.load(open(sys.argv[1]))
assert figures["calls"] == 2 and figures["tokens"] > 0, figures
assert abs(figures["cost"] - figures["tokens"]) < 0.01, figures
EOF
