'use strict'

const { publicUrl } = require('../../../support/public_url')
const { busError } = require('../../errors')
const { encodeName, encodeToken, isPattern, matcher } = require('../../names')
const { loadPeer } = require('../../peers')
const Saver = require('../../saver')
const Seen = require('../../seen')
const GroupMember = require('./group')
const { makeRecord, toMessage } = require('./messages')
const Producer = require('./producer')
const TopicReader = require('./reader')

const TOPIC = 'hicast'
const PARTITIONS = 4
const LOOK_EVERY = 1000 // ms; KafkaJS does not tell that it lost its brokers

const CAPS = Object.freeze({
  broadcast: true,
  durable: true,
  replay: Object.freeze(['first', 'seq', 'time', 'resume']),
  group: true,
  receipt: Object.freeze(['seq']),
  wildcard: true,
  durableWildcard: true,
  dedup: 'read',
  redelivery: 'in-place',
  order: 'key',
  reconnect: true,
  liveGap: false,
  persistent: true,
  dearChannels: true,
  maxPayload: 1 << 20
})

const WAYS_OUT = { 'replay.last': "the topic's last record may be another channel's; read from { time } or { seq }" }

/** Channels are keys of one topic: topics are too dear for that. */
class KafkaDriver {
  name = 'kafka'
  caps = CAPS

  constructor ({ kafka, admin, producer, topic, partitions, partitionOf, settings, host }) {
    this.native = kafka
    this._admin = admin
    this._topic = topic
    this._partitions = partitions
    this._partitionOf = partitionOf
    this._producer = producer
    this._prefix = settings.prefix
    this._host = host
    this._dedupWindow = settings.dedupWindow
    this._dead = []
    this._context = { kafka, topic, name: encodeToken(settings.name), remove: (group) => this._dead.push(group) }
    this._live = new Set()
    this._liveReader = null
    this._watch = setInterval(() => this._look(), LOOK_EVERY)
    this._watch.unref()
  }

  async _look () {
    if (this._isLooking) return
    this._isLooking = true
    try {
      await this._admin.describeCluster()
      this._host.setStatus('connected')
    } catch (error) {
      if (!this._isClosed) this._host.setStatus('disconnected', error)
    }
    this._isLooking = false
  }

  publish (channel, payload, contentType, options) {
    return this._producer.send(makeRecord(this._prefix + channel, payload, contentType, options))
  }

  /** @returns {Promise<Map<number, number>>} by partition; `which` is 'low' or 'high' */
  async _offsets (which) {
    const offsets = await this._admin.fetchTopicOffsets(this._topic)
    return new Map(offsets.map((each) => [each.partition, Number(each[which])]))
  }

  async subscribe (channel, subscription) {
    const since = await this._offsets('high')
    const entry = { matches: matcher(this._prefix + channel), since, subscription }
    this._live.add(entry)
    try {
      this._liveReader ??= new TopicReader(this._context, new Map(since), (...record) => this._deliverLive(...record)).open()
      await this._liveReader
    } catch (error) {
      this._live.delete(entry)
      this._liveReader = null
      throw error
    }
    return { close: async () => { this._live.delete(entry) } }
  }

  _deliverLive (name, partition, record) {
    const offset = Number(record.offset)
    for (const { matches, since, subscription } of this._live) {
      if (!matches(name) || offset < (since.get(partition) ?? 0)) continue
      subscription._push(toMessage(name.slice(this._prefix.length), record))
    }
    return null
  }

  async read (channel, subscription, { from }) {
    const matches = matcher(this._prefix + channel)
    const seen = new Seen(this._dedupWindow)
    const group = from.kind === 'resume'
      ? `hicast.resume.${encodeToken(from.value)}.${encodeName(this._prefix + channel)}`
      : undefined
    const start = await this._startOf(channel, from, group)
    const reader = new TopicReader(this._context, start, (name, partition, record) => {
      if (!matches(name)) return null
      const message = toMessage(name.slice(this._prefix.length), record)
      // The topic has a second publish with the same id; it is handed on once.
      if (message.id !== undefined && seen.has(`${name}\n${message.id}`, message.time)) return null
      message._partition = partition
      return subscription._push(message)
    }, group)
    await reader.open()
    const first = isPattern(channel) ? undefined : start.get(this._partitionOf(this._prefix + channel))
    return { ...this._handleOf(reader), startsAfter: first === undefined || first < 0 ? undefined : { seq: first - 1 } }
  }

  _handleOf (reader) {
    const done = new Map()
    const saver = new Saver(async () => {
      const positions = [...done]
      done.clear()
      for (const [partition, offset] of positions) await reader.commit(partition, offset)
    })
    return {
      commit: ({ _partition, seq }) => {
        done.set(_partition, seq + 1)
        saver.set(true)
      },
      close: async () => {
        await saver.flush().catch(() => {})
        await reader.close()
      }
    }
  }

