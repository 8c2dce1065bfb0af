/** The embedded broker: `hicast/broker`. */

import { createBroker, type Broker, type BrokerClient, type BrokerOptions, type BrokerStats } from 'hicast/broker'
import { is } from './assert.js'

const options: BrokerOptions = {
  port: 0,
  host: '127.0.0.1',
  auth: { username: 'me', password: 'secret' },
  maxClients: 10,
  outputLimit: { hard: 1, soft: 1, softTime: 1 },
  seed: 1
}
const broker = await createBroker(options)
is<Broker>()(broker)
is<string>()(broker.url)
is<number>()(broker.port)
is<string | undefined>()(broker.path)
is<BrokerStats>()(broker.stats())
is<BrokerClient[]>()(broker.clients())
is<number>()(broker.stats().delivered)
is<Broker>()(broker.ref().unref())
is<number>()(broker.killClients())
is<number>()(broker.killClients({ name: 'me', type: 'pubsub' }))
is<number>()(broker.killClients((client) => client.channels > 0))
broker.freeze()
broker.freeze(10)
broker.refuse()
broker.refuse(false)
broker.slow(1000)
broker.garble()
broker.drop(0.1)
broker.heal()
is<Promise<void>>()(broker.close())
is<Promise<Broker>>()(createBroker({ path: 'broker.sock', auth: 'secret' }))

// @ts-expect-error a port is a number
createBroker({ port: '0' })
// @ts-expect-error there is no such property
broker.killClients({ nam: 'me' })
// @ts-expect-error it has to be said how slow
broker.slow()
// @ts-expect-error read only
broker.url = ''
