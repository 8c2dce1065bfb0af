'use strict'

const { decodePositions, positionOf } = require('./positions')

/** What hicast/hub/client says to a hub: by its URL, and in messages. */

const PARAMETER = 'hicast'
const MAX_CONTROL = 4096 // bytes of a message to the hub

/**
 * @param {string} [url]  of the upgrade
 * @returns {Map<string, import('./positions').Position>|null} what the browser
 *   has seen; null: it is no hicast/hub/client
 */
function queryOf (url) {
  if (typeof url !== 'string' || !url.includes(`${PARAMETER}=`)) return null
  const value = new URLSearchParams(url.slice(url.indexOf('?') + 1)).get(PARAMETER)
  return value === null ? null : decodePositions(value)
}

/**
 * @param {import('http').IncomingMessage} [request]  of an event stream
 * @returns {Map<string, import('./positions').Position>}
 */
function lastEventOf (request) {
  return decodePositions(request?.headers['last-event-id'])
}

/**
 * Listens to what the browser sends.
 *
 * @param {import('./hub')} hub
 * @param {import('./seat').Seat} seat
 * @param {Function} [onMessage]  gets what is not for the hub
 */
function attach (hub, seat, onMessage) {
  const { socket } = seat
  const listener = (data, isBinary) => {
    const control = seat.format === 'labelled' && !isBinary ? controlOf(data) : null
    if (control === null) onMessage?.(data, isBinary === true)
    else answer(hub, seat, control)
  }
  seat._detach = listen(socket, 'message', typeof socket.on === 'function'
    ? listener
    : ({ data }) => listener(data, typeof data !== 'string'))
}

/** @returns {() => void} ends it */
function listen (socket, event, listener) {
  if (typeof socket.on === 'function') {
    socket.on(event, listener)
    return () => socket.removeListener?.(event, listener)
  }
  socket.addEventListener?.(event, listener)
  return () => socket.removeEventListener?.(event, listener)
}

function controlOf (data) {
  if (data.length > MAX_CONTROL) return null
  const text = data.toString()
  if (!text.startsWith('{"hicast":')) return null
  try {
    return Object(JSON.parse(text).hicast)
  } catch {
    return null
  }
}

// A browser may ask for rooms; whether it gets them is the app's word.
async function answer (hub, seat, { join, leave, presence, ask, since }) {
  const { authorize } = hub.options
  const reply = { ask }
  try {
    if (leave !== undefined) {
      seat.leave(String(leave))
    } else if (authorize === null || !await authorize(seat, String(join ?? presence))) {
      throw new Error('not allowed')
    } else if (join !== undefined) {
      await seat._joinRoom(String(join), positionOf(since))
    } else {
      reply.members = (await hub.presence(String(presence))).members
    }
  } catch (error) {
    reply.error = error.message
  }
  seat._control(reply)
}

module.exports = { attach, lastEventOf, queryOf }
