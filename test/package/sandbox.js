'use strict'

const { execFileSync, spawnSync } = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')

/**
 * Where the packed package is installed and used as its users do: in empty folders, with install scripts off, and
 * with nothing in PATH but Node and a shell. Versions of Node and package managers come from npm's registry, into
 * build-package/, where they stay.
 */

const ROOT = path.join(__dirname, '..', '..')
const TOOLS = path.join(ROOT, 'build-package')
const LIMIT = 300000 // ms for one command; a bound on hangs
const ARCH = process.arch
const NODES = [20, 22, 24, 26] // that the package is tried on

/** npm, as the machine is set up. */
function npm (args, cwd = ROOT) {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()
}

/**
 * A tool of the registry.
 * @param {string} spec  name@version
 * @param {string} file  of that package
 * @returns {string} its path
 */
function tool (spec, file) {
  const folder = path.join(TOOLS, spec.replace(/\W+/g, '-'))
  const name = spec.replace(/(.)@.*/, '$1')
  const found = path.join(folder, 'node_modules', name, file)
  if (!fs.existsSync(found)) {
    fs.mkdirSync(folder, { recursive: true })
    npm(['install', '--silent', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder, spec])
  }
  return found
}

/** @param {number} major  @returns {string} that Node */
function node (major) {
  return tool(`node-linux-${ARCH}@${major}`, 'bin/node')
}

let packed = null

/** @returns {string} the tarball, with all binaries, and without anything that was compiled here */
function tarball () {
  if (packed) return packed
  if (!fs.existsSync(path.join(ROOT, 'prebuilds'))) {
    execFileSync(process.execPath, [path.join(ROOT, 'scripts/prebuild/build.js'), `linux-${ARCH}-glibc`], { stdio: 'ignore' })
  }
  fs.mkdirSync(TOOLS, { recursive: true })
  const [{ filename }] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', TOOLS]))
  packed = path.join(TOOLS, filename)
  return packed
}

/** An app of a user's, in a folder of its own. */
class App {
  /** @param {number} major  the Node that it runs on */
  constructor (major) {
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hicast-app-'))
    this.node = node(major)
    const bin = path.join(this.folder, '.bin')
    fs.mkdirSync(bin)
    fs.symlinkSync(this.node, path.join(bin, 'node'))
    for (const name of ['sh', 'env', 'uname', 'dirname', 'sed']) fs.symlinkSync(`/bin/${name}`, path.join(bin, name))
    this.env = {
      PATH: bin,
      HOME: this.folder,
      TMPDIR: os.tmpdir(),
      CI: 'true',
      YARN_CACHE_FOLDER: path.join(this.folder, '.yarn-cache'), // else it keeps the first tarball of this name for ever
      PREFIX: this.folder,
      ...registry()
    }
    this.write('package.json', JSON.stringify({ name: 'app', private: true, dependencies: { hicast: `file:${tarball()}` } }))
    fs.copyFileSync(path.join(__dirname, 'round_trip.cjs'), path.join(this.folder, 'round_trip.cjs'))
    fs.copyFileSync(path.join(__dirname, 'round_trip.mjs'), path.join(this.folder, 'round_trip.mjs'))
  }

  write (name, text) {
    fs.writeFileSync(path.join(this.folder, name), text)
  }

  /**
   * Runs the app's Node, or another program.
   * @returns {string} what it printed
   * @throws {Error} with all that it said, if it failed
   */
  run (args, { file = this.node, env = {} } = {}) {
    const { status, stdout, stderr, error } = spawnSync(file, args,
      { cwd: this.folder, env: { ...this.env, ...env }, encoding: 'utf8', timeout: LIMIT })
    if (error) throw error
    if (status !== 0) throw new Error(`${path.basename(file)} ${args.join(' ')} ended with ${status}:\n${stdout}\n${stderr}`)
    return stdout
  }

  /** Adds packages beside hicast, by the machine's npm. */
  install (...specs) {
    npm(['install', '--silent', '--ignore-scripts', '--no-audit', '--no-fund', ...specs], this.folder)
  }

  remove () {
    fs.rmSync(this.folder, { recursive: true, force: true })
  }
}

/** The machine's registry and certificates, in the words of each package manager. */
function registry () {
  const url = npm(['config', 'get', 'registry'])
  const file = npm(['config', 'get', 'cafile'])
  const hasFile = file !== 'null' && file !== ''
  return {
    npm_config_registry: url,
    YARN_REGISTRY: url,
    YARN_NPM_REGISTRY_SERVER: url,
    YARN_ENABLE_TELEMETRY: '0',
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
    ...(hasFile ? { npm_config_cafile: file, YARN_HTTPS_CA_FILE_PATH: file, NODE_EXTRA_CA_CERTS: file } : {})
  }
}

module.exports = { App, NODES, ROOT, node, tool }
