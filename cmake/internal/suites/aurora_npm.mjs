// Lists a suite of vitest, jest or "node --test" for CTest, and runs one test of vitest or jest.
//
//   aurora_npm.mjs list <suite.json>                 writes tests.cmake beside it, unless nothing changed since
//   aurora_npm.mjs run <case or ""> <report> <runner> <argument>...
//
// "run" is the runner itself, in this process, with a look at its JUnit report at the end: where the wanted case was
// skipped it ends with 77, so that CTest calls the test skipped too, and where no such case ran it fails. vitest
// itself would say that all is well.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { reportOfWholeFile } from './whole_file.mjs'

const SKIPPED = 77
const SELF = fileURLToPath(import.meta.url)
const HERE = path.dirname(SELF)
const IGNORED = new Set(['node_modules', 'build', 'dist', 'coverage'])

class CannotList extends Error {}

// A CMake bracket argument; no character of the text means anything in there.
function bracket(text) {
  let fence = '='
  while (`${text}]`.includes(`]${fence}]`)) fence += '='
  return `[${fence}[${text}]${fence}]`
}

const oneLine = (text) => text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ')
const hash = (text) => createHash('sha256').update(text).digest('hex')
const isFile = (file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false

function* filesBelow(folder, build) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = path.join(folder, entry.name)
    if (entry.isFile()) yield full
    else if (entry.isDirectory() && !entry.name.startsWith('.') && !IGNORED.has(entry.name) && full !== build)
      yield* filesBelow(full, build)
  }
}

// Changes whenever the list of tests may have changed: sources, configuration, what is installed, and this file.
function stamp(suite, description) {
  const digest = createHash('sha256').update(description).update(process.version).update(fs.readFileSync(SELF))
  for (const file of filesBelow(suite.folder, suite.build)) {
    const info = fs.statSync(file, { throwIfNoEntry: false, bigint: true })
    if (info) digest.update(`${file} ${info.size} ${info.mtimeNs}\n`)
  }
  for (let folder = suite.folder; ; folder = path.dirname(folder)) {
    const info = fs.statSync(path.join(folder, 'node_modules'), { throwIfNoEntry: false, bigint: true })
    if (info) digest.update(`${folder} ${info.mtimeNs}\n`)
    if (folder === path.dirname(folder)) break
  }
  return `# ${digest.digest('hex')}\n`
}

function readPackage(folder) {
  const file = path.join(folder, 'package.json')
  if (!isFile(file)) return {}
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch (error) {
    throw new CannotList(`${file} is not JSON: ${oneLine(error.message)}`)
  }
}

// What the script "test" calls; else what the package depends on; else Node's own runner.
function detectKind(folder) {
  const { scripts = {}, dependencies = {}, devDependencies = {} } = readPackage(folder)
  const script = String(scripts.test ?? '')
  const called = /\b(vitest|jest)\b/.exec(script)
  if (called) return called[1]
  if (/\bnode\b.*--test\b/.test(script)) return 'node'
  return ['vitest', 'jest'].find((kind) => kind in devDependencies || kind in dependencies) ?? 'node'
}

// The program of a package, as installed for this folder.
function runnerProgram(suite, kind) {
  try {
    const file = createRequire(path.join(suite.folder, 'package.json')).resolve(`${kind}/package.json`)
    const { bin } = JSON.parse(fs.readFileSync(file, 'utf8'))
    return path.join(path.dirname(file), typeof bin === 'string' ? bin : bin[kind])
  } catch {
    throw new CannotList(`${kind} is not installed for ${suite.folder}; run "npm ci", or "npm install", there`)
  }
}

function ask(suite, argv) {
  const result = spawnSync(process.execPath, argv, {
    cwd: suite.folder, encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, ...environment(suite), CI: '1', NO_COLOR: '1' },
  })
  return { ok: result.status === 0, stdout: result.stdout ?? '', text: `${result.stdout ?? ''}${result.stderr ?? ''}` }
}

function environment(suite) {
  return Object.fromEntries(suite.environment.map((entry) => {
    const at = entry.indexOf('=')
    return [entry.slice(0, at), entry.slice(at + 1)]
  }))
}

// Newer ones list what the sources say, "adds %i", unless they are told to load them; older ones know no such option.
function vitestListing(suite, program) {
  suite.listing ??= ask(suite, [program, 'list', '--help']).text.includes('--staticParse ') ? ['list', '--no-static-parse'] : ['list']
  return suite.listing
}

// [{name, file}] of some files, or nothing and why not.
function vitestCases(suite, program, files) {
  const answer = path.join(suite.output, `list-${process.pid}.json`)
  fs.rmSync(answer, { force: true })
  const said = ask(suite, [program, ...vitestListing(suite, program), `--json=${answer}`, ...files])
  if (!said.ok || !isFile(answer)) return { problem: said.text }
  const cases = JSON.parse(fs.readFileSync(answer, 'utf8'))
  fs.rmSync(answer)
  return { cases }
}

