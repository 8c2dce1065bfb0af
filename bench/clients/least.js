'use strict'

const { like } = require('./like-ioredis')

module.exports = like(() => require('../least').Redis)
