#!/usr/bin/env bash
# Installs on a Debian 12 (or a newer Debian or Ubuntu) what building and testing Aurora needs, and nothing that is
# there already. Asks no questions; uses sudo when it is not run by root.
#   bootstrap.sh [--list]      --list only prints what is missing
#   bootstrap.sh --browser     what tests/browser needs besides
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

fail() {
  echo "bootstrap: $*" >&2
  exit 3
}

wanted_packages() {
  grep -Ev '^(#|$)' "$here/packages.txt"
}

missing_packages() {
  local package
  while read -r package; do
    if ! dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed'; then
      echo "$package"
    fi
  done < <(wanted_packages)
}

# Each line names a package and the command that it brings, which may be there from elsewhere.
missing_browser_packages() {
  local package command
  while read -r package command; do
    command -v "$command" >/dev/null || echo "$package"
  done < <(grep -Ev '^(#|$)' "$here/packages-browser.txt")
}

list_missing=missing_packages
if [ "${1:-}" = --browser ]; then
  list_missing=missing_browser_packages
  shift
fi

command -v dpkg-query >/dev/null ||
  fail "this is no Debian; install the equivalents of: $(wanted_packages | tr '\n' ' ')"

mapfile -t missing < <("$list_missing")
if [ "${1:-}" = --list ]; then
  printf '%s\n' "${missing[@]}"
  exit 0
fi
if [ "${#missing[@]}" -eq 0 ]; then
  echo "bootstrap: everything is installed"
  exit 0
fi

become_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null ||
    fail "neither root nor sudo is there; as root run: apt-get install --no-install-recommends ${missing[*]}"
  become_root=(sudo)
fi

echo "bootstrap: installing ${#missing[@]} packages: ${missing[*]}"
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
apt_get() {
  "${become_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q "$@" >>"$log" 2>&1
}
if ! apt_get update || ! apt_get -y --no-install-recommends install "${missing[@]}"; then
  tail -n 20 "$log" >&2
  fail "apt-get could not install the packages (its last lines are above)"
fi
echo "bootstrap: done"
