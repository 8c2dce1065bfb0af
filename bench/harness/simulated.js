'use strict'

const net = require('net')
const { once } = require('events')

/**
 * Servers of an app, as Redis sees them: connections that subscribe to what
 * their users need, and read. What a message costs Redis does not depend on
 * what they do with it.
 */

const NAMES_AT_ONCE = 500

function command (words) {
  return `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`
}

async function subscriber (port, names) {
  const socket = net.connect(port, '127.0.0.1')
  await once(socket, 'connect')
  let confirmed = 0
  let rest = ''
  const ready = new Promise((resolve) => {
    socket.on('data', function count (bytes) {
      rest += bytes.toString('latin1')
      confirmed += rest.split('subscribe\r\n').length - 1
      rest = rest.slice(-'subscribe\r\n'.length + 1)
      if (confirmed < names.length) return
      socket.off('data', count)
      socket.resume()
      resolve()
    })
  })
  for (let at = 0; at < names.length; at += NAMES_AT_ONCE) {
    socket.write(command(['subscribe', ...names.slice(at, at + NAMES_AT_ONCE)]))
  }
  await ready
  return socket
}

/**
 * @param {number} port  of Redis
 * @param {string[][]} servers  the channels of each
 * @returns {Promise<() => void>} subscribed; ends them
 */
async function simulate (port, servers) {
  const sockets = []
  for (const names of servers) sockets.push(await subscriber(port, names))
  return () => { for (const socket of sockets) socket.destroy() }
}

module.exports = { simulate }
