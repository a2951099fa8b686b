# Sourced by the scripts here: SCRIPT <aurora> <Aurora's source folder>.
set -eu
aurora=$1
repository=$2
own_folder=$(mktemp -d)
work="$own_folder/work folder"
mkdir "$work"
trap 'rm -rf "$own_folder"' EXIT
src="$work/sample project"
build="$work/build folder"
log="$work/log"
# What the surroundings of this test set must not reach the projects in it.
unset CXXFLAGS CFLAGS LDFLAGS CTEST_PARALLEL_LEVEL GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE 2>/dev/null || true
export GIT_CEILING_DIRECTORIES="$work" LC_ALL=C

fail() {
  echo "FAILED: $*" >&2
  [ -f "$log" ] && tail -60 "$log" >&2
  exit 1
}

git_in() {
  git -C "$src" -c user.email=test@localhost -c user.name=test "$@"
}

# A copy of the sample project that is green, in git, configured and built.
make_sample() {
  cp -r "$repository/sample_project" "$src"
  git_in init -q
  git_in add -A
  git_in commit -qm "The sample project"
  cmake -S "$src" -B "$build" -G "${1:-Ninja}" -DCMAKE_CXX_FLAGS_INIT=-O0 -DAURORA_EXECUTABLE="$aurora" \
    -DFETCHCONTENT_SOURCE_DIR_AURORA="$repository" >"$log" 2>&1 || fail "cannot configure"
  cmake --build "$build" >"$log" 2>&1 || fail "cannot build"
}

seed() {
  git -C "$src" apply "faults/$1" || fail "$1 does not apply"
}

# Every file that a user looks at, one a line: not git's, and not what Aurora remembers.
listed() {
  find . -name .git -prune -o -path './.aurora/history.db*' -o -path './.aurora/.gitignore*' \
    -o -path './.aurora/.aurora_tmp.*' -o -path ./.aurora/playbook -prune -o -path ./.aurora -o "$@"
}

# Names, modes and contents of them.
state() {
  (cd "$src" && listed -printf '%y %m %p\n' | sort
    listed -type f -print0 | sort -z | xargs -0 sha256sum)
}

# expect <code> <arguments of aurora>...: output in $log.
expect() {
  wanted=$1
  shift
  code=0
  "$aurora" "$@" >"$log" 2>&1 || code=$?
  [ $code -eq "$wanted" ] || fail "aurora $*: exit code $code instead of $wanted"
}

said() {
  grep -Eq -- "$1" "$log" || fail "expected \"$1\" in the output"
}

# Heals one fault, and takes the healing back.
heal_and_restore() {
  make_sample
  seed "$1"
  faulty=$(state)
  expect 0 heal -B "$build"
  said landed
  [ -f "$src/$2.aurora_backup" ] || fail "no backup of $2"
  git -C "$src" apply --check "faults/$1" 2>/dev/null || echo "healed in another way than it was broken"
  cmake --build "$build" >"$log" 2>&1 || fail "the healed project does not build"
  ctest --test-dir "$build" >"$log" 2>&1 || fail "the healed project is not green"
  expect 0 restore -B "$build" --dry-run
  [ -f "$src/$2.aurora_backup" ] || fail "a dry run restored something"
  expect 0 restore -B "$build"
  [ "$faulty" = "$(state)" ] || fail "restore did not bring back what was there before"
  expect 0 restore -B "$build"
  said "nothing to restore"
}
