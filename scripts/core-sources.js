'use strict'

/** Prints the C files of the core, one a line; binding.gyp compiles them. */

const fs = require('fs')
const path = require('path')

const ROOT = path.join(__dirname, '..')

for (const folder of ['src/core', 'src/core/engine', 'src/core/net', 'src/core/broker']) {
  const full = path.join(ROOT, folder)
  if (!fs.existsSync(full)) continue
  for (const file of fs.readdirSync(full).sort()) {
    if (file.endsWith('.c')) console.log(`${folder}/${file}`)
  }
}
