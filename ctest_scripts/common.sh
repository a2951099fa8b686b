# Shared by test.sh and demo.sh: sourced, not run. Sets source_dir.
# shellcheck shell=bash

source_dir="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

# An absolute path, also of a folder that does not exist yet.
absolute() {
  case "$1" in
    /*) printf '%s\n' "$1" ;;
    *) printf '%s/%s\n' "$PWD" "$1" ;;
  esac
}

# configure_and_build <build dir> [<cmake option>...]
configure_and_build() {
  local build_dir="$1"
  shift
  echo "== Configuring $build_dir"
  if [ ! -f "$build_dir/CMakeCache.txt" ]; then
    set -- -G Ninja "$@"
  fi
  cmake -S "$source_dir" -B "$build_dir" "$@"
  echo "== Building"
  cmake --build "$build_dir" --parallel "$(nproc)"
}
