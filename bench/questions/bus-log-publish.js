'use strict'

const { ownQuestion, publishLog } = require('../harness/bus_log')

module.exports = ownQuestion({
  name: 'bus-log-publish',
  title: 'hicast/bus: publish into a log on Redis, 1,000 at a time, beside a bare XADD of hicast',
  clients: ['hicast', 'bare'],
  bars: [{ against: ['bare'], atLeast: 0.67 }]
}, { count: 100000 }, publishLog)
