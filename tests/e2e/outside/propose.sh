#!/bin/sh
# `aurora propose`: a branch of two commits, texts, and a pull request at a fake forge.
. "$(dirname "$0")/support.sh"
make_tiny_project
git -C "$src" config user.email test@localhost
git -C "$src" config user.name test
git init -q --bare "$work/origin.git"
git -C "$src" remote add origin "$work/origin.git"

server="$work/server"
mkdir "$server"
"$repository/tests/support/fake_forge.py" "$server" &
server_pid=$!
for _ in $(seq 600); do [ -s "$server/port" ] && break; sleep 0.1; done
[ -s "$server/port" ] || fail "the fake forge did not start"

propose() { # <exit code> <flag>...
  wanted=$1
  shift
  code=0
  FORGE_TOKEN=Geheim-9x2 "$aurora" propose -B "$build" "$@" >"$log" 2>&1 || code=$?
  [ $code -eq "$wanted" ] || fail "aurora propose $*: exit code $code instead of $wanted"
}

propose 3
heal 1 --mode propose --providers agent --agent-command "sed -i 's|total / 2|total / values.size()|' src/stats.cpp"
head=$(git -C "$src" rev-parse HEAD)
status=$(git -C "$src" status --porcelain)
propose 0 --dry-run
said 'would be aurora/fix-'
[ -z "$(git -C "$src" branch --list 'aurora/*')" ] || fail "a dry run made a branch"
propose 1 --max-proposals 0
said '0 are allowed'
forge="--forge gitea --forge-url https://localhost:$(cat "$server/port")/gitea --forge-repository team/project \
  --forge-token-env FORGE_TOKEN"
propose 0 $forge --forge-ca-file "$server/ca.pem"
said 'request  https://localhost/pulls/1'
said 'issue    https://localhost/gitea/1'
# Its issue is the one that `aurora issues` keeps.
FORGE_TOKEN=Geheim-9x2 "$aurora" issues -B "$build" $forge --forge-ca-file "$server/ca.pem" --branch main >"$log" 2>&1 ||
  fail "aurora issues fails"
said '^nothing'
branch=$(git -C "$src" branch --list --format='%(refname:short)' 'aurora/*')
[ "$(git -C "$src" rev-parse "$branch~2")" = "$head" ] || fail "not two commits on HEAD"
git -C "$src" show --stat "$branch~1" | grep -q '.aurora/events/' || fail "the first commit is not the failure"
git -C "$src" show "$branch" | grep -q '+  return total / values.size();' || fail "the second commit is not the fix"
git -C "$work/origin.git" rev-parse -q --verify "refs/heads/$branch" >/dev/null || fail "the branch was not pushed"
[ "$(git -C "$src" status --porcelain)" = "$status" ] && [ "$(git -C "$src" rev-parse HEAD)" = "$head" ] ||
  fail "working tree or HEAD changed"
grep -q 'POST /gitea/repos/team/project/pulls' "$server/log" || fail "no pull request was opened"
! grep -rq 'Geheim-9x2' "$build" "$src" "$log" || fail "the token was written somewhere"
ls "$build"/aurora/reports/proposals/*-pull-request.md "$build"/aurora/reports/proposals/*-issue.md >/dev/null || fail "no texts"
propose 1
said 'is there already'

# The team's history counts as well: what is forgotten here is still known there.
"$aurora" history export -B "$build" --csv --table proposals >"$log" || fail "cannot export the proposals"
said "$branch,https://localhost/pulls/1"
git -C "$src" branch -qD "$branch"
rm "$src/.git/aurora-proposals"
propose 1 --max-proposals 1
said 'share the history together made as many'
[ ! -e "$src/.git/aurora-proposals" ] || fail "a proposal that was not made was counted"
propose 0 --max-proposals 2
