/** What programs write that a compiler or bundler turns into something else. */

import Default, { Redis, Cluster, Command, type Callback, type RedisOptions } from 'hicast'
import * as all from 'hicast'
import { accepts, is } from './assert'

is<Redis>()(new Redis())
is<Redis>()(new Default())
is<Redis>()(new all.Redis())
is<Redis>()(new Default.Redis())
is<Redis>()(Redis.createClient())
accepts<Default>(new Redis())
accepts<typeof Redis>(Default)
accepts<typeof Cluster>(Redis.Cluster)
accepts<typeof Command>(Redis.Command)

const callback: Callback<string | null> = (err, reply) => { console.log(err, reply) }
const options: RedisOptions = {}
new Redis(options).get('key', callback)

class Mine extends Redis {
  greet () {
    return this.set('greeting', 'hello')
  }
}
is<Promise<'OK'>>()(new Mine().greet())
