'use strict'

const { frame } = require('./frame')

const EVERY = 100 // ms between two pictures

const ENTER = '\x1b[?1049h\x1b[?25l' // the terminal's other screen, without cursor
const LEAVE = '\x1b[?25h\x1b[?1049l'
const HOME = '\x1b[H'
const TO_END_OF_LINE = '\x1b[K'
const TO_END_OF_SCREEN = '\x1b[J'

/** The demo as a picture that lives, on a terminal. */
class Screen {
  #terminal
  #view
  #timer
  #isOpen = true
  #trouble = new Set()
  #restore = () => this.#leave()

  constructor ({ journal, servers, label, terminal }) {
    this.#terminal = terminal
    this.#view = { journal, servers, label: `broker: ${label}`, paint: (style, text) => terminal.paint(style, text) }
    // Told when there is a place for it again.
    journal.on('trouble', (text) => this.#trouble.add(text))
    process.on('exit', this.#restore)
    terminal.out(ENTER)
    this.#timer = setInterval(() => this.#draw(), EVERY)
    this.#draw()
  }

  #draw () {
    const { stdout } = this.#terminal
    // 0 from a terminal that does not know its size.
    const columns = stdout.columns || 80
    const rows = stdout.rows || 24
    const lines = frame({ ...this.#view, columns: columns - 1, rows: rows - 1 })
    this.#terminal.out(HOME + lines.map((line) => `${line}${TO_END_OF_LINE}\n`).join('') + TO_END_OF_SCREEN)
  }

  #leave () {
    if (!this.#isOpen) return
    this.#isOpen = false
    clearInterval(this.#timer)
    process.removeListener('exit', this.#restore)
    this.#terminal.out(LEAVE)
  }

  /** @param {import('./story').Story} [story]  as far as it was told */
  close (story) {
    if (!this.#isOpen) return
    this.#leave()
    for (const text of this.#trouble) this.#terminal.err(`${text}\n`)
    if (!story?.events) return
    this.#terminal.out(`${story.events} event${story.events === 1 ? '' : 's'} reached all ${this.#view.servers.length} servers; ` +
      `half of them within ${story.median.toFixed(2)} ms from send() to the listener of another process\n`)
  }
}

module.exports = { Screen }
