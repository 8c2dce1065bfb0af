import hicast = require('../../../types/index')

export type RedisClient = hicast.Redis
export type SentinelAddress = hicast.SentinelAddress
