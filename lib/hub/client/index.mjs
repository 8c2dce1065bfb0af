/**
 * The browser's end of hicast/hub: connects, comes back with jitter, tells the
 * server what it has seen, and gives what it has missed.
 *
 *   import { connect } from 'hicast/hub/client'
 *   const hub = connect('wss://example.org/live')
 *   hub.on('message', (data, { room, user }) => {})
 */

const BASE = 250 // ms before the first attempt to come back
const CAP = 10000 // ms between two attempts at most
const WAIT = 10000 // ms for an answer

export class HubClient {
  constructor (url, { WebSocket = globalThis.WebSocket, protocols, base = BASE, cap = CAP } = {}) {
    this.state = 'connecting'
    this._url = url
    this._make = (address) => new WebSocket(address, protocols)
    this._base = base
    this._cap = cap
    this._listeners = new Map()
    this._seen = {} // topic: [epoch, offset]
    this._rooms = new Set() // that this end has asked for
    this._asked = new Map()
    this._last = 0
    this._failures = 0
    this._connect()
  }

  /** Listens to `message`, `open`, `close`, `gap` or `error`. Returns a function that ends it. */
  on (event, listener) {
    if (!this._listeners.has(event)) this._listeners.set(event, new Set())
    this._listeners.get(event).add(listener)
    return () => this._listeners.get(event).delete(listener)
  }

  /** Sends to the app's `onMessage`: a string or bytes as they are, all else as JSON. */
  send (data) {
    const isRaw = typeof data === 'string' || data instanceof ArrayBuffer || ArrayBuffer.isView(data)
    if (this.state !== 'open') return false
    this._socket.send(isRaw ? data : JSON.stringify(data))
    return true
  }

  /** Asks to join a room; rejects when the app does not allow it. Holds over reconnects. */
  async join (room) {
    await this._ask({ join: room })
    this._rooms.add(room)
  }

  async leave (room) {
    this._rooms.delete(room)
    delete this._seen[`r:${room}`]
    await this._ask({ leave: room })
  }

  /** Who is in a room: [{ user, server, seat }]. */
  async presence (room) {
    return (await this._ask({ presence: room })).members
  }

  /** Ends it for good. */
  close () {
    this.state = 'closed'
    clearTimeout(this._timer)
    this._socket.close(1000)
  }

  _connect () {
    const seen = btoa(JSON.stringify(this._seen).replace(/[^\x00-\x7f]/g, (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'))) // eslint-disable-line no-control-regex
      .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
    const socket = this._make(`${this._url}${String(this._url).includes('?') ? '&' : '?'}hicast=${seen}`)
    this._socket = socket
    socket.onmessage = ({ data }) => { if (this._socket === socket) this._onData(data) }
    socket.onerror = () => {} // a close follows
    socket.onclose = (event) => { if (this._socket === socket) this._onClose(event) }
  }

  _onData (data) {
    const message = parse(data)
    if (message === null) {
      this._emit('message', data, { topic: null }) // the app's own, not sent by the hub
      return
    }
    if (message.hicast !== undefined) {
      this._onControl(message.hicast)
      return
    }
    const { t, e, o } = message
    if (o !== undefined) this._seen[t] = [e, String(o)]
    const value = 's' in message ? message.s : 'b' in message ? bytes(message.b) : message.d
    const about = { topic: t }
    if (t[0] === 'r') about.room = t.slice(2)
    if (t[0] === 'u') about.user = t.slice(2)
    this._emit('message', value, about)
  }

  _onControl (control) {
    Object.assign(this._seen, control.seen)
    if (control.joined !== undefined) {
      this.state = 'open'
      this._failures = 0
      // Undefined: it is here for the first time. Else it gets what came meanwhile only where there was a history, and is.
      const gets = this._history === undefined || (this._history && control.history)
      this._history = control.history
      if (!gets) this._emit('gap', { topic: null, reason: 'the connection was lost' })
      for (const room of this._rooms) this._ask({ join: room, since: this._seen[`r:${room}`] }).catch((error) => this._emit('error', error))
      this._emit('open', { seat: control.joined })
    } else if (control.gap !== undefined) {
      this._emit('gap', { topic: control.gap, reason: control.reason })
    } else {
      this._asked.get(control.ask)?.(control)
    }
  }

  _onClose (event) {
    for (const settle of [...this._asked.values()]) settle({ error: 'the connection was lost' })
    const isOver = this.state === 'closed' || (event.code >= 4000 && event.code < 5000)
    this.state = isOver ? 'closed' : 'connecting'
    this._emit('close', { code: event.code, reason: event.reason, willReconnect: !isOver })
    if (isOver) return
    // All at once would be a storm: each waits a random part.
    const delay = Math.random() * Math.min(this._cap, this._base * 2 ** this._failures++)
    this._timer = setTimeout(() => this._connect(), delay)
  }

  _ask (question) {
    const ask = ++this._last
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => settle({ error: 'no answer' }), WAIT)
      const settle = (reply) => {
        clearTimeout(timer)
        this._asked.delete(ask)
        if (reply.error === undefined) resolve(reply)
        else reject(new Error(reply.error))
      }
      this._asked.set(ask, settle)
      if (this._socket.readyState === 1) this._socket.send(JSON.stringify({ hicast: { ...question, ask } }))
      else settle({ error: 'not connected' })
    })
  }

  _emit (event, ...args) {
    for (const listener of [...this._listeners.get(event) ?? []]) {
      try {
        listener(...args)
      } catch (error) {
        setTimeout(() => { throw error })
      }
    }
  }
}

/** What a hub has sent; null: it is no such thing. */
function parse (data) {
  if (typeof data !== 'string') return null
  try {
    const message = JSON.parse(data)
    return message.hicast !== undefined || typeof message.t === 'string' ? message : null
  } catch {
    return null
  }
}

function bytes (base64) {
  return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
}

/** The same as `new HubClient(url, options)`. */
export function connect (url, options) {
  return new HubClient(url, options)
}
