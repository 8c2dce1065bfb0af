'use strict'

/**
 * The process of one client under test: side.js <question> <client> <params>.
 * Runs the question's `side` function; nothing of a client is loaded before.
 */

/** Tells the bench something, as one line of JSON. */
function tell (line) {
  process.stdout.write(JSON.stringify(line) + '\n')
}

/** Calls `listener` with each line that the bench sends. */
function listen (listener) {
  let text = ''
  process.stdin.setEncoding('utf8').on('data', (chunk) => {
    text += chunk
    const lines = text.split('\n')
    text = lines.pop()
    for (const line of lines) listener(JSON.parse(line))
  })
}

process.on('SIGINT', () => process.exit())

async function main ([question, client, params]) {
  const { side } = require(`./questions/${question}`)
  await side(require(`./clients/${client}`), JSON.parse(params), { tell, listen })
}

main(process.argv.slice(2)).catch((error) => {
  tell({ error: error.stack })
  process.exitCode = 1
})
