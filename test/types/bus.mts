/** One program on any broker: `hicast/bus`. */

import { cloudEvents, connect, type Bus, type Codec, type Gap, type Receipt, type ReceivedCloudEvent } from 'hicast/bus'
import { conformance } from 'hicast/bus/conformance'
import { is } from './assert.js'

const bus: Bus = await connect('mem:', { name: 'a', durable: ['orders.>'], history: { messages: 10 } })
const receipt: Receipt = await bus.publish('room.1', { hello: 1 }, { headers: { a: 'b' }, key: 'k', id: 'i', durable: true })
is<number | undefined>()(receipt.seq)
const live = await bus.subscribe<{ hello: number }>('room.*', ({ data }) => { is<number>()(data.hello) }, { overflow: 'latest' })
live.on('gap', (gap: Gap) => gap.reason)
await bus.subscribe('room.1', () => {}, { durable: true, from: { resume: 'server-a' } })
const jobs = await bus.consume('orders', async (message) => { await message.ack() }, { group: 'billing', deadLetter: 'orders.dead' })
jobs.on('dead', (message, error) => [message.deliveries, error.message])
for await (const message of await bus.subscribe('room.1')) is<Buffer>()(message.bytes)
bus.on('status', ({ status }) => status === 'disconnected')
await bus.close()
conformance({ name: 'mine', url: () => 'mine:', timeout: 1000 })

// @ts-expect-error a live subscription has no past
await bus.subscribe('room.1', () => {}, { from: 'first' })
// @ts-expect-error a group has a name
await bus.consume('room.1', () => {}, {})

const events: Bus = await connect('mem:', { codec: cloudEvents({ source: '/shop', mode: 'binary' }) })
await events.publish('orders', { type: 'order.paid', data: { total: 7 } })
await events.subscribe<ReceivedCloudEvent<{ total: number }>>('orders', ({ data }) => {
  const total: number | undefined = data.data?.total
  return [data.type, total]
})
const own: Codec<string, string> = {
  encode: (data, options, { channel }) => ({ data: `${channel} ${data}`, options }),
  decode: ({ text }) => text
}
await connect('mem:', { codec: own })
