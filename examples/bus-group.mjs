// A group: each order to one of its members, again until it is done, and what never will be to the dead letters.
import { connect } from 'hicast/bus'

const url = process.env.BROKER_URL ?? 'mem:'
const [serverA, serverB] = [await connect(url), await connect(url)]
const orders = `orders-${process.pid}`
const done = []
const buried = []
let attempts = 0

async function handle ({ data: order }) {
  if (order.customer === null) throw new Error('no such customer')
  if (order.number === 3 && ++attempts < 3) throw new Error('the bank does not answer')
  done.push(order.number)
}

const options = { group: 'billing', maxDeliver: 4, deadLetter: `${orders}.dead` }
await serverA.consume(`${orders}.dead`, ({ data, headers }) => buried.push([data.number, headers['dead-reason']]), { group: 'office' })
await serverA.consume(orders, handle, options)
await serverB.consume(orders, handle, options)

for (const number of [1, 2, 3, 4, 5, 6]) {
  const order = { number, customer: number === 5 ? null : 'ann' }
  await serverB.publish(orders, order, { durable: true, key: `order-${number}` })
}
while (done.length < 5 || buried.length < 1) await new Promise((resolve) => setTimeout(resolve, 5))

console.log(`done, each once: ${done.sort()}`)
console.log(`attempts at order 3: ${attempts}`)
console.log(`in the dead letters: order ${buried[0].join(', ')}`)
await Promise.all([serverA.close(), serverB.close()])
