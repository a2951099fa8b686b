#!/bin/sh
# `aurora heal` with scripted coding agents: one that repairs, and those that cheat or misbehave.
. "$(dirname "$0")/support.sh"
make_tiny_project
before=$(state)
free_before=$(df --output=avail -k "$work" | tail -1)

# agent <exit code> <name> <flags>...: the script of that name stands on standard input.
agent() {
  wanted=$1
  name=$2
  shift 2
  { echo '#!/bin/sh'; cat; } >"$work/$name.sh"
  chmod +x "$work/$name.sh"
  heal "$wanted" --providers agent --agent-command "'$work/$name.sh'" "$@"
}

agent 0 repairs <<'EOF'
grep -q "total / 2" src/stats.cpp || exit 1
grep -q "# Repair: " "$AURORA_TASK_FILE" || exit 1
grep -q "stats" || exit 1
sed -i 's|total / 2|total / values.size()|' src/stats.cpp
echo notes >notes.txt
echo "The mean must divide by the count."
EOF
healed_and_back
[ ! -e "$src/notes.txt" ] || fail "what the agent left lying about came along"
grep -q "divide by the count" "$build/aurora/reports/agent/001-output.txt" || fail "the agent's output was not kept"

# The second run knows what became of the first.
agent 0 learns <<'EOF'
if grep -q "Tried before, and fails" "$AURORA_TASK_FILE"; then
  sed -i 's|total / 2|total / values.size()|' src/stats.cpp
else
  sed -i 's|total / 2|total / 4|' src/stats.cpp
fi
EOF
healed_and_back

agent 1 deletes_the_test <<'EOF'
rm tests/stats_test.cpp
EOF
said 'refused.*cheating: .*test source'
untouched "deleted test"

agent 1 weakens_the_test <<'EOF'
sed -i 's/is != 2/is != 3/' tests/stats_test.cpp
sed -i 's|total / 2|total / values.size()|' src/stats.cpp
EOF
said 'refused.*cheating'
untouched "weakened test"

agent 1 drops_the_registration <<'EOF'
sed -i '/NAME stats COMMAND/d' CMakeLists.txt
EOF
said 'refused.*cheating'
untouched "dropped registration"

agent 1 writes_hooks <<'EOF'
mkdir -p .git/hooks
printf '#!/bin/sh\ntouch /tmp/hooked\n' >.git/hooks/pre-commit
chmod +x .git/hooks/pre-commit
sed -i 's|total / 2|total / values.size()|' src/stats.cpp
EOF
said 'refused.*cheating'
untouched hooks

agent 1 writes_settings <<'EOF'
mkdir -p .aurora
printf 'providers: [rules]\nallow_test_edits: on\n' >.aurora/config.yml
printf 'exit 0\n' >CTestCustom.cmake
sed -i 's|total / 2|total / values.size()|' src/stats.cpp
EOF
said 'refused.*cheating'
untouched settings

agent 1 links_away <<EOF
ln -sf '$work/repairs.sh' src/stats.cpp
EOF
said 'made a link'
untouched links

# It cannot write outside the shadow, whatever user it is; the build folder and the project are not the real ones.
agent 1 writes_elsewhere <<EOF
echo x >'$src/evil.cpp' || true
echo x >'$build/evil' || true
for place in "\$HOME" /etc /usr; do echo x >"\$place/aurora-evil" 2>/dev/null && echo "wrote to \$place"; done
true
EOF
for place in "$HOME" /etc /usr "$build"; do
  for name in aurora-evil evil; do
    [ ! -e "$place/$name" ] || { rm -f "$place/$name"; fail "the agent wrote to $place"; }
  done
done
untouched "writes elsewhere"

