'use strict'

const net = require('net')

/**
 * The browsers' ends of many WebSockets: opens them, answers nothing, and
 * counts the bytes that come.
 */
function sink ({ tell, listen }) {
  let bytes = 0
  listen(async (order) => {
    if (order === 'count') {
      tell({ bytes })
      return
    }
    const { port, sockets, path, greeting } = order
    for (let i = 0; i < sockets; i += 50) {
      await Promise.all(Array.from({ length: Math.min(50, sockets - i) },
        () => open(port, path, greeting, (length) => { bytes += length })))
    }
    tell({ opened: sockets })
  })
}

function open (port, path, greeting, onBytes) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.on('error', reject)
    socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n')
    socket.once('data', () => {
      socket.on('data', ({ length }) => onBytes(length))
      if (greeting !== undefined) socket.write(maskedText(greeting))
      setTimeout(resolve, 20)
    })
  })
}

/** A short text frame as browsers send it. */
function maskedText (text) {
  const payload = Buffer.from(text)
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload])
}

module.exports = { sink }
