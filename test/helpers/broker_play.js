'use strict'

const net = require('node:net')
const { once } = require('node:events')
const { setImmediate: turn } = require('node:timers/promises')
const { within } = require('./wait')

/** A connection that keeps all that comes. */
class Line {
  #chunks = []
  #waiting = null
  isClosed = false

  constructor (port, allowHalfOpen = true) {
    this.socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen, noDelay: true })
    this.socket.on('data', (chunk) => {
      this.#chunks.push(chunk)
      this.#look()
    })
    this.socket.on('end', () => this.socket.end())
    // A server that closes while there is more to read resets the connection.
    this.socket.on('error', () => {})
    this.closed = new Promise((resolve) => this.socket.on('close', () => {
      this.isClosed = true
      this.#look()
      resolve()
    }))
  }

  get bytes () {
    return Buffer.concat(this.#chunks)
  }

  #look () {
    if (this.#waiting && (this.isClosed || this.bytes.includes(this.#waiting.text))) this.#waiting.resolve()
  }

  /** Until the text has come, or the end. */
  async until (text) {
    await within(new Promise((resolve) => {
      this.#waiting = { text, resolve }
      this.#look()
    }), `${JSON.stringify(text)} after ${JSON.stringify(this.bytes.toString('latin1').slice(-300))}`)
  }
}

/** Writes in pieces, each of which the server may read by itself. */
async function writeInPieces (socket, bytes, random) {
  for (let at = 0; at < bytes.length;) {
    const length = 1 + random.below(random.chance(0.1) ? 2000 : 12)
    socket.write(bytes.subarray(at, at + length))
    at += length
    await turn()
  }
}

/**
 * Plays a script of one connection: all is sent, then the client's side ends,
 * and the server closes when it has answered.
 *
 * @param {number} port
 * @param {import('./broker_scripts').Script} script
 * @param {import('./broker_scripts').Random} [random]  sends it in pieces
 * @returns {Promise<string[]>}  what came, one string a connection, latin1
 */
async function playAlone (port, script, random) {
  const line = new Line(port)
  await once(line.socket, 'connect')
  const bytes = Buffer.concat(script.steps.map(([, part]) => Buffer.from(part)))
  if (random) await writeInPieces(line.socket, bytes, random)
  else line.socket.write(bytes)
  line.socket.end()
  await within(line.closed, `the end of ${script.name}`)
  return [line.bytes.toString('latin1')]
}

/**
 * Plays a script of several connections. A PING behind each step tells when
 * the server is through with it.
 */
async function playTogether (port, script) {
  const count = Math.max(...script.steps.map(([index]) => index)) + 1
  const lines = []
  for (let i = 0; i < count; i++) {
    lines.push(new Line(port))
    await once(lines[i].socket, 'connect')
    lines[i].socket.write(`PING hello-${i}\r\n`)
    await lines[i].until(`hello-${i}\r\n`)
  }
  for (const [number, [index, bytes]] of script.steps.entries()) {
    const line = lines[index]
    if (line.isClosed) continue
    line.socket.write(Buffer.concat([Buffer.from(bytes), Buffer.from(`PING step-${number}\r\n`)]))
    await line.until(`step-${number}\r\n`)
  }
  for (const line of lines) {
    line.socket.end()
    await within(line.closed, `the end of ${script.name}`)
  }
  return lines.map(({ bytes }) => bytes.toString('latin1'))
}

/** Ports, times and sizes of CLIENT LIST, which are each server's own. */
const OWN = /(\b(?:addr|laddr|fd|age|idle|qbuf|qbuf-free|argv-mem|rbs|rbp|obl|oll|omem|tot-mem)=)[^ ]*/g

/** What two servers must have said alike. */
function comparable (text, isUnordered) {
  const plain = text.replace(/[$=]\d+\r\n(txt:)?(id=[^\r]*)/g,
    (all, txt = '', line) => `LIST ${txt}${line.replace(OWN, '$1')}`)
  return isUnordered ? plain.split('\r\n').sort().join('\n') : plain
}

module.exports = { Line, playAlone, playTogether, comparable }
