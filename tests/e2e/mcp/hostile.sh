#!/bin/sh
# What no client should send: the server answers with an error and goes on; and it ends with its input.
. "$(dirname "$0")/../outside/support.sh"
make_tiny_project
initialize='{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}'
{
  echo 'hello'
  echo "$initialize"
  head -c 6000000 /dev/zero | tr '\0' '['
  echo
  head -c 100000 /dev/zero | tr '\0' '['
  echo
  head -c 1000 /dev/urandom | tr -d '\n'
  echo
  printf '{"jsonrpc":"2.0","id":"\377","method":"ping"}\n'
  echo '{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"apply_fix","arguments":{"signature":"../../../../../x"}}}'
  echo '{"jsonrpc":"2.0","id":4,"method":"resources/read","params":{"uri":"aurora://reports/../settings.json"}}'
  echo '{"jsonrpc":"2.0","id":5,"method":"ping"}'
} | timeout 60 "$aurora" mcp -B "$build" >"$log" || fail "the server did not end with its input"
[ "$(wc -l <"$log")" -eq 9 ] || fail "not one answer a message"
[ "$(grep -c -- '"code":-32700' "$log")" -eq 3 ] || fail "not three messages that are no JSON"
said '"code":-32600.*4194304 bytes'
said '"code":-32602.*"id":3'
said '"code":-32002.*"id":4'
tail -1 "$log" | grep -q '"id":5.*"result":{}' || fail "the server did not go on"

# Told to stop while it waits, it ends at once.
mkfifo "$work/input"
"$aurora" mcp -B "$build" <"$work/input" >"$log" &
server_pid=$!
exec 9>"$work/input"
echo "$initialize" >&9
for _ in $(seq 100); do [ -s "$log" ] && break; sleep 0.1; done
said 'protocolVersion'
kill -TERM "$server_pid"
for _ in $(seq 100); do kill -0 "$server_pid" 2>/dev/null || break; sleep 0.1; done
! kill -0 "$server_pid" 2>/dev/null || fail "the server did not end when it was told to"
exec 9>&-
server_pid=
code=0
"$aurora" mcp -B "$work" </dev/null >"$log" 2>&1 || code=$?
[ $code -eq 3 ] || fail "a folder that is no build folder: exit code $code instead of 3"
