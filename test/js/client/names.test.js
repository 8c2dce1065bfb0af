'use strict'

const assert = require('node:assert/strict')
const { Redis, isHicast, peers } = require('../../helpers/client')

// Every name on a client is one that an app may give a Lua script: libraries
// define one only where the client has none of its name.

// What hicast adds. No script will be called so.
const ADDED = {
  client: ['hicast', '_delivery', '_session', Symbol.dispose, Symbol.asyncDispose],
  cluster: ['hicast', '_delivery', '_session', Symbol.dispose, Symbol.asyncDispose],
  pipeline: ['_isSent', '_adopt', '_send', '_transformTransaction'],
  transaction: ['_isSent', '_adopt', '_send', '_transformTransaction', '_replies', '_context']
}

/** All names of an object, its own and those that it inherits. */
function namesOf (object) {
  const names = new Set()
  for (; object !== null; object = Object.getPrototypeOf(object)) {
    for (const name of Reflect.ownKeys(object)) names.add(name)
  }
  return names
}

/** One of each kind, which has been used. */
const make = {
  client: (module) => new module.Redis({ lazyConnect: true }),
  // Absent while there is no Cluster.
  cluster: (module) => new module.Cluster([{ port: 1 }], { lazyConnect: true }),
  pipeline: (module) => new module.Redis({ lazyConnect: true }).pipeline().get('k'),
  transaction: (module) => new module.Redis({ lazyConnect: true }).multi().get('k')
}

const hasCluster = (() => {
  try {
    make.cluster(Redis).disconnect()
    return true
  } catch (error) {
    assert.match(error.message, /not supported yet/)
    return false
  }
})()

if (isHicast) {
  describe('names', () => {
    for (const kind of Object.keys(make).filter((kind) => kind !== 'cluster' || hasCluster)) {
      it(`of a ${kind} are those that ioredis takes, and few more`, () => {
        const { client, ioredis } = peers()
        const theirs = namesOf(make[kind](ioredis))
        // Set with the first connection.
        for (const name of ['stream', 'condition']) theirs.add(name)
        const added = [...namesOf(make[kind](client))].filter((name) => !theirs.has(name))
        assert.deepEqual(added.filter((name) => !ADDED[kind].includes(name)), [])
      })
    }

    it('leave those of Bull to its scripts', () => {
      const client = new Redis({ lazyConnect: true })
      for (const name of ['pause', 'resume', 'obliterate', 'messages', 'health', 'ref', 'unref']) {
        assert.equal(client[name], undefined, name)
        client.defineCommand(name, { numberOfKeys: 0, lua: 'return 1' })
      }
      client.disconnect()
    })

    it('that are not ioredis\' are not shown when a client is printed', () => {
      const client = new Redis({ lazyConnect: true })
      assert.deepEqual(Object.keys(client).filter((name) => ADDED.client.includes(name)), [])
      client.disconnect()
    })
  })
}
