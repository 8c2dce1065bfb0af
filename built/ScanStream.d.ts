import hicast = require('../types/index')

export import ScanStream = hicast.ScanStream
export default hicast.ScanStream
