/** The tests that every driver of the bus passes: `hicast/bus/conformance`. */

import type { ConnectOptions } from './bus'

export interface Subject {
  /** In the titles of the tests. */
  name: string
  /** Of the broker; asked when the tests run. */
  url: () => string
  /** Of `connect()`. */
  options?: ConnectOptions | (() => ConnectOptions)
  /** The broker's end, as by a crash, and its return; without them reconnecting is not tested. */
  faults?: { kill: () => Promise<void>, start: () => Promise<void> }
  /** Ms for one test; 60,000. */
  timeout?: number
  /** The broker is in the process that tests: no other can reach it. */
  isInProcess?: boolean
}

/** Where mocha, or a runner with the same functions, loads its tests. */
export function conformance(subject: Subject, runner?: { describe: Function, it: Function, afterEach: Function }): void
