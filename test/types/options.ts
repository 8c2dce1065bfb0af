import { connect } from 'net'
import { AbstractConnector, Cluster, Redis } from 'hicast'
import type {
  ClusterHealth, ClusterOptions, CommonRedisOptions, DNSLookupFunction, NatMap, RedisOptions, RedisStatus,
  ScanStreamOptions, SentinelConnectionOptions, StandaloneConnectionOptions
} from 'hicast'
import { accepts, is } from './assert'

// Every form of the constructor.
is<Redis>()(new Redis())
is<Redis>()(new Redis(6380))
is<Redis>()(new Redis(6380, 'redis.internal'))
is<Redis>()(new Redis(6380, { db: 2 }))
is<Redis>()(new Redis(6380, 'redis.internal', { password: 'secret' }))
is<Redis>()(new Redis('/run/redis.sock'))
is<Redis>()(new Redis('redis://user:secret@redis.internal:6380/2'))
is<Redis>()(new Redis('rediss://redis.internal', { tls: { rejectUnauthorized: false } }))
is<Redis>()(new Redis({ host: '::1', family: 6 }))
// @ts-expect-error a port is a number
accepts<Redis>(new Redis({ port: true }))
// @ts-expect-error no such option
accepts<Redis>(new Redis({ hots: 'localhost' }))
// @ts-expect-error no such protocol
accepts<Redis>(new Redis({ protocol: 4 }))

const everything: RedisOptions = {
  host: 'localhost',
  port: 6379,
  path: undefined,
  username: 'app',
  password: 'secret',
  db: 1,
  connectionName: 'worker',
  clientInfoTag: 'shop',
  disableClientInfo: false,
  retryStrategy: (times) => Math.min(times * 50, 2000),
  reconnectOnError: (err) => err.message.startsWith('READONLY') ? 2 : false,
  maxRetriesPerRequest: null,
  maxLoadingRetryTime: 1000,
  connectTimeout: 1000,
  commandTimeout: 500,
  blockingTimeout: 1000,
  blockingTimeoutGrace: 50,
  socketTimeout: 30000,
  disconnectTimeout: 2000,
  keepAlive: 10000,
  noDelay: true,
  autoResubscribe: true,
  autoResendUnfulfilledCommands: false,
  enableOfflineQueue: false,
  enableReadyCheck: true,
  enableAutoPipelining: true,
  autoPipeliningIgnoredCommands: ['ping'],
  lazyConnect: true,
  keyPrefix: 'app:',
  readOnly: false,
  stringNumbers: true,
  protocol: 2,
  replyMapping: 'legacy',
  showFriendlyErrorStack: true,
  scripts: { double: { lua: 'return ARGV[1] * 2', numberOfKeys: 0, readOnly: true } },
  tls: { servername: 'redis.internal' }
}
accepts<CommonRedisOptions & StandaloneConnectionOptions & SentinelConnectionOptions>(everything)
accepts<RedisOptions>({ retryStrategy: () => null })
accepts<RedisOptions>({ retryStrategy () {} })
accepts<RedisOptions>({ retryStrategy: null, reconnectOnError: null })

class OwnConnector extends AbstractConnector {
  async connect () {
    this.stream = connect(6379)
    return this.stream
  }
}
is<Redis>()(new Redis({ Connector: OwnConnector }))
class StrictConnector extends AbstractConnector {
  constructor (readonly options: { host: string }) {
    super(100)
  }

  connect () {
    return Promise.resolve(connect(6379, this.options.host))
  }
}
is<Redis>()(new Redis({ Connector: StrictConnector }))

// Clusters have their types, though they are not supported yet.
is<Redis>()(new Redis({
  sentinels: [{ host: 'localhost', port: 26379 }],
  name: 'main',
  role: 'slave',
  preferredSlaves: (slaves) => slaves[0] ?? null,
  natMap: { '10.0.0.1:6379': { host: 'redis.example', port: 6379 } }
}))
is<Cluster>()(new Redis.Cluster([7000, 'localhost', { host: 'localhost', port: 7001 }]))
is<Cluster<'resp3'>>()(new Cluster([], { redisOptions: { replyMapping: 'resp3' } }))
is<Redis[]>()(new Cluster([7000]).nodes('master'))
is<ClusterHealth>()(new Cluster([7000]).hicast.health())
is<boolean>()(new Cluster([7000]).hicast.pause().unref().health().paused)
accepts<ClusterOptions>({ scaleReads: 'slave', clusterRetryStrategy: (times, reason) => reason ? null : times })
accepts<NatMap>((key) => ({ host: key, port: 1 }))
accepts<DNSLookupFunction>((hostname, callback) => callback(null, hostname))

// Members.
const redis = new Redis()
is<RedisOptions>()(redis.options)
is<RedisStatus>()(redis.status)
is<'normal' | 'subscriber' | 'monitor'>()(redis.mode)
is<boolean>()(redis.isCluster)
is<number>()(redis.autoPipelineQueueSize)
is<Promise<void>>()(redis.connect())
is<Promise<'OK'>>()(redis.quit())
is<void>()(redis.disconnect())
is<Redis>()(redis.duplicate())
is<Redis>()(redis.duplicate({ db: 3 }))
is<Promise<Redis>>()(redis.monitor())
redis.status = 'end'
redis.stream.destroy()
redis.stream.end()
redis.connect((err) => is<Error | null | undefined>()(err))

const scan: ScanStreamOptions = { match: 'user:*', count: 100, type: 'string' }
redis.scanStream(scan).on('data', (keys: string[]) => keys.length).pause()
redis.hscanStream('hash', { noValues: true }).close()
export async function read () {
  for await (const keys of redis.sscanBufferStream('set')) is<any>()(keys)
  for await (const item of new Cluster([7000]).hicast.messages('a*', { pattern: true, buffer: true })) {
    is<[channel: Buffer, message: Buffer, pattern: string]>()(item)
  }
}
