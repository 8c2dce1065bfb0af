'use strict'

/**
 * Writes scripts/command-docs.json: what servers say of their commands (COMMAND DOCS), for the types
 * (scripts/types-commands.js) and the site. Not run by the build.
 *
 *   node scripts/command-docs.js redis=redis://127.0.0.1:6379 valkey=redis://127.0.0.1:6380 [newer=redis://...]
 *
 * Summaries and complexities are those of Redis 7.0 and of Valkey, both under the BSD 3-Clause License; of a newer Redis
 * only the version is taken that a command came with. What neither knows has its line in OWN.
 */

const fs = require('fs')
const path = require('path')
const { list } = require('@ioredis/commands')
const Redis = require('ioredis')

const FILE = path.join(__dirname, 'command-docs.json')
const AR = 'Redis 8.8.0'
const V = 'Redis 8.0.0'

/** Commands of newer versions of Redis, in words of this project: what they do, and since when, as far as that is known. */
const OWN = {
  arcount: ['Number of elements of an array that are set.', AR],
  ardel: ['Deletes the elements of an array at some indices.', AR],
  ardelrange: ['Deletes the elements of an array in ranges of indices.', AR],
  arget: ['The element of an array at an index.', AR],
  argetrange: ['The elements of an array in a range of indices; null where none is set.', AR],
  argrep: ['Searches the elements of an array in a range of indices.', AR],
  arinfo: ['Tells how an array is stored.', AR],
  arinsert: ['Adds elements to an array at the next indices.', AR],
  arlastitems: ['The elements that were added to an array last.', AR],
  arlen: ['Length of an array: its highest index and one.', AR],
  armget: ['The elements of an array at several indices.', AR],
  armset: ['Sets the elements of an array at several indices.', AR],
  arnext: ['The index at which ARINSERT goes on.', AR],
  arop: ['Computes one result of the elements of an array in a range of indices.', AR],
  arring: ['Adds elements to an array that begins anew at index 0 when it is full.', AR],
  arscan: ['The indices and elements of an array that are set in a range.', AR],
  arseek: ['Sets the index at which ARINSERT and ARRING go on.', AR],
  arset: ['Sets elements of an array from an index on.', AR],
  backup: ['Makes and manages a backup of the server.', 'Redis 8'],
  blmovem: ['Moves several elements from one list to another, and waits for them if there are none.', 'Redis 8'],
  delex: ['Deletes a string on a condition about its value.', 'Redis 8.4.0'],
  digest: ['A hash of the value of a string, in hexadecimal.', 'Redis 8.4.0'],
  himport: ['Writes hashes that share their fields: the fields are prepared once, and then only values are sent.', 'Redis 8'],
  hotkeys: ['Finds the keys that are used most.', 'Redis 8.6.0'],
  increx: ['Increments a number within bounds, and sets its expiration.', 'Redis 8.8.0'],
  lmovem: ['Moves several elements from one list to another.', 'Redis 8'],
  sdiffcard: ['Number of members of the difference of sets.', 'Redis 8'],
  sentinel: ['Asks a sentinel, or tells it what to do.', 'Redis 2.8.4'],
  sunioncard: ['Number of members of the union of sets.', 'Redis 8'],
  trimslots: ['Deletes the keys of slots that another node serves. Internal.', 'Redis 8'],
  vadd: ['Adds an element with its vector to a vector set.', V],
  vcard: ['Number of elements of a vector set.', V],
  vdim: ['Number of dimensions of the vectors of a vector set.', V],
  vemb: ['The vector of an element of a vector set.', V],
  vgetattr: ['The attributes of an element of a vector set, as JSON.', V],
  vinfo: ['Tells how a vector set is stored.', V],
  vismember: ['Whether an element is in a vector set.', V],
  vlinks: ['The neighbours of an element in the graph of a vector set.', V],
  vrandmember: ['Random elements of a vector set.', V],
  vrange: ['The elements of a vector set in a range, in the order of their names.', V],
  vrem: ['Removes an element from a vector set.', V],
  vsetattr: ['Sets the attributes of an element of a vector set.', V],
  vsim: ['The elements of a vector set that are most similar to a vector or an element.', V],
  xackdel: ['Acknowledges entries of a stream for a group, and deletes them.', 'Redis 8.2.0'],
  xcfgset: ['Sets for how long, and how many, ids of XADD are known as sent before.', 'Redis 8.6.0'],
  xdelex: ['Deletes entries of a stream, and what groups know of them as is asked for.', 'Redis 8.2.0'],
  xidmprecord: ['Records an id of XADD as sent before. Internal.', 'Redis 8.6.0'],
  xnack: ['Gives entries of a stream back to the group.', 'Redis 8.8.0']
}

/** What came to a newer Redis than those that were asked. */
const ALSO = { msetex: 'Redis 8.4.0' }

const object = (flat) => Object.fromEntries(Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]]))

/** @returns {Promise<Map<string, object>>} by `command` and `command|subcommand` */
async function docsOf (url) {
  const client = new Redis(url)
  const found = new Map()
  const add = (flat) => {
    for (const [name, doc] of Object.entries(object(flat))) {
      found.set(name, object(doc))
      if (found.get(name).subcommands) add(found.get(name).subcommands)
    }
  }
  add(await client.call('COMMAND', 'DOCS'))
  client.disconnect()
  return found
}

function entry (name, redis, valkey, newer) {
  const doc = redis.get(name) ?? valkey.get(name)
  if (doc === undefined) return OWN[name] && { summary: OWN[name][0], since: OWN[name][1] }
  const text = ({ summary, complexity }) => ({ summary: summary.replace(/\.?$/, '.'), ...(complexity ? { complexity } : {}) })
  if (redis.has(name)) return { ...text(doc), since: `Redis ${doc.since}` }
  const both = newer.has(name) ? [`Redis ${newer.get(name).since}`] : ALSO[name] ? [ALSO[name]] : []
  return { ...text(doc), since: [...both, `Valkey ${doc.since}`].join(', ') }
}

async function main () {
  const urls = Object.fromEntries(process.argv.slice(2).map((word) => word.split(/=(.*)/)))
  const [redis, valkey] = await Promise.all([urls.redis, urls.valkey].map(docsOf))
  const newer = urls.newer ? await docsOf(urls.newer) : new Map()
  const known = new Set([...redis.keys(), ...valkey.keys(), ...Object.keys(OWN)])
  const names = [...known].filter((name) => list.includes(name.split('|')[0]) || name === 'sentinel').sort()
  const docs = Object.fromEntries(names.map((name) => [name, entry(name, redis, valkey, newer)]))
  fs.writeFileSync(FILE, `{\n${Object.entries(docs).map(([name, doc]) => `  ${JSON.stringify(name)}: ${JSON.stringify(doc)}`).join(',\n')}\n}\n`)
}

main()
