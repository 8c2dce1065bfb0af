'use strict'

/**
 * Counts the instructions of the protocol engine for each message and each
 * publish, and fails when one takes 10 % more than the committed figure. The
 * counts do not depend on how busy the machine is.
 *
 *   npm run bench:instructions
 *   npm run bench:instructions -- --update    keeps the new figures
 */

const fs = require('fs')
const path = require('path')
const { execFileSync, spawnSync } = require('child_process')

const ROOT = path.join(__dirname, '../..')
const CORE = path.join(ROOT, 'src/core')
const BUILD = path.join(__dirname, '../build')
const PROGRAM = path.join(BUILD, 'engine')
const FIGURES = path.join(__dirname, 'figures.json')
const MAX_GROWTH = 0.1

/** The engine's files. */
function engineSources () {
  const folder = path.join(CORE, 'engine')
  return fs.readdirSync(folder).filter((file) => file.endsWith('.c')).map((file) => path.join(folder, file))
}

/** Builds with the flags of a released addon. */
function build () {
  fs.mkdirSync(BUILD, { recursive: true })
  execFileSync(process.env.CC || 'cc', ['-std=gnu11', '-O3', '-fPIC', '-g', '-Wall', '-Wextra',
    `-I${CORE}`, '-o', PROGRAM, path.join(__dirname, 'engine.c'), ...engineSources()],
  { stdio: 'inherit' })
}

/** Instructions for each operation of a case. */
function count (name) {
  const out = path.join(BUILD, `callgrind.${name}.out`)
  const { status, stdout, stderr, error } = spawnSync('valgrind', ['--tool=callgrind',
    '--toggle-collect=measured', '--toggle-collect=received', `--callgrind-out-file=${out}`, PROGRAM, name],
  { encoding: 'utf8' })
  if (error) throw new Error(`valgrind cannot be run: ${error.message}`)
  const collected = /Collected\s*:\s*(\d+)/.exec(stderr)
  if (status !== 0 || collected === null) throw new Error(`${name}: ${stderr}`)
  return Number(collected[1]) / Number(stdout)
}

function compare (name, instructions, committed) {
  const growth = instructions / committed - 1
  const verdict = growth > MAX_GROWTH ? 'too many' : 'ok'
  console.log(`${verdict.padEnd(8)}  ${name.padEnd(20)}  ${instructions.toFixed(1).padStart(8)}` +
    `  committed ${String(committed).padStart(7)}  ${(100 * growth).toFixed(1).padStart(6)} %`)
  return verdict === 'ok'
}

function main () {
  const committed = JSON.parse(fs.readFileSync(FIGURES, 'utf8'))
  build()
  const counts = Object.keys(committed).map((name) => [name, count(name)])
  const failed = counts.filter(([name, instructions]) =>
    !compare(name, instructions, committed[name])).length
  if (process.argv.includes('--update')) {
    const figures = Object.fromEntries(counts.map(([name, n]) => [name, Number(n.toFixed(1))]))
    fs.writeFileSync(FIGURES, JSON.stringify(figures, null, 2) + '\n')
    return
  }
  console.log(`${counts.length - failed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}

main()
