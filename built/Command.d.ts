import hicast = require('../types/index')

export import Command = hicast.Command
export default hicast.Command
