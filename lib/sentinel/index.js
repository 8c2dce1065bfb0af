'use strict'

function unsupported (name) {
  return new Error(`${name} is not supported yet`)
}

/** Stands for ioredis' SentinelConnector. */
class SentinelConnector {
  /** @throws {Error} always */
  constructor () {
    throw unsupported('SentinelConnector')
  }
}

/** Stands for ioredis' SentinelIterator. */
class SentinelIterator {
  /** @throws {Error} always */
  constructor () {
    throw unsupported('SentinelIterator')
  }
}

module.exports = { SentinelConnector, SentinelIterator }
