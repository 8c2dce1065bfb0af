'use strict'

const assert = require('node:assert/strict')
const { useHubs } = require('../../helpers/hubs')
const { useRedis } = require('../../helpers/redis_server')
const { eventually, sleep } = require('../../helpers/wait')

describe('hub: servers', () => {
  const redis = useRedis()
  const servers = useHubs(redis)

  async function three (options) {
    const all = [await servers.start(options), await servers.start(options), await servers.start(options)]
    await eventually(() => all.every(({ hub }) => hub.servers().length === 3), 'all know each other')
    return all
  }

  /** As one that is killed: its connection is gone, and it says nothing any more. */
  async function kill ({ hub, source }) {
    clearInterval(hub._members._timer)
    await hub._source.close()
    source.disconnect()
  }

  it('know who is in a room, and where', async () => {
    const [a, b, c] = await three()
    await servers.browser(b, 'user=ann&rooms=r')
    await servers.browser(c, 'user=bob&rooms=r')
    await servers.browser(c, 'user=cleo')
    const { members, missing } = await a.hub.presence('r')
    assert.deepEqual(members.map(({ user, server }) => [user, server]).sort(), [['ann', b.hub.id], ['bob', c.hub.id]])
    assert.deepEqual(missing, [])
    assert.equal((await a.hub.presenceOfUser('cleo')).members[0].server, c.hub.id)
    assert.deepEqual((await a.hub.presence('empty')).members, [])
  })

  it('answer questions, with what went wrong', async () => {
    const [a, b, c] = await three()
    a.hub.answer('double', (n) => 2 * n)
    b.hub.answer('double', async (n) => 2 * n)
    c.hub.answer('double', () => { throw new Error('no numbers here') })
    const { answers, errors, missing } = await a.hub.ask('double', 21)
    assert.deepEqual(answers.map(({ value }) => value), [42, 42])
    assert.deepEqual(errors, [{ server: c.hub.id, message: 'no numbers here' }])
    assert.deepEqual(missing, [])
    assert.match((await a.hub.ask('unknown', 1)).errors[0].message, /no answer to "unknown"/)
  })

  it('name those that do not answer', async () => {
    const [a, b, c] = await three()
    for (const { hub } of [a, b]) hub.answer('q', () => 'here')
    c.hub.answer('q', () => new Promise(() => {}))
    const { answers, missing } = await a.hub.ask('q', null, { timeout: 3000 })
    assert.deepEqual(answers.map(({ value }) => value), ['here', 'here'])
    assert.deepEqual(missing, [c.hub.id])
  })

  it('miss one that was killed within six seconds, and its sockets with it', async function () {
    this.timeout(60000)
    const [a, b, c] = await three({ presenceEvents: true })
    const left = []
    await servers.browser(c, 'user=bob&rooms=r')
    await eventually(() => a.hub._presence._elsewhere.size === 1, 'it is known')
    a.hub.on('leave', (about) => left.push(about))
    await kill(c)
    await eventually(() => a.hub.servers().length === 2 && b.hub.servers().length === 2, 'it is missed', { timeout: 20000 })
    assert.deepEqual(left.map(({ room, user, server }) => [room, user, server]).sort(),
      [['r', 'bob', c.hub.id], [undefined, 'bob', c.hub.id]].sort())
    assert.deepEqual((await a.hub.presence('r')).members, [])
  })

  it('tell of joins and leaves', async () => {
    const [a, b] = await three({ presenceEvents: true })
    const told = []
    for (const name of ['join', 'leave']) a.hub.on(name, ({ room, user }) => told.push([name, room ?? null, user]))
    const ws = await servers.browser(b, 'user=ann&rooms=r')
    await eventually(() => told.length === 2, 'two joins')
    ws.close()
    await eventually(() => told.length === 4, 'two leaves')
    assert.deepEqual(told.sort(), [['join', null, 'ann'], ['join', 'r', 'ann'], ['leave', null, 'ann'], ['leave', 'r', 'ann']])
  })

  it('say good-bye', async () => {
    const [a, b] = await three()
    await b.hub.close()
    await eventually(() => a.hub.servers().length === 2, 'it is known at once', { timeout: 1500 })
    await sleep(0)
  })
})
