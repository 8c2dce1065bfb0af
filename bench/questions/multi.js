'use strict'

const { batchQuestion, SIZE } = require('../harness/batch')

module.exports = batchQuestion({
  name: 'multi',
  title: `SET in transactions of ${SIZE}, one at a time`
}, 'multi', (batch, i) => batch.set(`user:${i}`, 'signed in'))
