'use strict'

/** Jobs of one addBulk(). */
const JOBS = 500

/** Jobs as a mailer has them. */
function jobs () {
  return Array.from({ length: JOBS }, (_, i) => ({
    name: 'mail', data: { to: `user-${i}@example.org`, subject: 'Welcome', template: 7 }
  }))
}

module.exports = { JOBS, jobs }
