'use strict'

const fs = require('fs')
const path = require('path')
const { execFileSync } = require('child_process')

const SOURCE = path.join(__dirname, '..', 'floor', 'floor.c')
const FOLDER = path.join(__dirname, '..', 'build')
const HIREDIS = [
  path.join(__dirname, '../../deps/hiredis'),
  path.join(__dirname, '../node_modules/redis-fast-driver/deps/hiredis')
]
const PARTS = ['alloc', 'async', 'hiredis', 'net', 'read', 'sds', 'sockcompat']

/**
 * Builds the floor program with the hiredis that the addon is built with; over
 * TLS with the system's OpenSSL.
 *
 * @param {{isTls?: boolean}} question
 * @returns {string} the program's path
 */
function buildFloor ({ isTls }) {
  const program = path.join(FOLDER, isTls ? 'floor-tls' : 'floor')
  if (!fs.existsSync(program) || isOlder(program, SOURCE)) {
    const hiredis = HIREDIS.find((dir) => fs.existsSync(path.join(dir, 'hiredis.c')))
    if (hiredis === undefined) throw new Error('no hiredis source: run "npm install" first')
    fs.mkdirSync(FOLDER, { recursive: true })
    execFileSync(process.env.CC || 'cc', ['-O3', '-std=gnu11', `-I${hiredis}`, '-o', program,
      SOURCE, ...PARTS.map((part) => path.join(hiredis, `${part}.c`)),
      ...(isTls ? ['-DFLOOR_TLS', '-lssl', '-lcrypto'] : [])], { stdio: 'inherit' })
  }
  return program
}

function isOlder (file, other) {
  return fs.statSync(file).mtimeMs < fs.statSync(other).mtimeMs
}

module.exports = { buildFloor }
