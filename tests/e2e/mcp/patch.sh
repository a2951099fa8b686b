#!/bin/sh
# One patch for one cause: what `aurora heal --only --patch` lands, and what it refuses.
. "$(dirname "$0")/../outside/support.sh"
make_tiny_project
sed -i 's|total / 2|total / values.size()|' "$src/src/stats.cpp"
sed -i '/#include <vector>/d' "$src/src/stats.hpp"
before=$(state)
heal 1 --mode propose --providers fixit,rules
patch=$(find "$build/aurora/reports/patches" -name '001-*.patch')
cp "$patch" "$work/good.patch"
signature=$(basename "$patch" .patch)
signature=${signature#001-}
untouched "a proposal"

# A cause that is not there is no cause to heal, whatever the patch would do.
heal 1 --only 0123456789abcdef --patch "$work/good.patch"
untouched "another cause"
heal 1 --only "$signature" --patch "$work/no-such.patch"
untouched "a patch that is missing"
{
  cat "$work/good.patch"
  printf '%s\n' '--- a/.github/workflows/ci.yml' '+++ b/.github/workflows/ci.yml' '@@ -0,0 +1 @@' '+on: push'
} >"$work/bad.patch"
heal 1 --only "$signature" --patch "$work/bad.patch"
said 'refused'
untouched "a patch of a file that is locked"

heal 0 --only "$signature" --patch "$work/good.patch"
said 'landed'
grep -q '#include <vector>' "$src/src/stats.hpp" || fail "the patch is not there"
"$aurora" restore -B "$build" >"$log" 2>&1 || fail "cannot restore"
untouched "after restore"
