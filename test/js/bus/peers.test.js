'use strict'

const assert = require('node:assert/strict')
const { loadPeer } = require('../../../lib/bus/peers')

describe('bus', () => {
  it('names the line that installs a client which is missing', async () => {
    await assert.rejects(loadPeer('no-such-client-of-a-broker', ['no-such-client-of-a-broker', 'and-another']), {
      code: 'ERR_HICAST_PEER',
      message: 'no-such-client-of-a-broker is not installed: npm install no-such-client-of-a-broker and-another'
    })
  })
})
