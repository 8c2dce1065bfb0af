/** Spans for hicast under its own name: `import { traceHicast } from 'hicast/opentelemetry'`. */

/**
 * Has the instrumentation of ioredis (`@opentelemetry/instrumentation-ioredis`)
 * trace hicast, too. Not needed where hicast is installed as `ioredis`.
 *
 * @param instrumentation an `IORedisInstrumentation`
 * @returns what undoes it
 * @throws {TypeError} when it is something else
 */
export declare function traceHicast(instrumentation: object): () => void
