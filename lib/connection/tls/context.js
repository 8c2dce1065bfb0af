'use strict'

const { createHash } = require('crypto')
const native = require('../../support/native')
const { readMaterial, readRoots } = require('./material')
const { Unsupported } = require('./options')

// Parsing certificates takes long, those that Node trusts by default above all.
// Contexts in use live on when they are forgotten here.
const MAX_CONTEXTS = 32
const contexts = new Map()

/**
 * The addon's context for a set of options: one for all connections that have
 * the same.
 *
 * @param {object} config  of readOptions()
 * @returns {object} a TlsContext
 * @throws {Unsupported} when OpenSSL refuses one of them: Node shall say how
 */
function contextOf ({ material, ...rest }) {
  const { ca, ...secrets } = readMaterial(material)
  const roots = ca === null ? readRoots() : { id: '', ca: () => ca, opensslCa: false }
  const key = keyOf({ ...rest, ...secrets, ca: ca ?? [], roots: roots.id })
  let context = contexts.get(key)
  if (context === undefined) {
    context = make({ ...rest, ...secrets, ca: roots.ca(), opensslCa: roots.opensslCa ? 1 : 0 })
    if (contexts.size === MAX_CONTEXTS) contexts.delete(contexts.keys().next().value)
    contexts.set(key, context)
  }
  return context
}

function make (config) {
  try {
    return new native.TlsContext(config)
  } catch (error) {
    throw new Unsupported(`OpenSSL says: ${error.message.trim()}`)
  }
}

// A hash, so that no private key lies about in a second place.
function keyOf (value) {
  const hash = createHash('sha256')
  add(hash, value)
  return hash.digest('base64')
}

function add (hash, value) {
  if (Buffer.isBuffer(value)) {
    hash.update(`b${value.length}:`).update(value)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      hash.update(`${name}=`)
      add(hash, inner)
    }
    hash.update(';')
  } else {
    hash.update(`${typeof value}:${String(value)},`)
  }
}

module.exports = { contextOf }
