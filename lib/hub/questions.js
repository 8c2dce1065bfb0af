'use strict'

const TIMEOUT = 2000 // ms

/**
 * Questions to all servers. A server that is known and does not answer is
 * named; nobody waits for one that has gone.
 */
class Questions {
  /**
   * @param {object} options
   * @param {string} options.id  of this server
   * @param {() => string[]} options.members
   * @param {(message: object) => Promise<unknown>} options.tell  all servers
   * @param {(server: string, message: object) => Promise<unknown>} options.reply
   */
  constructor ({ id, members, tell, reply }) {
    this._id = id
    this._members = members
    this._tell = tell
    this._reply = reply
    this._answerers = new Map()
    this._open = new Map() // number -> question
    this._last = 0
  }

  /**
   * @param {string} name
   * @param {(data: unknown) => unknown} answer
   */
  answer (name, answer) {
    if (typeof answer !== 'function') throw new TypeError('The answer must be a function')
    this._answerers.set(name, answer)
  }

  /**
   * @param {string} name
   * @param {unknown} data
   * @param {number} [timeout]  ms
   * @returns {Promise<{answers: {server: string, value: unknown}[],
   *   errors: {server: string, message: string}[], missing: string[]}>}
   */
  async ask (name, data, timeout = TIMEOUT) {
    const number = ++this._last
    const question = { waiting: new Set(this._members()), answers: [], errors: [], settle: null, timer: null }
    const done = new Promise((resolve) => { question.settle = resolve })
    this._open.set(number, question)
    question.timer = setTimeout(() => this._end(number), timeout)
    try {
      await this._tell({ ask: number, from: this._id, name, data })
    } catch (error) {
      this._end(number)
      throw error
    }
    await done
    return { answers: question.answers, errors: question.errors, missing: [...question.waiting] }
  }

  /** @param {object} message  `ask` or `answer` of a server */
  hear (message) {
    if (message.ask !== undefined) this._onQuestion(message)
    else if (message.answer !== undefined) this._onAnswer(message)
  }

  /** @param {string} server  that has gone */
  onGone (server) {
    for (const [number, question] of this._open) {
      if (question.waiting.has(server)) this._endIfAll(number, question)
    }
  }

  close () {
    for (const number of [...this._open.keys()]) this._end(number)
  }

  async _onQuestion ({ ask, from, name, data }) {
    const answer = { answer: ask, server: this._id }
    try {
      const answerer = this._answerers.get(name)
      if (answerer === undefined) throw new Error(`This server has no answer to "${name}"`)
      answer.value = await answerer(data)
    } catch (error) {
      answer.error = String(error?.message ?? error)
    }
    // Whoever asked will call this server missing.
    await this._reply(from, answer).catch(() => {})
  }

  _onAnswer ({ answer, server, value, error }) {
    const question = this._open.get(answer)
    if (question === undefined || question.answered?.has(server)) return
    question.answered ??= new Set()
    question.answered.add(server)
    question.waiting.delete(server)
    if (error === undefined) question.answers.push({ server, value })
    else question.errors.push({ server, message: error })
    this._endIfAll(answer, question)
  }

  _endIfAll (number, { waiting }) {
    const alive = new Set(this._members())
    if ([...waiting].every((server) => !alive.has(server))) this._end(number)
  }

  _end (number) {
    const question = this._open.get(number)
    if (question === undefined) return
    this._open.delete(number)
    clearTimeout(question.timer)
    question.settle()
  }
}

module.exports = { Questions, TIMEOUT }
