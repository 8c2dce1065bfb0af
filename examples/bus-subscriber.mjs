// Prints what comes, on the broker that BROKER_URL names: redis:// nats:// amqp:// kafka://
import { connect } from 'hicast/bus'

const bus = await connect(process.env.BROKER_URL ?? 'redis://127.0.0.1:6379')
await bus.subscribe('user-events', ({ data: event }) => { if (event.type === 'logout') disconnectUser(event.userId) })
console.log('listening')

// The app's own: here it would close the WebSockets of that user.
function disconnectUser (userId) {
  console.log(`user ${userId} logged out`)
}
