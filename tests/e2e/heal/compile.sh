#!/bin/sh
. "$(dirname "$0")/support.sh"
heal_and_restore 001-missing-std-include.patch src/stats.cpp
