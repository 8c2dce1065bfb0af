'use strict'

/**
 * Writes lib/commands/command_names.js, the names of the commands of @ioredis/commands,
 * so that its whole table is loaded only where the places of keys are wanted.
 *
 *   node scripts/command-names.js           writes the file
 *   node scripts/command-names.js --check   fails if the file is out of date
 */

const fs = require('fs')
const path = require('path')
const { list } = require('@ioredis/commands')

const OUTPUT = path.join(__dirname, '..', 'lib', 'commands', 'command_names.js')
const WIDTH = 96

/** Words in lines of at most WIDTH characters. */
function wrap (words) {
  const lines = ['']
  for (const word of words) {
    const line = lines.at(-1)
    if (line.length + word.length < WIDTH) lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
    else lines.push(word)
  }
  return lines
}

const text = `'use strict'

// Written by scripts/command-names.js, from @ioredis/commands.
const NAMES = \`
${wrap(list).map((line) => `  ${line}\n`).join('')}\`.trim().split(/\\s+/)

module.exports = { NAMES }
`

if (process.argv[2] === '--check') {
  if (fs.readFileSync(OUTPUT, 'utf8') !== text) {
    console.error('lib/commands/command_names.js is out of date: run node scripts/command-names.js')
    process.exitCode = 1
  }
} else {
  fs.writeFileSync(OUTPUT, text)
}
