#!/bin/bash
# Exit codes and one clear message for everything that can be wrong from the start.
. "$(dirname "$0")/support.sh"

one_message() {
  said "^aurora [a-z-]+: .*$1"
  [ "$(wc -l <"$log")" -le "${2:-1}" ] || fail "more than one message"
  ! grep -q "internal error" "$log" || fail "an internal error"
}

write_project() {
  mkdir -p "$1"
  printf 'cmake_minimum_required(VERSION 3.25)\nproject(Small C)\nenable_testing()\n%s\n' "$2" >"$1/CMakeLists.txt"
  printf 'int main(void) { return %s; }\n' "${3:-0}" >"$1/main.c"
}

configure() {
  cmake -S "$1" -B "$1/out" -G Ninja >"$log" 2>&1 || fail "cannot configure $1"
}

for command in heal test-heal restore canary policy artifacts; do
  expect 3 $command -B "$work/there is none"
  one_message "not a configured CMake build folder"
  mkdir -p "$work/empty folder"
  expect 3 $command -B "$work/empty folder"
  one_message "cmake -S"
  [ -z "$(ls -A "$work/empty folder")" ] || fail "$command left something in a folder that is no build folder"
  expect 2 $command --no-such-option
  said "no-such-option"
done
expect 2 heel
said 'Did you mean "aurora heal"'
expect 2

green="$work/green one"
write_project "$green" "add_executable(m main.c)
add_test(NAME t COMMAND m)"
configure "$green"
expect 0 heal -B "$green/out" # no git, no aurora_enable()
expect 2 heal -B "$green/out" --max-iterations many
one_message "max.iterations"
expect 2 heal -B "$green/out" --mode sideways
one_message "mode"
expect 3 canary -B "$green/out"
one_message "no test carries the label"
expect 3 policy -B "$green/out"
one_message "git"

mkdir "$green/.aurora"
echo "max_iteratoins: 3" >"$green/.aurora/config.yml"
expect 3 heal -B "$green/out"
one_message "config.yml.*max_iterat"
printf 'mode: [apply\n' >"$green/.aurora/config.yml"
expect 3 heal -B "$green/out"
one_message "config.yml"
rm -r "$green/.aurora"

none="$work/no tests"
write_project "$none" "add_executable(m main.c)"
configure "$none"
code=0
"$aurora" heal -B "$none/out" >"$log" 2>&1 || code=$?
[ $code -ne 0 ] || fail "a project without tests is not called green"
said "[Nn]o test"

red="$work/red configure"
write_project "$red" "add_executable(m main.c)
add_test(NAME t COMMAND m)"
configure "$red"
echo 'message(FATAL_ERROR "not like this")' >>"$red/CMakeLists.txt"
before=$(sha256sum "$red/CMakeLists.txt")
expect 1 heal -B "$red/out"
said "not like this"
[ "$before" = "$(sha256sum "$red/CMakeLists.txt")" ] || fail "CMakeLists.txt changed"

# Sources that the user may read but not write: nothing may be half done.
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
  locked="$work/locked sources"
  write_project "$locked" 'add_executable(m main.c)
target_compile_options(m PRIVATE -Werror=implicit-function-declaration)
add_test(NAME t COMMAND m)' "strlen(\"\")"
  cmake -S "$locked" -B "$work/locked build" -G Ninja >"$log" 2>&1 || fail "cannot configure"
  chmod a+rX "$(dirname "$work")" "$work"
  chown -R 65534:65534 "$work/locked build"
  before=$(cat "$locked"/* | sha256sum)
  code=0
  HOME=/nonexistent setpriv --reuid 65534 --regid 65534 --clear-groups \
    "$aurora" heal -B "$work/locked build" >"$log" 2>&1 || code=$?
  case $code in 1 | 3 | 4) ;; *) fail "read-only sources: exit code $code" ;; esac
  [ "$before" = "$(cat "$locked"/* | sha256sum)" ] || fail "read-only sources changed"
  said "ermission denied|ead-only|no provider had a candidate|not accepted|none of"
fi
