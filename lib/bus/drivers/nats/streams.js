'use strict'

const { encodeToken } = require('../../names')
const { busError } = require('../../errors')

const POSITIONS = 'hicast_positions'
const NOT_FOUND = 10059
const NO_MESSAGE = 10037

/**
 * Which stream of JetStream holds the log of a channel: one that is there
 * already for its subject, else one of its own.
 */
class Streams {
  /**
   * @param {object} manager  of JetStream
   * @param {{ history: object, dedupWindow?: number }} settings
   */
  constructor (manager, { history, dedupWindow = 120000 }) {
    this._manager = manager
    this._config = {
      max_msgs: history.messages ?? 100000,
      max_bytes: history.bytes ?? -1,
      max_age: (history.ms ?? 0) * 1e6,
      duplicate_window: dedupWindow * 1e6
    }
    this._known = new Map() // subject -> promise of { name, isOwn }
  }

  /** @param {string} subject */
  async of (subject) {
    let stream = this._known.get(subject)
    if (stream === undefined) {
      stream = this._find(subject)
      this._known.set(subject, stream)
      stream.catch(() => this._known.delete(subject))
    }
    return stream
  }

  forget (subject) {
    this._known.delete(subject)
  }

  async _find (subject) {
    const own = `hicast_${encodeToken(subject)}`
    try {
      const name = await this._manager.streams.find(subject)
      return { name, isOwn: name === own }
    } catch (error) {
      if (!/no stream matches/i.test(error.message)) throw error
    }
    await this._add({ name: own, subjects: [subject], ...this._config })
    return { name: own, isOwn: true }
  }

  // Two may want to make it at once.
  async _add (config) {
    try {
      await this._manager.streams.add(config)
    } catch (error) {
      if (!/already in use|overlap/.test(error.message)) throw error
    }
  }

  /** The state of a stream: first_seq, last_seq, created. */
  async state (name) {
    const { state, created } = await this._manager.streams.info(name)
    return { ...state, created }
  }

  /** @returns {Promise<number>} the seq of the newest message of a subject; 0: there is none */
  async lastOf (name, subject) {
    const message = await this._get(name, subject)
    return message === null ? 0 : message.seq
  }

  async _get (name, subject) {
    try {
      return await this._manager.streams.getMessage(name, { last_by_subj: subject })
    } catch (error) {
      if (error.code === NO_MESSAGE || /no message found/i.test(error.message)) return null
      throw error
    }
  }

  async positions () {
    this._positions ??= this._add({ name: POSITIONS, subjects: [`${POSITIONS}.>`], max_msgs_per_subject: 1 })
    await this._positions
  }

  positionSubject (subject, reader) {
    return `${POSITIONS}.${encodeToken(subject)}.${encodeToken(reader)}`
  }

  /** @returns {Promise<number|null>} the seq that a reader handled last */
  async position (subject, reader) {
    await this.positions()
    const saved = await this._get(POSITIONS, this.positionSubject(subject, reader))
    if (saved === null) return null
    const seq = Number(Buffer.from(saved.data).toString())
    if (!Number.isInteger(seq)) throw busError('ERR_HICAST_POSITION', `the position of ${reader} is no number`)
    return seq
  }
}

module.exports = { Streams, NOT_FOUND }
