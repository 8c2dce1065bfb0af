'use strict'

/**
 * Installs the packed package, under the name `ioredis`, beside libraries that
 * build on ioredis, in an empty folder, and runs a small program of each
 * against a real server.
 *
 *   node test/libraries/run.js [--keep] [program ...]
 *
 * With --keep the folder stays, and is used again by the next run with it.
 */

const { execFileSync, spawn } = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { RedisServer } = require('../helpers/redis_server')

const ROOT = path.join(__dirname, '..', '..')
const PROGRAMS = path.join(__dirname, 'programs')
const LIMIT = 60000 // ms for one program: a bound on hangs

const LIBRARIES = {
  bull: '^4.16.5',
  bullmq: '^6.7.0',
  bullmq5: 'npm:bullmq@^5.81.5',
  '@nestjs/common': '^12.5.1',
  '@nestjs/core': '^12.5.1',
  '@nestjs/microservices': '^12.1.1',
  'reflect-metadata': '^0.2.2',
  rxjs: '^7.8.2',
  'socket.io': '^4.8.1',
  'socket.io-client': '^4.8.1',
  '@socket.io/redis-adapter': '^8.3.0',
  '@sentry/node': '^11.12.0',
  '@opentelemetry/api': '^1.9.0',
  '@opentelemetry/context-async-hooks': '^2.0.0',
  '@opentelemetry/instrumentation': '*',
  '@opentelemetry/instrumentation-ioredis': '*',
  '@opentelemetry/sdk-trace-base': '^2.0.0',
  'dd-trace': '^5.132.0'
}

/** npm without anything of the npm that runs this. */
function npm (cwd, ...args) {
  const env = Object.fromEntries(Object.entries(process.env)
    .filter(([name]) => !/^(npm_(package|lifecycle|command)|HICAST_|INIT_CWD)/.test(name)))
  return execFileSync('npm', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
}

/** Packs the package, and installs it and the libraries. */
function install (folder) {
  const [{ filename }] = JSON.parse(npm(ROOT, 'pack', '--json', '--pack-destination', folder))
  const file = `file:./${filename}`
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify({
    private: true,
    dependencies: { ioredis: file, hicast: file, ...LIBRARIES },
    // Libraries that bring an ioredis of their own get this one.
    overrides: { ioredis: '$ioredis' }
  }))
  npm(folder, 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--legacy-peer-deps')
  // The tarball has no binary for this machine where none was made: that of the clone.
  for (const name of ['ioredis', 'hicast']) {
    const build = path.join(folder, 'node_modules', name, 'build', 'Release')
    fs.mkdirSync(build, { recursive: true })
    fs.copyFileSync(path.join(ROOT, 'build', 'Release', 'hicast.node'), path.join(build, 'hicast.node'))
  }
}

/** No other ioredis is there than hicast. */
function checkAlias (folder) {
  const found = execFileSync('find', ['.', '-type', 'd', '-path', '*/node_modules/ioredis'], { cwd: folder, encoding: 'utf8' })
    .trim().split('\n')
  if (found.length !== 1) throw new Error(`more than one ioredis: ${found}`)
  const { name, version } = JSON.parse(fs.readFileSync(path.join(folder, found[0], 'package.json'), 'utf8'))
  if (name !== 'hicast' || !version.startsWith('6.')) throw new Error(`ioredis is ${name} ${version}`)
}

/** @returns {Promise<string>} what went wrong; '' for nothing */
function run (folder, file, server) {
  return new Promise((resolve) => {
    const program = spawn(process.execPath, [file], {
      cwd: folder, env: { ...process.env, REDIS_HOST: server.host, REDIS_PORT: String(server.port) }
    })
    let output = ''
    for (const stream of [program.stdout, program.stderr]) stream.on('data', (text) => { output += text })
    const timer = setTimeout(() => program.kill('SIGKILL'), LIMIT)
    program.on('close', (code, signal) => {
      clearTimeout(timer)
      const isFine = code === 0 && output.trim().endsWith('ok')
      resolve(isFine ? '' : `${signal ?? `exit ${code}`}\n${output}`)
    })
  })
}

async function main (args) {
  const isKept = args[0] === '--keep'
  const wanted = args.filter((arg) => !arg.startsWith('--'))
  const folder = isKept ? path.join(os.tmpdir(), 'hicast-libraries') : fs.mkdtempSync(path.join(os.tmpdir(), 'hicast-libraries-'))
  fs.mkdirSync(folder, { recursive: true })
  install(folder)
  checkAlias(folder)
  let failed = 0
  for (const name of fs.readdirSync(PROGRAMS).filter((name) => wanted.length === 0 || wanted.includes(path.parse(name).name))) {
    const file = path.join(folder, name)
    fs.copyFileSync(path.join(PROGRAMS, name), file)
    const server = await RedisServer.start()
    const problem = await run(folder, file, server)
    await server.stop()
    console.log(problem === '' ? `ok ${name}` : `FAILED ${name}: ${problem}`)
    if (problem !== '') failed += 1
  }
  if (!isKept) fs.rmSync(folder, { recursive: true, force: true })
  process.exitCode = failed === 0 ? 0 : 1
}

main(process.argv.slice(2))
