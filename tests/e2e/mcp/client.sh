#!/bin/sh
# client.sh <aurora> <Aurora's source folder> <folder for npm>: every tool, called by npm's client.
. "$(dirname "$0")/../outside/support.sh"
here=$(cd "$(dirname "$0")" && pwd)
AURORA_NODE_MODULES=${AURORA_NODE_MODULES:-$3/node}
# shellcheck source=tests/browser/support.sh
. "$repository/tests/browser/support.sh"
need @modelcontextprotocol/sdk @modelcontextprotocol/client
make_tiny_project
sed -i 's|total / 2|total / values.size()|' "$src/src/stats.cpp"
# One slip of a kind that a rule heals at once.
sed -i '/#include <vector>/d' "$src/src/stats.hpp"
mkdir "$src/.aurora"
printf 'providers: [fixit, rules]\nreruns: 1\n' >"$src/.aurora/config.yml"
code=0
timeout 600 node "$here/client.mjs" "$aurora" "$src" "$build" >"$log" 2>&1 || code=$?
[ $code -eq 0 ] || fail "the client ended with code $code"
cat "$log"
# The client of the revision without "initialize" asks for Node 20.
if [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ]; then
  echo "not tried: the revision without initialize needs node 20"
  exit 0
fi
timeout 60 node "$here/stateless.mjs" "$aurora" "$build" >"$log" 2>&1 || fail "the stateless client failed"
cat "$log"
