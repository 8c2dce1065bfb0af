import hicast = require('../types/index')

export import Pipeline = hicast.Pipeline
export default hicast.Pipeline
