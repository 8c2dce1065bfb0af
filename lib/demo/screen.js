'use strict'
class Screen { close(){} }
module.exports={Screen}
