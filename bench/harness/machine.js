'use strict'

const os = require('os')
const { spawnSync } = require('child_process')

/** Runs a program and gives the first line it prints, or '' when it cannot. */
function firstLine (program, args) {
  const { stdout } = spawnSync(program, args, { encoding: 'utf8' })
  return (stdout || '').split('\n')[0].trim()
}

/**
 * Describes the machine and programs a result was measured with, without
 * anything that names the machine itself.
 *
 * @returns {object}
 */
function describeMachine () {
  return {
    cpu: os.cpus()[0].model.trim(),
    cpus: os.cpus().length,
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    kernel: `${os.type()} ${/^[\d.]*\d/.exec(os.release())[0]} ${os.arch()}`,
    node: process.version,
    v8: process.versions.v8,
    redis: (/v=(\S+)/.exec(firstLine('redis-server', ['--version'])) || [])[1],
    pinned: canPin(),
    loadAverage: os.loadavg()[0]
  }
}

let pinnable

/** Whether processes can be bound to a CPU of their own. */
function canPin () {
  if (pinnable === undefined) {
    pinnable = os.availableParallelism() >= 2 &&
      spawnSync('taskset', ['-c', '1', 'true']).status === 0
  }
  return pinnable
}

/**
 * The command line that runs a program on one CPU.
 *
 * @param {number} cpu
 * @param {string[]} command
 * @returns {string[]}
 */
function pinned (cpu, command) {
  return canPin() ? ['taskset', '-c', String(cpu), ...command] : command
}

/** Binds this process to the server's CPU, so that it leaves the client's alone. */
function pinSelf () {
  if (canPin()) spawnSync('taskset', ['-cp', String(SERVER_CPU), String(process.pid)])
}

const SERVER_CPU = 0
const CLIENT_CPU = 1

module.exports = { describeMachine, canPin, pinned, pinSelf, SERVER_CPU, CLIENT_CPU }
