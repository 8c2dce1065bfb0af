'use strict'

const { fanOutSide, runFanOut } = require('../harness/fanout')

module.exports = {
  name: 'hub-message',
  title: 'one message of 100 bytes alone, to 1,000 WebSockets of one server',
  unit: 'µs/frame',
  clients: ['hicast', 'ioredis', 'socket.io'],
  bars: [{ against: ['ioredis'], atMost: 0.9 }],
  params: { sockets: 1000, perBurst: 1, bursts: 30, warmUp: 20 },
  run: (context) => runFanOut('hub-message', context, module.exports.params),
  side: (adapter, params, io) => fanOutSide(params, io)
}
