#!/usr/bin/env bash
# complete.sh <aurora>: bash itself runs the script; zsh and fish read theirs where they are installed.
set -euo pipefail
aurora=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
touch "a file.patch"

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

"$aurora" completion bash >script
bash -n script
# shellcheck disable=SC1091
source ./script
complete -p aurora >/dev/null || fail "nothing is registered for aurora"

# offers <wanted lines> <word>...: what is offered for the last word, sorted.
offers() {
  local wanted=$1 got
  shift
  COMP_WORDS=(aurora "$@")
  COMP_CWORD=$#
  COMPREPLY=()
  _aurora_complete || fail "the function fails after: aurora $*"
  got=$(printf '%s\n' "${COMPREPLY[@]}" | sort)
  [ "$got" = "$wanted" ] || fail "aurora $*: offered <$got> instead of <$wanted>"
}

# has <word> <word>...: the first is among what is offered for the last.
has() {
  local wanted=$1
  shift
  COMP_WORDS=(aurora "$@")
  COMP_CWORD=$#
  _aurora_complete
  printf '%s\n' "${COMPREPLY[@]}" | grep -Fqx -- "$wanted" || fail "aurora $*: $wanted is not offered"
}

offers heal he
offers "" nothing-of-that-name
offers --max-iterations heal --max-i
offers $'agent\nheal\nperson' policy --author ''
offers person policy --author pe
offers "a file.patch" policy --patch a
# Every command that --help names is offered, and every option of each.
for command in $("$aurora" --help | sed -n '/^Subcommands:/,/^$/s/^  \([a-z-]*\) .*/\1/p'); do
  has "$command" "$command"
  for option in $("$aurora" "$command" --help | grep -Eo '^ +(-[a-zA-Z],)?--[a-z-]+' | grep -Eo -- '--[a-z-]+'); do
    has "$option" "$command" "$option"
  done
done

for shell in zsh fish; do
  "$aurora" completion $shell >"script.$shell"
  if command -v $shell >/dev/null; then $shell -n "script.$shell" || fail "$shell refuses its script"; fi
done
code=0
"$aurora" completion tcsh 2>/dev/null || code=$?
[ $code -eq 2 ] || fail "an unknown shell: exit code $code instead of 2"
