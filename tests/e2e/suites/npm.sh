#!/bin/sh
# vitest cases one by one, jest and node files, whatever their names; they fail beside C tests.
. "$(dirname "$0")/support.sh"
command -v node >/dev/null 2>&1 || skip "node is not installed"
AURORA_NODE_MODULES=${AURORA_NODE_MODULES:-$AURORA_NPM_FOLDER}
if [ ! -d "$AURORA_NODE_MODULES/node_modules/vitest" ] || [ ! -d "$AURORA_NODE_MODULES/node_modules/jest" ]; then
  command -v npm >/dev/null 2>&1 || skip "npm is not installed"
  mkdir -p "$AURORA_NODE_MODULES"
  timeout 30 npm view vitest version --fetch-retries=0 --fetch-timeout=20000 >/dev/null 2>&1 ||
    skip "npm's registry does not answer"
  timeout 400 npm install --fetch-retries=1 --fetch-timeout=60000 --prefix "$AURORA_NODE_MODULES" --no-audit --no-fund --no-save --ignore-scripts vitest@2 jest@29 \
    >"$AURORA_NODE_MODULES/npm.log" 2>&1 || skip "npm cannot install vitest and jest (see $AURORA_NODE_MODULES/npm.log)"
fi
mkdir -p "$src"
ln -s "$AURORA_NODE_MODULES/node_modules" "$src/node_modules"

canary="$work/pwned"
mkdir -p "$src/web/test" "$src/jest" "$src/by node"
cat >"$src/web/test/names.test.js" <<END
import { describe, expect, it } from 'vitest'
describe('a > b', () => {
  it("c [x]; 'q' \"d\" \$(touch '$canary') ü (.*)", () => {
    expect(1).toBe(2)
  })
  it.each(['c'])('%s [x]', () => {})
  it.skip('later', () => {})
})
END
cat >"$src/web/test/whole.test.js" <<END
import fs from 'node:fs'
import { beforeAll, expect, it } from 'vitest'
let seen = 0
beforeAll(() => fs.appendFileSync('$work/runs', 'one\\n'))
it('first', () => { seen += 1 })
it('second', () => {})
it('third', () => {})
it('fourth, which the first breaks', () => {
  expect(seen).toBe(0)
})
END
echo "import './none.js'" >"$src/web/test/broken.test.js"
echo '{"name": "web", "private": true, "type": "module", "scripts": {"test": "vitest run"}}' >"$src/web/package.json"
cat >"$src/jest/shelf.test.js" <<'END'
describe('a shelf', () => {
  test("holds [1]; 'two' \"of\" ü", () => {
    expect(1).toBe(2)
  })
  test.skip('later', () => {})
  test('is', () => {})
})
test('throws', () => {
  null.x
})
END
echo "test.skip('only this', () => {})" >"$src/jest/later.test.js"
echo '{"name": "j", "private": true, "devDependencies": {"jest": "*"}}' >"$src/jest/package.json"
cat >"$src/by node/shelf.test.mjs" <<'END'
import assert from 'node:assert'
import { describe, it } from 'node:test'
describe('a shelf', () => {
  it('holds [1]; "two" & ü', () => {
    assert.equal(1, 2)
  })
  it.skip('later', () => {})
  it('is', () => {})
})
END
make_project 'aurora_add_npm_test(web WORKING_DIRECTORY web)
aurora_add_npm_test(jest WORKING_DIRECTORY jest)
aurora_add_npm_test(node WORKING_DIRECTORY "by node" LABELS js)'
names >"$log"
[ "$(wc -l <"$log")" -eq 11 ] || fail "not 11 tests: $(cat "$log")"
said '^web\.test/names\.test\.js > a > b > c \[x\]$'
said '^web\.test/broken\.test\.js$'
said '^jest\.shelf\.test\.js$'
said '^node\.shelf\.test\.mjs$'

expect 1 test-heal -B "$build" --reruns 0
[ ! -e "$canary" ] || fail "the name of a case was run by a shell"
events <<'END'
assert len(events) == 7, sorted(events)
is_at("fourth", "assertion", "web/test/whole.test.js", 9)
is_at("(.*)", "assertion", "web/test/names.test.js", 4)
assert find("broken.test")["file"].startswith("web/test/broken.test"), find("broken.test")
is_at("holds [1]; 'two'", "assertion", "jest/shelf.test.js", 3)
assert (find("holds [1]; 'two'")["expected"], find("holds [1]; 'two'")["actual"]) == ("2", "1")
is_at("throws", "type", "jest/shelf.test.js", 9)
is_at('holds [1]; "two" & ü', "assertion", "by node/shelf.test.mjs", 5)
assert (find('"two" & ü')["expected"], find('"two" & ü')["actual"]) == ("2", "1")
assert find('"two" & ü')["suite"] == "js"
END
# A file runs once for all its cases, and again for each that did not pass.
[ "$(wc -l <"$work/runs")" -eq 2 ] || fail "whole.test.js ran $(wc -l <"$work/runs") times"
ctest --test-dir "$build" -R 'whole.test.js > second' --repeat until-fail:3 >"$log" 2>&1 || fail "repeated: red"
[ "$(wc -l <"$work/runs")" -eq 5 ] || fail "repeated: whole.test.js ran $(wc -l <"$work/runs") times in all"
# The file of which jest skips everything.
grep -q '"skipped" *: *1' "$build/aurora/reports/run.json" || fail "the skipped file was not counted as skipped"

# A case that is not there any more, but registered, is not green.
ctest --test-dir "$build" --show-only=json-v1 >"$work/tests.json"
python3 - "$work/tests.json" >"$work/gone.sh" <<'END'
import json, shlex, sys
test = [t for t in json.load(open(sys.argv[1]))["tests"] if t["name"].endswith("> c [x]")][0]
words = ["^gone$" if word.startswith("^") else "gone" if word.endswith("c [x]") else word for word in test["command"]]
print(shlex.join(words))
END
! (cd "$src/web" && sh "$work/gone.sh") >"$log" 2>&1 || fail "a case that did not run is green"
said 'no test ran that is called "gone"'
