#!/bin/sh
. "$(dirname "$0")/support.sh"
heal_and_restore 010-missing-null-guard.patch src/filter.cpp
