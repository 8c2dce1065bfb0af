'use strict'

const HELP = {
  sockets: ['gauge', 'Sockets that have joined.'],
  topics: ['gauge', 'Users, rooms and "everybody" that are subscribed.'],
  servers: ['gauge', 'Servers known, this one included.'],
  sent: ['counter', 'Messages sent by this server.'],
  received: ['counter', 'Messages that came from the broker.'],
  delivered: ['counter', 'Messages written to sockets.'],
  dropped: ['counter', 'Messages not written because a socket was slow.'],
  resumed: ['counter', 'Topics that sockets resumed.'],
  gaps: ['counter', 'Gaps that sockets were told of.'],
  refused: ['counter', 'Messages of the broker that were nothing a hub sends.'],
  deaf_ms: ['counter', 'Milliseconds without a connection to the broker.']
}

/** What a hub counts. Plain numbers, so that counting costs nothing. */
class Metrics {
  constructor () {
    this.sent = 0
    this.received = 0
    this.delivered = 0
    this.dropped = 0
    this.resumed = 0
    this.gaps = 0
    this.refused = 0
    this.deaf_ms = 0
  }

  /**
   * @param {{sockets: number, topics: number, servers: number}} gauges
   * @returns {Record<string, number>}
   */
  with (gauges) {
    return { ...gauges, ...this }
  }
}

/**
 * @param {Record<string, number>} figures
 * @returns {string} OpenMetrics text
 */
function openMetrics (figures) {
  const lines = Object.entries(HELP).flatMap(([name, [type, help]]) => {
    const metric = `hicast_hub_${name}`
    const sample = type === 'counter' ? `${metric}_total` : metric
    return [`# TYPE ${metric} ${type}`, `# HELP ${metric} ${help}`, `${sample} ${figures[name]}`]
  })
  return `${lines.join('\n')}\n# EOF\n`
}

module.exports = { Metrics, openMetrics }
