'use strict'

const { encodeName, encodeToken } = require('../../names')

/**
 * The keys of one channel. What is in braces makes a cluster keep them in one
 * slot, as its scripts need it.
 */
class Keys {
  /** @param {string} name  of the channel, with its prefix */
  constructor (name) {
    const base = `hicast:{${encodeName(name)}}`
    this.log = `${base}:log`
    this.epoch = `${base}:epoch`
    this._id = `${base}:id:`
    this._position = `${base}:position:`
  }

  /** @param {string} id  of a message */
  id (id) {
    return this._id + id
  }

  /** @param {string} reader */
  position (reader) {
    return this._position + encodeToken(reader)
  }
}

module.exports = Keys