// One file that does not load makes vitest list nothing at all: halve until it is alone. It becomes a test of its own.
function vitestTests(suite, program, files) {
  const { cases, problem } = vitestCases(suite, program, files)
  if (cases) return cases.filter(({ file }) => files.length === 0 || files.includes(file)).map((found) => ({ ...found }))
  if (files.length === 1) return [{ file: files[0] }]
  const all = files.length ? files : vitestFiles(suite, program, problem)
  if (all.length === 1) return [{ file: all[0] }]
  const half = Math.ceil(all.length / 2)
  return [all.slice(0, half), all.slice(half)].flatMap((part) => (part.length ? vitestTests(suite, program, part) : []))
}

function vitestFiles(suite, program, problem) {
  const answer = path.join(suite.output, `files-${process.pid}.json`)
  const said = ask(suite, [program, 'list', '--filesOnly', `--json=${answer}`])
  if (!said.ok || !isFile(answer)) {
    process.stderr.write(`${problem ?? said.text}\n`)
    throw new CannotList('vitest cannot list its tests (vitest 2.1 or newer is needed)')
  }
  const files = JSON.parse(fs.readFileSync(answer, 'utf8')).map(({ file }) => file)
  fs.rmSync(answer)
  return [...new Set(files)]
}

function jestTests(suite, program) {
  const said = ask(suite, [program, '--listTests', '--json'])
  const answer = said.stdout.split('\n').find((line) => line.startsWith('['))
  if (!said.ok || !answer) {
    process.stderr.write(`${said.text}\n`)
    throw new CannotList('jest cannot list its tests')
  }
  return JSON.parse(answer).sort().map((file) => ({ file }))
}

// What "node --test" itself takes for tests (Node's manual, "Running tests from the command line").
function isNodeTest(file, folder) {
  const relative = path.relative(folder, file).split(path.sep).join('/')
  return /\.[cm]?js$/.test(relative) &&
    (/(^|\/)test\//.test(relative) || /(^|\/)(test|test-[^/]*|[^/]*[._-]test)\.[cm]?js$/.test(relative))
}

function nodeTests(suite) {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 18 || (major === 18 && minor < 15) || (major === 19 && minor < 6))
    throw new CannotList(`node ${process.version} cannot write reports of its tests; 18.15 or newer is needed`)
  const named = suite.paths.filter(isFile).map((file) => ({ file }))
  const found = [...filesBelow(suite.folder, suite.build)].filter((file) => isNodeTest(file, suite.folder))
  return [...found.map((file) => ({ file })), ...named.filter(({ file }) => !found.includes(file))]
}

function isWanted(suite, file) {
  return suite.paths.length === 0 || suite.paths.some((wanted) => file === wanted || file.startsWith(wanted + path.sep))
}

function testsOf(suite, kind) {
  if (kind === 'node') return { tests: nodeTests(suite) }
  const program = runnerProgram(suite, kind)
  if (kind === 'jest') return { program, tests: jestTests(suite, program) }
  const files = suite.per === 'file' || suite.paths.length ? vitestFiles(suite, program).filter((file) => isWanted(suite, file)) : []
  if (suite.per === 'file') return { program, tests: files.map((file) => ({ file })) }
  return { program, tests: suite.paths.length && !files.length ? [] : vitestTests(suite, program, files) }
}

// vitest compares with the names of the suites and the case joined by blanks; its list joins them with " > ".
function vitestPattern(name) {
  const escaped = name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  return `^${escaped.replace(/ > /g, '(?: >)? ')}$`
}

function command(suite, kind, program, test) {
  const report = path.join(suite.output, 'reports', `${hash(`${test.file}\n${test.name ?? ''}`).slice(0, 16)}.xml`)
  if (kind === 'node')
    return [process.execPath, '--test', '--test-reporter=spec', '--test-reporter-destination=stdout',
      `--test-reporter=${path.join(HERE, 'node_reporter.mjs')}`, `--test-reporter-destination=${report}`, ...suite.args, test.file]
  const run = [process.execPath, SELF, 'run', test.name ?? '', report, program]
  if (kind === 'jest')
    return [...run, '--ci', '--colors=false', '--reporters=default', `--reporters=${path.join(HERE, 'jest_reporter.cjs')}`,
      `--outputFile=${report}`, ...suite.args, '--runTestsByPath', test.file]
  return [...run, 'run', '--reporter=default', '--reporter=junit', `--outputFile.junit=${report}`, ...suite.args,
    ...(test.name === undefined ? [] : ['-t', vitestPattern(test.name)]), test.file]
}

