'use strict'

const { parseArgs } = require('util')
const { Failure, UsageError } = require('./errors')
const { helpOf, overview } = require('./help')
const { Terminal } = require('./terminal')

/**
 * The command line: finds the command, reads its arguments, and turns what
 * comes of it into an exit code: 0 done, 1 failed, 2 called in a wrong way.
 *
 * A command is a module with `summary`, `usage`, `options`, `details` and
 * `run({ values, positionals, terminal })`, which resolves with the exit code;
 * nothing stands for 0.
 */

const LOADERS = {
  broker: () => require('./broker'),
  pub: () => require('./pub'),
  sub: () => require('./sub'),
  bench: () => require('./bench'),
  doctor: () => require('./doctor'),
  demo: () => require('./demo'),
  build: () => require('./build')
}

/** Of errors that say what to do: the addon cannot be loaded. */
const LOADING = ['HC_ENOBINARY', 'HC_ERUNTIME']

/** Of every command. */
const COMMON = { help: { type: 'boolean', short: 'h', text: 'show this help' } }

function load (name) {
  if (!Object.hasOwn(LOADERS, name)) throw new UsageError(`there is no command "${name}"`)
  return { name, ...LOADERS[name]() }
}

function loadAll () {
  return Object.keys(LOADERS).map(load)
}

/** What Node says of arguments, without its advice on quoting. */
function readArguments (command, args) {
  const options = Object.fromEntries(Object.entries({ ...command.options, ...COMMON })
    .map(([name, { type, short, multiple = false }]) =>
      [name, { type, multiple, ...(short ? { short } : {}) }]))
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw new UsageError(error.message.split(/[.\n] /)[0], command.name)
  }
}

async function runCommand (command, args, terminal) {
  const { values, positionals } = readArguments(command, args)
  if (values.help) return terminal.out(helpOf(command, COMMON))
  const { names, most = names.length } = command.positionals ?? { names: [] }
  const missing = names.slice(positionals.length)
  if (missing.length > 0) {
    throw new UsageError(`${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing`, command.name)
  }
  if (positionals.length > most) {
    throw new UsageError(`unexpected argument "${positionals[most]}"`, command.name)
  }
  return await command.run({ values, positionals, terminal })
}

/** @returns {Promise<number|undefined>} */
async function dispatch ([first, ...rest], terminal) {
  if (first === undefined) throw new UsageError('a command is missing')
  if (first === '--version' || first === '-v') {
    return terminal.out(`${require('../../package.json').version}\n`)
  }
  if (first === '--help' || first === '-h' || (first === 'help' && rest.length === 0)) {
    return terminal.out(overview(loadAll()))
  }
  if (first === 'help') return terminal.out(helpOf(load(rest[0]), COMMON))
  if (first.startsWith('-')) throw new UsageError(`unknown option "${first}"`)
  return await runCommand(load(first), rest, terminal)
}

function tell (error, terminal) {
  terminal.err(`${terminal.paintErr('red', 'hicast:')} ${error.message}\n`)
  if (error.hint) terminal.err(`${error.hint}\n`)
}

/**
 * @param {string[]} args
 * @returns {Promise<void>}  sets process.exitCode
 */
async function main (args) {
  const terminal = new Terminal(process.stdout, process.stderr)
  try {
    process.exitCode = await dispatch(args, terminal) ?? 0
  } catch (error) {
    // What nobody foresaw is shown whole.
    const isForeseen = error instanceof Failure || error instanceof UsageError || LOADING.includes(error.code)
    tell(isForeseen ? error : { message: error.stack }, terminal)
    process.exitCode = error instanceof UsageError ? 2 : 1
  }
}

module.exports = { main }
