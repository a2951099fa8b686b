# Sourced by the scripts here, with $work set.
# shellcheck shell=sh
skip() {
  echo "skipped: $*"
  exit 77
}

# Of all checks together: npm takes away again what it is not told to install.
npm_packages='playwright-core@1 axe-core@4 ajv@8 ajv-formats@3 ctrf@0.3 @microsoft/jest-sarif@1.0.0-beta.0 @modelcontextprotocol/sdk@1 @modelcontextprotocol/client@2'

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
  # Where there is no registry, npm by itself tries for a quarter of an hour.
  timeout 30 npm view "$1" version --fetch-retries=0 --fetch-timeout=20000 >/dev/null 2>&1 ||
    skip "npm's registry does not answer"
  # shellcheck disable=SC2086
  timeout 400 npm install --fetch-retries=1 --fetch-timeout=60000 --prefix "$AURORA_NODE_MODULES" --no-audit --no-fund --no-save $npm_packages >"$work/npm.log" 2>&1 ||
    skip "npm cannot install $npm_packages (see $work/npm.log)"
}
