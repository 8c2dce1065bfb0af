import hicast = require('../types/index')

export = hicast
