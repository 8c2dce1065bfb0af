'use strict'

/**
 * Reads one line of MONITOR: `1339518083.107412 [0 127.0.0.1:60866] "get" "x"`.
 *
 * @param {string} line
 * @returns {[time: string, args: string[], source: string, database: string]}
 *   in the arguments, quotes are unescaped and nothing else is, as in ioredis
 */
function parseMonitorLine (line) {
  const time = line.slice(0, line.indexOf(' '))
  const start = line.indexOf('[') + 1
  const [database, ...source] = line.slice(start, line.indexOf(']', start)).split(' ')
  const quoted = line.slice(line.indexOf('"')).match(/"(?:[^"\\]|\\.)*"/g) ?? []
  const args = quoted.map((text) => text.slice(1, -1).replaceAll('\\"', '"'))
  return [time, args, source.join(' '), database]
}

module.exports = { parseMonitorLine }
