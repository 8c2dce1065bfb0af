'use strict'

const fs = require('fs')
const path = require('path')
const { execFileSync } = require('child_process')

/**
 * A certificate for a server of our own, and the arguments that have
 * redis-server use it.
 *
 * @param {string} dir
 * @param {number} port
 * @returns {{ca: string, args: string[]}}  ca: the file that clients trust
 */
function makeTls (dir, port) {
  const ca = path.join(dir, 'cert.pem')
  const key = path.join(dir, 'key.pem')
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes',
    '-days', '2', '-keyout', key, '-out', ca, '-subj', '/CN=localhost', '-addext',
    'subjectAltName=DNS:localhost,IP:127.0.0.1'], { stdio: 'ignore' })
  return {
    ca,
    args: ['--tls-port', String(port), '--tls-cert-file', ca, '--tls-key-file', key, '--tls-ca-cert-file', ca,
      '--tls-auth-clients', 'no']
  }
}

/** What the clients of a question about TLS trust; undefined: no TLS. */
function trusted () {
  const file = process.env.HICAST_BENCH_CA
  return file ? fs.readFileSync(file) : undefined
}

/** For the processes of clients that are started from now on. */
function trust (file) {
  if (file === undefined) delete process.env.HICAST_BENCH_CA
  else process.env.HICAST_BENCH_CA = file
}

/**
 * A question once more, over TLS: to hicast both ways, by its core and by Node's
 * stream.
 *
 * @param {object} question
 * @param {object} changes
 */
function overTls (question, changes) {
  const [own, ...others] = question.clients.filter((name) => !['least', 'redis-fast-driver'].includes(name))
  return { ...question, clients: [own, 'hicast-stream', ...others], ...changes, isTls: true }
}

module.exports = { makeTls, overTls, trust, trusted }
