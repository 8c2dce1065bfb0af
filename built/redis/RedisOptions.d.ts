import hicast = require('../../types/index')

export type CommonRedisOptions = hicast.CommonRedisOptions
export type RedisOptions = hicast.RedisOptions
export declare const DEFAULT_REDIS_OPTIONS: RedisOptions
