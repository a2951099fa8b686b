#!/bin/sh
# No rule knows this fault: it takes a search.
. "$(dirname "$0")/support.sh"
[ -x "$(dirname "$aurora")/aurora-schemata" ] || { echo "skipped: aurora-schemata was not built (libclang is missing)"; exit 77; }
heal_and_restore 018-wrong-constant.patch src/timestamp.cpp
