'use strict'

const { KIND } = require('./envelope')
const { eventOf, labelled, webSocketFrame } = require('./frames')

const OPEN = 1

/**
 * How a seat speaks to its socket, by the socket's shape.
 *
 * @typedef {object} Writer
 * @property {(runs: import('./frames').Run[]) => void} write
 * @property {(text: string) => void} control  a JSON text for hicast/hub/client
 * @property {() => number} buffered   bytes that wait in this process
 * @property {() => boolean} isOpen
 * @property {(code: number, reason: string) => void} close
 * @property {(listener: () => void) => void} onClose  may never be called
 */

/**
 * `ws`: all sockets share the bytes of a frame, and what came together goes out
 * in one write. A socket that is compressing something gets its messages by
 * send(), so that they keep their order.
 *
 * @returns {Writer}
 */
function wsWriter (socket, format) {
  const sender = socket._sender
  const isIdle = () => !(sender._state > 0) && sender._deflating !== true && !(sender._bufferedBytes > 0)
  return {
    write (runs) {
      if (!isIdle()) {
        sendEach(runs, format, (data, binary) => socket.send(data, { binary, compress: false }))
      } else if (runs.length === 1) {
        sender.sendFrame([runs[0].bytes(format)])
      } else {
        sender.sendFrame([Buffer.concat(runs.map((run) => run.bytes(format)))])
      }
    },
    control: (text) => socket.send(text, { compress: false }),
    buffered: () => socket.bufferedAmount,
    isOpen: () => socket.readyState === OPEN,
    close: (code, reason) => socket.close(code, reason),
    onClose: (listener) => socket.once('close', listener)
  }
}

/**
 * uWebSockets.js: send(message, isBinary), getBufferedAmount(). It throws once
 * the socket is closed, and has no event for it: the app calls seat.leave().
 *
 * @returns {Writer}
 */
function uwsWriter (socket, format) {
  let isOpen = true
  const guarded = (use) => {
    try {
      return use()
    } catch {
      isOpen = false
      return 0
    }
  }
  return {
    write: (runs) => guarded(() => socket.cork(() =>
      sendEach(runs, format, (data, binary) => socket.send(data, binary)))),
    control: (text) => guarded(() => socket.send(text, false)),
    buffered: () => guarded(() => socket.getBufferedAmount()),
    isOpen: () => isOpen,
    close: (code, reason) => guarded(() => socket.end(code, reason)),
    onClose: () => {}
  }
}

/**
 * Anything with send(): crossws' peers, and WebSockets of the browser's kind.
 *
 * @returns {Writer}
 */
function plainWriter (socket, format) {
  return {
    write: (runs) => sendEach(runs, format, (data, binary) => socket.send(binary ? data : data.toString())),
    control: (text) => socket.send(text),
    buffered: () => socket.bufferedAmount ?? socket.websocket?.bufferedAmount ?? 0,
    isOpen: () => (socket.readyState ?? OPEN) === OPEN,
    close: (code, reason) => socket.close?.(code, reason),
    onClose: (listener) => {
      if (typeof socket.once === 'function') socket.once('close', listener)
      else socket.addEventListener?.('close', listener, { once: true })
    }
  }
}

function sendEach (runs, format, send) {
  for (const run of runs) {
    for (const message of run.messages) {
      if (format === 'labelled') send(labelled(run.topic.id, message), false)
      else send(message.payload, message.kind === KIND.BYTES)
    }
  }
}

/**
 * A response that is an event stream. `positions` gives the text of the `id:`
 * that a browser sends back as Last-Event-ID; one after each write is enough.
 *
 * @param {import('http').ServerResponse} response
 * @param {() => string} positions
 * @returns {Writer}
 */
function eventStreamWriter (response, positions) {
  const withId = (bytes) => {
    const id = positions()
    return id === '' ? bytes : Buffer.concat([bytes, Buffer.from(`id: ${id}\n\n`)])
  }
  return {
    write (runs) {
      response.write(withId(runs.length === 1
        ? runs[0].bytes('events')
        : Buffer.concat(runs.map((run) => run.bytes('events')))))
    },
    control: (text) => response.write(eventOf(text, 'hicast')),
    buffered: () => response.writableLength,
    isOpen: () => !response.writableEnded && !response.destroyed,
    close: () => response.end(),
    onClose: (listener) => response.once('close', listener)
  }
}

/**
 * @param {object} socket
 * @param {'plain'|'labelled'} format
 * @returns {Writer}
 * @throws {TypeError} when it is no socket
 */
function writerFor (socket, format) {
  if (typeof socket?._sender?.sendFrame === 'function') return wsWriter(socket, format)
  if (typeof socket?.getBufferedAmount === 'function' && typeof socket.cork === 'function') {
    return uwsWriter(socket, format)
  }
  if (typeof socket?.send === 'function') return plainWriter(socket, format)
  throw new TypeError('join() takes a socket of ws, uWebSockets.js or crossws, or anything with a method "send"')
}

module.exports = { eventStreamWriter, webSocketFrame, writerFor }
