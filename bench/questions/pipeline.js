'use strict'

const { batchQuestion, SIZE } = require('../harness/batch')

module.exports = batchQuestion({
  name: 'pipeline',
  title: `SET in pipelines of ${SIZE}, one at a time`
}, 'pipeline', (batch, i) => batch.set(`user:${i}`, 'signed in'))
