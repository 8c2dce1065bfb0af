'use strict'

// What the tests load is what users load, made of lib/ as it is now.
require('../../scripts/bundle').bundle()
