// JUnit XML of finished cases, for the reporters beside this file.
'use strict'

function escapeXml(text) {
  // eslint-disable-next-line no-control-regex
  const clean = String(text).replace(/\u001b\[[0-9;]*m/g, '').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '?')
  return clean.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

const attribute = (text) => escapeXml(text).replace(/\n/g, '&#10;')

// One case: {name, file, line, seconds, failure (a text, or nothing), error (fails outside of any case), skipped}.
function caseText(test) {
  const place = `${test.file ? ` file="${attribute(test.file)}"` : ''}${test.line ? ` line="${test.line}"` : ''}`
  const head = `    <testcase classname="${attribute(test.file ?? '')}" name="${attribute(test.name)}"${place} time="${(test.seconds ?? 0).toFixed(3)}"`
  if (test.skipped) return `${head}><skipped/></testcase>\n`
  if (test.failure === undefined) return `${head}/>\n`
  const kind = test.error ? 'error' : 'failure'
  const message = String(test.failure).split('\n').find((line) => line.trim() !== '') ?? ''
  return `${head}><${kind} message="${attribute(message)}">${escapeXml(test.failure)}</${kind}></testcase>\n`
}

function document(name, cases) {
  const failures = cases.filter((test) => test.failure !== undefined).length
  const counts = `tests="${cases.length}" failures="${failures}"`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${name}" ${counts}>\n  <testsuite name="${name}" ${counts}>\n` +
    `${cases.map(caseText).join('')}  </testsuite>\n</testsuites>\n`
}

module.exports = { document }
