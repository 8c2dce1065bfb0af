'use strict'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Aborts when the user or the system wants the command to end. The second
 * time the signal does what it does by itself.
 *
 * @returns {AbortSignal & { dispose: () => void }}
 */
function onInterrupt () {
  const controller = new AbortController()

  function dispose () {
    for (const name of SIGNALS) process.removeListener(name, abort)
  }

  function abort () {
    dispose()
    controller.abort()
  }
  for (const name of SIGNALS) process.on(name, abort)
  return Object.assign(controller.signal, { dispose })
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
function aborted (signal) {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

module.exports = { onInterrupt, aborted }
