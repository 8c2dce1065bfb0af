'use strict'

const assert = require('node:assert/strict')
const { Redis, isHicast, useClients } = require('../../helpers/client')
const { useFakeServers } = require('../../helpers/fake_server')
const { event } = require('../../helpers/wait')

// What is answered to HELLO where RESP3 is not to be had. ioredis takes two
// kinds for that: NOPROTO, and "unknown command" with HELLO in it.
const REFUSALS = {
  'Redis 5': 'ERR unknown command `hello`, with args beginning with: `3`, ',
  'Redis 4': "ERR unknown command 'hello'",
  'Redis 6 and later, another version': 'NOPROTO unsupported protocol version',
  'Redis 6 and later, no number': 'NOPROTO sorry, this protocol version is not supported.',
  'Envoy until 1.31': "ERR unsupported command 'HELLO'",
  'Envoy, without a code': "unsupported command 'HELLO'",
  'a proxy that does not name it': 'ERR unsupported command',
  'a proxy that knows few commands': 'ERR unknown command',
  Pika: "ERR unknown or unsupported command 'hello'",
  'hosted servers, not supported': "ERR command 'HELLO' is not supported",
  'hosted servers, not support': "ERR command 'hello' not support for normal user",
  'hosted servers, not available': "ERR Command is not available: 'HELLO'. See the documentation",
  'disabled by rename-command': "ERR command 'hello' is disabled",
  'HELLO without arguments': "ERR wrong number of arguments for 'hello' command",
  SSDB: 'client_error Unknown Command: hello',
  'an invalid command': 'ERR invalid command HELLO',
  'not implemented': 'ERR HELLO is not implemented'
}

// What says nothing of RESP3, and is a reason not to go on.
const FAILURES = [
  'WRONGPASS invalid username-password pair or user is disabled.',
  'NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO <proto> AUTH <user> <pass> ' +
    'option can be used to authenticate the client and select the RESP protocol version at the same time',
  'ERR max number of clients reached',
  'DENIED Redis is running in protected mode because protected mode is enabled'
]

describe('a refused HELLO', () => {
  const clients = useClients({ port: 0 })
  const startFake = useFakeServers()

  for (const [title, text] of Object.entries(REFUSALS)) {
    // ioredis knows only some of them.
    if (!isHicast && !/noproto|unknown command.*hello/i.test(text)) continue
    it(`means RESP2: ${title}`, async () => {
      const fake = await startFake({ replies: { hello: `-${text}\r\n`, get: '$1\r\nv\r\n' } })
      const client = clients.create({ port: fake.port, password: 'p', retryStrategy: null })
      assert.equal(await client.get('k'), 'v')
      assert.equal(client.condition.protocol, 2)
      assert.ok(fake.received[0].some((command) => command.join(' ') === 'auth p'))
    })
  }

  for (const text of FAILURES) {
    it(`means an error: ${text.slice(0, 40)}`, async () => {
      const fake = await startFake({ replies: { hello: `-${text}\r\n` } })
      const client = new Redis({ port: fake.port, password: 'p', retryStrategy: null })
      const [error] = await event(client, 'error')
      assert.equal(error.message, text)
      client.disconnect()
    })
  }
})
