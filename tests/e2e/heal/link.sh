#!/bin/sh
. "$(dirname "$0")/support.sh"
heal_and_restore 009-library-missing-from-link.patch src/CMakeLists.txt
