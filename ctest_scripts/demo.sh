#!/usr/bin/env bash
# Heals the sample project before your eyes: for each seeded fault of sample_project/faults it applies the patch to a
# copy, runs the target `heal`, and compares the end with what faults/README.md promises. Not 0 on any deviation.
#   demo.sh [build folder, default: build] [fault...]       a fault is a number or a part of a name: demo.sh build 004
set -euo pipefail
# shellcheck source=ctest_scripts/common.sh
. "$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/common.sh"

build_dir="$(absolute "${1:-$source_dir/build}")"
[ $# -eq 0 ] || shift
demo_dir="$build_dir/demo"
project="$demo_dir/sample_project"
project_build="$demo_dir/build"
faults="$source_dir/sample_project/faults"
rows=()
deviations=0

# The tools alone: the tests are test.sh's business.
build_tools() {
  if [ ! -f "$build_dir/CMakeCache.txt" ]; then
    configure_and_build "$build_dir" -DAURORA_BUILD_TESTS=OFF
    return
  fi
  cmake --build "$build_dir" --parallel "$(nproc)"
}

# A fresh copy; the build folder stays, so that only what a fault touches is compiled.
copy_sample() {
  mkdir -p "$demo_dir"
  rm -rf "${project:?}"
  cp -R "$source_dir/sample_project" "$project"
}

prepare_sample() {
  echo "== Building the sample project"
  copy_sample
  cmake -S "$project" -B "$project_build" -G Ninja -DCMAKE_BUILD_TYPE=Debug \
    "-DFETCHCONTENT_SOURCE_DIR_AURORA=$source_dir" "-DAURORA_EXECUTABLE=$build_dir/bin/aurora"
  cmake --build "$project_build" --parallel "$(nproc)"
  ctest --test-dir "$project_build" --output-on-failure --progress
}

# The columns of the table in faults/README.md: expected_end <fault>
expected_end() {
  awk -F'|' -v fault="$1" 'index($2, fault) { gsub(/ /, "", $4); print $4 }' "$faults/README.md"
}

# Puts the sample back to its sound state, file by file, so that unchanged files keep their dates.
reset_sample() {
  rm -f "$project_build/aurora/reports/heal.json"
  copy_what_differs "$source_dir/sample_project" "$project"
}

copy_what_differs() {
  local file
  (cd "$2" && find . -type f -print0) | while IFS= read -r -d '' file; do
    [ -e "$1/$file" ] || rm -f "$2/$file"
  done
  (cd "$1" && find . -type f -print0) | while IFS= read -r -d '' file; do
    if ! cmp -s "$1/$file" "$2/$file"; then
      mkdir -p "$(dirname "$2/$file")"
      cp "$1/$file" "$2/$file"
      touch "$2/$file"
    fi
  done
}

is_green() {
  cmake --build "$project_build" --parallel "$(nproc)" >"$demo_dir/check.log" 2>&1 &&
    ctest --test-dir "$project_build" >>"$demo_dir/check.log" 2>&1
}

# How it ended: healed, refused (red, and the faulty sources byte for byte as before the heal), damaged, or no-report
# when the tool did not get as far as writing down what it did.
end_of_heal() {
  if [ ! -f "$project_build/aurora/reports/heal.json" ]; then
    echo no-report
  elif is_green; then
    echo healed
  elif diff -r "$demo_dir/faulty" "$project" -x .aurora -x '*.aurora_backup' >/dev/null; then
    echo refused
  else
    echo damaged
  fi
}

# What healed it, from the report: the provider of the kept patch.
provider_of_heal() {
  sed -n 's/.*"provider" *: *"\([a-z]*\)".*/\1/p' "$project_build/aurora/reports/heal.json" 2>/dev/null | head -n 1
}

heal_one() {
  local patch="$1" name expected end verdict started
  name="$(basename "$patch" .patch)"
  expected="$(expected_end "$name")"
  echo
  echo "== Fault $name (expected end: $expected)"
  reset_sample
  # Outside any repository, or git would take the paths from the top of Aurora's own.
  GIT_CEILING_DIRECTORIES="$demo_dir" git -C "$project" apply --whitespace=nowarn "$patch"
  cat "$patch"
  rm -rf "$demo_dir/faulty"
  cp -R "$project" "$demo_dir/faulty"
  started=$SECONDS
  cmake --build "$project_build" --target heal || true
  end="$(end_of_heal)"
  verdict=as-expected
  if [ "$end" != "$expected" ]; then
    verdict=DEVIATION
    deviations=$((deviations + 1))
  fi
  rows+=("$(printf '%-32s %-9s %-9s %-10s %4ss  %s' "$name" "$expected" "$end" "$(provider_of_heal)" \
    $((SECONDS - started)) "$verdict")")
}

selected() {
  local wanted
  [ $# -gt 1 ] || return 0
  for wanted in "${@:2}"; do
    case "$(basename "$1")" in *"$wanted"*) return 0 ;; esac
  done
  return 1
}

"$source_dir/ctest_scripts/bootstrap.sh"
build_tools
prepare_sample
for patch in "$faults"/*.patch; do
  if selected "$patch" "$@"; then
    heal_one "$patch"
  fi
done

echo
printf '%-32s %-9s %-9s %-10s %5s  %s\n' fault expected end provider time verdict
printf '%s\n' "${rows[@]}"
echo "${#rows[@]} faults, $deviations deviations; the reports of the last one are in $project_build/aurora/reports"
[ "$deviations" -eq 0 ]
