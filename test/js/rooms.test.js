'use strict'

const assert = require('node:assert/strict')
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { ESLint } = require('eslint')

const ROOT = path.join(__dirname, '..', '..')

/** Who may use whom: the linters say so, and here that they do. */
describe('rooms', () => {
  describe('of lib/', () => {
    let eslint

    before(() => { eslint = new ESLint({ cwd: ROOT }) })

    async function refusals (file, required) {
      const [{ messages }] = await eslint.lintText(`'use strict'\n\nrequire('${required}')\n`, { filePath: path.join(ROOT, file) })
      return messages.filter(({ ruleId }) => ruleId === 'no-restricted-modules')
    }

    const FORBIDDEN = [
      ['lib/support/made.js', '../commands/command'],
      ['lib/commands/made.js', '../client/redis'],
      ['lib/commands/made.js', '../pipelines/pipeline'],
      ['lib/connection/made.js', '../pubsub/message_emitter'],
      ['lib/client/made.js', '../cluster'],
      ['lib/client/made.js', '../cli/terminal'],
      ['lib/client/made.js', '../index'],
      ['lib/bus/drivers/made.js', '../../hub/rooms'],
      ['lib/hub/made.js', '../demo/web']
    ]
    for (const [file, required] of FORBIDDEN) {
      it(`${file} must not require ${required}`, async () => {
        assert.equal((await refusals(file, required)).length, 1)
      })
    }

    const ALLOWED = [
      ['lib/commands/made.js', '../support/errors'],
      ['lib/client/made.js', '../connection/connection'],
      ['lib/cluster/made.js', '../client/redis'],
      ['lib/demo/made.js', '../broker']
    ]
    for (const [file, required] of ALLOWED) {
      it(`${file} may require ${required}`, async () => {
        assert.deepEqual(await refusals(file, required), [])
      })
    }

    it('has a rule for each room', async () => {
      const rooms = fs.readdirSync(path.join(ROOT, 'lib'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
      for (const { name } of rooms) {
        assert.equal((await refusals(`lib/${name}/made.js`, '../index')).length, 1, name)
      }
    })
  })

  describe('of src/', () => {
    let folder

    beforeEach(() => {
      folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hicast-lint-'))
      spawnSync('git', ['init', '--quiet'], { cwd: folder })
      fs.mkdirSync(path.join(folder, 'scripts'))
      fs.copyFileSync(path.join(ROOT, 'scripts/lint-repo.sh'), path.join(folder, 'scripts/lint-repo.sh'))
    })

    afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

    /** What lint says of a repository with one file that holds one line. */
    function lint (file, line) {
      fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
      fs.writeFileSync(path.join(folder, file), `${line}\n`)
      const { stderr, status } = spawnSync('bash', ['scripts/lint-repo.sh'], { cwd: folder, encoding: 'utf8' })
      return { status, found: stderr.includes(`${file}:1:`), stderr }
    }

    const FORBIDDEN = [
      ['src/core/engine/made.c', '#include <uv.h>'],
      ['src/core/engine/made.c', '#include "hiredis/async.h"'],
      ['src/core/engine/made.h', '#include "net/conn.h"'],
      ['src/core/net/made.c', '#include "broker/broker.h"'],
      ['src/core/net/made.c', 'napi_value value;'],
      ['src/core/broker/made.c', '#include "net/conn.h"'],
      ['src/core/broker/made.c', 'redisAsyncContext* context;'],
      ['src/binding/made.cc', 'redisAsyncContext* context;'],
      ['lib/client/made.js', "require('../cli/terminal')"]
    ]
    for (const [file, line] of FORBIDDEN) {
      it(`${file} must not have ${line}`, () => {
        const { status, found, stderr } = lint(file, line)
        assert.equal(found, true, stderr)
        assert.notEqual(status, 0)
      })
    }

    it('lets through what is allowed', () => {
      const { found, stderr } = lint('src/core/net/made.c', '#include <uv.h>')
      assert.equal(found, false, stderr)
    })
  })
})
