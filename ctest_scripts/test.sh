#!/usr/bin/env bash
# Sets up, builds and runs every test of Aurora; the last lines are ctest's own.
#   test.sh [build folder, default: build] [cmake option...]
#   test.sh build-asan -DAURORA_SANITIZE=ON
# CTEST_ARGS holds more arguments for ctest, for instance "-L unit".
set -euo pipefail
# shellcheck source=ctest_scripts/common.sh
. "$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/common.sh"

build_dir="$source_dir/build"
if [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; then
  build_dir="$(absolute "$1")"
  shift
fi

"$source_dir/ctest_scripts/bootstrap.sh"
"$source_dir/ctest_scripts/bootstrap.sh" --browser || echo "test.sh: the tests in tests/browser will be skipped"
configure_and_build "$build_dir" -DAURORA_BUILD_TESTS=ON "$@"
echo "== Testing"
read -r -a ctest_args <<<"${CTEST_ARGS:-}"
ctest --test-dir "$build_dir" --output-on-failure --parallel "$(nproc)" "${ctest_args[@]}"
