// Publishes one message, on the broker that BROKER_URL names:
//
//   BROKER_URL=nats://127.0.0.1:4222 node examples/bus-publisher.mjs
import { connect } from 'hicast/bus'

const bus = await connect(process.env.BROKER_URL ?? 'redis://127.0.0.1:6379')
await bus.publish('user-events', { type: 'logout', userId: 42 })
await bus.close()
