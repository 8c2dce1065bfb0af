/** Spans for hicast under its own name, and of `hicast/bus`: `import { traceBus, traceHicast } from 'hicast/opentelemetry'`. */

/**
 * Has the instrumentation of ioredis (`@opentelemetry/instrumentation-ioredis`)
 * trace hicast, too. Not needed where hicast is installed as `ioredis`.
 *
 * @param instrumentation an `IORedisInstrumentation`
 * @returns what undoes it
 * @throws {TypeError} when it is something else
 */
export declare function traceHicast(instrumentation: object): () => void

/**
 * Has OpenTelemetry see what `hicast/bus` publishes and handles: a span for
 * each, a handler's below that of its message's publisher, wherever that runs.
 *
 * @param api the module `@opentelemetry/api`
 * @returns what undoes it
 * @throws {TypeError} when it is something else
 */
export declare function traceBus(api: object): () => void
