#!/bin/sh
# Stands in for the tool: prints its arguments and ends as it is told.
printf "stub:"
for argument in "$@"; do printf " [%s]" "$argument"; done
echo
exit "${STUB_EXIT:-0}"
