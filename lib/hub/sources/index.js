'use strict'

/**
 * Where a hub's messages travel.
 *
 * @typedef {object} Source
 * @property {boolean} hasHistory
 * @property {(handlers: SourceHandlers) => Promise<void>} open
 * @property {(id: string, bytes: Buffer) => Promise<number|null>} publish
 *   gives the number of servers that get it, null where nobody knows
 * @property {(id: string, bytes: Buffer) => Promise<unknown>} tell  the same, without a history
 * @property {(id: string) => Promise<import('../positions').Position|null>} subscribe  confirmed when fulfilled;
 *   with a history, after which message: null where that is not known
 * @property {(id: string) => Promise<unknown>} unsubscribe
 * @property {(id: string, since: import('../positions').Position, handlers: object) => Promise<{close: Function}>} [read]
 *   handlers: onMessage(bytes, position) and onGap(reason)
 * @property {(id: string, since: import('../positions').Position) => boolean} [wasQuiet]  whether it is known that
 *   nothing has come since, though positions have gone on
 * @property {() => Promise<void>} close
 *
 * @typedef {object} SourceHandlers
 * @property {(id: string, bytes: Buffer, position: import('../positions').Position|null, topic?: import('../topics').Topic) => void} onMessage
 *   topic: where the source knows it, undefined when nobody here needs it
 * @property {(id: string) => import('../topics').Topic|undefined} topicOf
 * @property {(deafMs: number, ids: string[]|null, reason: string) => void} onGap  ids null: of all
 * @property {(error: Error) => void} onError
 */

/**
 * @param {object|undefined} from  a bus, a client, a cluster, or nothing
 * @param {{prefix: string, durable: boolean}} options
 * @returns {Source}
 * @throws {TypeError} for anything else
 */
function sourceOf (from, options) {
  if (from === undefined || from === null) return new (require('./broker'))(options)
  if (typeof from.subscribe === 'function' && typeof from.consume === 'function' && from.caps) {
    if (from._hasCodec) throw new TypeError('createHub() takes a bus without a codec, which would change its messages: connect() another one')
    return new (require(from.caps.dearChannels === true ? './shared' : './bus'))(from, options)
  }
  if (typeof from.duplicate === 'function' && typeof from.spublish === 'function') {
    return new (require('./redis'))(from, options)
  }
  throw new TypeError('createHub() takes a hicast/bus, a Redis or Cluster client, or nothing')
}

module.exports = { sourceOf }
