'use strict'

const readline = require('readline')
const { busFailure, checkShared, isOther, openBus } = require('./bus')
const { URL_OPTION, connect, failed, serverUrl } = require('./connect')
const { UsageError } = require('./errors')
const { onInterrupt } = require('./interrupt')

const IN_FLIGHT = 1000

/** Publishes each line as it comes; never more than so many wait for their replies. */
async function publishLines (publish) {
  const totals = { messages: 0, receivers: undefined }
  const lines = readline.createInterface({ input: process.stdin, crlfDelay: Infinity })
  const waiting = new Set()
  const interrupt = onInterrupt()
  interrupt.addEventListener('abort', () => lines.close())
  for await (const line of lines) {
    const reply = publish(line).then((receivers) => {
      totals.messages++
      if (receivers !== undefined) totals.receivers = (totals.receivers ?? 0) + receivers
      waiting.delete(reply)
    })
    // A failure is thrown below, by the race or by the last wait.
    reply.catch(() => {})
    waiting.add(reply)
    if (waiting.size >= IN_FLIGHT) await Promise.race(waiting)
  }
  await Promise.all(waiting)
  interrupt.dispose()
  process.stdin.destroy()
  return totals
}

function count (number, noun) {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

module.exports = {
  summary: 'publishes a message, or each line of standard input',
  usage: ['[options] CHANNEL MESSAGE', '[options] CHANNEL -'],
  positionals: { names: ['CHANNEL', 'MESSAGE'] },
  options: {
    url: URL_OPTION,
    shard: { type: 'boolean', short: 's', text: 'publish to a shard channel (SPUBLISH)' },
    durable: { type: 'boolean', short: 'd', text: 'into the log of the channel, for "hicast sub --from" and --group' },
    key: { type: 'string', short: 'k', value: 'KEY', text: 'messages of one key keep their order, on every broker' }
  },
  details: `With "-" in the place of the message each line of standard input is one message, published as soon as
it is there. On a terminal it says how many subscribers received; into a pipe it says nothing.
A message that begins with a dash goes behind "--".

With --durable, --key, and a URL of another broker than Redis (nats: amqp: kafka:) it publishes as hicast/bus does.

Examples
  hicast pub user-events '{"type":"logout","userId":42}'
  tail -f app.log | hicast pub logs -
  hicast pub --url nats://127.0.0.1:4222 --durable orders '{"id":1}'`,

  async run ({ values, positionals: [channel, message], terminal }) {
    const url = serverUrl(values.url)
    const isBus = isOther(url) || values.durable || values.key !== undefined
    if (isBus) checkShared(url, 'pub')
    if (isBus && values.shard) throw new UsageError('--shard is for Redis alone, without --durable and --key', 'pub')
    const { publish, close, toFailure } = isBus ? await openBusPublisher(url, channel, values) : await openPublisher(url, channel, values)
    try {
      const { messages, receivers } = message === '-'
        ? await publishLines(publish)
        : { messages: 1, receivers: await publish(message) }
      if (terminal.isTerminal) terminal.out(`${summary(message === '-' ? messages : undefined, receivers)}\n`)
    } catch (error) {
      throw toFailure(error, `publish to ${channel}`)
    } finally {
      await close()
    }
  }
}

async function openPublisher (url, channel, { shard }) {
  const redis = await connect(url)
  return {
    publish: (text) => shard ? redis.spublish(channel, text) : redis.publish(channel, text),
    close: () => redis.disconnect(),
    toFailure: failed
  }
}

/** Each gives the number of receivers, where the broker knows. */
async function openBusPublisher (url, channel, { durable = false, key }) {
  const bus = await openBus(url)
  // Text is what was typed: who reads it takes it for what it looks like, as ever.
  const options = (text) => ({ durable, contentType: inferType(text), ...(key === undefined ? {} : { key }) })
  const { inferType } = require('../bus/payload')
  return {
    publish: async (text) => (await bus.publish(channel, text, options(text))).receivers,
    close: () => bus.close(),
    toFailure: busFailure
  }
}

function summary (messages, receivers) {
  const parts = []
  if (messages !== undefined) parts.push(count(messages, 'message'))
  if (receivers !== undefined) parts.push(count(receivers, 'receiver'))
  return parts.length > 0 ? parts.join(', ') : 'published'
}
