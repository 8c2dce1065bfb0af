'use strict'

const assert = require('node:assert/strict')
const http = require('node:http')

const connection = { host: process.env.REDIS_HOST, port: Number(process.env.REDIS_PORT) }

// Stands for Datadog's agent.
const bodies = []
const agent = http.createServer((request, response) => {
  const parts = []
  request.on('data', (part) => parts.push(part))
  request.on('end', () => {
    if (request.url.includes('/traces')) bodies.push(Buffer.concat(parts).toString('latin1'))
    response.end('{}')
  })
})

agent.listen(0, '127.0.0.1', async () => {
  const tracer = require('dd-trace').init({
    url: 'http://127.0.0.1:' + agent.address().port, startupLogs: false, remoteConfig: { enabled: false }, telemetry: { enabled: false }, flushInterval: 50
  })
  assert.ok(tracer)
  const Redis = require('ioredis')
  const redis = new Redis(connection)
  await redis.set('traced-key', 'v')
  await redis.quit()
  const isTold = () => bodies.some((body) => body.includes('redis.command') && body.includes('SET traced-key'))
  for (let i = 0; i < 300 && !isTold(); i += 1) await new Promise((resolve) => setTimeout(resolve, 50))
  assert.ok(isTold(), 'no span of SET came to the agent')
  console.log('ok')
  process.exit()
})
