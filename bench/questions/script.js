'use strict'

const { batchQuestion, SIZE } = require('../harness/batch')
const { jsonPayload } = require('../harness/payload')

const KEYS = ['wait', 'paused', 'meta', 'id', 'completed', 'delayed', 'active', 'events'].map((key) => `queue:${key}`)
const BYTES = Buffer.from(jsonPayload(100))
const TEXT = jsonPayload(50)

// What a job queue does: one array, with keys and bytes.
module.exports = batchQuestion({
  name: 'script',
  title: `Lua script with 8 keys, a Buffer and a string, in transactions of ${SIZE}, one at a time`
}, 'multi', (batch) => batch.addJob([...KEYS, BYTES, TEXT]))
