'use strict'

/** The texts of --help, made from what each command says of itself. */

const GAP = 3

function columns (rows) {
  const width = Math.max(...rows.map(([left]) => left.length)) + GAP
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}\n`).join('')
}

function optionRow ([name, { short, value, text }]) {
  return [`${short ? `-${short}, ` : '    '}--${name}${value ? ` ${value}` : ''}`, text]
}

/**
 * @param {object} command
 * @param {object} common  options that every command has
 * @returns {string}
 */
function helpOf (command, common) {
  const usage = command.usage.map((line) => `  hicast ${command.name} ${line}`.trimEnd() + '\n').join('')
  const options = columns(Object.entries({ ...command.options, ...common }).map(optionRow))
  return `${command.summary}\n\nUsage\n${usage}\nOptions\n${options}\n${command.details}\n`
}

/**
 * @param {object[]} commands
 * @returns {string}
 */
function overview (commands) {
  const rows = commands.map(({ name, summary }) => [name, summary])
  return `hicast: Redis pub/sub for Node, on the command line

Usage
  hicast COMMAND [options]

Commands
${columns(rows)}
Options
  -h, --help      show this help, or that of a command
  -v, --version   show the version

"hicast COMMAND --help" tells more. Where a command talks to a server, that is the one that --url names,
else the one that the environment variable REDIS_URL names, else redis://127.0.0.1:6379.
Exit code: 0 done, 1 failed, 2 called in a wrong way.
`
}

module.exports = { helpOf, overview }
