import assert from 'node:assert'
import { describe, it, test } from 'node:test'
describe('a shelf', () => {
  it('holds [1]; "two" & ü', () => {
    assert.equal(1, 2)
  })
  it.skip('later', () => {})
  it('is', () => {})
})
test('throws', () => {
  null.x
})
test('still to be done', { todo: true }, () => {
  throw new Error('not yet')
})