function testText(suite, name, words, file) {
  const list = (items) => bracket(items.map((item) => item.replace(/;/g, '\\;')).join(';'))
  const properties = [`WORKING_DIRECTORY ${bracket(suite.folder)}`, `SKIP_RETURN_CODE ${SKIPPED}`]
  if (suite.environment.length) properties.push(`ENVIRONMENT ${list(suite.environment)}`)
  if (suite.labels.length) properties.push(`LABELS ${list(suite.labels)}`)
  if (suite.timeout) properties.push(`TIMEOUT ${suite.timeout}`)
  if (!file.includes(';')) properties.push(`_BACKTRACE_TRIPLES ${bracket(`${file};1;add_test`)}`)
  return `add_test(${bracket(name)} ${words.map(bracket).join(' ')})\n` +
    `set_tests_properties(${bracket(name)} PROPERTIES ${properties.join(' ')})\n`
}

function listTests(file) {
  const description = fs.readFileSync(file, 'utf8')
  const suite = JSON.parse(description)
  const output = path.join(suite.output, 'tests.cmake')
  const first = stamp(suite, description)
  if (isFile(output) && fs.readFileSync(output, 'utf8').startsWith(first)) return
  const kind = suite.kind || detectKind(suite.folder)
  const { program, tests } = testsOf(suite, kind)
  const wanted = tests.filter((test) => isWanted(suite, test.file))
  if (!wanted.length) throw new CannotList(`${kind} found no test in ${suite.paths.join(' ') || suite.folder}`)
  const names = new Set()
  let text = first
  for (const test of wanted) {
    const place = path.relative(suite.folder, test.file)
    const name = oneLine(`${suite.name}.${place}${test.name === undefined ? '' : ` > ${test.name}`}`)
    if (names.has(name)) continue // vitest runs cases of the same name together
    names.add(name)
    text += testText(suite, name, command(suite, kind, program, test), test.file)
  }
  fs.mkdirSync(path.join(suite.output, 'reports'), { recursive: true })
  const unfinished = `${output}.${process.pid}`
  fs.writeFileSync(unfinished, text)
  fs.renameSync(unfinished, output)
}

function unescapeXml(text) {
  const named = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
  return text.replace(/&(?:(lt|gt|amp|quot|apos)|#x([0-9a-fA-F]+)|#([0-9]+));/g, (all, name, hex, decimal) =>
    name ? named[name] : String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal)))
}

// The cases of a report, all or those of one name.
function casesIn(text, name) {
  return [...text.matchAll(/<testcase ([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g)]
    .map(([all, attributes, body = '']) => ({
      all, name: unescapeXml(/(?:^| )name="([^"]*)"/.exec(attributes)?.[1] ?? ''),
      skipped: /<skipped\b/.test(body), failed: /<(failure|error)\b/.test(body),
    }))
    .filter((found) => name === '' || oneLine(found.name) === oneLine(name))
}

// The exit code of a run that went well, by its report.
function judge(report, name) {
  const cases = casesIn(isFile(report) ? fs.readFileSync(report, 'utf8') : '', name)
  if (!cases.length) {
    fs.writeSync(2, `aurora: no test ran${name === '' ? '' : ` that is called "${oneLine(name)}"`}; it is not in ${report}\n`)
    return 1
  }
  return cases.every((found) => found.skipped) ? SKIPPED : 0
}

// A report of its own for a case, of what is in the report of its whole file.
function writeCase(report, whole, cases) {
  const opening = (tag) => (new RegExp(`<${tag}( [^>]*)?>`).exec(whole)?.[0] ?? `<${tag}>`).replace(/ (tests|failures|errors|skipped)="[^"]*"/g, '')
  fs.writeFileSync(report, `<?xml version="1.0" encoding="UTF-8"?>\n${opening('testsuites')}\n${opening('testsuite')}\n` +
    `${cases.map(({ all }) => all).join('\n')}\n</testsuite>\n</testsuites>\n`)
}

async function run([name, report, program, ...rest]) {
  fs.rmSync(report, { force: true })
  const whole = name === '' ? '' : reportOfWholeFile(report, program, rest)
  const cases = whole === '' ? [] : casesIn(whole, name)
  const fails = cases.some((found) => found.failed)
  if (cases.length && !fails) {
    console.log(`"${oneLine(name)}" ran with its whole file`)
    writeCase(report, whole, cases)
    process.exitCode = judge(report, name)
    return
  }
  process.argv = [process.execPath, program, ...rest]
  process.on('exit', (code) => {
    if (code !== 0 || process.exitCode) return
    process.exitCode = judge(report, name)
    if (!fails || process.exitCode !== 0) return
    fs.writeSync(2, `aurora: "${oneLine(name)}" passes alone and fails when its whole file runs: it depends on other cases, or is flaky\n`)
    writeCase(report, whole, cases)
    process.exitCode = 1
  })
  await import(pathToFileURL(program).href)
}

const [mode, ...rest] = process.argv.slice(2)
if (mode === 'run') {
  await run(rest)
} else {
  try {
    listTests(rest[0])
  } catch (error) {
    console.error(error instanceof CannotList ? error.message : `${error.stack}\nthe list cannot be made: ${oneLine(error.message)}`)
    process.exitCode = 3
  }
}
