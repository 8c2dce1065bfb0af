'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { createBroker } = require('../../../lib/broker')
const { deniedByRules } = require('../../../lib/cli/doctor_rights')
const { useCli } = require('../../helpers/cli')
const { useRedis, RedisServer } = require('../../helpers/redis_server')

const USERS = [
  'plain on >pw ~* &* +subscribe +publish',
  'curious on >pw ~* &* +@all -acl|dryrun',
  'chatter on >pw ~* &chat:* +@all -acl|dryrun',
  'reader on >pw ~* &* +@all -acl|dryrun -publish'
]

describe('hicast doctor', () => {
  const redis = useRedis({ users: USERS })
  const start = useCli()

  async function examine (url, ...args) {
    const doctor = start(['doctor', '--json', '--url', url, ...args])
    const { code } = await doctor.exit()
    const { findings } = JSON.parse(doctor.stdout)
    return { code, stderr: doctor.stderr, of: (title) => findings.find((finding) => finding.title === title) }
  }

  const as = (user) => `redis://${user}:pw@127.0.0.1:${redis.port}`

  it('needs no right but to subscribe and publish', async () => {
    const { code, stderr, of } = await examine(as('plain'))
    assert.deepEqual([code, stderr], [0, ''])
    for (const title of ['version', 'mode', 'latency', 'rights', 'output buffer', 'clients', 'keepalive']) {
      assert.equal(of(title).level, 'note', title)
    }
    assert.equal(of('trial').level, 'ok')
    assert.match(of('latency').text, /PING is refused: NOPERM/)
  })

  describe('where a user may not try rights', () => {
    it('reads the rules', async () => {
      const { code, of } = await examine(as('curious'))
      assert.deepEqual([code, of('rights').level], [0, 'ok'])
      assert.match(of('rights').text, /by its rules$/)
    })

    it('finds a channel that is denied', async () => {
      const { code, of } = await examine(as('chatter'))
      assert.deepEqual([code, of('rights').level, of('trial').level], [1, 'warn', 'bad'])
      assert.match(of('rights').fix, /^ACL SETUSER chatter \+@pubsub "&hicast:doctor"/)
      const chat = await examine(as('chatter'), '--channel', 'chat:1')
      assert.equal(chat.code, 0)
      assert.match(chat.of('rights').text, /may not, by its rules: psubscribe \(/)
    })

    it('finds a command that is denied', async () => {
      const { code, of } = await examine(as('reader'))
      assert.equal(code, 1)
      assert.match(of('rights').text, /may not, by its rules: publish \(/)
    })

    it('reads them as the server does', async () => {
      const globs = ['*', 'a*', 'a?c', 'a[bx]c', 'a[^b]c', 'a[c-a]c', 'a[\\]b]c', 'a\\*c', 'a[b', 'a.c', 'a\\', 'ab(c)', '[', 'a[^c-a]*']
      const commands = ['+@all', '-@all +@pubsub', '+@all -@fast', '-@all +@slow', '-@all +@fast -publish', '+@all -@pubsub +subscribe']
      const channels = ['abc', 'a*c', 'a]c', 'axc', 'a.c', 'ab', 'a\\', 'a', 'ab(c)', '[', 'a[b']
      for (const [i, glob] of globs.entries()) {
        const rules = [...commands[i % commands.length].split(' '), `&${glob}`]
        await redis.call('acl', 'setuser', 'someone', 'reset', 'on', ...rules, '(+spublish &abc)')
        const user = await redis.call('acl', 'getuser', 'someone')
        for (const channel of channels) {
          const expected = []
          for (const name of ['subscribe', 'psubscribe', 'publish', 'ssubscribe', 'spublish']) {
            const args = name.endsWith('publish') ? [channel, ''] : [channel]
            if (await redis.call('acl', 'dryrun', 'someone', name, ...args) !== 'OK') expected.push(name)
          }
          assert.deepEqual(deniedByRules(user, channel), expected, `${rules.join(' ')}, channel ${channel}`)
        }
      }
    })

    it('reads the forms of Redis 6.2 and 6.0', () => {
      const user = ['flags', ['on', 'allkeys'], 'passwords', [], 'commands', '-@all +@pubsub', 'keys', ['*']]
      assert.deepEqual(deniedByRules([...user, 'channels', ['chat:*']], 'news'),
        ['subscribe', 'psubscribe', 'publish', 'ssubscribe', 'spublish'])
      assert.deepEqual(deniedByRules([...user, 'channels', ['chat:*']], 'chat:1'), ['psubscribe'])
      assert.deepEqual(deniedByRules(user, 'news'), [])
    })
  })

  it('ends when the server answers no more', async () => {
    const broker = await createBroker()
    try {
      const doctor = start(['doctor', '--url', broker.url])
      await doctor.says('protocol')
      broker.freeze(0)
      broker.freeze(60000)
      assert.deepEqual(await doctor.exit(), { code: 1, signal: null })
      assert.match(doctor.stdout, /^BAD .*nobody answers/m)
    } finally {
      broker.freeze(0)
      await broker.close()
    }
  })

  it('ends when the server never answers', async () => {
    const broker = await createBroker()
    try {
      broker.freeze(60000)
      const { code, of } = await examine(broker.url)
      assert.deepEqual([code, of('connection').level], [1, 'bad'])
    } finally {
      broker.freeze(0)
      await broker.close()
    }
  })

  describe('by the mode of a server', () => {
    let folder
    before(() => { folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hicast-doctor-')) })
    after(() => fs.rmSync(folder, { recursive: true }))

    async function examineServer (args) {
      const server = await RedisServer.start({ args })
      try {
        return await examine(`redis://127.0.0.1:${server.port}`)
      } finally {
        await server.kill()
      }
    }

    it('tells a node of a cluster', async () => {
      const { code, of } = await examineServer(['--cluster-enabled', 'yes', '--cluster-config-file', path.join(folder, 'nodes.conf')])
      assert.equal(code, 0)
      assert.match(of('mode').text, /^cluster/)
    })

    it('tells a replica, and where its master is', async () => {
      const { code, of } = await examineServer(['--replicaof', '127.0.0.1', String(redis.port)])
      assert.deepEqual([code, of('role').level], [0, 'warn'])
      assert.match(of('role').fix, new RegExp(`127\\.0\\.0\\.1:${redis.port}`))
    })
  })

  it('exits with 2 for an argument that it does not take', async () => {
    const doctor = start(['doctor', 'redis://127.0.0.1'])
    assert.equal((await doctor.exit()).code, 2)
  })
})