# A daemon in a session of its own ends with the agent.
agent 1 forks <<EOF
setsid sh -c 'while :; do sleep 0.2; date +%s%N >"$work.alive"; done' </dev/null >/dev/null 2>&1 &
(setsid sleep 987654 &) </dev/null >/dev/null 2>&1
sleep 0.5
true
EOF
! pgrep -f "sleep 98765[4]" >/dev/null || fail "a daemon of the agent lives on"
alive=$(cat "$work.alive" 2>/dev/null || true)
sleep 1
[ "$alive" = "$(cat "$work.alive" 2>/dev/null || true)" ] || fail "a daemon of the agent lives on"
untouched daemon

most=40
agent 1 never_ends --agent-timeout 2 <<'EOF'
trap '' TERM INT HUP
while :; do sleep 1; done
EOF
said 'the agent was stopped: timed out'
untouched "endless agent"

agent 1 fills_the_disk --agent-max-disk 150 <<'EOF'
n=0
while :; do n=$((n + 1)); head -c 20000000 /dev/zero >"fill.$n" || exit 1; sleep 0.05; done
EOF
said 'stopped: it filled more than 150 MiB'
untouched "full disk"
free_after=$(df --output=avail -k "$work" | tail -1)
[ $((free_before - free_after)) -lt 600000 ] || echo "note: $((free_before - free_after)) KiB less are free than before"

# All at once, in every sandbox there is: with and without bubblewrap, overlays and copies. No daemon lives on, the
# key of the model is in no environment that it can read, and what it changed does not count.
mkdir "$work/bin"
ln -s /usr/local/bin/* /usr/bin/* "$work/bin" 2>/dev/null || true
rm -f "$work/bin/bwrap"
usual_path=$PATH
export GEHEIM=Geheim-7d1fQ2xWm8
marks="$work.marks" # outside the project: its own folders are what must stay as they are
mkdir "$marks"
misbehaves() { # <words in the description of the sandbox>
  rm -f "$marks"/*
  agent 1 misbehaves --agent-writable "$marks" --model-url http://localhost:9/v1 --model-name none --model-key-env GEHEIM <<EOF
env >"$marks/environ"
cat /proc/[0-9]*/environ >>"$marks/environ" 2>/dev/null
setsid sh -c 'while :; do sleep 0.2; date +%s%N >"$marks/alive"; done' </dev/null >/dev/null 2>&1 &
mkdir -p .git/hooks
echo 'touch /tmp/hooked' >.git/hooks/pre-commit
rm tests/stats_test.cpp
sed -i '/NAME stats COMMAND/d' CMakeLists.txt
echo x >/etc/aurora-evil || true
echo x >/usr/aurora-evil || true
sed -i 's|total / 2|total / values.size()|' src/stats.cpp
sleep 0.5
EOF
  said 'refused.*cheating'
  untouched "misbehaves, $1"
  [ ! -e /etc/aurora-evil ] && [ ! -e /usr/aurora-evil ] || fail "the agent wrote to the system ($1)"
  [ -s "$marks/environ" ] && [ -s "$marks/alive" ] || fail "the agent did nothing ($1)"
  ! grep -aq Geheim-7d1fQ2xWm8 "$marks/environ" || fail "the agent can read the key of the model ($1)"
  alive=$(cat "$marks/alive")
  sleep 1
  [ "$alive" = "$(cat "$marks/alive")" ] || fail "a daemon of the agent lives on ($1)"
  grep -Eq "\"isolation\" *: *\".*$1" "$build/aurora/reports/heal.json" || fail "the report does not tell of \"$1\""
}
for PATH in "$usual_path" "$work/bin"; do
  misbehaves "(overlay|copy)"
  export AURORA_SHADOW=copy
  misbehaves copy
  unset AURORA_SHADOW
done
PATH=$usual_path
unset GEHEIM

agent 1 does_nothing <<'EOF'
echo "I cannot find the fault."
EOF
said 'changed nothing.*I cannot find the fault'
untouched "idle agent"

# Which sandbox is in force is said in the report.
grep -Eq '"isolation" *: *".*(overlay|copy)' "$build/aurora/reports/heal.json" || fail "the report does not tell the sandbox"
