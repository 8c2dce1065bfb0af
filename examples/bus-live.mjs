// Pub/sub: whoever is there hears it, all of them; whoever is not, never does.
import { connect } from 'hicast/bus'

const url = process.env.BROKER_URL ?? 'mem:'
const [serverA, serverB, publisher] = [await connect(url), await connect(url), await connect(url)]
const channel = `news-${process.pid}`
const heard = { A: [], B: [] }

await publisher.publish(channel, 'before anybody listened')
// NATS does not say when it has a message: what comes after it on the same connection has passed it.
await (await publisher.subscribe(channel, () => {})).close()
await serverA.subscribe(channel, ({ data }) => heard.A.push(data))
await serverB.subscribe(channel, ({ data }) => heard.B.push(data))
await publisher.publish(channel, 'to everybody')
while (heard.A.length === 0 || heard.B.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))

console.log(`server A heard: ${heard.A}`)
console.log(`server B heard: ${heard.B}`)
await Promise.all([serverA, serverB, publisher].map((bus) => bus.close()))
