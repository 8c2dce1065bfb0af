import type { RedisOptions } from 'hicast/built/redis/RedisOptions'
import type { ClusterOptions } from 'hicast/built/cluster/ClusterOptions'
import type { ChainableCommander } from 'hicast/built/utils/RedisCommander'
import type { SentinelAddress } from 'hicast/built/connectors/SentinelConnector/types.js'
import { CONNECTION_CLOSED_ERROR_MSG, parseURL } from 'hicast/built/utils'
import { Redis } from 'hicast'
import { traceBus, traceHicast } from 'hicast/opentelemetry'
import { is } from './assert.js'

const options: RedisOptions = { port: 1 }
export const cluster: ClusterOptions = {}
export const address: SentinelAddress = { host: 'a', port: 1 }
const batch: ChainableCommander = new Redis(options).pipeline()
is<number>()(batch.length)
is<string>()(CONNECTION_CLOSED_ERROR_MSG)
is<Record<string, unknown>>()(parseURL('redis://a'))
is<() => void>()(traceHicast({}))
is<() => void>()(traceBus({}))
