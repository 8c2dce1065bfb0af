'use strict'

/**
 * What is sent to redis-server and to the broker, whose answers must be the
 * same bytes.
 *
 * @typedef {object} Script
 * @property {string} name
 * @property {Array<[number, string | Buffer]>} steps  connection, bytes
 * @property {boolean} [isUnordered]  Redis tells something in the order of its
 *   hash tables: lines are compared sorted
 */

const { encodeCommand } = require('./resp')

/** Numbers from 0 to 1, the same for the same seed. */
function randomFrom (seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let x = Math.imul(state ^ (state >>> 15), state | 1)
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61)
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32
  }
}

class Random {
  #next

  constructor (seed) {
    this.#next = randomFrom(seed)
  }

  below (n) {
    return Math.floor(this.#next() * n)
  }

  chance (rate) {
    return this.#next() < rate
  }

  pick (list) {
    return list[this.below(list.length)]
  }

  text (alphabet, max) {
    return Array.from({ length: this.below(max + 1) }, () => this.pick(alphabet)).join('')
  }
}

const CHANNELS = ['a', 'b', 'news.art', 'news.music', 'x'.repeat(300), 'ä€', 'a b', '*', '[x]']
const PATTERNS = ['*', 'a*', 'news.*', '?', 'news.[am]*', '[^a]', 'n\\ews*', '[a-c]', '*.*', 'nothing']
const UNKNOWN = ['foo', 'gett', 'clientt', 'sub', 'x'.repeat(200), 'ä', 'client|id', '']
const BINARY = Buffer.from([0, 255, 13, 10, 128, 0])

/** A command at random, as arguments. */
function randomCommand (random) {
  const channel = () => random.pick(CHANNELS)
  const channels = () => Array.from({ length: 1 + random.below(3) }, channel)
  const patterns = () => Array.from({ length: 1 + random.below(2) }, () => random.pick(PATTERNS))
  const payload = () => random.pick(['', 'hello', '1', 'x'.repeat(random.below(3000)), BINARY])
  return random.pick([
    () => ['ping'], () => ['ping', payload()], () => ['ping', 'a', 'b'], () => ['echo', payload()], () => ['echo'],
    () => ['hello'], () => ['hello', '2'], () => ['hello', '3'], () => ['hello', random.pick(['1', '4', 'x', '03', ' 3'])],
    () => ['hello', '3', 'setname', random.pick(['n', 'a b', ''])],
    () => ['hello', random.pick(['2', '3']), random.pick(['auth', 'setname', 'foo']), 'default'],
    () => ['hello', '3', 'auth', random.pick(['default', 'nobody']), 'x', 'setname', 'named'],
    () => ['select', random.pick(['0', '3', '15', '16', '-1', 'x', '1.5', '+1', '01', '9999999999', '-0'])],
    () => ['reset'], () => ['client', 'id'], () => ['client', 'getname'],
    () => ['client', 'setname', random.pick(['name', '', 'a b', 'é', 'a\nb'])],
    () => ['client', 'no-evict', random.pick(['on', 'off', 'x'])],
    () => ['client', 'reply', random.pick(['on', 'off', 'skip', 'x'])],
    () => ['client', random.pick(['foo', 'ID', 'kill', 'list']), random.pick(['x', '1', 'type'])],
    () => ['client', 'kill', random.pick(['id', 'type', 'addr', 'user', 'skipme', 'x']), random.pick(['0', '-1', 'x', 'nobody'])],
    () => ['client', 'kill', 'type', 'pubsub', ...random.pick([[], ['skipme', 'no'], ['id', '1'], ['user', 'default']])],
    () => ['client', 'list', random.pick(['type', 'id', 'x']), random.pick(['pubsub', 'x', '-3', '0', 'replica'])],
    () => ['command', 'info', random.pick(['ping', 'publish', 'nothing', 'client|id', 'SPUBLISH', 'ssubscribe', 'echo', 'info'])],
    () => ['command', random.pick(['foo', 'count', 'info', 'list']), 'xyz'].slice(0, 3),
    () => ['auth', payload()], () => ['auth', 'default', 'x'], () => ['auth', 'a', 'b', 'c'],
    () => ['info', 'nothing'],
    () => ['publish', channel(), payload()], () => ['publish', channel(), payload()], () => ['publish', channel()],
    () => ['spublish', channel(), payload()],
    () => ['subscribe', ...channels()], () => ['subscribe', ...channels()], () => ['subscribe'],
    () => ['psubscribe', ...patterns()], () => ['ssubscribe', ...channels()],
    () => ['unsubscribe', ...channels()], () => ['punsubscribe', ...patterns()], () => ['sunsubscribe', ...channels()],
    () => ['unsubscribe'], () => ['punsubscribe'], () => ['sunsubscribe'],
    () => ['pubsub', 'numsub', ...channels()], () => ['pubsub', 'numsub'], () => ['pubsub', 'numpat'],
    () => ['pubsub', 'shardnumsub', ...channels()], () => ['pubsub', 'numpat', 'x'],
    () => ['pubsub', 'channels'], () => ['pubsub', 'channels', random.pick(PATTERNS)],
    () => ['pubsub', 'shardchannels'], () => ['pubsub', 'channels', 'a', 'b'], () => ['pubsub'], () => ['pubsub', 'foo'],
    () => [random.pick(UNKNOWN), ...channels(), payload()], () => [random.pick(UNKNOWN)]
  ])()
}

/** Whether Redis tells something in an order of its own. */
function hasOwnOrder (commands) {
  return commands.some(([name, first]) => /^(p|s)?unsubscribe$/i.test(name) && first === undefined) ||
    commands.some(([name, first]) => /^pubsub$/i.test(name) && /channels/.test(first)) ||
    commands.some(([name]) => /^psubscribe$/i.test(name))
}

const quote = (text) => `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`

/** A command as one that a person types, where that is possible. */
function inline (args, random) {
  if (args.some((arg) => Buffer.isBuffer(arg) || arg === '') && random.chance(0.5)) return encodeCommand(args)
  const words = args.map((arg) => {
    const text = Buffer.isBuffer(arg) ? '\\x00\\xff' : arg
    if (text !== '' && /^[!#-&(-[\]-~]+$/.test(text) && random.chance(0.6)) return text
    return random.chance(0.5) && !/[\\'\n]/.test(text) ? `'${text}'` : quote(text)
  })
  return Buffer.from(random.pick(['', ' ']) + words.join(random.pick([' ', '  ', '\t'])) + random.pick(['\r\n', '\n']))
}

const anyCase = (name, random) => random.pick([name, name.toUpperCase(), name[0]?.toUpperCase() + name.slice(1)]) || name

function encode (args, random) {
  const [name, ...rest] = args
  const cased = name === '' ? args : [anyCase(name, random), ...rest]
  return random.chance(0.3) && name !== '' ? inline(cased, random) : encodeCommand(cased)
}

/** Bytes that break the protocol, or nearly. */
const BROKEN = [
  '*\r\n', '*x\r\n', '*01\r\n', '*+1\r\n', '*-2\r\n', '*99999999999\r\n', '*1\r\n*1\r\n', '*1\r\n$\r\n', '*1\r\n$-1\r\n',
  '*1\r\n$04\r\nping\r\n', '*1\r\n$4 \r\nping\r\n', '*1\r\n$536870913\r\n', '*2\r\n$4\r\nping\r\n:1\r\n', '*1\r\n\r\n',
  '*1\rx$4\r\nping\r\n', '*1\r\n$4\r\npingxx', '*0\r\n', '*-1\r\n', '\r\n', '\n', '   \r\n', '"\r\n', "'a\r\n", 'ping "a\r\n',
  '"ping"x\r\n', "'ping'x\r\n", 'ping "a\\"b"\r\n', "ping 'a\\'b'\r\n", 'ping "\\x4"\r\n', 'ping "\\x41\\q"\r\n', 'pi"ng"\r\n',
  'ping \x0b\x0c\r\n', '$4\r\nping\r\n', '+OK\r\n', 'FETCH / HTTP/1.1\r\n', 'POST / HTTP/1.1\r\n', 'Host: x\r\n', '*2\r\n$5\r\nhost:\r\n$1\r\na\r\n',
  '*1\r\n$4\r\nquit\r\n', 'quit now\r\n'
]

/** Lines without an end: what follows would decide whether they are too long. */
const ENDLESS = [`*${'1'.repeat(70000)}`, `*1\r\n$${'1'.repeat(70000)}`, 'x'.repeat(70000)]

/**
 * @param {number} count
 * @param {number} seed
 * @param {number} [rate]  how many of them break the protocol
 * @returns {Script[]}  one connection each
 */
function generated (count, seed, rate = 0.25) {
  return Array.from({ length: count }, (_, i) => {
    const random = new Random(seed + i)
    const commands = Array.from({ length: 1 + random.below(12) }, () => randomCommand(random))
    const bytes = commands.map((args) => encode(args, random))
    if (random.chance(rate)) bytes.splice(random.below(bytes.length + 1), 0, Buffer.from(random.pick(BROKEN)))
    return {
      name: `generated ${seed + i}`,
      steps: bytes.map((part) => [0, part]),
      isUnordered: hasOwnOrder(commands)
    }
  })
}

/** @returns {Script[]}  several connections; after each step all is processed */
function generatedTogether (count, seed) {
  return Array.from({ length: count }, (_, i) => {
    const random = new Random(seed + i)
    const steps = []
    const commands = []
    for (let n = 3 + random.below(15); n > 0; n--) {
      // Without replies nobody would know when a step is done.
      const args = randomCommand(random)
      if (args[1] === 'reply' || /channels/.test(args[1])) continue
      commands.push(args)
      steps.push([random.below(3), encode(args, random)])
    }
    return { name: `generated together ${seed + i}`, steps, isUnordered: hasOwnOrder(commands) }
  })
}

/** @returns {Script[]}  every way to break the protocol, alone and behind a command */
function broken () {
  const endless = ENDLESS.map((bytes, i) => ({ name: `endless ${i}`, steps: [[0, bytes]] }))
  return endless.concat(BROKEN.flatMap((bytes, i) => [
    { name: `broken ${i}`, steps: [[0, bytes]] },
    { name: `broken ${i} between commands`, steps: [[0, 'hello 3\r\nsubscribe a\r\n'], [0, bytes], [0, '\r\nping\r\n']] }
  ]))
}

module.exports = { Random, generated, generatedTogether, broken }
