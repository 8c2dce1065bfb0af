'use strict'

const { NO_ID } = require('./names')

/** Where the walk through the records of one call stands. */
class Cursor {
  records = 0 // that are left
  values = null
  bits = 0 // DELIVER bits when the call began
  word = 0
  value = 0
  integers = 0 // left of an INTEGERS record
  messages = 0 // left of a MESSAGES record
  name = '' // of their channel
  id = NO_ID // of it
  fetched = 0 // of no meaning: see fetchNames()
  bytes = null // ArrayBuffer of the payloads that are wanted as Buffers
  offset = 0 // where in it they begin
}

module.exports = Cursor
