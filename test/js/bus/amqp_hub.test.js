'use strict'

const { testDearHub } = require('../../helpers/dear_hub')

testDearHub('rabbitmq')
