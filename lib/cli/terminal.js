'use strict'

/**
 * Standard output and standard error, as the commands use them: colours and
 * live lines on a terminal only, and no complaint when a pipe's reader is gone.
 */

const STYLES = {
  bold: 1,
  dim: 2,
  red: 31,
  green: 32,
  yellow: 33,
  blue: 34,
  magenta: 35,
  cyan: 36,
  inverse: 7
}

/**
 * @param {import('stream').Writable & { isTTY?: boolean }} stream
 * @returns {boolean}
 */
function hasColours (stream) {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env
  if (NO_COLOR) return false
  if (FORCE_COLOR) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return Boolean(stream.isTTY) && TERM !== 'dumb'
}

/**
 * @param {keyof typeof STYLES} style
 * @param {string} text
 * @param {import('stream').Writable & { isTTY?: boolean }} stream  where it will be written
 * @returns {string}
 */
function paint (style, text, stream) {
  return hasColours(stream) ? `\x1b[${STYLES[style]}m${text}\x1b[0m` : text
}

/**
 * What other programs sent, safe to show: a terminal would obey control
 * characters, and a line break would make two lines of one message.
 *
 * @param {string} text
 * @param {boolean} isTerminal
 * @returns {string}
 */
function oneLine (text, isTerminal) {
  // eslint-disable-next-line no-control-regex
  const special = isTerminal ? /[\x00-\x08\x0a-\x1f\x7f-\x9f]/g : /[\r\n]/g
  return text.replace(special, (character) => {
    if (character === '\n') return '\\n'
    if (character === '\r') return '\\r'
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
  })
}

class Terminal {
  #stdout
  #stderr
  #status = ''

  constructor (stdout, stderr) {
    this.#stdout = stdout
    this.#stderr = stderr
    for (const stream of [stdout, stderr]) {
      stream.on('error', (error) => {
        if (error.code !== 'EPIPE') throw error
        // The reader has seen enough, as `head` does.
        process.exit(0)
      })
    }
  }

  get stdout () {
    return this.#stdout
  }

  /** Whether somebody looks at the results. */
  get isTerminal () {
    return Boolean(this.#stdout.isTTY)
  }

  /** Whether somebody looks at what is said beside the results. */
  get isLive () {
    return Boolean(this.#stderr.isTTY)
  }

  /** @param {string} text  a result */
  out (text) {
    if (this.#status && this.#stdout.isTTY) {
      this.#stderr.write('\r\x1b[K')
      this.#stdout.write(text)
      this.#stderr.write(this.#status)
    } else {
      this.#stdout.write(text)
    }
  }

  /** @param {string} text  something beside the results */
  err (text) {
    this.endStatus()
    this.#stderr.write(text)
  }

  /**
   * Shows a line below everything, in the place of the one before. On a
   * terminal only.
   * @param {string} text
   */
  status (text) {
    if (!this.isLive) return
    const width = (this.#stderr.columns ?? 80) - 1
    this.#status = this.paintErr('dim', text.slice(0, width))
    this.#stderr.write(`\r\x1b[K${this.#status}`)
  }

  /** Takes that line away. */
  endStatus () {
    if (this.#status) this.#stderr.write('\r\x1b[K')
    this.#status = ''
  }

  paint (style, text) {
    return paint(style, text, this.#stdout)
  }

  paintErr (style, text) {
    return paint(style, text, this.#stderr)
  }
}

module.exports = { Terminal, paint, hasColours, oneLine }
