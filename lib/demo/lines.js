'use strict'

const { ABOUT } = require('./people')
const { describeCell, describeEvent } = require('./words')

const EVENT_WIDTH = 30
const CELL_WIDTH = 25

/** The demo as plain lines, for pipes and logs: a line for each thing that happened. */
class Lines {
  #terminal
  #journal

  constructor ({ journal, servers, label, terminal }) {
    this.#terminal = terminal
    this.#journal = journal
    this.#write(`hicast: ${servers.length} server processes talk through ${label}\n`)
    for (const { name, pid, url } of servers) this.#write(`server ${name}  pid ${pid}  ${url}`)
    this.#write(`\n${ABOUT}\n`)
    this.#line('', '', (name) => ({ style: 'bold', text: `server ${name}` }))
    journal.on('row', (row) => this.#row(row))
    journal.on('trouble', (text) => terminal.err(`${text}\n`))
  }

  #write (text) {
    this.#terminal.out(`${text}\n`)
  }

  #line (time, what, cell) {
    const cells = this.#journal.names.map((name) => {
      const { style, text } = cell(name)
      return this.#terminal.paint(style, text.padEnd(CELL_WIDTH))
    })
    this.#write(`${time.padStart(7)}  ${what.padEnd(EVENT_WIDTH)}${cells.join('')}`.trimEnd())
  }

  #row ({ event, at, cells }) {
    this.#line(`${(at / 1000).toFixed(1)} s`, describeEvent(event),
      (name) => describeCell(event, name, cells.get(name)))
  }

  burst ({ delivered, ms }, published) {
    const rate = Math.round(delivered / ms * 1000)
    this.#write(`\nAs fast as they can: ${published.toLocaleString('en')} messages published, ` +
      `${delivered.toLocaleString('en')} delivered in ${Math.round(ms)} ms (${rate.toLocaleString('en')} a second)`)
  }

  end (story) {
    const count = this.#journal.names.length
    this.#write(`${story.events} of ${story.events} events reached all ${count} servers; ` +
      `half of them within ${story.median.toFixed(2)} ms from send() to the listener of another process`)
  }

  close () {}
}

module.exports = { Lines }
