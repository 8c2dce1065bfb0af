'use strict'

const { ownQuestion, throughMemory } = require('../harness/bus_log')

module.exports = ownQuestion({
  name: 'bus-mem',
  title: 'hicast/bus: mem:, published and handled in one process',
  clients: ['hicast']
}, { count: 1000000 }, throughMemory)
