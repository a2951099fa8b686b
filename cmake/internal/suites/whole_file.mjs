// Starting vitest costs a second or more, so the first case of a file that one run of CTest starts runs the whole
// file, and the others of that file read their results from its report. A case that CTest starts again in the same
// run (ctest --repeat), and whatever did not simply pass or was skipped, runs alone.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

const POLL_MS = 50

const short = (text) => createHash('sha256').update(text).digest('hex').slice(0, 16)
const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

// When a process began, in clock ticks since the machine's start: with its number a name of the process that is
// never given twice. Field 22 of /proc/PID/stat (proc(5)), counted behind the name, which may hold blanks.
function beginOf(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[19]
  } catch {
    return ''
  }
}

const nameOf = (pid) => `${pid}-${beginOf(pid)}`
const lives = (name) => name.includes('-') && nameOf(name.split('-')[0]) === name

function claim(file, text = '') {
  try {
    fs.writeFileSync(file, text, { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function removeOld(shared) {
  for (const entry of fs.readdirSync(shared)) if (!lives(entry)) fs.rmSync(path.join(shared, entry), { recursive: true, force: true })
}

function runWhole(whole, program, rest) {
  const at = rest.lastIndexOf('-t')
  const words = [...rest.slice(0, at), ...rest.slice(at + 2)].map((word) => word.replace(/^(--outputFile\.junit=).*/s, `$1${whole}.xml`))
  const said = spawnSync(process.execPath, [program, ...words], { encoding: 'utf8', maxBuffer: 1 << 28 })
  // An error outside of all cases may belong to any of them.
  const blameless = said.status === 0 || (said.status === 1 && !/Unhandled (Error|Rejection)/.test(`${said.stdout}${said.stderr}`))
  fs.writeFileSync(`${whole}.end.${process.pid}`, blameless ? 'blameless' : 'unclear')
  fs.renameSync(`${whole}.end.${process.pid}`, `${whole}.end`)
}

// Waits while another case runs the file; false when that one was killed.
function awaitWhole(whole) {
  while (!fs.existsSync(`${whole}.end`)) {
    if (!lives(fs.readFileSync(`${whole}.run`, 'utf8')) && !fs.existsSync(`${whole}.end`)) return false
    sleep(POLL_MS)
  }
  return true
}

// The report of the run of the whole file; '' when this case is to run alone.
export function reportOfWholeFile(report, program, rest) {
  if (rest.at(-3) !== '-t' || process.env.AURORA_RUN_ALONE) return ''
  const shared = path.join(path.dirname(report), 'shared')
  const folder = path.join(shared, nameOf(process.ppid))
  try {
    fs.mkdirSync(folder, { recursive: true })
    if (!claim(path.join(folder, `${short(report)}.taken`))) return ''
    const whole = path.join(folder, short(rest.at(-1)))
    // The name is there with the file: a waiting case must not find it empty.
    const own = `${whole}.${process.pid}`
    fs.writeFileSync(own, nameOf(process.pid))
    let first = true
    try {
      fs.linkSync(own, `${whole}.run`)
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      first = false
    }
    fs.rmSync(own)
    if (first) {
      removeOld(shared)
      runWhole(whole, program, rest)
    } else if (!awaitWhole(whole)) return ''
    if (fs.readFileSync(`${whole}.end`, 'utf8') !== 'blameless') return ''
    return fs.readFileSync(`${whole}.xml`, 'utf8')
  } catch {
    return '' // a full or read-only disk: alone, as if nothing could be shared
  }
}
