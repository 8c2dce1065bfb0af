export declare const CONNECTION_CLOSED_ERROR_MSG: string
export declare function noop(): void
export declare function Debug(namespace: string): (...args: any[]) => void
export declare function defaults(target: any, ...sources: any[]): any
export declare function convertBufferToString(value: any, encoding?: BufferEncoding): any
export declare function wrapMultiResult(replies: unknown[] | null): unknown[][] | null
export declare function parseURL(url: string): Record<string, unknown>
export declare function isInt(value: any): boolean
export declare function packObject(array: any[]): Record<string, any>
export declare function convertObjectToArray<T>(object: Record<string, T>): (string | T)[]
export declare function convertMapToArray<K, V>(map: Map<K, V>): (K | V)[]
export declare function zipMap<K, V>(keys: K[], values: V[]): Map<K, V>
export declare function toArg(value: any): string
export declare function optimizeErrorStack(error: Error, friendlyStack?: string, filterPath?: string): Error
export declare function timeout<T>(callback: (error?: Error | null, value?: T) => void, ms: number): (error?: Error | null, value?: T) => void
export declare function sample<T>(array: T[], from?: number): T
export declare function shuffle<T>(array: T[]): T[]
