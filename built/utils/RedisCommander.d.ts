import hicast = require('../../types/index')

export type ChainableCommander = hicast.ChainableCommander
export type RedisCommander<Context extends hicast.ClientContext = { type: 'default' }> = hicast.RedisCommander<Context>
export type Result<T, Context extends hicast.ClientContext> = hicast.Result<T, Context>
