'use strict'

const { like } = require('./like-ioredis')

// Another build of hicast can be compared with this one.
module.exports = like(() => require(process.env.HICAST_BENCH_MODULE ?? '../..').Redis)
