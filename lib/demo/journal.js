'use strict'

const { EventEmitter } = require('events')

const KEPT = 50 // rows

/**
 * What is known of the demo in the terminal: who is where, how much is going
 * on, and a row for each thing that happened.
 *
 * @typedef {object} Row
 * @property {{ id: string, type: 'said'|'logout', user: string, text?: string, server: string }} event
 * @property {number} at  when its first report came, ms since the beginning
 * @property {Map<string, { ms: number, tabs: number }>} cells  what each server made of it
 *
 * Emits `row` when all servers have acted on it, `change` on anything, and
 * `trouble` with a text.
 */
class Journal extends EventEmitter {
  #begin = performance.now()
  #byId = new Map()
  #last = new Map() // server -> counts before
  /** @type {Row[]} */
  rows = []
  presence = new Map() // server -> { user: tabs }
  rates = new Map() // server -> { published, heard } per second

  /** @param {Array<import('events').EventEmitter & { name: string }>} servers */
  constructor (servers) {
    super()
    this.names = servers.map(({ name }) => name)
    for (const server of servers) this.#listen(server)
  }

  get elapsed () {
    return performance.now() - this.#begin
  }

  #listen (server) {
    const { name } = server
    server.on('event', (report) => this.#addEvent(name, report))
    server.on('presence', ({ users }) => {
      this.presence.set(name, users)
      this.emit('change')
    })
    server.on('stats', (counts) => this.#addStats(name, counts))
    server.on('trouble', ({ text }) => this.emit('trouble', `server ${name}: ${text}`))
    server.on('ended', ({ code }) => this.emit('trouble', `server ${name} ended with code ${code}`))
  }

  #addEvent (name, { event, ms, tabs }) {
    let row = this.#byId.get(event.id)
    if (!row) {
      row = { event, at: this.elapsed, cells: new Map() }
      this.#byId.set(event.id, row)
      this.rows.push(row)
      if (this.rows.length > KEPT) this.#byId.delete(this.rows.shift().event.id)
    }
    row.cells.set(name, { ms, tabs })
    this.emit('change')
    if (row.cells.size === this.names.length) this.emit('row', row)
  }

  #addStats (name, { published, heard }) {
    const now = { published, heard, at: performance.now() }
    const before = this.#last.get(name)
    this.#last.set(name, now)
    if (!before) return
    const seconds = (now.at - before.at) / 1000
    this.rates.set(name, {
      published: (published - before.published) / seconds,
      heard: (heard - before.heard) / seconds
    })
    this.emit('change')
  }
}

module.exports = { Journal }
