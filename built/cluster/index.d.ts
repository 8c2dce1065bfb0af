import hicast = require('../../types/index')

export import Cluster = hicast.Cluster
export default hicast.Cluster
