#!/bin/sh
# A protected file changes only when two people have signed just this patch.
. "$(dirname "$0")/support.sh"
make_tiny_project
mkdir "$src/.aurora"
printf -- '- src/stats.cpp\n' >"$src/.aurora/protected-files.yml"
for person in alice bob eve; do
  ssh-keygen -q -t ed25519 -N "" -C "" -f "$work/$person"
  [ $person = eve ] || echo "$person@localhost $(cat "$work/$person.pub")" >>"$src/.aurora/approvers"
done
cat >"$work/fix.sh" <<'EOF'
sed -i 's|total / 2|total / values.size()|' src/stats.cpp
EOF
try() {
  heal "$1" --providers agent --agent-command "sh '$work/fix.sh'"
}
approve() { # <exit code> <person> <key> [<flag>...]
  wanted=$1
  person=$2
  key=$3
  shift 3
  code=0
  "$aurora" approve -B "$build" "$work/wanted.patch" --person "$person@localhost" --ssh-key "$work/$key" "$@" >"$log" 2>&1 || code=$?
  [ $code -eq "$wanted" ] || fail "approve by $person: exit code $code instead of $wanted"
}

before=$(state)
try 1
said 'protected by .*needs the approval of two people'
untouched "protected file"
cp "$build"/aurora/reports/patches/approve-*.patch "$work/wanted.patch" || fail "no patch to approve was left"

approve 3 eve eve
said 'not listed'
approve 3 bob eve
said 'not the one listed'
approve 0 alice alice
said '1 of 2'
approve 0 alice alice
said '1 of 2'
try 1
said 'approved so far by alice@localhost'
code=0
"$aurora" policy -B "$build" --patch "$work/wanted.patch" --author agent >"$log" 2>&1 || code=$?
[ $code -eq 1 ] || fail "one approval is enough for the policy"
approve 0 bob bob
said '2 of 2'
"$aurora" policy -B "$build" --patch "$work/wanted.patch" --author agent >"$log" 2>&1 || fail "two approvals are not enough"

"$aurora" history export -B "$build" --csv --table approvals >"$log" || fail "cannot export the approvals"
[ "$(grep -Ec ',(alice|bob)@localhost,ssh,' "$log")" -eq 2 ] || fail "the approvals are not in the history"

# Another patch of the same file is not what they signed.
echo "sed -i 's|total / 2|total / 3.0 * 1.5|' src/stats.cpp" >"$work/other.sh"
heal 1 --providers agent --agent-command "sh '$work/other.sh'"
said 'needs the approval of two people'
# An approval that was tampered with counts no more.
file=$(ls "$src"/.aurora/approvals/*/bob_localhost.yml)
cp "$file" "$work/bob.yml"
sed -i 's/^expires: 20/expires: 21/' "$file"
try 1
said 'signature that is not theirs'
cp "$work/bob.yml" "$file"

before=$(state)
try 0
healed_and_back
