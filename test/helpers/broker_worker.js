'use strict'

/** A worker that has an open broker with a subscriber when it ends. */

const { parentPort, workerData } = require('node:worker_threads')
const { createBroker } = require('../../lib/broker')
const { Line } = require('./broker_play')

createBroker().then(async (broker) => {
  const line = new Line(broker.port)
  line.socket.write('SUBSCRIBE a\r\n')
  await line.until(':1\r\n')
  if (workerData === 'slow') broker.slow(1)
  if (workerData === 'frozen') broker.freeze()
  if (workerData === 'closing') broker.close()
  parentPort.postMessage(broker.port)
  if (workerData === 'exit') process.exit()
  if (workerData === 'throw') throw new Error('on purpose')
})
