'use strict'

/* global before, after */

const { execFileSync } = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { plainEnvironment } = require('./redis_server')

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

/** Certificates in a folder, made by `openssl`. */
class Certificates {
  constructor () {
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hicast-tls-'))
    fs.writeFileSync(this.file('index.txt'), '')
    fs.writeFileSync(this.file('empty.cnf'), '')
  }

  file (name) {
    return path.join(this.folder, name)
  }

  read (name) {
    return fs.readFileSync(this.file(name))
  }

  openssl (...args) {
    execFileSync('openssl', args, { cwd: this.folder, stdio: 'pipe', env: plainEnvironment() })
  }

  /** An authority: NAME.pem and NAME.key. */
  authority (name) {
    this.openssl('req', '-x509', ...KEY, '-days', '30', '-keyout', `${name}.key`, '-out', `${name}.pem`,
      '-subj', `/CN=${name}`, '-addext', 'basicConstraints=critical,CA:TRUE')
  }

  /**
   * A certificate that an authority has signed: NAME.pem and NAME.key.
   *
   * @param {string} name
   * @param {object} options
   * @param {string} [options.authority]
   * @param {string} [options.names]     subjectAltName
   * @param {string} [options.subject]
   * @param {string} [options.from]      '20200101000000Z'
   * @param {string} [options.to]
   * @param {string} [options.more]      lines of extensions
   */
  certificate (name, { authority = 'ca', names = 'DNS:localhost,IP:127.0.0.1', subject = name, from, to, more = '' } = {}) {
    this.openssl('req', '-new', ...KEY, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${subject}`)
    fs.writeFileSync(this.file(`${name}.ext`), `${names ? `subjectAltName=${names}\n` : ''}${more}`)
    fs.writeFileSync(this.file('ca.cnf'), `[ca]
default_ca=it
[it]
database=index.txt
new_certs_dir=.
serial=serial
rand_serial=yes
default_md=sha256
policy=any
unique_subject=no
[any]
commonName=supplied
`)
    const dates = from ? ['-startdate', from, '-enddate', to] : ['-days', '20']
    this.openssl('ca', '-batch', '-config', 'ca.cnf', '-notext', '-in', `${name}.csr`, '-out', `${name}.pem`,
      '-cert', `${authority}.pem`, '-keyfile', `${authority}.key`, '-extfile', `${name}.ext`, ...dates)
  }

  /** NAME.pfx, with a passphrase. */
  pfx (name, passphrase) {
    this.openssl('pkcs12', '-export', '-in', `${name}.pem`, '-inkey', `${name}.key`, '-certfile', 'ca.pem',
      '-out', `${name}.pfx`, '-passout', `pass:${passphrase}`)
  }

  /** NAME.locked.key: its key, with a passphrase. */
  lock (name, passphrase) {
    this.openssl('pkcs8', '-topk8', '-in', `${name}.key`, '-out', `${name}.locked.key`, '-v2', 'aes-256-cbc',
      '-passout', `pass:${passphrase}`)
  }

  /** What the authority `ca` has revoked: crl.pem. */
  revoke (...names) {
    for (const name of names) {
      this.openssl('ca', '-config', 'ca.cnf', '-revoke', `${name}.pem`, '-cert', 'ca.pem', '-keyfile', 'ca.key')
    }
    this.openssl('ca', '-config', 'ca.cnf', '-gencrl', '-crldays', '20', '-cert', 'ca.pem', '-keyfile', 'ca.key',
      '-out', 'crl.pem')
  }

  remove () {
    fs.rmSync(this.folder, { recursive: true })
  }
}

/**
 * Certificates for the tests of a suite.
 *
 * @param {(certificates: Certificates) => void} make
 */
function useCertificates (make) {
  const certificates = new Certificates()
  before(() => make(certificates))
  after(() => certificates.remove())
  return certificates
}

module.exports = { Certificates, useCertificates }
