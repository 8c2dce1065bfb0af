'use strict'

const readline = require('readline')
const { URL_OPTION, connect, failed, serverUrl } = require('./connect')
const { onInterrupt } = require('./interrupt')

const IN_FLIGHT = 1000

/** Publishes each line as it comes; never more than so many wait for their replies. */
async function publishLines (publish) {
  const totals = { messages: 0, receivers: 0 }
  const lines = readline.createInterface({ input: process.stdin, crlfDelay: Infinity })
  const waiting = new Set()
  const interrupt = onInterrupt()
  interrupt.addEventListener('abort', () => lines.close())
  for await (const line of lines) {
    const reply = publish(line).then((receivers) => {
      totals.messages++
      totals.receivers += receivers
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
    shard: { type: 'boolean', short: 's', text: 'publish to a shard channel (SPUBLISH)' }
  },
  details: `With "-" in the place of the message each line of standard input is one message, published as soon as
it is there. On a terminal it says how many subscribers received; into a pipe it says nothing.
A message that begins with a dash goes behind "--".

Examples
  hicast pub user-events '{"type":"logout","userId":42}'
  tail -f app.log | hicast pub logs -`,

  async run ({ values, positionals: [channel, message], terminal }) {
    const redis = await connect(serverUrl(values.url))
    const publish = (text) => values.shard ? redis.spublish(channel, text) : redis.publish(channel, text)
    try {
      const { messages, receivers } = message === '-'
        ? await publishLines(publish)
        : { messages: 1, receivers: await publish(message) }
      if (!terminal.isTerminal) return
      const sum = count(receivers, 'receiver')
      terminal.out(message === '-' ? `${count(messages, 'message')}, ${sum}\n` : `${sum}\n`)
    } catch (error) {
      throw failed(error, `publish to ${channel}`)
    } finally {
      redis.disconnect()
    }
  }
}
