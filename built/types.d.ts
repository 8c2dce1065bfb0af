import hicast = require('../types/index')

export type Callback<T = any> = hicast.Callback<T>
export type NetStream = hicast.NetStream
