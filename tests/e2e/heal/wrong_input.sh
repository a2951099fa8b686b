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

mkdir -p "$green/.aurora"
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
# A copy of it cannot be configured either; a fault in CMakeLists.txt is healed there all the same.
export AURORA_SHADOW=copy
expect 1 heal -B "$red/out"
said "not like this"
sed -i -e '$d' -e 's/^add_executable(m /add_executible(m /' "$red/CMakeLists.txt"
expect 0 heal -B "$red/out"
said "landed"
grep -q '^add_executable(m ' "$red/CMakeLists.txt" || fail "the misspelled command was not healed"
unset AURORA_SHADOW

# Names that a shell, make or JSON would trip over.
odd="$work/it's a \"path\" of \$HOME & more"
write_project "$odd" "add_executable(m main.c)
add_test(NAME t COMMAND m)"
configure "$odd"
expect 0 heal -B "$odd/out"
expect 3 heal -B "$work/two
lines"
one_message 'two\\nlines: not a configured'
: >"$work/a file"
expect 3 heal -B "$work/a file"
one_message "not a configured CMake build folder"

# The project, or a source of it, is gone.
gone="$work/gone"
write_project "$gone" "add_executable(m main.c)
add_test(NAME t COMMAND m)"
cmake -S "$gone" -B "$work/gone build" -G Ninja >"$log" 2>&1 || fail "cannot configure"
mv "$gone/main.c" "$work/main.c"
expect 1 heal -B "$work/gone build"
said "main.c"
mv "$gone" "$work/elsewhere"
expect 3 heal -B "$work/gone build"
one_message "the source folder of this build is gone"
: >"$work/gone build/CMakeCache.txt"
expect 3 heal -B "$work/gone build"
one_message "gone|configure"

# Several configurations, none named; one that there is not.
several="$work/several"
write_project "$several" "add_executable(m main.c)
add_test(NAME t COMMAND m)"
cmake -S "$several" -B "$several/out" -G "Ninja Multi-Config" >"$log" 2>&1 || fail "cannot configure"
expect 0 heal -B "$several/out"
[ -x "$several/out/Debug/m" ] || fail "the default configuration was not built"
expect 0 test-heal -B "$several/out" --config Release
[ -x "$several/out/Release/m" ] || fail "the named configuration was not built"
expect 2 heal -B "$several/out" --config Quick
one_message 'no configuration "Quick".*Debug, Release'

