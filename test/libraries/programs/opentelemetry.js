'use strict'

const assert = require('node:assert/strict')
const { context, trace } = require('@opentelemetry/api')
const { AsyncLocalStorageContextManager } = require('@opentelemetry/context-async-hooks')
const { IORedisInstrumentation } = require('@opentelemetry/instrumentation-ioredis')
const { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } = require('@opentelemetry/sdk-trace-base')

const exporter = new InMemorySpanExporter()
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
trace.setGlobalTracerProvider(provider)
const instrumentation = new IORedisInstrumentation()
instrumentation.setTracerProvider(provider)
instrumentation.enable()

const connection = { host: process.env.REDIS_HOST, port: Number(process.env.REDIS_PORT) }

/** The spans of two commands, the second of which fails. */
async function spans ({ Redis }) {
  exporter.reset()
  const redis = new Redis(connection)
  await redis.ping()
  const parent = trace.getTracer('test').startSpan('parent')
  await context.with(trace.setSpan(context.active(), parent), async () => {
    await redis.set('k', 'v')
    await redis.incr('k').catch(() => {})
  })
  parent.end()
  await redis.quit()
  return exporter.getFinishedSpans().map(({ name, status, parentSpanContext }) =>
    [name, status.code, parentSpanContext?.spanId === parent.spanContext().spanId])
}

const EXPECTED = [['set', 0, true], ['incr', 2, true], ['parent', 0, false]]

async function main () {
  assert.deepEqual(await spans(require('ioredis')), EXPECTED)

  // Under its own name.
  assert.deepEqual(await spans(require('hicast')), EXPECTED.slice(2))
  const undo = require('hicast/opentelemetry').traceHicast(instrumentation)
  assert.deepEqual(await spans(require('hicast')), EXPECTED)
  undo()
  assert.deepEqual(await spans(require('hicast')), EXPECTED.slice(2))
  assert.throws(() => require('hicast/opentelemetry').traceHicast({}), { name: 'TypeError' })
  console.log('ok')
}

main()
