# Sourced by the scripts here, with $work set.
skip() {
  echo "skipped: $*"
  exit 77
}

# need <npm package>...: sets AURORA_NODE_MODULES to a folder that has them, or skips the test.
need() {
  command -v node >/dev/null 2>&1 || skip "node is not installed"
  AURORA_NODE_MODULES=${AURORA_NODE_MODULES:-$work/node}
  export AURORA_NODE_MODULES
  missing=
  for package in "$@"; do
    [ -d "$AURORA_NODE_MODULES/node_modules/$package" ] || missing=yes
  done
  [ -n "$missing" ] || return 0
  command -v npm >/dev/null 2>&1 || skip "npm is not installed"
  mkdir -p "$AURORA_NODE_MODULES"
  npm install --prefix "$AURORA_NODE_MODULES" --no-audit --no-fund --no-save "$@" >"$work/npm.log" 2>&1 ||
    skip "npm cannot install $* (see $work/npm.log)"
}
