'use strict'

const { batchQuestion, SIZE } = require('../harness/batch')
const { jsonPayload } = require('../harness/payload')

const FIELDS = ['wait', 'paused', 'meta', 'id', 'completed', 'delayed', 'active', 'events'].map((key) => `queue:${key}`)
const BYTES = Buffer.from(jsonPayload(100))
const TEXT = jsonPayload(50)

// As many arguments as the question "script" has, and the same ones: what a script costs beyond them.
module.exports = batchQuestion({
  name: 'pipeline-wide',
  title: `HSET of 5 fields, one a Buffer, in pipelines of ${SIZE}, one at a time`
}, 'pipeline', (batch) => batch.hset('queue:job', ...FIELDS, BYTES, TEXT))
