'use strict'

const assert = require('node:assert/strict')
const { isHicast, useClients } = require('../helpers/client')
const { useRedis } = require('../helpers/redis_server')

const COUNT = 100000

if (isHicast) {
  describe(`${COUNT} subscriptions`, function () {
    this.timeout(60000)
    const server = useRedis()
    const clients = useClients(server)

    // Looking through all of them each time took minutes.
    it('are not looked through by each iteration that begins', async () => {
      const [sub, pub] = [clients.create(), clients.create()]
      sub.setMaxListeners(2000)
      for (let at = 0; at < COUNT; at += 10000) {
        await sub.subscribe(Array.from({ length: 10000 }, (_, i) => `c${at + i}`))
      }
      const iterators = Array.from({ length: 1000 }, (_, i) => sub.hicast.messages(`c${i}`, `d${i}`))
      const last = iterators.at(-1)
      const next = last.next()
      await sub.ping()
      await pub.publish('d999', 'x')
      assert.deepEqual(await next, { value: ['d999', 'x'], done: false })
      for (const iterator of iterators) await iterator.return()
      // What was subscribed before stays so.
      await sub.ping()
      assert.equal(sub.hicast.health().subscriptions, COUNT)
    })
  })
}
