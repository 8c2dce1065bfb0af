/** The picture in the terminal: a column for each server, a line for each event. */

const WIDTH = 26
const STYLES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 }

export class Table {
  #names
  #out
  #begin = performance.now()

  /**
   * @param {string[]} names  of the servers
   * @param {NodeJS.WriteStream} out
   */
  constructor (names, out) {
    this.#names = names
    this.#out = out
  }

  #paint (style, text) {
    return this.#out.isTTY ? `\x1b[${STYLES[style]}m${text}\x1b[0m` : text
  }

  #line (first, cells) {
    const padded = cells.map(({ style, text }) => this.#paint(style, text.padEnd(WIDTH)))
    this.#out.write(`${first.padStart(16)}  ${padded.join('')}`.trimEnd() + '\n')
  }

  head () {
    this.#line('', this.#names.map((name) => ({ style: 'bold', text: `server ${name}` })))
  }

  /** @param {object} outcome  of one event: who sent it, and who heard what */
  row ({ from, userId, start, heard }) {
    const seconds = ((start - this.#begin) / 1000).toFixed(1)
    this.#line(`${seconds} s  user ${userId}`, this.#names.map((name) => this.#cell(name === from, heard.get(name))))
  }

  #cell (isSender, message) {
    if (!message) return { style: 'red', text: 'heard nothing' }
    const sockets = `${message.closed} socket${message.closed === 1 ? '' : 's'} closed`
    if (isSender) return { style: 'yellow', text: `LOGOUT, ${sockets}` }
    const latency = `${message.latency.toFixed(1)} ms`.padStart(6)
    return { style: message.closed ? 'green' : 'dim', text: `${latency}, ${sockets}` }
  }
}
