'use strict'

/** Publishes the numbers up to `count`, all at once, with a client of its own. */
async function flood (clients, count, channel = 'a') {
  const pub = clients.create()
  const sent = []
  for (let i = 0; i < count; i++) sent.push(pub.publish(channel, String(i)))
  await Promise.all(sent)
}

module.exports = { flood }
