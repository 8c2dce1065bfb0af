import hicast = require('../../../types/index')

export import SentinelConnector = hicast.SentinelConnector
export default hicast.SentinelConnector