  async _startOf (channel, { kind, value }, group) {
    if (kind === 'first') return this._offsets('low')
    const high = await this._offsets('high')
    if (kind === 'seq') {
      if (isPattern(channel)) throw busError('ERR_HICAST_OPTION', 'kafka: { seq } is for one channel, not for a pattern')
      return high.set(this._partitionOf(this._prefix + channel), value)
    }
    if (kind === 'time') {
      const offsets = await this._admin.fetchTopicOffsetsByTimestamp(this._topic, value)
      return new Map(offsets.map(({ partition, offset }) => [partition, Number(offset)]))
    }
    if (kind === 'resume') await this._resume(high, group)
    return high
  }

  async _resume (offsets, groupId) {
    const [{ partitions }] = await this._admin.fetchOffsets({ groupId, topics: [this._topic] })
    for (const { partition, offset } of partitions) {
      if (Number(offset) >= 0) offsets.set(partition, Number(offset))
    }
  }

  consume (channel, consumer, options) {
    return new GroupMember({ kafka: this.native, topic: this._topic, prefix: this._prefix, channel, consumer, options }).open()
  }

  /** What to do about a thing that `caps` says it cannot. */
  wayOut (cap) {
    return WAYS_OUT[cap]
  }

  async close () {
    this._isClosed = true
    clearInterval(this._watch)
    const live = await this._liveReader?.catch(() => null)
    await live?.close()
    await this._producer.close()
    if (this._dead.length > 0) await this._admin.deleteGroups(this._dead).catch(() => {})
    await this._admin.disconnect()
  }
}

function brokersOf ({ base }) {
  const [, hosts, path] = /^[a-z+]+:\/\/(?:[^@/]*@)?([^/]*)(?:\/(.*))?$/i.exec(base)
  return {
    brokers: hosts.split(',').map((host) => /:\d+$/.test(host) ? host : `${host || '127.0.0.1'}:9092`),
    topic: path ? decodeURIComponent(path) : TOPIC
  }
}

function credentialsOf ({ base, query }) {
  const [, user, password] = /^[a-z+]+:\/\/([^:@/]*):([^@/]*)@/i.exec(base) ?? []
  if (user === undefined) return {}
  return {
    sasl: { mechanism: query.get('mechanism') ?? 'plain', username: decodeURIComponent(user), password: decodeURIComponent(password) }
  }
}

/** Makes the topic, unless it is there. @returns {Promise<number[]>} its partitions */
async function prepareTopic (admin, topic) {
  const topics = await admin.listTopics()
  if (!topics.includes(topic)) {
    await admin.createTopics({ topics: [{ topic, numPartitions: PARTITIONS }], waitForLeaders: true })
      .catch((error) => { if (!/already exists/i.test(error.message)) throw error })
  }
  const { topics: [{ partitions }] } = await admin.fetchTopicMetadata({ topics: [topic] })
  return partitions
}

/** @returns {Promise<object>} of KafkaJS, connected */
async function openProducer (kafka, { Partitioners }) {
  const producer = kafka.producer({
    allowAutoTopicCreation: false,
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: Partitioners.DefaultPartitioner,
    // For ever, by default: a publish would not fail, nor the process end. One that failed has another producer after it.
    retry: { retries: 8, maxRetryTime: 1000 }
  })
  await producer.connect()
  return producer
}

module.exports = async function createKafkaDriver (address, settings, host) {
  const { Kafka: Own, ...more } = settings.kafka ?? {}
  const { default: kafkajs } = await loadPeer('kafkajs')
  const { brokers, topic } = brokersOf(address)
  const kafka = new (Own ?? kafkajs.Kafka)({
    clientId: settings.name,
    brokers,
    ssl: address.scheme === 'kafka+ssl',
    logLevel: kafkajs.logLevel.NOTHING,
    connectionTimeout: 5000,
    ...credentialsOf(address),
    ...more
  })
  const admin = kafka.admin({ retry: { retries: 2 } })
  const partitioner = kafkajs.Partitioners.DefaultPartitioner()
  let producer
  try {
    await admin.connect()
    const partitions = await prepareTopic(admin, topic)
    const partitionOf = (key) => partitioner({ topic, partitionMetadata: partitions, message: { key } })
    producer = new Producer(() => openProducer(kafka, kafkajs), topic, partitionOf)
    await producer.connect()
    return new KafkaDriver({ kafka, admin, producer, topic, partitions, partitionOf, settings, host })
  } catch (error) {
    await Promise.allSettled([admin.disconnect(), producer?.close()])
    throw busError(error.code ?? 'ERR_HICAST_CONNECT', `cannot connect to ${publicUrl(address.text)}: ${error.message}`, { cause: error })
  }
}