# Without git.
bin="$work/bin"
mkdir "$bin"
for tool in $(dirname "$(command -v cmake)")/* /usr/bin/*; do
  [ "$(basename "$tool")" = git ] || ln -sf "$tool" "$bin/" 2>/dev/null || true
done
code=0
PATH=$bin "$aurora" heal -B "$green/out" >"$log" 2>&1 || code=$?
[ $code -eq 0 ] || fail "without git: exit code $code"
code=0
PATH=$bin "$aurora" policy -B "$green/out" >"$log" 2>&1 || code=$?
[ $code -eq 3 ] || fail "policy without git: exit code $code"
one_message "git"
expect 3 heal -B "$green/out" --mode commit
one_message "mode commit needs git"

# What a team commits may be damaged in every way.
mkdir -p "$green/.aurora"
for name in config policy protected-files; do
  for damage in '\377\376\000\001' '[[[' 'a: b: c' '- one\n- two: {' '\t- x' '&a [*a, *b]'; do
    printf -- "$damage" >"$green/.aurora/$name.yml"
    code=0
    "$aurora" heal -B "$green/out" >"$log" 2>&1 || code=$?
    case $code in 0 | 3) ;; *) fail "$name.yml of \"$damage\": exit code $code" ;; esac
    [ $code -eq 0 ] || one_message "$name.yml"
  done
  head -c 100000 /dev/zero | tr '\0' '[' >"$green/.aurora/$name.yml"
  expect 3 heal -B "$green/out"
  one_message "$name.yml"
  rm "$green/.aurora/$name.yml"
done
mkdir "$green/.aurora/config.yml"
expect 3 heal -B "$green/out"
one_message "config.yml"
rm -r "$green/.aurora"

# CMake's absence or that of the program it builds with, which is started without it where that is ninja.
code=0
for gone in '^CMAKE_MAKE_PROGRAM:FILEPATH=/nowhere/ninja' '^CMAKE_COMMAND:INTERNAL=/nowhere/cmake ^CMAKE_GENERATOR:INTERNAL=Other'; do
  cp "$green/out/CMakeCache.txt" "$work/kept"
  for entry in $gone; do
    sed -i "s|${entry%%=*}=.*|${entry#^}|" "$green/out/CMakeCache.txt"
  done
  expect 3 heal -B "$green/out"
  said "/nowhere/"
  mv "$work/kept" "$green/out/CMakeCache.txt"
done

# Nobody reads what is said: no reason to stop half-way.
"$aurora" heal -B "$green/out" 2>"$log" | true
[ "${PIPESTATUS[0]}" -eq 0 ] || fail "a reader that went away: exit code ${PIPESTATUS[0]}"
code=0
"$aurora" heal -B "$green/out" >/dev/full 2>"$log" || code=$?
[ $code -eq 0 ] || fail "standard output is full: exit code $code"
printf '<testsuite><testcase name="a"><failure/></testcase></testsuite>' >"$work/report.xml"
code=0
"$aurora" normalize "$work/report.xml" >/dev/full 2>"$log" || code=$?
[ $code -eq 3 ] || fail "events into a full disk: exit code $code"
said "could not all be written: No space left"

# A disk that is full: of the build, and of the sources when a fix is to be landed.
full="$work/disk"
mkdir "$full"
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=8m none "$full" 2>/dev/null; then
  trap 'umount -l "$full"; rm -rf "$own_folder"' EXIT
  write_project "$full/source" 'add_executable(m main.c)
add_test(NAME t COMMAND m)' '0 }; int unused(void) { return 0'
  cmake -S "$full/source" -B "$full/build" -G Ninja >"$log" 2>&1 || fail "cannot configure"
  head -c 100m /dev/zero >"$full/filler" 2>/dev/null || true
  expect 3 heal -B "$full/build"
  said "No space left"
  ! grep -q "internal error" "$log" || fail "a full disk: an internal error"
  rm -r "$full/filler" "$full/build"
  printf 'int main(void) {\n  int result = 0\n  return result;\n}\n' >"$full/source/main.c"
  cmake -S "$full/source" -B "$work/roomy build" -G Ninja >"$log" 2>&1 || fail "cannot configure"
  head -c 100m /dev/zero >"$full/filler" 2>/dev/null || true
  before=$(cat "$full"/source/* | sha256sum)
  expect 3 heal -B "$work/roomy build"
  said "No space left"
  [ "$before" = "$(cat "$full"/source/* | sha256sum)" ] || fail "a full disk: the sources changed"
  [ -z "$(ls "$full/source" | grep -v -e main.c -e CMakeLists.txt)" ] || fail "a full disk: something was left"
  rm "$full/filler"
  expect 0 heal -B "$work/roomy build"
  said landed
fi

# Sources that the user may read but not write: nothing may be half done.
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
  locked="$work/locked sources"
  write_project "$locked" 'add_executable(m main.c)
target_compile_options(m PRIVATE -Werror=implicit-function-declaration)
add_test(NAME t COMMAND m)' "strlen(\"\")"
  cmake -S "$locked" -B "$work/locked build" -G Ninja >"$log" 2>&1 || fail "cannot configure"
  chmod a+rX "$(dirname "$work")" "$work"
  chown -R 65534:65534 "$work/locked build"
  own="$work/own tool/bin" # the build may be below a folder that is closed to others
  mkdir -p "$own"
  cp "$(dirname "$aurora")"/aurora "$(dirname "$aurora")"/aurora-exec "$own"
  before=$(cat "$locked"/* | sha256sum)
  mkdir -m 700 "$work/closed" # where this user may not even be
  code=0
  (cd "$work/closed" && HOME=/nonexistent exec setpriv --reuid 65534 --regid 65534 --clear-groups \
    "$own/aurora" heal -B "$work/locked build") >"$log" 2>&1 || code=$?
  case $code in 1 | 3 | 4) ;; *) fail "read-only sources: exit code $code" ;; esac
  [ "$before" = "$(cat "$locked"/* | sha256sum)" ] || fail "read-only sources changed"
  said "ermission denied|ead-only|no provider had a candidate|not accepted|none of"

  # What the user may not read, or not write to.
  as_nobody() { # <codes> <words> <arguments of aurora>...
    wanted=$1 words=$2
    shift 2
    code=0
    (cd "$work/closed" && HOME=/nonexistent exec setpriv --reuid 65534 --regid 65534 --clear-groups \
      "$own/aurora" "$@") >"$log" 2>&1 || code=$?
    case " $wanted " in *" $code "*) ;; *) fail "aurora $*: exit code $code instead of $wanted" ;; esac
    said "$words"
    ! grep -q "internal error" "$log" || fail "aurora $*: an internal error"
  }
  as_nobody 3 "aurora heal: .*ermission denied; give this user the right" heal -B "$green/out"
  chmod 600 "$work/locked build/CMakeCache.txt"
  chown 0:0 "$work/locked build/CMakeCache.txt"
  as_nobody 3 "CMakeCache.txt: .*ermission denied" heal -B "$work/locked build"
  chmod 644 "$work/locked build/CMakeCache.txt"
  mkdir -p "$locked/.aurora"
  : >"$locked/.aurora/config.yml"
  chmod 600 "$locked/.aurora/config.yml"
  as_nobody 3 "config.yml: .*ermission denied" heal -B "$work/locked build"
  rm -r "$locked/.aurora"
  chmod 600 "$locked/main.c"
  # Where no overlay can be mounted, the sources cannot even be copied.
  as_nobody "1 3" "main.c.*ermission denied" heal -B "$work/locked build"
fi
