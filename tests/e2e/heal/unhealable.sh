#!/bin/sh
# A missing step of the logic: no small change is right, so none may be kept.
. "$(dirname "$0")/support.sh"
make_sample
seed 020-escapes-not-understood.patch
faulty=$(state)
expect 1 heal -B "$build" --time-budget 20
[ "$faulty" = "$(state)" ] || fail "the sources changed"
said unsolved\|refused
[ ! -x "$(dirname "$aurora")/aurora-schemata" ] || said "note     search: none of [0-9]+ candidates heals it"
expect 1 test-heal -B "$build"
[ "$faulty" = "$(state)" ] || fail "test-heal changed the sources"
expect 0 restore -B "$build"
said "nothing to restore"
