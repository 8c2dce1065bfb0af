'use strict'

/**
 * Where in a log a reader begins.
 *
 * @typedef {{ epoch: string|null, seq: number }} Cursor  the last entry that it
 *   has had; an epoch of null fits any
 */

function parseId (id) {
  const dash = id.indexOf('-')
  return { epoch: id.slice(0, dash), seq: Number(id.slice(dash + 1)) }
}

async function lastOf (client, key) {
  const [entry] = await client.xrevrange(key, '+', '-', 'COUNT', 1)
  return entry === undefined ? null : parseId(entry[0])
}

/** The entry before the first one that is not older. */
async function beforeTime (client, key, time) {
  const [first] = await client.xrange(key, '-', '+', 'COUNT', 1)
  if (first === undefined) return { epoch: null, seq: -1 }
  const last = await lastOf(client, key)
  const { epoch, seq } = parseId(first[0])
  let low = seq // before it all are older
  let high = last.seq + 1 // from here on none is
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const [entry] = await client.xrange(key, `${epoch}-${middle}`, '+', 'COUNT', 1)
    if (entry !== undefined && Number(entry[1][1]) >= time) high = middle
    else low = middle + 1
  }
  return { epoch: last.epoch, seq: low - 1 }
}

/**
 * @param {object} client
 * @param {import('./keys')} keys
 * @param {{ kind: string, value?: any }} from
 * @returns {Promise<Cursor>}
 */
async function startOf (client, keys, { kind, value }) {
  switch (kind) {
    case 'first': {
      const [first] = await client.xrange(keys.log, '-', '+', 'COUNT', 1)
      const { epoch, seq } = first === undefined ? { epoch: null, seq: 0 } : parseId(first[0])
      return { epoch, seq: seq - 1 }
    }
    case 'seq': return { epoch: (await lastOf(client, keys.log))?.epoch ?? null, seq: value - 1 }
    case 'time': return beforeTime(client, keys.log, value)
    case 'resume': {
      const saved = await client.get(keys.position(value))
      if (saved !== null) return parseId(saved)
      const cursor = await startOf(client, keys, { kind: 'new' })
      if (cursor.epoch !== null) await client.set(keys.position(value), `${cursor.epoch}-${cursor.seq}`, 'NX')
      return cursor
    }
    case 'last': {
      const last = await lastOf(client, keys.log)
      return last === null ? { epoch: null, seq: -1 } : { epoch: last.epoch, seq: last.seq - 1 }
    }
    default: return (await lastOf(client, keys.log)) ?? { epoch: null, seq: -1 }
  }
}

module.exports = { startOf }
