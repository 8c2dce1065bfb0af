'use strict'

require('reflect-metadata')
const assert = require('node:assert/strict')
const { Module } = require('@nestjs/common')
const { NestFactory } = require('@nestjs/core')
const { ClientProxyFactory, EventPattern, MessagePattern, Transport } = require('@nestjs/microservices')
const { firstValueFrom } = require('rxjs')

const connection = { host: process.env.REDIS_HOST, port: Number(process.env.REDIS_PORT) }
const heard = []

class Controller {
  sum (numbers) {
    return numbers.reduce((sum, number) => sum + number, 0)
  }

  note (data) {
    heard.push(data)
  }
}

function decorate (decorator, name) {
  const descriptor = Object.getOwnPropertyDescriptor(Controller.prototype, name)
  decorator(Controller.prototype, name, descriptor)
}

decorate(MessagePattern('sum'), 'sum')
decorate(EventPattern('note.*'), 'note')
require('@nestjs/common').Controller()(Controller)

class App {}
Module({ controllers: [Controller] })(App)

async function main () {
  const app = await NestFactory.createMicroservice(App, {
    transport: Transport.REDIS, options: { ...connection, wildcards: true }, logger: ['error', 'warn']
  })
  await app.listen()
  const client = ClientProxyFactory.create({ transport: Transport.REDIS, options: connection })
  await client.connect()
  assert.equal(await firstValueFrom(client.send('sum', [1, 2, 3])), 6)
  await firstValueFrom(client.emit('note.a', 'x'), { defaultValue: null })
  while (heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  assert.deepEqual(heard, ['x'])
  await client.close()
  await app.close()
  console.log('ok')
}

main()
