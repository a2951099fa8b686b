#!/bin/sh
# A canary that is red after a healing takes the healing back.
. "$(dirname "$0")/support.sh"
make_sample
expect 0 canary -B "$build"
said green
seed 001-missing-std-include.patch
faulty=$(state)
expect 0 heal -B "$build"
healed=$(state)
cp "$src/tests/shop.log" "$work/shop.log"
: >"$src/tests/shop.log"
expect 1 canary -B "$build" --no-rollback
cp "$work/shop.log" "$src/tests/shop.log"
[ "$healed" = "$(state)" ] || fail "--no-rollback rolled back"
: >"$src/tests/shop.log"
expect 4 canary -B "$build"
said "rolled back"
cp "$work/shop.log" "$src/tests/shop.log"
[ "$faulty" = "$(state)" ] || fail "the canary did not bring back what was there before the healing"
# Nothing is left to roll back now: red is a finding.
expect 1 canary -B "$build"
said "no healing to roll back"
