'use strict'

/* global afterEach */

const net = require('node:net')
const { once } = require('node:events')
const { setImmediate: turn, setTimeout: sleep } = require('node:timers/promises')
const { Parser, bulk, aggregate, toStrings } = require('./resp')

/**
 * Replies to the commands of a handshake, as a server of version 7 gives them.
 * What a script does not expect at the moment is answered from such a table.
 */
const HANDSHAKE = {
  hello: aggregate('%', [bulk('server'), bulk('redis'), bulk('proto'), ':3\r\n']),
  auth: '+OK\r\n',
  client: '+OK\r\n',
  select: '+OK\r\n',
  readonly: '+OK\r\n',
  ping: '+PONG\r\n',
  info: bulk('# Persistence\r\nloading:0\r\n'),
  quit: '+OK\r\n'
}

/**
 * A server that plays a script: faults on the wire as data.
 *
 * A script is an array of steps, one script for each connection in the order
 * of accepting; the last one is for all further connections too.
 *   { expect: ['subscribe', 'a'] }  waits for a command that begins so (the
 *                                   name in any case)
 *   { send: bytes }                 sends a string, a Buffer, or an array of
 *                                   them, each so that it is read by itself
 *   { close: 'fin' | 'rst' }        ends the connection
 *   { pause: ms }                   stands still
 *   { isDeaf: true }                reads no more
 * Commands that come while no step expects them are answered from `replies`;
 * a list of replies there is used up one by one, its last one for ever; a
 * function is given the command and returns the reply.
 */
class FakeServer {
  #server = net.createServer({ noDelay: true })
  #scripts
  #replies
  #sockets = new Set()
  /** All commands, as arrays of strings: one array for each connection. */
  received = []
  /** The same with Buffers. */
  receivedBuffers = []
  /** Commands that neither a script nor the table knew. */
  unexpected = []
  /** How many scripts were played to their end. */
  finished = 0

  /** @param {{ scripts?: object[][], replies?: object }} [options] */
  constructor ({ scripts = [[]], replies = {} } = {}) {
    this.#scripts = scripts
    this.#replies = { ...HANDSHAKE, ...replies }
    for (const [name, reply] of Object.entries(this.#replies)) {
      if (Array.isArray(reply)) this.#replies[name] = [...reply]
    }
    this.#server.on('connection', (socket) => this.#accept(socket))
  }

  /** @param {object} [options] */
  static async start (options) {
    const server = new FakeServer(options)
    server.#server.listen(options?.port ?? 0, '127.0.0.1')
    await once(server.#server, 'listening')
    return server
  }

  get host () {
    return '127.0.0.1'
  }

  get port () {
    return this.#server.address().port
  }

  /** Connections accepted so far. */
  get connections () {
    return this.received.length
  }

  #accept (socket) {
    const index = this.received.length
    this.received.push([])
    this.receivedBuffers.push([])
    this.#sockets.add(socket)
    const steps = this.#scripts[Math.min(index, this.#scripts.length - 1)]
    const play = { socket, steps: [...steps], isBusy: false, commands: [] }
    const parser = new Parser()
    socket.on('error', () => {})
    socket.on('close', () => this.#sockets.delete(socket))
    socket.on('data', (chunk) => {
      for (const command of parser.feed(chunk)) {
        this.received[index].push(toStrings(command))
        this.receivedBuffers[index].push(command)
        play.commands.push(command)
      }
      this.#advance(play)
    })
    this.#advance(play)
  }

  /** @param {string} bytes  to every client, now */
  broadcast (bytes) {
    for (const socket of this.#sockets) socket.write(bytes)
  }

  /** Plays what can be played now, in order. */
  async #advance (play) {
    if (play.isBusy) return
    play.isBusy = true
    while (play.steps.length > 0 || play.commands.length > 0) {
      const [step] = play.steps
      if (step && !step.expect) {
        play.steps.shift()
        await this.#perform(play.socket, step)
      } else if (play.commands.length > 0) {
        const command = play.commands.shift()
        if (step && isStart(step.expect, command)) play.steps.shift()
        else this.#answer(play.socket, command)
      } else break
      if (step && play.steps.length === 0) this.finished++
    }
    play.isBusy = false
  }

  async #perform (socket, step) {
    if (step.pause) await sleep(step.pause)
    if (step.isDeaf) socket.pause()
    if (step.send !== undefined) {
      const pieces = Array.isArray(step.send) ? step.send : [step.send]
      for (const piece of pieces) {
        socket.write(piece)
        // A turn of the loop, in which a client in this process reads it.
        if (pieces.length > 1) await turn()
      }
    }
    if (step.close === 'fin') socket.end()
    if (step.close === 'rst') socket.resetAndDestroy()
  }

  #answer (socket, command) {
    const name = String(command[0]).toLowerCase()
    let reply = this.#replies[name]
    if (Array.isArray(reply)) reply = reply.length > 1 ? reply.shift() : reply[0]
    if (typeof reply === 'function') reply = reply(toStrings(command))
    if (reply === undefined) {
      this.unexpected.push(toStrings(command))
      reply = `-ERR unexpected command '${name}'\r\n`
    }
    socket.write(reply)
  }

  async stop () {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }
}

function isStart (expected, command) {
  return expected.every((want, index) => {
    const got = command[index]
    if (got === undefined) return false
    if (index === 0) return String(got).toLowerCase() === want.toLowerCase()
    return Buffer.isBuffer(want) ? want.equals(got) : String(got) === String(want)
  })
}

/**
 * Starts fake servers that are stopped after each test.
 * @returns {(options?: object) => Promise<FakeServer>}
 */
function useFakeServers () {
  let started = []
  afterEach(async () => {
    await Promise.all(started.map((server) => server.stop()))
    started = []
  })
  return async (options) => {
    const server = await FakeServer.start(options)
    started.push(server)
    return server
  }
}

module.exports = { FakeServer, useFakeServers, HANDSHAKE }
