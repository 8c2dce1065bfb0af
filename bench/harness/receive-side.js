'use strict'

const { Meter } = require('./meter')
const { channelName } = require('./flood')

// One channel's name is as long as each of many.
const CHANNEL = 'user-events:0000000'
const CHANNELS = 'user-events:%07d'
const PATTERN = 'user-*'
const NAMES_AT_ONCE = 1000
const MARK_EVERY = 1000

/**
 * In the client's process: subscribes, counts, and measures the second of
 * two floods.
 */
async function receiveSide (adapter, params, { tell }) {
  const { form, channels, count, warmUp } = params
  const meter = new Meter()
  let received = 0
  let characters = 0
  // Marks all through the warm-up are for V8's sake, as is the generator: code
  // that it optimises before it has seen a call made is thrown away when that
  // happens, which must not be when the measuring begins.
  let mark = 1
  const marks = measure()

  function * measure () {
    while (mark + MARK_EVERY < warmUp) {
      mark += MARK_EVERY
      yield
    }
    mark = warmUp
    yield
    mark = warmUp + 1
    characters = 0
    tell({ warm: true })
    meter.start()
    yield
    mark = warmUp + count
    meter.startClock()
    yield
    const figures = meter.read(count)
    checkLength(characters / count, params)
    tell(figures)
  }

  // All arguments are touched, so that none is left unmade.
  function onMessage (a, b) {
    characters += a.length + b.length
    if (++received === mark) marks.next()
  }

  // node-redis does not tell the pattern.
  function onPatternMessage (a, b, c) {
    characters += a.length + b.length + (c === undefined ? 0 : c.length)
    if (++received === mark) marks.next()
  }

  const client = await adapter.connect(params.port)
  const isPattern = form === 'psubscribe'
  const subscribe = adapter.receiver(client, form, isPattern ? onPatternMessage : onMessage)
  for (const names of isPattern ? [[PATTERN]] : namesInChunks(channels)) await subscribe(names)
  tell({ ready: true })
}

/** The names of so many channels, in arrays that a command can take. */
function * namesInChunks (channels) {
  for (let from = 0; from < channels; from += NAMES_AT_ONCE) {
    const length = Math.min(NAMES_AT_ONCE, channels - from)
    yield Array.from({ length }, (_, i) => channelName(CHANNELS, from + i))
  }
}

/** What was received must be what was sent. */
function checkLength (each, { form, length }) {
  if (each === length) return
  if (form === 'psubscribe' && each === length + PATTERN.length) return
  throw new Error(`${each} characters for each message, not ${length}`)
}

module.exports = { receiveSide, namesInChunks, CHANNEL, CHANNELS, PATTERN }
