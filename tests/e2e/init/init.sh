#!/bin/sh
# `aurora init` in a project that knows nothing of it: once, again, and dry; then what it wrote is used.
. "$(dirname "$0")/../outside/support.sh"
checker=$3
make_tiny_project
sed -i 's|total / 2|total / values.size()|' "$src/src/stats.cpp"
rm -rf "$build"
before=$(state)

init() { # <exit code> <flag>...
  wanted=$1
  shift
  code=0
  "$aurora" init -S "$src" "$@" >"$log" 2>&1 </dev/null || code=$?
  [ $code -eq "$wanted" ] || fail "aurora init $*: exit code $code instead of $wanted"
}

init 0 --dry-run --gitlab
said 'would write .github/workflows/aurora.yml'
untouched "a dry run"
init 2 --repository 'https://host/$(id)'
untouched "an address that is none"
init 0 --repository https://example.org/aurora.git --tag v1
said 'wrote .aurora/config.yml'
said 'wrote .github/workflows/aurora-comment.yml'
said 'added lines to CMakeLists.txt'
said 'undo     rm .aurora/config.yml'
[ ! -e "$src/.gitlab" ] || fail "GitLab was not asked for"
after=$(state)
init 0 --repository https://example.org/other.git
said 'kept as it is: CMakeLists.txt'
[ "$after" = "$(state)" ] || fail "a second run changed something"
echo '# mine' >"$src/.aurora/config.yml"
init 0 --gitlab --json
said '"path":".gitlab/aurora.gitlab-ci.yml","written":true'
said '"path":".aurora/config.yml","written":false'
[ "$(cat "$src/.aurora/config.yml")" = '# mine' ] || fail "somebody's file was overwritten"

# Every call of aurora in a workflow is one that there is; and the checker would notice one that is not.
"$aurora" completion --json >"$work/commands.json"
"$checker" "$work/commands.json" "$src"/.github/workflows/*.yml "$src/.gitlab/aurora.gitlab-ci.yml" >"$log" ||
  fail "a workflow calls what there is not"
said 'aurora.yml: 4 calls'
said 'gitlab-ci.yml: 4 calls'
said 'aurora-comment.yml: 0 calls'
for slip in 's/--max-iterations/--max-iteration/' 's/aurora artifacts/aurora artefacts/'; do
  sed "$slip" "$src/.github/workflows/aurora.yml" >"$work/slip.yml"
  ! "$checker" "$work/commands.json" "$work/slip.yml" >"$log" || fail "the checker missed $slip"
done

# The target and the steps of the workflow do what they say. A run of a step is a run of what stands behind "run: |".
cmake -S "$src" -B "$src/build" -G Ninja -DAURORA_EXECUTABLE="$aurora" -DFETCHCONTENT_SOURCE_DIR_AURORA="$repository" \
  >"$log" 2>&1 || fail "cannot configure"
cmake --build "$src/build" --target help >"$log" 2>&1
said 'test-heal'
step() { # <name>: prints the script of the workflow's step
  awk -v name="$1" '
    $0 == "      - name: " name { inside = 1; next }
    inside && /^      - / { exit }
    inside && /^        run: \|/ { script = 1; next }
    script { sub(/^          /, ""); print }' "$src/.github/workflows/${2:-aurora.yml}"
}
run_step() {
  step "$1" >"$work/step"
  [ -s "$work/step" ] || fail "the workflow has no step \"$1\""
  (cd "$src" && PATH="$(dirname "$aurora"):$PATH" GITHUB_OUTPUT="$work/output" GITHUB_STEP_SUMMARY="$work/summary" \
    AURORA_RERUNS=1 AURORA_ATTEMPTS=1 AURORA_SECONDS=120 bash --noprofile --norc -eo pipefail "$work/step") >"$log" 2>&1
}
sed -i '/#include <vector>/d' "$src/src/stats.hpp"
run_step "Test and normalize" || fail "red tests must not end the workflow before it heals"
[ "$(cat "$work/output")" = code=1 ] || fail "the workflow does not know that tests are red"
sed -i 's/aurora heal -B build/& --providers fixit,rules/' "$src/.github/workflows/aurora.yml"
run_step Heal || fail "the step Heal fails"
ls "$src"/build/aurora/reports/patches/[0-9]*.patch >/dev/null 2>&1 || fail "no patch was proposed"
! grep -q '#include <vector>' "$src/src/stats.hpp" || fail "a workflow must only propose"
run_step Gate || fail "the gate refuses what heal proposed"
run_step Gather || fail "the step Gather fails"
[ -s "$work/summary" ] || fail "no summary"
! run_step Verdict || fail "a red workflow must end red"

# The comment, with a forge that only writes down what it is asked.
mkdir -p "$work/bin" "$work/comment/aurora"
cat >"$work/bin/gh" <<'EOF'
#!/bin/sh
echo "$*" >>asked
case "$*" in
*/pulls*) echo 7 ;;
*--paginate*) [ ! -e commented ] || echo 9 ;;
*) cp body.md commented ;;
esac
EOF
chmod +x "$work/bin/gh"
step Comment aurora-comment.yml >"$work/step"
comment() {
  (cd "$work/comment" && rm -f asked && PATH="$work/bin:$PATH" GITHUB_REPOSITORY=o/r HEAD_OWNER=them HEAD_BRANCH='$(id)' \
    HEAD_SHA=1 RUN_URL=https://host/run bash --noprofile --norc -eo pipefail "$work/step") >"$log" 2>&1 || fail "no comment"
}
printf 'red, says @somebody\n' >"$work/comment/aurora/summary.md"
comment
head -1 "$work/comment/commented" | grep -Fqx '<!-- aurora:summary -->' || fail "the comment is not marked"
grep -Fq 'says @&#8203;somebody' "$work/comment/commented" || fail "the comment calls somebody by name"
grep -Fq 'head=them:$(id)' "$work/comment/asked" || fail "the pull request is not looked up by its branch"
grep -Fq 'repos/o/r/issues/7/comments -F' "$work/comment/asked" || fail "no new comment"
comment
grep -Fq -- '--method PATCH repos/o/r/issues/comments/9' "$work/comment/asked" || fail "a second comment instead of the first one's"
rm "$work/comment/aurora/summary.md"
ln -s "$work/step" "$work/comment/aurora/summary.md"
comment
[ "$(wc -l <"$work/comment/asked")" -eq 1 ] || fail "a link in the artifact was followed"

# Not through a link that leads out, and not where no project is.
mkdir "$work/elsewhere" "$work/linked"
echo 'project(L)' >"$work/linked/CMakeLists.txt"
ln -s "$work/elsewhere" "$work/linked/.aurora"
src="$work/linked"
init 3
said 'link out of the project'
[ -z "$(ls -A "$work/elsewhere")" ] || fail "a file was written through the link"
src="$work/elsewhere"
init 3
said 'top folder'
