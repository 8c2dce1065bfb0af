'use strict'

/* global afterEach */

const { createBroker } = require('hicast/broker')
const { Line } = require('./broker_play')

/** Brokers and connections that are closed after each test. */
function useBrokers () {
  const brokers = []
  const lines = []
  afterEach(async () => {
    for (const line of lines.splice(0)) line.socket.destroy()
    await Promise.all(brokers.splice(0).map((broker) => broker.close()))
  })
  return {
    async create (options) {
      const broker = await createBroker(options)
      brokers.push(broker)
      return broker
    },
    /** A connection that has sent a command and got its reply. */
    async connect (broker, command = 'PING first', reply = 'first\r\n') {
      const line = new Line(broker.port)
      lines.push(line)
      line.socket.write(command + '\r\n')
      await line.until(reply)
      return line
    },
    subscribe (broker, channel = 'a') {
      return this.connect(broker, `SUBSCRIBE ${channel}`, ':1\r\n')
    }
  }
}

/** Sends a command and waits for what its reply ends with. */
async function ask (line, command, reply) {
  line.socket.write(command + '\r\n')
  await line.until(reply)
}

module.exports = { useBrokers, ask }
