import hicast = require('../../types/index')

export import AbstractConnector = hicast.AbstractConnector
export default hicast.AbstractConnector
