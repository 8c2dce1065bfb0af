import hicast = require('../../types/index')

export type ClusterOptions = hicast.ClusterOptions
export type DNSLookupFunction = hicast.DNSLookupFunction
export type NatMap = hicast.NatMap
