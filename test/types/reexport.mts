/** A module that passes everything on, as programs have around their clients. */

import { Redis } from 'hicast'

export * from 'hicast'
export { default } from 'hicast'

export const redis = new Redis()
