#!/bin/sh
# schemas.sh <aurora-report-pages> <folder>: writes CTRF and SARIF and checks them against their schemas.
set -eu
pages=$1
work=$2
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/browser/support.sh
. "$here/support.sh"
need ajv ajv-formats ctrf @microsoft/jest-sarif
"$pages" "$work/documents" >/dev/null
exec node "$here/schemas.mjs" "$work/documents"
