'use strict'

const Redis = require('../../dist/index.js')

exports.MaxRetriesPerRequestError = Redis.MaxRetriesPerRequestError
