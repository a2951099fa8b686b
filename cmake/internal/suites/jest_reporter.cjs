// A reporter for jest: JUnit XML into the file of --outputFile, in the dialect of jest-junit. jest itself writes none.
'use strict'
const fs = require('node:fs')
const path = require('node:path')
const { document } = require('./junit_text.cjs')

// A file that does not load. jest prints it under the title that ends the name of the case.
function fileFailure(result) {
  const message = result.testExecError?.message ?? ''
  return `${/^\w*Error: /.test(message) ? '' : 'Error: '}${message}\n${result.failureMessage ?? ''}`
}

function fileCases(result, root) {
  const file = path.relative(root, result.testFilePath)
  if (result.testExecError || (result.failureMessage && !result.testResults.length))
    return [{ name: `${file} Test suite failed to run`, file, failure: fileFailure(result), error: true }]
  return result.testResults.map((test) => ({
    name: [...test.ancestorTitles, test.title].join(' '),
    file,
    line: test.location?.line,
    seconds: (test.duration ?? 0) / 1000,
    failure: test.status === 'failed' ? test.failureMessages.join('\n') : undefined,
    skipped: ['pending', 'skipped', 'todo', 'disabled'].includes(test.status),
  }))
}

module.exports = class {
  constructor(globalConfig) {
    this.config = globalConfig
  }

  onRunComplete(contexts, results) {
    const cases = results.testResults.flatMap((result) => fileCases(result, this.config.rootDir))
    if (this.config.outputFile) fs.writeFileSync(this.config.outputFile, document('jest tests', cases))
  }
}
