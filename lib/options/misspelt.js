'use strict'

/**
 * Options that nobody knows are left alone, as in ioredis: libraries hand on their own. But one that is nearly the
 * name of an option is most likely meant to be it.
 */

const KNOWN = `
  Connector autoPipeliningIgnoredCommands autoResendUnfulfilledCommands autoResubscribe blockingTimeout
  blockingTimeoutGrace clientInfoTag commandQueue commandTimeout connectTimeout connectionName db disableClientInfo
  disconnectTimeout enableAutoPipelining enableOfflineQueue enableReadyCheck enableTLSForSentinelMode failoverDetector
  family heartbeat himportFieldsets host keepAlive keyPrefix lazyConnect maxLoadingRetryTime maxQueueBytes
  maxRetriesPerRequest monitor name natMap noDelay offlineQueue password path port preferredSlaves protocol readOnly
  reconnectOnError replyMapping resendPublish retryStrategy role scripts sentinelCommandTimeout sentinelMaxConnections
  sentinelPassword sentinelReconnectStrategy sentinelRetryStrategy sentinelTLS sentinelUsername sentinels
  showFriendlyErrorStack socketTimeout stringNumbers tls updateSentinels username
`.trim().split(/\s+/)

const known = new Set(KNOWN)
const told = new Set()
const LEAST = 4 // characters; shorter names are near too much
const LONG = 8 // from here on two wrong characters are still the same name

/** How many characters must be put in, left out, changed or swapped with the next to make one of the other. */
function distance (a, b) {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      let least = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (isSame ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, rows[i - 2][j - 2] + 1)
      rows[i][j] = least
    }
  }
  return rows[a.length][b.length]
}

/** @returns {string|undefined} the option that a name is nearly that of */
function nearest (name) {
  if (name.length < LEAST || name.length > 40) return undefined
  const most = name.length < LONG ? 1 : 2
  const ranked = KNOWN.filter((option) => option.length >= LEAST)
    .map((option) => [distance(name.toLowerCase(), option.toLowerCase()), option])
    .sort(([a], [b]) => a - b)
  return ranked[0][0] <= most ? ranked[0][1] : undefined
}

/**
 * Warns, once for each name, of what is nearly an option: code HC_OPTION.
 *
 * @param {object} options
 */
function warnOfMisspelt (options) {
  for (const name in options) {
    if (known.has(name) || told.has(name) || told.size > 1000) continue
    told.add(name)
    const option = nearest(name)
    if (option === undefined) continue
    process.emitWarning(`There is no option "${name}", and it has no effect. Did you mean "${option}"?`,
      { type: 'HicastWarning', code: 'HC_OPTION' })
  }
}

module.exports = { KNOWN, nearest, warnOfMisspelt }
