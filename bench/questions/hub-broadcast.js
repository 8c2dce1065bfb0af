'use strict'

const { fanOutSide, runFanOut } = require('../harness/fanout')

const SCALE = { hicast: 20, ioredis: 3, 'socket.io': 3 }

module.exports = {
  name: 'hub-broadcast',
  title: '100 messages of 100 bytes in a row, each to 1,000 WebSockets of one server',
  unit: 'µs/frame',
  clients: ['hicast', 'ioredis', 'socket.io'],
  bars: [{ against: ['ioredis'], atLeast: 5 }, { against: ['socket.io'], atLeast: 5 }],
  params: { sockets: 1000, perBurst: 100, warmUp: 2 },
  run: (context) => runFanOut('hub-broadcast', context, { ...module.exports.params, bursts: SCALE[context.client] }),
  side: (adapter, params, io) => fanOutSide(params, io)
}
