#!/bin/sh
# run.sh <aurora-report-pages> <folder>: writes pages and looks at them in Chromium.
set -eu
pages=$1
work=$2
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/browser/support.sh
. "$here/support.sh"
AURORA_CHROMIUM=${AURORA_CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
[ -n "$AURORA_CHROMIUM" ] || skip "no Chromium; install it, or name it in AURORA_CHROMIUM"
export AURORA_CHROMIUM
need playwright-core axe-core
"$pages" "$work/pages"
exec node "$here/check.mjs" "$work/pages"
