'use strict'

/** No client at all: what Node itself takes. Only for questions that say so. */
module.exports = {
  connect: async () => null,
  receiver: () => async () => {}
}
