/**
 * The package for ES modules: the same as for `require()`, in a form that
 * `export * from 'hicast'` accepts.
 *
 * @module
 */

export {
  Redis as default,
  Redis,
  AbstractConnector,
  Cluster,
  Command,
  MaxRetriesPerRequestError,
  Pipeline,
  ReplyError,
  ScanStream,
  SentinelConnector,
  SentinelIterator,
  print
} from './index.js'

export type {
  BatchOperationContext,
  Callback,
  ChainableCommander,
  ClientContext,
  ClusterHealth,
  ClusterNode,
  ClusterOptions,
  ClusterResubscribed,
  ClusterStatus,
  CommandTraceContext,
  CommonRedisOptions,
  ConnectTraceContext,
  DNSLookupFunction,
  DNSResolveSrvFunction,
  Health,
  HicastMethods,
  HimportFieldset,
  MessageContext,
  MessageIterator,
  MessageIteratorOptions,
  NatMap,
  NodeRole,
  PublishContext,
  ReconnectContext,
  RedisCommander,
  RedisKey,
  RedisOptions,
  RedisStatus,
  RedisValue,
  ResubscribeError,
  Resubscribed,
  Result,
  ScanStreamOptions,
  SentinelAddress,
  SentinelConnectionOptions,
  StandaloneConnectionOptions
} from './index.js'
