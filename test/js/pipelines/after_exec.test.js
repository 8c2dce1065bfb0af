'use strict'

const assert = require('node:assert/strict')
const { useClients, isHicast } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')

const HINT = 'Pipeline cannot be used to send any commands when the `exec()` has been called on it.'

describe('a command after exec()', () => {
  const server = useRedis()
  const clients = useClients(server)

  it('of a transaction makes it reject', async () => {
    const batch = clients.create().multi().set('k', 1)
    const executed = batch.exec()
    batch.get('k')
    await assert.rejects(executed, { message: HINT })
    assert.equal(await server.call('get', 'k'), '1')
  })

  it('of a transaction that is over changes nothing', async () => {
    const batch = clients.create().multi().set('k', 1)
    assert.deepEqual(await batch.exec(), [[null, 'OK']])
    batch.get('k')
  })

  if (isHicast) {
    it('of a pipeline is rejected', async () => {
      const batch = clients.create().pipeline().set('k', 1)
      const executed = batch.exec()
      const late = new Promise((resolve) => batch.get('k', (...args) => resolve(args)))
      const [[, reply], [error]] = await executed
      assert.equal(reply, 'OK')
      assert.equal(error.message, HINT)
      assert.deepEqual(await late, [error])
    })
  }
})
