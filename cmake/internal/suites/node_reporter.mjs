// A reporter for "node --test": JUnit XML with whole names, and files and lines. (Node's own one, where there is one,
// has no place of a failure, escapes names twice, and calls cases that are still to be done both skipped and failed.)
import path from 'node:path'
import { inspect } from 'node:util'
import { fileURLToPath } from 'node:url'
import { document } from './junit_text.cjs'

const relativePath = (file) => (file === undefined ? file : path.relative(process.cwd(), plainPath(file)))
const plainPath = (file) => (file?.startsWith('file:') ? fileURLToPath(file) : file)
const withPlainPath = (line) => line.replace(/file:\/\/[^\s)]+?(?=:\d|\)|$)/, plainPath)

// What a file that ended badly outside of its cases printed tells more than "test failed".
function failureText(error, printed) {
  const cause = error?.cause ?? error
  if (typeof cause === 'string' && printed.trim() !== '') {
    const lines = printed.trim().split('\n').map(withPlainPath)
    const head = lines.find((line) => /^\w*Error\b.*:/.test(line)) ?? `Error: ${cause}`
    return [head.replace(/^(\w+) \[\w+\]:/, '$1:'), ...lines].join('\n')
  }
  if (cause instanceof Error || cause?.stack) {
    const name = cause.code === 'ERR_ASSERTION' ? 'AssertionError' : cause.name ?? 'Error'
    const values = cause.code === 'ERR_ASSERTION' && 'expected' in cause
      ? `\nExpected: ${inspect(cause.expected, { breakLength: Infinity })}\nReceived: ${inspect(cause.actual, { breakLength: Infinity })}` : ''
    const frames = String(cause.stack).split('\n').filter((line) => /^\s+at /.test(line)).map(withPlainPath)
    return `${name}: ${cause.message}${values}\n${frames.join('\n')}`
  }
  return `Error: ${typeof cause === 'string' ? cause : inspect(cause)}`
}

// A case that only failed because cases inside of it did, or one that only groups others, is none of its own.
function isGroup(data) {
  return data.details?.type === 'suite' || data.details?.error?.failureType === 'subtestsFailed'
}

// Node 18 wraps what a file holds in a test named like the file.
const isFileItself = (name) => process.argv.some((word) => path.resolve(word) === path.resolve(name))

export default async function* junit(source) {
  const names = []
  const cases = []
  const printed = new Map()
  for await (const { type, data } of source) {
    if (type === 'test:start') {
      names.length = data.nesting
      names.push(data.name)
    }
    if (type === 'test:stderr') printed.set(data.file, `${printed.get(data.file) ?? ''}${data.message}`)
    if (type !== 'test:pass' && type !== 'test:fail') continue
    const parents = names.slice(0, data.nesting).filter((name, level) => level > 0 || !isFileItself(name))
    const fails = type === 'test:fail' && data.todo === undefined
    if (isGroup(data) || (!fails && isFileItself(data.name) && cases.length)) continue
    cases.push({
      name: [...parents, isFileItself(data.name) ? relativePath(data.name) : data.name].join(' '),
      file: relativePath(data.file),
      line: data.line,
      seconds: (data.details?.duration_ms ?? 0) / 1000,
      failure: fails ? failureText(data.details?.error, printed.get(data.file) ?? '') : undefined,
      skipped: !fails && (data.skip !== undefined || data.todo !== undefined),
    })
  }
  yield document('node tests', cases)
}
