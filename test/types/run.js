'use strict'

/**
 * Compiles the programs beside this file in every way in which users may
 * resolve and compile `hicast`, and reports what the compiler has to say:
 *
 *   tsconfig.json          Node's own rules: .cts, .mts and CommonJS .ts
 *   tsconfig.bundler.json  bundlers
 *   tsconfig.node10.json   the resolution of old
 *   tsconfig.plain.json    the same without esModuleInterop
 *
 * Before that it makes sure that types/commands.d.ts is up to date.
 */

const { execFileSync } = require('child_process')
const path = require('path')
const ts = require('typescript')

const PROJECTS = ['tsconfig.json', 'tsconfig.bundler.json', 'tsconfig.node10.json', 'tsconfig.plain.json']
const ROOT = path.join(__dirname, '..', '..')

const formatHost = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => ROOT,
  getNewLine: () => '\n'
}

function compile (project) {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic () {} }
  const config = ts.getParsedCommandLineOfConfigFile(path.join(__dirname, project), {}, host)
  if (!config) throw new Error(`Cannot read ${project}`)
  const program = ts.createProgram(config.fileNames, config.options)
  const found = [...config.errors, ...ts.getPreEmitDiagnostics(program)]
  if (found.length > 0) console.error(ts.formatDiagnostics(found, formatHost))
  console.log(`${project}: ${config.fileNames.length} files, ${found.length} errors`)
  return found.length === 0
}

function main () {
  execFileSync(process.execPath, [path.join(ROOT, 'scripts', 'types-commands.js'), '--check'], { stdio: 'inherit' })
  const results = PROJECTS.map(compile)
  if (results.includes(false)) process.exitCode = 1
}

main()
