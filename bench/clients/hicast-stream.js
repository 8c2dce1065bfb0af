'use strict'

const { like } = require('./like-ioredis')

// An option that changes nothing, but that TLS is spoken by Node's stream.
module.exports = like(() => require(process.env.HICAST_BENCH_MODULE ?? '../..').Redis, { tls: { requestOCSP: false } })
