'use strict'

const { optionError } = require('./errors')

/**
 * Puts a codec before what a bus publishes and behind what it receives. A bus
 * without one knows nothing of it.
 *
 * @param {import('./bus')} bus
 * @param {import('../../types/bus').Codec} codec
 * @throws {TypeError} ERR_HICAST_OPTION
 */
function useCodec (bus, codec) {
  if (typeof codec?.encode !== 'function' || typeof codec.decode !== 'function') {
    throw optionError('codec', codec, 'an object with encode() and decode(), such as cloudEvents()')
  }
  const { _publish, _forward, _open } = bus
  bus._hasCodec = true

  bus._publish = function (channel, data, options) {
    const coded = codec.encode(data, options, { broker: bus.broker, channel })
    return _publish.call(bus, channel, coded.data, coded.options)
  }

  // As it was received, and so is not encoded again.
  bus._forward = function (channel, payload, options) {
    if (codec.forward === undefined) return _forward.call(bus, channel, payload, options)
    const headers = codec.forward(options.headers, { broker: bus.broker, channel })
    return _forward.call(bus, channel, payload, { ...options, headers })
  }

  bus._open = function (subscription, open) {
    const { _push } = subscription
    subscription._push = (message) => _push.call(subscription, decodeLater(message, codec))
    return _open.call(bus, subscription, open)
  }
}

/** `data` is read by the codec when somebody asks for it, and once. */
function decodeLater (message, codec) {
  Object.defineProperty(message, 'data', {
    configurable: true,
    get () {
      delete message.data // the codec may look at what it is without it
      const value = codec.decode(message)
      Object.defineProperty(message, 'data', { configurable: true, value })
      return value
    }
  })
  return message
}

module.exports = { useCodec }
