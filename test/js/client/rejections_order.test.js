'use strict'

const assert = require('node:assert/strict')
const { isHicast, useClients, peers } = require('../../helpers/client')
const { useFakeServers } = require('../../helpers/fake_server')
const { event, sleep } = require('../../helpers/wait')

const REFUSED = '-WRONGPASS invalid username-password pair or user is disabled.\r\n'

/** In which order an app hears of a connection that came to nothing. */
describe('a connection that fails', () => {
  const clients = useClients({ port: 0 })
  const startFake = useFakeServers()

  const FAILURES = {
    'wrong password': { hello: REFUSED },
    'wrong password, RESP2': { auth: REFUSED, options: { protocol: 2 } },
    'INFO refused': { info: '-ERR no\r\n' },
    'a reply that breaks the protocol': { get: '!\r\n?\r\n' }
  }
  for (const [title, { options, ...replies }] of Object.entries(FAILURES)) {
    // ioredis has an error of its own there when the client is closed.
    if (!isHicast && replies.get) continue
    for (const retryStrategy of [null, () => 10000]) {
      const when = `${title}, ${retryStrategy === null ? 'no retry' : 'retried'}`

      it(`lets quit() after a rejected command succeed: ${when}`, async () => {
        const fake = await startFake({ replies })
        const client = clients.create({ port: fake.port, password: 'p', retryStrategy, ...options })
        client.on('error', () => {})
        const end = event(client, 'end')
        let quit
        await client.get('k').catch(() => { quit = client.quit() })
        assert.equal(await quit, 'OK')
        await end
      })

      // ioredis tells no error of the last kind.
      if (replies.get === undefined) {
        it(`tells it in ioredis' order: ${when}`, async () => {
          const fake = await startFake({ replies })
          const order = async ({ Redis }) => {
            const seen = []
            const client = clients.add(new Redis({ port: fake.port, password: 'p', retryStrategy, ...options }))
            for (const name of ['error', 'close', 'reconnecting', retryStrategy === null ? 'end' : 'close']) client.on(name, () => seen.push(name))
            await client.get('k').catch(() => { seen.push('rejected') })
            await sleep(50)
            client.disconnect()
            await sleep(50)
            return seen
          }
          const { client, ioredis } = peers()
          assert.deepEqual(await order(client), await order(ioredis))
        })
      }
    }
  }
})
