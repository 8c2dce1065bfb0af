'use strict'

const path = require('node:path')

module.exports = {
  require: ['test/helpers/bundle.js', 'test/helpers/hooks.js', 'test/helpers/linger.js'],
  timeout: 30000,
  'check-leaks': true,
  'forbid-only': true,
  'forbid-pending': true,
  // In CI some thousand tests run beside each other and beside compilers: one that failed is run once more, and
  // named at the end. Anywhere else it has failed.
  retries: process.env.CI === 'true' ? 1 : 0,
  reporter: path.join(__dirname, 'test', 'helpers', 'reporter.js')
}
