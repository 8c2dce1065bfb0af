'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const { createClient } = require('redis')
const { Redis, useClients } = require('../helpers/client')
const { useRedis } = require('../helpers/redis_server')

const TEXT = fs.readFileSync(path.join(__dirname, '..', '..', 'docs', 'migrating.md'), 'utf8')
const ROW = /^\| `(client\..+)` \| `(redis\..+)` \| (.*) ?\|$/

/** The lines of the table of calls: both calls, and what is said of the reply. */
const rows = TEXT.split('\n').map((line) => ROW.exec(line)).filter((match) => match !== null)
  .map(([, theirs, ours, note]) => ({ theirs, ours, note: note.trim() }))

/** Evaluates one call of the table, with the client in it by its name. */
function run (code, name, client) {
  // eslint-disable-next-line no-new-func
  return new Function(name, `return ${code}`)(client)
}

// Objects without a prototype are the same as others.
const plain = (reply) => JSON.parse(JSON.stringify(reply))

describe('docs/migrating.md', () => {
  const [first, second] = [useRedis(), useRedis()]
  const clients = useClients(second)

  it('has a table of calls, and each line of it says what is so', async () => {
    assert.ok(rows.length > 20, `${rows.length} lines`)
    const client = createClient({ url: `redis://127.0.0.1:${first.port}` })
    await client.connect()
    const redis = clients.add(new Redis(second.port))
    for (const { theirs, ours, note } of rows) {
      const reply = plain(await run(ours, 'redis', redis))
      const other = plain(await run(theirs, 'client', client))
      if (note === '') {
        assert.deepEqual(reply, other, ours)
      } else {
        const [, told] = /^`(.+?)`, and not/.exec(note)
        assert.deepEqual(reply, plain(run(told.replaceAll('&#124;', '|'), 'none')), ours)
        assert.notDeepEqual(reply, other, `${ours}: no difference`)
      }
    }
    client.destroy()
  })
})
