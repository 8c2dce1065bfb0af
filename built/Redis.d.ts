import hicast = require('../types/index')

export import Redis = hicast.Redis
export default hicast.Redis
