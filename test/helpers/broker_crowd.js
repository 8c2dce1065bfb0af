'use strict'

/**
 * node broker_crowd.js PORT COUNT: connects so many clients, subscribes each
 * to one channel, tells the parent, and then how many messages came.
 */

const net = require('node:net')

const [port, count] = process.argv.slice(2).map(Number)
const SUBSCRIBE = '*2\r\n$9\r\nSUBSCRIBE\r\n$5\r\ncrowd\r\n'
const CONFIRMED = '*3\r\n$9\r\nsubscribe\r\n$5\r\ncrowd\r\n:1\r\n'
const MESSAGE = '*3\r\n$7\r\nmessage\r\n$5\r\ncrowd\r\n$2\r\nhi\r\n'

let confirmed = 0
let received = 0
let started = 0

function connectOne () {
  if (started === count) return
  started++
  let text = ''
  const socket = net.connect({ port, host: '127.0.0.1' })
  socket.write(SUBSCRIBE)
  socket.on('error', (error) => { process.send({ error: error.message }) })
  socket.on('data', (chunk) => {
    text += chunk
    if (text === CONFIRMED) {
      if (++confirmed === count) process.send({ confirmed })
      connectOne()
    } else if (text === CONFIRMED + MESSAGE && ++received === count) process.send({ received })
  })
}

for (let i = 0; i < 200; i++) connectOne()
process.on('disconnect', () => process.exit())
