/** What subscribers of `diagnostics_channel` are given. */

export interface CommandTraceContext {
  command: string
  args: string[]
  database: number
  serverAddress: string
  serverPort: number | undefined
}

export interface BatchOperationContext {
  batchMode: 'MULTI'
  batchSize: number
  database: number
  serverAddress: string
  serverPort: number | undefined
}

export interface ConnectTraceContext {
  serverAddress: string
  serverPort: number | undefined
  connectionEpoch: number
}
