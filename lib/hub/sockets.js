'use strict'

const { KIND } = require('./envelope')
const { eventOf, labelled } = require('./frames')

const OPEN = 1

/**
 * How a seat speaks to its socket, by the socket's shape. There is one of each
 * for all sockets.
 *
 * @typedef {object} Shape
 * @property {(seat: import('./seat').Seat, runs: import('./frames').Run[]) => void} write
 * @property {(socket: object, text: string, seat: import('./seat').Seat) => void} control  a JSON text for
 *   hicast/hub/client
 * @property {(socket: object) => number} buffered   bytes that wait in this process
 * @property {(socket: object) => boolean} isOpen
 * @property {(socket: object) => boolean} isGone    closed, or about to be: it may never tell of that again
 * @property {(socket: object, code: number, reason: string) => void} close
 * @property {(socket: object, listener: (this: object) => void) => void} onClose
 *   called with the socket as `this`; may never be
 * @property {(socket: object, listener: (this: object) => void) => void} offClose
 */

/**
 * `ws`: all sockets share the bytes of a frame, and what came together goes out
 * in one write. A socket that is compressing something gets its messages by
 * send(), so that they keep their order.
 *
 * @type {Shape}
 */
const ws = {
  write ({ socket, format }, runs) {
    const sender = socket._sender
    if (sender._state > 0 || sender._deflating === true || sender._bufferedBytes > 0) {
      sendEach(runs, format, (data, binary) => socket.send(data, { binary, compress: false }))
    } else {
      sender.sendFrame([bytesOf(runs, format)])
    }
  },
  control: (socket, text) => socket.send(text, { compress: false }),
  buffered: (socket) => socket.bufferedAmount,
  isOpen: (socket) => socket.readyState === OPEN,
  isGone: (socket) => socket.readyState > OPEN,
  close: (socket, code, reason) => socket.close(code, reason),
  onClose: (socket, listener) => socket.on('close', listener),
  offClose: (socket, listener) => socket.removeListener('close', listener)
}

/**
 * uWebSockets.js: send(message, isBinary), getBufferedAmount(). It throws once
 * the socket is closed, and has no event for it: the app calls seat.leave().
 *
 * @type {Shape}
 */
const uws = {
  write ({ socket, format }, runs) {
    guarded(() => socket.cork(() => sendEach(runs, format, (data, binary) => socket.send(data, binary))))
  },
  control: (socket, text) => guarded(() => socket.send(text, false)),
  buffered: (socket) => guarded(() => socket.getBufferedAmount()),
  isOpen: () => true,
  isGone: () => false,
  close: (socket, code, reason) => guarded(() => socket.end(code, reason)),
  onClose () {},
  offClose () {}
}

// What is closed takes nothing any more, and that is all there is to say.
function guarded (use) {
  try {
    return use()
  } catch {
    return 0
  }
}

/**
 * Anything with send(): crossws' peers, and WebSockets of the browser's kind.
 *
 * @type {Shape}
 */
const plain = {
  write ({ socket, format }, runs) {
    sendEach(runs, format, (data, binary) => socket.send(binary ? data : data.toString()))
  },
  control: (socket, text) => socket.send(text),
  buffered: (socket) => socket.bufferedAmount ?? socket.websocket?.bufferedAmount ?? 0,
  isOpen: (socket) => (socket.readyState ?? OPEN) === OPEN,
  isGone: (socket) => (socket.readyState ?? socket.websocket?.readyState ?? OPEN) > OPEN,
  close: (socket, code, reason) => socket.close?.(code, reason),
  onClose (socket, listener) {
    if (typeof socket.on === 'function') socket.on('close', listener)
    else socket.addEventListener?.('close', listener)
  },
  offClose (socket, listener) {
    if (typeof socket.on === 'function') socket.removeListener?.('close', listener)
    else socket.removeEventListener?.('close', listener)
  }
}

/**
 * A response that is an event stream. The positions of all topics stand in one
 * `id:` after each write; a browser sends it back as Last-Event-ID.
 *
 * @type {Shape}
 */
const eventStream = {
  write (seat, runs) {
    const id = seat._lastEventId()
    const bytes = bytesOf(runs, 'events')
    seat.socket.write(id === '' ? bytes : Buffer.concat([bytes, Buffer.from(`id: ${id}\n\n`)]))
  },
  control (response, text, seat) {
    // The browser sends the id of the last event that had one.
    const id = seat._lastEventId()
    response.write(`${id === '' ? '' : `id: ${id}\n`}${eventOf(text, 'hicast')}`)
  },
  buffered: (response) => response.writableLength,
  isOpen: (response) => !response.writableEnded && !response.destroyed,
  isGone: (response) => response.destroyed,
  close: (response) => response.end(),
  onClose: (response, listener) => response.on('close', listener),
  offClose: (response, listener) => response.removeListener('close', listener)
}

function bytesOf (runs, format) {
  return runs.length === 1 ? runs[0].bytes(format) : Buffer.concat(runs.map((run) => run.bytes(format)))
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
 * @param {object} socket
 * @returns {Shape}
 * @throws {TypeError} when it is no socket
 */
function shapeOf (socket) {
  if (typeof socket?._sender?.sendFrame === 'function') return ws
  if (typeof socket?.getBufferedAmount === 'function' && typeof socket.cork === 'function') return uws
  if (typeof socket?.send === 'function') return plain
  throw new TypeError('join() takes a socket of ws, uWebSockets.js or crossws, or anything with a method "send"')
}

module.exports = { eventStream, shapeOf }
