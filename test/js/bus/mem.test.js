'use strict'

const { conformance } = require('hicast/bus/conformance')

conformance({ name: 'mem', url: () => 'mem:conformance' })
