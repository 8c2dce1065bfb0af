'use strict'

const CHANNEL = 'user-events'

/**
 * A process that does nothing but receive one message: from before the client
 * is loaded until the listener is called.
 */
module.exports = {
  name: 'startup',
  title: 'require() cold, connect, subscribe, first message received',
  unit: 'ms',
  figures: ['cpu', 'wall', 'require', 'processCpu', 'processWall'],
  rounds: 5,
  clients: ['hicast', 'ioredis', 'redis', 'iovalkey', 'redis-fast-driver'],
  bars: [
    { against: ['ioredis'], atMost: 0.5 },
    { against: ['ioredis'], figure: 'wall', atMost: 0.5 }
  ],
  params: {},
  run,
  side
}

async function run ({ server, client }) {
  // Not in the client's process, which loads as little as it can.
  const { Side } = require('../harness/side')
  const process = Side.start('startup', client, { port: server.port })
  try {
    await process.next()
    await server.control.call('PUBLISH', CHANNEL, 'x')
    return await process.next()
  } finally {
    await process.stop()
  }
}

async function side (adapter, { port }, { tell }) {
  const cpu = process.cpuUsage()
  const begin = performance.now()
  adapter.load()
  const loaded = performance.now()

  function onMessage () {
    const end = performance.now()
    const own = process.cpuUsage(cpu)
    const whole = process.cpuUsage()
    tell({
      cpu: (own.user + own.system) / 1000,
      wall: end - begin,
      require: loaded - begin,
      processCpu: (whole.user + whole.system) / 1000,
      processWall: end
    })
  }

  const client = await adapter.connect(port)
  await adapter.receiver(client, 'subscribe', onMessage)([CHANNEL])
  tell({ ready: true })
}
