'use strict'

function unsupported (name) {
  return new Error(`${name} is not supported yet`)
}

/** Stands for ioredis' Cluster, which this version does not have. */
class Cluster {
  /** @throws {Error} always */
  constructor () {
    throw unsupported('Cluster')
  }
}

module.exports = { Cluster }
