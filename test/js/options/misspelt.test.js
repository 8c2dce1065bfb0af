'use strict'

const assert = require('node:assert/strict')
const { execFileSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { KNOWN, nearest } = require('../../../lib/options/misspelt')

const ROOT = path.join(__dirname, '..', '..', '..')

/** What a program that makes clients with these options writes to standard error. */
function warnings (options, times = 1) {
  const program = `const { Redis } = require('hicast')
    for (let i = 0; i < ${times}; i++) new Redis({ lazyConnect: true, ...${JSON.stringify(options)} }).disconnect()`
  const file = path.join(ROOT, 'dist/index.js')
  return execFileSync(process.execPath, ['-e', `process.stderr.write = (text) => process.stdout.write(text)
    ${program.replace("'hicast'", JSON.stringify(file))}`], { encoding: 'utf8', cwd: ROOT })
}

describe('a misspelt option', () => {
  it('is warned of, once, with the name that is meant', () => {
    const said = warnings({ hearbeat: { interval: 1000 } }, 3)
    assert.equal(said.match(/HC_OPTION/g).length, 1)
    assert.match(said, /no option "hearbeat".*Did you mean "heartbeat"\?/)
  })

  it('is found for each kind of slip', () => {
    const slips = {
      hearbeat: 'heartbeat', // left out
      keyPrefixx: 'keyPrefix', // put in
      lazyconnect: 'lazyConnect', // another case
      retryStartegy: 'retryStrategy', // swapped
      maxRetryPerRequest: undefined, // too far
      comandTimeOut: 'commandTimeout',
      enableOfflineQeue: 'enableOfflineQueue',
      hosts: 'host'
    }
    for (const [slip, option] of Object.entries(slips)) assert.equal(nearest(slip), option, slip)
  })

  it('is no matter of names that are far from any option, nor of options', () => {
    assert.equal(warnings({ skipVersionCheck: true, url: 'x', db: 0, tag: 1, heartbeat: false }), '')
    for (const name of ['url', 'user', 'skipVersionCheck', 'isGlobal', 'closeClient', 'prefix']) {
      assert.equal(nearest(name), undefined, name)
    }
  })

  it('knows every option of the types', () => {
    const text = fs.readFileSync(path.join(ROOT, 'types/options.d.ts'), 'utf8')
    const [, body] = /interface CommonRedisOptions[^{]*\{([\s\S]*?)\n\}/.exec(text) ?? []
    assert.ok(body, 'types/options.d.ts has CommonRedisOptions')
    const names = [...body.matchAll(/^ {2}(\w+)\??:/gm)].map(([, name]) => name)
    assert.ok(names.length > 30)
    assert.deepEqual(names.filter((name) => !KNOWN.includes(name)), [])
  })
})
