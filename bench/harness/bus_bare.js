'use strict'

/**
 * The clients of the brokers, used as by a program that is written for one of
 * them, and does what the bus does: text out, text in, publishes confirmed
 * where the broker confirms. Each gives { publishAll(channel, text, count),
 * subscribe(channel, listener), close() }.
 */

async function nats (url) {
  const { connect } = await import('@nats-io/transport-node')
  const client = await connect({ servers: url.replace('nats://', '') })
  return {
    async publishAll (channel, text, count) {
      for (let i = 0; i < count; i++) client.publish(channel, text)
      await client.flush()
    },
    async subscribe (channel, listener) {
      client.subscribe(channel, { callback: (error, message) => error ? fail(error) : listener(message.string()) })
      await client.flush()
    },
    close: () => client.close()
  }
}

async function amqp (url) {
  const { default: amqplib } = await import('amqplib')
  const connection = await amqplib.connect(url, { noDelay: true })
  const channel = await connection.createConfirmChannel()
  await channel.assertExchange('bare', 'topic', { durable: true })
  return {
    publishAll (name, text, count) {
      const one = () => new Promise((resolve, reject) => {
        channel.publish('bare', name, Buffer.from(text), { contentType: 'text/plain', mandatory: true },
          (error) => error ? reject(error) : resolve())
      })
      return Promise.all(Array.from({ length: count }, one))
    },
    async subscribe (name, listener) {
      const { queue } = await channel.assertQueue('', { exclusive: true })
      await channel.bindQueue(queue, 'bare', name)
      await channel.consume(queue, ({ content }) => listener(content.toString()), { noAck: true })
    },
    close: () => connection.close()
  }
}

async function kafka (url) {
  const { default: { Kafka, logLevel, Partitioners } } = await import('kafkajs')
  const client = new Kafka({ brokers: [url.replace('kafka://', '')], logLevel: logLevel.NOTHING })
  const admin = client.admin()
  await admin.connect()
  await admin.createTopics({ topics: [{ topic: 'bare', numPartitions: 4 }], waitForLeaders: true })
  const producer = client.producer({ idempotent: true, maxInFlightRequests: 1, createPartitioner: Partitioners.DefaultPartitioner })
  await producer.connect()
  const consumer = client.consumer({ groupId: `bare-${process.pid}`, maxWaitTimeInMs: 1000 })
  return {
    publishAll: (key, value, count) =>
      producer.send({ topic: 'bare', messages: Array.from({ length: count }, () => ({ key, value })) }),
    async subscribe (name, listener) {
      await consumer.connect()
      await consumer.subscribe({ topic: 'bare' })
      const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve))
      await consumer.run({
        autoCommit: false,
        eachMessage: async ({ message: { key, value } }) => { if (key.toString() === name) listener(value.toString()) }
      })
      await joined
    },
    close: () => Promise.all([producer.disconnect(), consumer.disconnect(), admin.disconnect()])
  }
}

async function ioredis (url) {
  const { default: Redis } = await import('ioredis')
  const [client, subscriber] = [new Redis(url), new Redis(url)]
  return {
    publishAll: (channel, text, count) => Promise.all(Array.from({ length: count }, () => client.publish(channel, text))),
    async subscribe (channel, listener) {
      subscriber.on('message', (name, text) => listener(text))
      await subscriber.subscribe(channel)
    },
    close: () => Promise.all([client.quit(), subscriber.quit()])
  }
}

function fail (error) {
  throw error
}

module.exports = { nats, amqp, kafka, ioredis }
