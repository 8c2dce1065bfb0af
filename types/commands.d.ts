// Written by scripts/types-commands.js. Change scripts/types-commands.txt instead.

import type {
  ArgrepReply,
  Callback,
  ClientContext,
  Dict,
  Done,
  Many,
  Num,
  RedisKey,
  RedisValue,
  Result,
  Shape,
  VsimReply
} from './client'

/** The commands of the server, for a client or (`Context`) for a pipeline. */
export interface RedisCommander<Context extends ClientContext = { type: 'default' }> {
  /** Sends any command, also one that this client does not know. */
  call(...args: [command: string, callback?: Callback<unknown>] | [command: string, ...args: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  callBuffer(...args: [command: string, callback?: Callback<unknown>] | [command: string, ...args: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>

  /** `ACL CAT [category]` */
  acl(...args: [cat: 'CAT', ...option: [] | [option: RedisValue], callback?: Callback<string[]>]): Result<string[], Context>
  /** `ACL DELUSER username...` */
  acl(...args: [deluser: 'DELUSER', ...username: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>
  /** `ACL DRYRUN username command [arg...]` */
  acl(...args: [dryrun: 'DRYRUN', username: RedisValue, command: RedisValue, callback?: Callback<string>] | [dryrun: 'DRYRUN', username: RedisValue, command: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<string>]): Result<string, Context>
  /** `ACL GENPASS [bits]` */
  acl(...args: [genpass: 'GENPASS', ...option: [] | [option: Num], callback?: Callback<string>]): Result<string, Context>
  /** `ACL GETUSER username` */
  acl(getuser: 'GETUSER', username: RedisValue, callback?: Callback<string[] | null>): Result<string[] | null, Context>
  /** `ACL (HELP | LIST | USERS)` */
  acl(...args: [option: 'HELP' | 'LIST' | 'USERS', callback?: Callback<string[]>]): Result<string[], Context>
  /** `ACL (LOAD | SAVE)` */
  acl(...args: [option: 'LOAD' | 'SAVE', callback?: Callback<'OK'>]): Result<'OK', Context>
  /** `ACL LOG RESET` */
  acl(log: 'LOG', reset: 'RESET', callback?: Callback<'OK'>): Result<'OK', Context>
  /** `ACL LOG [count]` */
  acl(...args: [log: 'LOG', ...option: [] | [option: Num], callback?: Callback<unknown>]): Result<unknown, Context>
  /** `ACL SETUSER username [rule...]` */
  acl(...args: [setuser: 'SETUSER', username: RedisValue, callback?: Callback<'OK'>] | [setuser: 'SETUSER', username: RedisValue, ...rule: Many<RedisValue>, ...callback: Done<'OK'>]): Result<'OK', Context>
  /** `ACL WHOAMI` */
  acl(whoami: 'WHOAMI', callback?: Callback<string>): Result<string, Context>
  aclBuffer(...args: [cat: 'CAT', ...option: [] | [option: RedisValue], callback?: Callback<Buffer[]>]): Result<Buffer[], Context>
  aclBuffer(...args: [deluser: 'DELUSER', ...username: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>
  aclBuffer(...args: [dryrun: 'DRYRUN', username: RedisValue, command: RedisValue, callback?: Callback<Buffer>] | [dryrun: 'DRYRUN', username: RedisValue, command: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<Buffer>]): Result<Buffer, Context>
  aclBuffer(...args: [genpass: 'GENPASS', ...option: [] | [option: Num], callback?: Callback<Buffer>]): Result<Buffer, Context>
  aclBuffer(getuser: 'GETUSER', username: RedisValue, callback?: Callback<Buffer[] | null>): Result<Buffer[] | null, Context>
  aclBuffer(...args: [option: 'HELP' | 'LIST' | 'USERS', callback?: Callback<Buffer[]>]): Result<Buffer[], Context>
  aclBuffer(...args: [option: 'LOAD' | 'SAVE', callback?: Callback<Buffer>]): Result<Buffer, Context>
  aclBuffer(log: 'LOG', reset: 'RESET', callback?: Callback<Buffer>): Result<Buffer, Context>
  aclBuffer(...args: [log: 'LOG', ...option: [] | [option: Num], callback?: Callback<unknown>]): Result<unknown, Context>
  aclBuffer(...args: [setuser: 'SETUSER', username: RedisValue, callback?: Callback<Buffer>] | [setuser: 'SETUSER', username: RedisValue, ...rule: Many<RedisValue>, ...callback: Done<Buffer>]): Result<Buffer, Context>
  aclBuffer(whoami: 'WHOAMI', callback?: Callback<Buffer>): Result<Buffer, Context>

  /** `APPEND key value` */
  append(key: RedisKey, value: RedisValue, callback?: Callback<number>): Result<number, Context>

  /** `ARCOUNT key` */
  arcount(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /** `ARDEL key index...` */
  ardel(...args: [key: RedisKey, ...index: Many<Num>, ...callback: Done<number>]): Result<number, Context>

  /** `ARDELRANGE key {start end}...` */
  ardelrange(...args: [key: RedisKey, ...start: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /** `ARGET key index` */
  arget(key: RedisKey, index: Num, callback?: Callback<string | null>): Result<string | null, Context>
  argetBuffer(key: RedisKey, index: Num, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /** `ARGETRANGE key start end` */
  argetrange(key: RedisKey, start: RedisValue, end: RedisValue, callback?: Callback<(string | null)[]>): Result<(string | null)[], Context>
  argetrangeBuffer(key: RedisKey, start: RedisValue, end: RedisValue, callback?: Callback<(Buffer | null)[]>): Result<(Buffer | null)[], Context>

  /** `ARGREP key start end (EXACT | MATCH | GLOB | RE) value [...] [AND | OR] [LIMIT limit] [WITHVALUES] [NOCASE]` */
  argrep<T extends RedisValue[]>(...args: [key: RedisKey, start: Num, end: Num, predicate: 'EXACT' | 'MATCH' | 'GLOB' | 'RE', value: RedisValue, ...args: T, ...callback: Done<ArgrepReply<T, string>>]): Result<ArgrepReply<T, string>, Context>
  argrepBuffer<T extends RedisValue[]>(...args: [key: RedisKey, start: Num, end: Num, predicate: 'EXACT' | 'MATCH' | 'GLOB' | 'RE', value: RedisValue, ...args: T, ...callback: Done<ArgrepReply<T, Buffer>>]): Result<ArgrepReply<T, Buffer>, Context>

  /** `ARINFO key [FULL]` */
  arinfo(...args: [key: RedisKey, ...option: [] | [option: 'FULL'], callback?: Callback<(string | number)[]>]): Result<(string | number)[], Context>
  arinfoBuffer(...args: [key: RedisKey, ...option: [] | [option: 'FULL'], callback?: Callback<(Buffer | number)[]>]): Result<(Buffer | number)[], Context>

  /** `ARINSERT key value...` */
  arinsert(...args: [key: RedisKey, ...value: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /** `ARLASTITEMS key count [REV]` */
  arlastitems(...args: [key: RedisKey, count: Num, ...option: [] | [option: 'REV'], callback?: Callback<(string | null)[]>]): Result<(string | null)[], Context>
  arlastitemsBuffer(...args: [key: RedisKey, count: Num, ...option: [] | [option: 'REV'], callback?: Callback<(Buffer | null)[]>]): Result<(Buffer | null)[], Context>

  /** `ARLEN key` */
  arlen(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /** `ARMGET key index...` */
  armget(...args: [key: RedisKey, ...index: Many<Num>, ...callback: Done<(string | null)[]>]): Result<(string | null)[], Context>
  armgetBuffer(...args: [key: RedisKey, ...index: Many<Num>, ...callback: Done<(Buffer | null)[]>]): Result<(Buffer | null)[], Context>

  /** `ARMSET key {index value}...` */
  armset(...args: [key: RedisKey, ...index: Many<Num | RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /** `ARNEXT key` */
  arnext(key: RedisKey, callback?: Callback<number | null>): Result<number | null, Context>

  /** `AROP key start end (SUM | MIN | MAX)` */
  arop(...args: [key: RedisKey, start: RedisValue, end: RedisValue, option: 'SUM' | 'MIN' | 'MAX', callback?: Callback<string | null>]): Result<string | null, Context>
  /** `AROP key start end (AND | OR | XOR)` */
  arop(...args: [key: RedisKey, start: RedisValue, end: RedisValue, option: 'AND' | 'OR' | 'XOR', callback?: Callback<number | null>]): Result<number | null, Context>
  /** `AROP key start end MATCH value` */
  arop(key: RedisKey, start: RedisValue, end: RedisValue, match: 'MATCH', value: RedisValue, callback?: Callback<number>): Result<number, Context>
  /** `AROP key start end USED` */
  arop(key: RedisKey, start: RedisValue, end: RedisValue, used: 'USED', callback?: Callback<number>): Result<number, Context>
  aropBuffer(...args: [key: RedisKey, start: RedisValue, end: RedisValue, option: 'SUM' | 'MIN' | 'MAX', callback?: Callback<Buffer | null>]): Result<Buffer | null, Context>
  aropBuffer(...args: [key: RedisKey, start: RedisValue, end: RedisValue, option: 'AND' | 'OR' | 'XOR', callback?: Callback<number | null>]): Result<number | null, Context>
  aropBuffer(key: RedisKey, start: RedisValue, end: RedisValue, match: 'MATCH', value: RedisValue, callback?: Callback<number>): Result<number, Context>
  aropBuffer(key: RedisKey, start: RedisValue, end: RedisValue, used: 'USED', callback?: Callback<number>): Result<number, Context>

  /** `ARRING key size value...` */
  arring(...args: [key: RedisKey, size: Num, ...value: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /** `ARSCAN key start end [LIMIT limit]` */
  arscan(...args: [key: RedisKey, start: RedisValue, end: RedisValue, ...option: [] | [limit: 'LIMIT', limit2: Num], callback?: Callback<[index: number, value: string][]>]): Result<[index: number, value: string][], Context>
  arscanBuffer(...args: [key: RedisKey, start: RedisValue, end: RedisValue, ...option: [] | [limit: 'LIMIT', limit2: Num], callback?: Callback<[index: number, value: Buffer][]>]): Result<[index: number, value: Buffer][], Context>

  /** `ARSEEK key index` */
  arseek(key: RedisKey, index: Num, callback?: Callback<number>): Result<number, Context>

  /** `ARSET key index value...` */
  arset(...args: [key: RedisKey, index: Num, ...value: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /** `ASKING` */
  asking(callback?: Callback<'OK'>): Result<'OK', Context>

  /** `AUTH [username] password` */
  auth(...args: [...option: [] | [option: RedisValue], password: RedisValue, callback?: Callback<'OK'>]): Result<'OK', Context>

  /** `BACKUP (ABORT | CLEANUP | HELP | LIST | SEAL | START | STATUS)` */
  backup(...args: [option: 'ABORT' | 'CLEANUP' | 'HELP' | 'LIST' | 'SEAL' | 'START' | 'STATUS', callback?: Callback<unknown>]): Result<unknown, Context>
  backupBuffer(...args: [option: 'ABORT' | 'CLEANUP' | 'HELP' | 'LIST' | 'SEAL' | 'START' | 'STATUS', callback?: Callback<unknown>]): Result<unknown, Context>

  /** `BGREWRITEAOF` */
  bgrewriteaof(callback?: Callback<string>): Result<string, Context>
  bgrewriteaofBuffer(callback?: Callback<Buffer>): Result<Buffer, Context>

  /** `BGSAVE [SCHEDULE]` */
  bgsave(...args: [...option: [] | [option: 'SCHEDULE'], callback?: Callback<string>]): Result<string, Context>
  bgsaveBuffer(...args: [...option: [] | [option: 'SCHEDULE'], callback?: Callback<Buffer>]): Result<Buffer, Context>

  /** `BITCOUNT key [start end [BYTE | BIT]]` */
  bitcount(...args: [key: RedisKey, ...option: [] | [start: RedisValue, end: RedisValue, ...option: [] | [option: 'BYTE' | 'BIT']], callback?: Callback<number>]): Result<number, Context>

  /** `BITFIELD key [GET encoding offset | [OVERFLOW (WRAP | SAT | FAIL)] (SET encoding offset value | INCRBY encoding offset increment) ...]` */
  bitfield(...args: [key: RedisKey, callback?: Callback<unknown[]>] | [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  bitfieldBuffer(...args: [key: RedisKey, callback?: Callback<unknown[]>] | [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>

  /** `BITFIELD_RO key [GET encoding offset ...]` */
  bitfield_ro(...args: [key: RedisKey, callback?: Callback<unknown[]>] | [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  bitfield_roBuffer(...args: [key: RedisKey, callback?: Callback<unknown[]>] | [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>

  /** `BITOP (AND | OR | XOR | NOT | DIFF | DIFF1 | ANDOR | ONE) destkey key...` */
  bitop(...args: [option: 'AND' | 'OR' | 'XOR' | 'NOT' | 'DIFF' | 'DIFF1' | 'ANDOR' | 'ONE', destkey: RedisKey, ...key: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /** `BITPOS key bit [start [end [BYTE | BIT]]]` */
  bitpos(...args: [key: RedisKey, bit: Num, ...option: [] | [start: RedisValue, ...option: [] | [end: RedisValue, ...option: [] | [option: 'BYTE' | 'BIT']]], callback?: Callback<number>]): Result<number, Context>

  /** `BLMOVE source destination (LEFT | RIGHT) (LEFT | RIGHT) timeout` */
  blmove(...args: [source: RedisKey, destination: RedisKey, option: 'LEFT' | 'RIGHT', option2: 'LEFT' | 'RIGHT', timeout: Num, callback?: Callback<string | null>]): Result<string | null, Context>
  blmoveBuffer(...args: [source: RedisKey, destination: RedisKey, option: 'LEFT' | 'RIGHT', option2: 'LEFT' | 'RIGHT', timeout: Num, callback?: Callback<Buffer | null>]): Result<Buffer | null, Context>

  /** `BLMOVEM source destination (LEFT | RIGHT) (LEFT | RIGHT) timeout [(COUNT count | EXACTLY count) (OBO | BULK)]` */
  blmovem(...args: [source: RedisKey, destination: RedisKey, option: 'LEFT' | 'RIGHT', option2: 'LEFT' | 'RIGHT', timeout: Num, ...option3: [] | [...option: [count: 'COUNT', count2: Num] | [exactly: 'EXACTLY', count: Num], option2: 'OBO' | 'BULK'], callback?: Callback<string[] | null>]): Result<string[] | null, Context>
  blmovemBuffer(...args: [source: RedisKey, destination: RedisKey, option: 'LEFT' | 'RIGHT', option2: 'LEFT' | 'RIGHT', timeout: Num, ...option3: [] | [...option: [count: 'COUNT', count2: Num] | [exactly: 'EXACTLY', count: Num], option2: 'OBO' | 'BULK'], callback?: Callback<Buffer[] | null>]): Result<Buffer[] | null, Context>

  /** `BLMPOP timeout numkeys key... (LEFT | RIGHT) [COUNT count]` */
  blmpop(...args: [timeout: Num, numkeys: Num, ...key: Many<RedisKey>, option: 'LEFT' | 'RIGHT', ...option2: [] | [count: 'COUNT', count2: Num], ...callback: Done<[key: string, members: string[]] | null>]): Result<[key: string, members: string[]] | null, Context>
  blmpopBuffer(...args: [timeout: Num, numkeys: Num, ...key: Many<RedisKey>, option: 'LEFT' | 'RIGHT', ...option2: [] | [count: 'COUNT', count2: Num], ...callback: Done<[key: Buffer, members: Buffer[]] | null>]): Result<[key: Buffer, members: Buffer[]] | null, Context>

  /** `BLPOP key... timeout` */
  blpop(...args: [...key: Many<RedisKey>, timeout: Num, ...callback: Done<[string, string] | null>]): Result<[string, string] | null, Context>
  blpopBuffer(...args: [...key: Many<RedisKey>, timeout: Num, ...callback: Done<[Buffer, Buffer] | null>]): Result<[Buffer, Buffer] | null, Context>

  /** `BRPOP key... timeout` */
  brpop(...args: [...key: Many<RedisKey>, timeout: Num, ...callback: Done<[string, string] | null>]): Result<[string, string] | null, Context>
  brpopBuffer(...args: [...key: Many<RedisKey>, timeout: Num, ...callback: Done<[Buffer, Buffer] | null>]): Result<[Buffer, Buffer] | null, Context>

  /** `BRPOPLPUSH source destination timeout` */
  brpoplpush(source: RedisKey, destination: RedisKey, timeout: Num, callback?: Callback<string | null>): Result<string | null, Context>
  brpoplpushBuffer(source: RedisKey, destination: RedisKey, timeout: Num, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /** `BZMPOP timeout numkeys key... (MIN | MAX) [COUNT count]` */
  bzmpop(...args: [timeout: Num, numkeys: Num, ...key: Many<RedisKey>, option: 'MIN' | 'MAX', ...option2: [] | [count: 'COUNT', count2: Num], ...callback: Done<unknown>]): Result<unknown, Context>
  bzmpopBuffer(...args: [timeout: Num, numkeys: Num, ...key: Many<RedisKey>, option: 'MIN' | 'MAX', ...option2: [] | [count: 'COUNT', count2: Num], ...callback: Done<unknown>]): Result<unknown, Context>

  /** `BZPOPMAX key... timeout` */
  bzpopmax(...args: [...key: Many<RedisKey>, timeout: Num, ...callback: Done<Shape<[key: string, member: string, score: string] | null, [key: string, member: string, score: number] | null, Context>>]): Result<Shape<[key: string, member: string, score: string] | null, [key: string, member: string, score: number] | null, Context>, Context>
  bzpopmaxBuffer(...args: [...key: Many<RedisKey>, timeout: Num, ...callback: Done<Shape<[key: Buffer, member: Buffer, score: Buffer] | null, [key: Buffer, member: Buffer, score: number] | null, Context>>]): Result<Shape<[key: Buffer, member: Buffer, score: Buffer] | null, [key: Buffer, member: Buffer, score: number] | null, Context>, Context>

  /** `BZPOPMIN key... timeout` */
  bzpopmin(...args: [...key: Many<RedisKey>, timeout: Num, ...callback: Done<Shape<[key: string, member: string, score: string] | null, [key: string, member: string, score: number] | null, Context>>]): Result<Shape<[key: string, member: string, score: string] | null, [key: string, member: string, score: number] | null, Context>, Context>
  bzpopminBuffer(...args: [...key: Many<RedisKey>, timeout: Num, ...callback: Done<Shape<[key: Buffer, member: Buffer, score: Buffer] | null, [key: Buffer, member: Buffer, score: number] | null, Context>>]): Result<Shape<[key: Buffer, member: Buffer, score: Buffer] | null, [key: Buffer, member: Buffer, score: number] | null, Context>, Context>

  /** `CLIENT CACHING (YES | NO)` */
  client(...args: [caching: 'CACHING', option: 'YES' | 'NO', callback?: Callback<'OK'>]): Result<'OK', Context>
  /** `CLIENT GETNAME` */
  client(getname: 'GETNAME', callback?: Callback<string | null>): Result<string | null, Context>
  /** `CLIENT (GETREDIR | ID)` */
  client(...args: [option: 'GETREDIR' | 'ID', callback?: Callback<number>]): Result<number, Context>
  /** `CLIENT HELP` */
  client(help: 'HELP', callback?: Callback<string[]>): Result<string[], Context>
  /** `CLIENT INFO` */
  client(info: 'INFO', callback?: Callback<string>): Result<string, Context>
  /** `CLIENT KILL address` */
  client(kill: 'KILL', address: RedisValue, callback?: Callback<'OK'>): Result<'OK', Context>
  /** `CLIENT KILL [ID client-id] [TYPE type] [USER username] [ADDR ip:port] [LADDR ip:port] [SKIPME (YES | NO)] [MAXAGE seconds]` */
  client(...args: [kill: 'KILL', ...filter: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>
  /** `CLIENT LIST [TYPE (NORMAL | MASTER | REPLICA | PUBSUB)] [ID client-id...]` */
  client(...args: [list: 'LIST', ...option: [] | [type: 'TYPE', option: 'NORMAL' | 'MASTER' | 'REPLICA' | 'PUBSUB'], ...option2: [] | [id: 'ID', ...clientId: Many<RedisValue>], ...callback: Done<string>]): Result<string, Context>
  /** `CLIENT (NO-EVICT | NO-TOUCH) (ON | OFF)` */
  client(...args: [option: 'NO-EVICT' | 'NO-TOUCH', option2: 'ON' | 'OFF', callback?: Callback<'OK'>]): Result<'OK', Context>
  /** `CLIENT (PAUSE timeout [WRITE | ALL] | UNPAUSE)` */
  client(...args: [...option: [pause: 'PAUSE', timeout: Num, ...option: [] | [option: 'WRITE' | 'ALL']] | [unpause: 'UNPAUSE'], callback?: Callback<'OK'>]): Result<'OK', Context>
  /** `CLIENT REPLY (ON | OFF | SKIP)` */
  client(...args: [reply: 'REPLY', option: 'ON' | 'OFF' | 'SKIP', callback?: Callback<'OK'>]): Result<'OK', Context>
  /** `CLIENT SETINFO (LIB-NAME | LIB-VER) value` */
  client(...args: [setinfo: 'SETINFO', option: 'LIB-NAME' | 'LIB-VER', value: RedisValue, callback?: Callback<'OK'>]): Result<'OK', Context>
  /** `CLIENT SETNAME connection-name` */
  client(setname: 'SETNAME', connectionName: RedisValue, callback?: Callback<'OK'>): Result<'OK', Context>
  /** `CLIENT TRACKING (ON | OFF) [REDIRECT client-id] [PREFIX prefix ...] [BCAST] [OPTIN] [OPTOUT] [NOLOOP]` */
  client(...args: [tracking: 'TRACKING', option: 'ON' | 'OFF', callback?: Callback<'OK'>] | [tracking: 'TRACKING', option: 'ON' | 'OFF', ...option2: Many<RedisValue>, ...callback: Done<'OK'>]): Result<'OK', Context>
  /** `CLIENT TRACKINGINFO` */
  client(trackinginfo: 'TRACKINGINFO', callback?: Callback<unknown>): Result<unknown, Context>
  /** `CLIENT UNBLOCK client-id [TIMEOUT | ERROR]` */
  client(...args: [unblock: 'UNBLOCK', clientId: RedisValue, ...option: [] | [option: 'TIMEOUT' | 'ERROR'], callback?: Callback<number>]): Result<number, Context>
  clientBuffer(...args: [caching: 'CACHING', option: 'YES' | 'NO', callback?: Callback<Buffer>]): Result<Buffer, Context>
  clientBuffer(getname: 'GETNAME', callback?: Callback<Buffer | null>): Result<Buffer | null, Context>
  clientBuffer(...args: [option: 'GETREDIR' | 'ID', callback?: Callback<number>]): Result<number, Context>
  clientBuffer(help: 'HELP', callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  clientBuffer(info: 'INFO', callback?: Callback<Buffer>): Result<Buffer, Context>
  clientBuffer(kill: 'KILL', address: RedisValue, callback?: Callback<Buffer>): Result<Buffer, Context>
  clientBuffer(...args: [kill: 'KILL', ...filter: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>
  clientBuffer(...args: [list: 'LIST', ...option: [] | [type: 'TYPE', option: 'NORMAL' | 'MASTER' | 'REPLICA' | 'PUBSUB'], ...option2: [] | [id: 'ID', ...clientId: Many<RedisValue>], ...callback: Done<Buffer>]): Result<Buffer, Context>
  clientBuffer(...args: [option: 'NO-EVICT' | 'NO-TOUCH', option2: 'ON' | 'OFF', callback?: Callback<Buffer>]): Result<Buffer, Context>
  clientBuffer(...args: [...option: [pause: 'PAUSE', timeout: Num, ...option: [] | [option: 'WRITE' | 'ALL']] | [unpause: 'UNPAUSE'], callback?: Callback<Buffer>]): Result<Buffer, Context>
  clientBuffer(...args: [reply: 'REPLY', option: 'ON' | 'OFF' | 'SKIP', callback?: Callback<Buffer>]): Result<Buffer, Context>
  clientBuffer(...args: [setinfo: 'SETINFO', option: 'LIB-NAME' | 'LIB-VER', value: RedisValue, callback?: Callback<Buffer>]): Result<Buffer, Context>
  clientBuffer(setname: 'SETNAME', connectionName: RedisValue, callback?: Callback<Buffer>): Result<Buffer, Context>
  clientBuffer(...args: [tracking: 'TRACKING', option: 'ON' | 'OFF', callback?: Callback<Buffer>] | [tracking: 'TRACKING', option: 'ON' | 'OFF', ...option2: Many<RedisValue>, ...callback: Done<Buffer>]): Result<Buffer, Context>
  clientBuffer(trackinginfo: 'TRACKINGINFO', callback?: Callback<unknown>): Result<unknown, Context>
  clientBuffer(...args: [unblock: 'UNBLOCK', clientId: RedisValue, ...option: [] | [option: 'TIMEOUT' | 'ERROR'], callback?: Callback<number>]): Result<number, Context>

  /** `CLUSTER (ADDSLOTS slot... | DELSLOTS slot... | ADDSLOTSRANGE {start-slot end-slot}... | DELSLOTSRANGE {start-slot end-slot}...)` */
  cluster(...args: [...option: [addslots: 'ADDSLOTS', ...slot: Many<Num>] | [delslots: 'DELSLOTS', ...slot: Many<Num>] | [addslotsrange: 'ADDSLOTSRANGE', ...startSlot: Many<Num>] | [delslotsrange: 'DELSLOTSRANGE', ...startSlot: Many<Num>], ...callback: Done<'OK'>]): Result<'OK', Context>
  /** `CLUSTER (FLUSHSLOTS | SAVECONFIG | FAILOVER [FORCE | TAKEOVER] | FORGET node-id | REPLICATE node-id | RESET [HARD | SOFT])` */
  cluster(...args: [...option: [flushslots: 'FLUSHSLOTS'] | [saveconfig: 'SAVECONFIG'] | [failover: 'FAILOVER', ...option: [] | [option: 'FORCE' | 'TAKEOVER']] | [forget: 'FORGET', nodeId: RedisValue] | [replicate: 'REPLICATE', nodeId: RedisValue] | [reset: 'RESET', ...option: [] | [option: 'HARD' | 'SOFT']], callback?: Callback<'OK'>]): Result<'OK', Context>
  /** `CLUSTER (MEET ip port [cluster-bus-port] | SET-CONFIG-EPOCH config-epoch)` */
  cluster(...args: [...option: [meet: 'MEET', ip: RedisValue, port: Num, ...option: [] | [option: Num]] | [setConfigEpoch: 'SET-CONFIG-EPOCH', configEpoch: Num], callback?: Callback<'OK'>]): Result<'OK', Context>
  /** `CLUSTER SETSLOT slot ((IMPORTING | MIGRATING | NODE) node-id | STABLE)` */
  cluster(...args: [setslot: 'SETSLOT', slot: Num, ...option: [option: 'IMPORTING' | 'MIGRATING' | 'NODE', nodeId: RedisValue] | [stable: 'STABLE'], callback?: Callback<'OK'>]): Result<'OK', Context>
  /** `CLUSTER BUMPEPOCH` */
  cluster(bumpepoch: 'BUMPEPOCH', callback?: Callback<'BUMPED' | 'STILL'>): Result<'BUMPED' | 'STILL', Context>
  /** `CLUSTER (COUNT-FAILURE-REPORTS node-id | COUNTKEYSINSLOT slot | KEYSLOT key)` */
  cluster(...args: [...option: [countFailureReports: 'COUNT-FAILURE-REPORTS', nodeId: RedisValue] | [countkeysinslot: 'COUNTKEYSINSLOT', slot: Num] | [keyslot: 'KEYSLOT', key: RedisKey], callback?: Callback<number>]): Result<number, Context>
  /** `CLUSTER GETKEYSINSLOT slot count` */
  cluster(getkeysinslot: 'GETKEYSINSLOT', slot: Num, count: Num, callback?: Callback<string[]>): Result<string[], Context>
  /** `CLUSTER HELP` */
  cluster(help: 'HELP', callback?: Callback<string[]>): Result<string[], Context>
  /** `CLUSTER (INFO | MYID | MYSHARDID)` */
  cluster(...args: [option: 'INFO' | 'MYID' | 'MYSHARDID', callback?: Callback<string>]): Result<string, Context>
  /** `CLUSTER NODES` */
  cluster(nodes: 'NODES', callback?: Callback<string>): Result<string, Context>
  /** `CLUSTER LINKS` */
  cluster(links: 'LINKS', callback?: Callback<unknown[]>): Result<unknown[], Context>
  /** `CLUSTER (MIGRATION | SLOT-STATS | SYNCSLOTS) [arg...]` */
  cluster(...args: [option: 'MIGRATION' | 'SLOT-STATS' | 'SYNCSLOTS', callback?: Callback<unknown>] | [option: 'MIGRATION' | 'SLOT-STATS' | 'SYNCSLOTS', ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  /** `CLUSTER (REPLICAS | SLAVES) node-id` */
  cluster(...args: [option: 'REPLICAS' | 'SLAVES', nodeId: RedisValue, callback?: Callback<unknown>]): Result<unknown, Context>
  /** `CLUSTER SHARDS` */
  cluster(shards: 'SHARDS', callback?: Callback<unknown[]>): Result<unknown[], Context>
  /** `CLUSTER SLOTS` */
  cluster(slots: 'SLOTS', callback?: Callback<[startSlotRange: number, endSlotRange: number, ...nodes: [host: string, port: number, nodeId: string, info: unknown[]][]][]>): Result<[startSlotRange: number, endSlotRange: number, ...nodes: [host: string, port: number, nodeId: string, info: unknown[]][]][], Context>
  clusterBuffer(...args: [...option: [addslots: 'ADDSLOTS', ...slot: Many<Num>] | [delslots: 'DELSLOTS', ...slot: Many<Num>] | [addslotsrange: 'ADDSLOTSRANGE', ...startSlot: Many<Num>] | [delslotsrange: 'DELSLOTSRANGE', ...startSlot: Many<Num>], ...callback: Done<Buffer>]): Result<Buffer, Context>
  clusterBuffer(...args: [...option: [flushslots: 'FLUSHSLOTS'] | [saveconfig: 'SAVECONFIG'] | [failover: 'FAILOVER', ...option: [] | [option: 'FORCE' | 'TAKEOVER']] | [forget: 'FORGET', nodeId: RedisValue] | [replicate: 'REPLICATE', nodeId: RedisValue] | [reset: 'RESET', ...option: [] | [option: 'HARD' | 'SOFT']], callback?: Callback<Buffer>]): Result<Buffer, Context>
  clusterBuffer(...args: [...option: [meet: 'MEET', ip: RedisValue, port: Num, ...option: [] | [option: Num]] | [setConfigEpoch: 'SET-CONFIG-EPOCH', configEpoch: Num], callback?: Callback<Buffer>]): Result<Buffer, Context>
  clusterBuffer(...args: [setslot: 'SETSLOT', slot: Num, ...option: [option: 'IMPORTING' | 'MIGRATING' | 'NODE', nodeId: RedisValue] | [stable: 'STABLE'], callback?: Callback<Buffer>]): Result<Buffer, Context>
  clusterBuffer(bumpepoch: 'BUMPEPOCH', callback?: Callback<'BUMPED' | 'STILL'>): Result<'BUMPED' | 'STILL', Context>
  clusterBuffer(...args: [...option: [countFailureReports: 'COUNT-FAILURE-REPORTS', nodeId: RedisValue] | [countkeysinslot: 'COUNTKEYSINSLOT', slot: Num] | [keyslot: 'KEYSLOT', key: RedisKey], callback?: Callback<number>]): Result<number, Context>
  clusterBuffer(getkeysinslot: 'GETKEYSINSLOT', slot: Num, count: Num, callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  clusterBuffer(help: 'HELP', callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  clusterBuffer(...args: [option: 'INFO' | 'MYID' | 'MYSHARDID', callback?: Callback<Buffer>]): Result<Buffer, Context>
  clusterBuffer(nodes: 'NODES', callback?: Callback<Buffer>): Result<Buffer, Context>
  clusterBuffer(links: 'LINKS', callback?: Callback<unknown[]>): Result<unknown[], Context>
  clusterBuffer(...args: [option: 'MIGRATION' | 'SLOT-STATS' | 'SYNCSLOTS', callback?: Callback<unknown>] | [option: 'MIGRATION' | 'SLOT-STATS' | 'SYNCSLOTS', ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  clusterBuffer(...args: [option: 'REPLICAS' | 'SLAVES', nodeId: RedisValue, callback?: Callback<unknown>]): Result<unknown, Context>
  clusterBuffer(shards: 'SHARDS', callback?: Callback<unknown[]>): Result<unknown[], Context>
  clusterBuffer(slots: 'SLOTS', callback?: Callback<[startSlotRange: number, endSlotRange: number, ...nodes: [host: Buffer, port: number, nodeId: Buffer, info: unknown[]][]][]>): Result<[startSlotRange: number, endSlotRange: number, ...nodes: [host: Buffer, port: number, nodeId: Buffer, info: unknown[]][]][], Context>

  /** `COMMAND COUNT` */
  command(count: 'COUNT', callback?: Callback<number>): Result<number, Context>
  /** `COMMAND DOCS [command-name...]` */
  command(...args: [docs: 'DOCS', callback?: Callback<unknown[]>] | [docs: 'DOCS', ...commandName: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  /** `COMMAND (GETKEYS | GETKEYSANDFLAGS) command [arg...]` */
  command(...args: [option: 'GETKEYS' | 'GETKEYSANDFLAGS', command: RedisValue, callback?: Callback<unknown[]>] | [option: 'GETKEYS' | 'GETKEYSANDFLAGS', command: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  /** `COMMAND HELP` */
  command(help: 'HELP', callback?: Callback<string[]>): Result<string[], Context>
  /** `COMMAND INFO [command-name...]` */
  command(...args: [info: 'INFO', callback?: Callback<unknown[]>] | [info: 'INFO', ...commandName: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  /** `COMMAND LIST [FILTERBY (MODULE module-name | ACLCAT category | PATTERN pattern)]` */
  command(...args: [list: 'LIST', ...option: [] | [filterby: 'FILTERBY', ...option: [module: 'MODULE', moduleName: RedisValue] | [aclcat: 'ACLCAT', category: RedisValue] | [pattern: 'PATTERN', pattern2: RedisKey]], callback?: Callback<string[]>]): Result<string[], Context>
  /** `COMMAND` */
  command(callback?: Callback<unknown[]>): Result<unknown[], Context>
  commandBuffer(count: 'COUNT', callback?: Callback<number>): Result<number, Context>
  commandBuffer(...args: [docs: 'DOCS', callback?: Callback<unknown[]>] | [docs: 'DOCS', ...commandName: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  commandBuffer(...args: [option: 'GETKEYS' | 'GETKEYSANDFLAGS', command: RedisValue, callback?: Callback<unknown[]>] | [option: 'GETKEYS' | 'GETKEYSANDFLAGS', command: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  commandBuffer(help: 'HELP', callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  commandBuffer(...args: [info: 'INFO', callback?: Callback<unknown[]>] | [info: 'INFO', ...commandName: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  commandBuffer(...args: [list: 'LIST', ...option: [] | [filterby: 'FILTERBY', ...option: [module: 'MODULE', moduleName: RedisValue] | [aclcat: 'ACLCAT', category: RedisValue] | [pattern: 'PATTERN', pattern2: RedisKey]], callback?: Callback<Buffer[]>]): Result<Buffer[], Context>
  commandBuffer(callback?: Callback<unknown[]>): Result<unknown[], Context>

  /** `CONFIG GET parameter...` */
  config(...args: [get: 'GET', ...parameter: Many<RedisValue>, ...callback: Done<Shape<string[], Dict<string>, Context>>]): Result<Shape<string[], Dict<string>, Context>, Context>
  /** `CONFIG HELP` */
  config(help: 'HELP', callback?: Callback<string[]>): Result<string[], Context>
  /** `CONFIG (RESETSTAT | REWRITE)` */
  config(...args: [option: 'RESETSTAT' | 'REWRITE', callback?: Callback<'OK'>]): Result<'OK', Context>
  /** `CONFIG SET {parameter value}...` */
  config(...args: [set: 'SET', ...parameter: Many<RedisValue>, ...callback: Done<'OK'>]): Result<'OK', Context>
  configBuffer(...args: [get: 'GET', ...parameter: Many<RedisValue>, ...callback: Done<Shape<Buffer[], Dict<Buffer>, Context>>]): Result<Shape<Buffer[], Dict<Buffer>, Context>, Context>
  configBuffer(help: 'HELP', callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  configBuffer(...args: [option: 'RESETSTAT' | 'REWRITE', callback?: Callback<Buffer>]): Result<Buffer, Context>
  configBuffer(...args: [set: 'SET', ...parameter: Many<RedisValue>, ...callback: Done<Buffer>]): Result<Buffer, Context>

  /** `COPY source destination [DB destination-db] [REPLACE]` */
  copy(...args: [source: RedisKey, destination: RedisKey, ...option: [] | [db: 'DB', destinationDb: Num], ...option2: [] | [option2: 'REPLACE'], callback?: Callback<number>]): Result<number, Context>

  /** `DBSIZE` */
  dbsize(callback?: Callback<number>): Result<number, Context>

  /** `DEBUG subcommand [arg...]` */
  debug(...args: [subcommand: RedisValue, callback?: Callback<unknown>] | [subcommand: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  debugBuffer(...args: [subcommand: RedisValue, callback?: Callback<unknown>] | [subcommand: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>

  /** `DECR key` */
  decr(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /** `DECRBY key decrement` */
  decrby(key: RedisKey, decrement: Num, callback?: Callback<number>): Result<number, Context>

  /** `DEL key...` */
  del(...args: [...key: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /** `DELEX key [(IFEQ value | IFNE value | IFDEQ digest | IFDNE digest)]` */
  delex(...args: [key: RedisKey, ...option: [] | [...option: [ifeq: 'IFEQ', value: RedisValue] | [ifne: 'IFNE', value: RedisValue] | [ifdeq: 'IFDEQ', digest: RedisValue] | [ifdne: 'IFDNE', digest: RedisValue]], callback?: Callback<number>]): Result<number, Context>

  /** `DIGEST key` */
  digest(key: RedisKey, callback?: Callback<string | null>): Result<string | null, Context>
  digestBuffer(key: RedisKey, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /** `DISCARD` */
  discard(callback?: Callback<'OK'>): Result<'OK', Context>

  /** `DUMP key` */
  dump(key: RedisKey, callback?: Callback<string>): Result<string, Context>
  dumpBuffer(key: RedisKey, callback?: Callback<Buffer>): Result<Buffer, Context>

  /** `ECHO message` */
  echo(message: RedisValue, callback?: Callback<string>): Result<string, Context>
  echoBuffer(message: RedisValue, callback?: Callback<Buffer>): Result<Buffer, Context>

  /** `EVAL script numkeys [key...] [arg...]` */
  eval(...args: [script: RedisValue, numkeys: Num, callback?: Callback<unknown>] | [script: RedisValue, numkeys: Num, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  evalBuffer(...args: [script: RedisValue, numkeys: Num, callback?: Callback<unknown>] | [script: RedisValue, numkeys: Num, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>

  /** `EVAL_RO script numkeys [key...] [arg...]` */
  eval_ro(...args: [script: RedisValue, numkeys: Num, callback?: Callback<unknown>] | [script: RedisValue, numkeys: Num, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  eval_roBuffer(...args: [script: RedisValue, numkeys: Num, callback?: Callback<unknown>] | [script: RedisValue, numkeys: Num, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>

  /** `EVALSHA sha1 numkeys [key...] [arg...]` */
  evalsha(...args: [sha1: RedisValue, numkeys: Num, callback?: Callback<unknown>] | [sha1: RedisValue, numkeys: Num, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  evalshaBuffer(...args: [sha1: RedisValue, numkeys: Num, callback?: Callback<unknown>] | [sha1: RedisValue, numkeys: Num, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>

  /** `EVALSHA_RO sha1 numkeys [key...] [arg...]` */
  evalsha_ro(...args: [sha1: RedisValue, numkeys: Num, callback?: Callback<unknown>] | [sha1: RedisValue, numkeys: Num, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  evalsha_roBuffer(...args: [sha1: RedisValue, numkeys: Num, callback?: Callback<unknown>] | [sha1: RedisValue, numkeys: Num, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>

  /** `EXEC` */
  exec(callback?: Callback<[error: Error | null, result: unknown][] | null>): Promise<[error: Error | null, result: unknown][] | null>

  /** `EXISTS key...` */
  exists(...args: [...key: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /** `EXPIRE key seconds [NX | XX | GT | LT]` */
  expire(...args: [key: RedisKey, seconds: Num, ...option: [] | [option: 'NX' | 'XX' | 'GT' | 'LT'], callback?: Callback<number>]): Result<number, Context>

  /** `EXPIREAT key unix-time-seconds [NX | XX | GT | LT]` */
  expireat(...args: [key: RedisKey, unixTimeSeconds: Num, ...option: [] | [option: 'NX' | 'XX' | 'GT' | 'LT'], callback?: Callback<number>]): Result<number, Context>

  /** `EXPIRETIME key` */
  expiretime(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /** `FAILOVER [TO host port [FORCE]] [ABORT] [TIMEOUT milliseconds]` */
  failover(...args: [...option: [] | [to: 'TO', host: RedisValue, port: Num, ...option: [] | [option: 'FORCE']], ...option2: [] | [option2: 'ABORT'], ...option3: [] | [timeout: 'TIMEOUT', milliseconds: Num], callback?: Callback<'OK'>]): Result<'OK', Context>

  /** `FCALL function numkeys [key...] [arg...]` */
  fcall(...args: [functionName: RedisValue, numkeys: Num, callback?: Callback<unknown>] | [functionName: RedisValue, numkeys: Num, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  fcallBuffer(...args: [functionName: RedisValue, numkeys: Num, callback?: Callback<unknown>] | [functionName: RedisValue, numkeys: Num, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>

  /** `FCALL_RO function numkeys [key...] [arg...]` */
  fcall_ro(...args: [functionName: RedisValue, numkeys: Num, callback?: Callback<unknown>] | [functionName: RedisValue, numkeys: Num, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  fcall_roBuffer(...args: [functionName: RedisValue, numkeys: Num, callback?: Callback<unknown>] | [functionName: RedisValue, numkeys: Num, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>

  /** `FLUSHALL [ASYNC | SYNC]` */
  flushall(...args: [...option: [] | [option: 'ASYNC' | 'SYNC'], callback?: Callback<'OK'>]): Result<'OK', Context>

  /** `FLUSHDB [ASYNC | SYNC]` */
  flushdb(...args: [...option: [] | [option: 'ASYNC' | 'SYNC'], callback?: Callback<'OK'>]): Result<'OK', Context>

  /** `FUNCTION (DELETE library-name | FLUSH [ASYNC | SYNC] | KILL | RESTORE serialized-value [FLUSH | APPEND | REPLACE])` */
  function(...args: [...option: [deleteToken: 'DELETE', libraryName: RedisValue] | [flush: 'FLUSH', ...option: [] | [option: 'ASYNC' | 'SYNC']] | [kill: 'KILL'] | [restore: 'RESTORE', serializedValue: RedisValue, ...option: [] | [option: 'FLUSH' | 'APPEND' | 'REPLACE']], callback?: Callback<'OK'>]): Result<'OK', Context>
  /** `FUNCTION (DUMP | LOAD [REPLACE] function-code)` */
  function(...args: [...option: [dump: 'DUMP'] | [load: 'LOAD', ...option: [] | [option: 'REPLACE'], functionCode: RedisValue], callback?: Callback<string>]): Result<string, Context>
  /** `FUNCTION HELP` */
  function(help: 'HELP', callback?: Callback<string[]>): Result<string[], Context>
  /** `FUNCTION LIST [LIBRARYNAME library-name-pattern] [WITHCODE]` */
  function(...args: [list: 'LIST', ...option: [] | [libraryname: 'LIBRARYNAME', libraryNamePattern: RedisValue], ...option2: [] | [option2: 'WITHCODE'], callback?: Callback<unknown[]>]): Result<unknown[], Context>
  /** `FUNCTION STATS` */
  function(stats: 'STATS', callback?: Callback<unknown>): Result<unknown, Context>
  functionBuffer(...args: [...option: [deleteToken: 'DELETE', libraryName: RedisValue] | [flush: 'FLUSH', ...option: [] | [option: 'ASYNC' | 'SYNC']] | [kill: 'KILL'] | [restore: 'RESTORE', serializedValue: RedisValue, ...option: [] | [option: 'FLUSH' | 'APPEND' | 'REPLACE']], callback?: Callback<Buffer>]): Result<Buffer, Context>
  functionBuffer(...args: [...option: [dump: 'DUMP'] | [load: 'LOAD', ...option: [] | [option: 'REPLACE'], functionCode: RedisValue], callback?: Callback<Buffer>]): Result<Buffer, Context>
  functionBuffer(help: 'HELP', callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  functionBuffer(...args: [list: 'LIST', ...option: [] | [libraryname: 'LIBRARYNAME', libraryNamePattern: RedisValue], ...option2: [] | [option2: 'WITHCODE'], callback?: Callback<unknown[]>]): Result<unknown[], Context>
  functionBuffer(stats: 'STATS', callback?: Callback<unknown>): Result<unknown, Context>

  /** `GEOADD key [NX | XX] [CH] {longitude latitude member}...` */
  geoadd(...args: [key: RedisKey, ...option: [] | [option: 'NX' | 'XX'], ...option2: [] | [option2: 'CH'], ...longitude: Many<Num | RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /** `GEODIST key member1 member2 [M | KM | FT | MI]` */
  geodist(...args: [key: RedisKey, member1: RedisValue, member2: RedisValue, ...option: [] | [option: 'M' | 'KM' | 'FT' | 'MI'], callback?: Callback<string | null>]): Result<string | null, Context>
  geodistBuffer(...args: [key: RedisKey, member1: RedisValue, member2: RedisValue, ...option: [] | [option: 'M' | 'KM' | 'FT' | 'MI'], callback?: Callback<Buffer | null>]): Result<Buffer | null, Context>

  /** `GEOHASH key [member...]` */
  geohash(...args: [key: RedisKey, callback?: Callback<string[]>] | [key: RedisKey, ...member: Many<RedisValue>, ...callback: Done<string[]>]): Result<string[], Context>
  geohashBuffer(...args: [key: RedisKey, callback?: Callback<Buffer[]>] | [key: RedisKey, ...member: Many<RedisValue>, ...callback: Done<Buffer[]>]): Result<Buffer[], Context>

  /** `GEOPOS key [member...]` */
  geopos(...args: [key: RedisKey, callback?: Callback<Shape<([longitude: string, latitude: string] | null)[], ([longitude: number, latitude: number] | null)[], Context>>] | [key: RedisKey, ...member: Many<RedisValue>, ...callback: Done<Shape<([longitude: string, latitude: string] | null)[], ([longitude: number, latitude: number] | null)[], Context>>]): Result<Shape<([longitude: string, latitude: string] | null)[], ([longitude: number, latitude: number] | null)[], Context>, Context>
  geoposBuffer(...args: [key: RedisKey, callback?: Callback<Shape<([longitude: Buffer, latitude: Buffer] | null)[], ([longitude: number, latitude: number] | null)[], Context>>] | [key: RedisKey, ...member: Many<RedisValue>, ...callback: Done<Shape<([longitude: Buffer, latitude: Buffer] | null)[], ([longitude: number, latitude: number] | null)[], Context>>]): Result<Shape<([longitude: Buffer, latitude: Buffer] | null)[], ([longitude: number, latitude: number] | null)[], Context>, Context>

  /** `GEORADIUS key longitude latitude radius (M | KM | FT | MI) [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC] [STORE key | STOREDIST key]` */
  georadius(...args: [key: RedisKey, longitude: Num, latitude: Num, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', callback?: Callback<unknown[]>] | [key: RedisKey, longitude: Num, latitude: Num, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  georadiusBuffer(...args: [key: RedisKey, longitude: Num, latitude: Num, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', callback?: Callback<unknown[]>] | [key: RedisKey, longitude: Num, latitude: Num, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>

  /** `GEORADIUS_RO key longitude latitude radius (M | KM | FT | MI) [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC]` */
  georadius_ro(...args: [key: RedisKey, longitude: Num, latitude: Num, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', callback?: Callback<unknown[]>] | [key: RedisKey, longitude: Num, latitude: Num, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  georadius_roBuffer(...args: [key: RedisKey, longitude: Num, latitude: Num, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', callback?: Callback<unknown[]>] | [key: RedisKey, longitude: Num, latitude: Num, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>

  /** `GEORADIUSBYMEMBER key member radius (M | KM | FT | MI) [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC] [STORE key | STOREDIST key]` */
  georadiusbymember(...args: [key: RedisKey, member: RedisValue, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', callback?: Callback<unknown[]>] | [key: RedisKey, member: RedisValue, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  georadiusbymemberBuffer(...args: [key: RedisKey, member: RedisValue, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', callback?: Callback<unknown[]>] | [key: RedisKey, member: RedisValue, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>

  /** `GEORADIUSBYMEMBER_RO key member radius (M | KM | FT | MI) [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC]` */
  georadiusbymember_ro(...args: [key: RedisKey, member: RedisValue, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', callback?: Callback<unknown[]>] | [key: RedisKey, member: RedisValue, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  georadiusbymember_roBuffer(...args: [key: RedisKey, member: RedisValue, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', callback?: Callback<unknown[]>] | [key: RedisKey, member: RedisValue, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>

  /** `GEOSEARCH key (FROMMEMBER member | FROMLONLAT longitude latitude) (BYRADIUS radius (M | KM | FT | MI) | BYBOX width height (M | KM | FT | MI)) [ASC | DESC] [COUNT count [ANY]] [WITHCOORD] [WITHDIST] [WITHHASH]` */
  geosearch(...args: [key: RedisKey, callback?: Callback<unknown[]>] | [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  geosearchBuffer(...args: [key: RedisKey, callback?: Callback<unknown[]>] | [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>

  /** `GEOSEARCHSTORE destination source (FROMMEMBER member | FROMLONLAT longitude latitude) (BYRADIUS radius (M | KM | FT | MI) | BYBOX width height (M | KM | FT | MI)) [ASC | DESC] [COUNT count [ANY]] [STOREDIST]` */
  geosearchstore(...args: [destination: RedisKey, source: RedisKey, callback?: Callback<number>] | [destination: RedisKey, source: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /** `GET key` */
  get(key: RedisKey, callback?: Callback<string | null>): Result<string | null, Context>
  getBuffer(key: RedisKey, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /** `GETBIT key offset` */
  getbit(key: RedisKey, offset: Num, callback?: Callback<number>): Result<number, Context>

  /** `GETDEL key` */
  getdel(key: RedisKey, callback?: Callback<string | null>): Result<string | null, Context>
  getdelBuffer(key: RedisKey, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /** `GETEX key [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | PERSIST]` */
  getex(...args: [key: RedisKey, ...option: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [persist: 'PERSIST'], callback?: Callback<string | null>]): Result<string | null, Context>
  getexBuffer(...args: [key: RedisKey, ...option: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [persist: 'PERSIST'], callback?: Callback<Buffer | null>]): Result<Buffer | null, Context>

  /** `GETRANGE key start end` */
  getrange(key: RedisKey, start: RedisValue, end: RedisValue, callback?: Callback<string>): Result<string, Context>
  getrangeBuffer(key: RedisKey, start: RedisValue, end: RedisValue, callback?: Callback<Buffer>): Result<Buffer, Context>

  /** `GETSET key value` */
  getset(key: RedisKey, value: RedisValue, callback?: Callback<string | null>): Result<string | null, Context>
  getsetBuffer(key: RedisKey, value: RedisValue, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /** `HDEL key field...` */
  hdel(...args: [key: RedisKey, ...field: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /** `HELLO [protover [AUTH username password] [SETNAME connection-name]]` */
  hello(...args: [...option: [] | [protover: Num, ...option: [] | [auth: 'AUTH', username: RedisValue, password: RedisValue], ...option2: [] | [setname: 'SETNAME', connectionName: RedisValue]], callback?: Callback<Shape<unknown[], Dict<unknown>, Context>>]): Result<Shape<unknown[], Dict<unknown>, Context>, Context>
  helloBuffer(...args: [...option: [] | [protover: Num, ...option: [] | [auth: 'AUTH', username: RedisValue, password: RedisValue], ...option2: [] | [setname: 'SETNAME', connectionName: RedisValue]], callback?: Callback<Shape<unknown[], Dict<unknown>, Context>>]): Result<Shape<unknown[], Dict<unknown>, Context>, Context>

  /** `HEXISTS key field` */
  hexists(key: RedisKey, field: RedisValue, callback?: Callback<number>): Result<number, Context>

  /** `HEXPIRE key seconds [NX | XX | GT | LT] FIELDS numfields field...` */
  hexpire(...args: [key: RedisKey, seconds: Num, ...option: [] | [option: 'NX' | 'XX' | 'GT' | 'LT'], fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>

  /** `HEXPIREAT key unix-time-seconds [NX | XX | GT | LT] FIELDS numfields field...` */
  hexpireat(...args: [key: RedisKey, unixTimeSeconds: Num, ...option: [] | [option: 'NX' | 'XX' | 'GT' | 'LT'], fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>

  /** `HEXPIRETIME key FIELDS numfields field...` */
  hexpiretime(...args: [key: RedisKey, fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>

  /** `HGET key field` */
  hget(key: RedisKey, field: RedisValue, callback?: Callback<string | null>): Result<string | null, Context>
  hgetBuffer(key: RedisKey, field: RedisValue, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /** `HGETALL key` */
  hgetall(key: RedisKey, callback?: Callback<Dict<string>>): Result<Dict<string>, Context>
  hgetallBuffer(key: RedisKey, callback?: Callback<Dict<Buffer>>): Result<Dict<Buffer>, Context>

  /** `HGETDEL key FIELDS numfields field...` */
  hgetdel(...args: [key: RedisKey, fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<(string | null)[]>]): Result<(string | null)[], Context>
  hgetdelBuffer(...args: [key: RedisKey, fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<(Buffer | null)[]>]): Result<(Buffer | null)[], Context>

  /** `HGETEX key [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | PERSIST] FIELDS numfields field...` */
  hgetex(...args: [key: RedisKey, ...option: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [persist: 'PERSIST'], fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<(string | null)[]>]): Result<(string | null)[], Context>
  hgetexBuffer(...args: [key: RedisKey, ...option: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [persist: 'PERSIST'], fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<(Buffer | null)[]>]): Result<(Buffer | null)[], Context>

  /** `HIMPORT PREPARE fieldset-name field...` */
  himport(...args: [prepare: 'PREPARE', fieldsetName: RedisValue, ...field: Many<RedisValue>, ...callback: Done<'OK'>]): Result<'OK', Context>
  /** `HIMPORT SET key fieldset-name value...` */
  himport(...args: [set: 'SET', key: RedisKey, fieldsetName: RedisValue, ...value: Many<RedisValue>, ...callback: Done<'OK'>]): Result<'OK', Context>
  /** `HIMPORT DISCARD fieldset-name` */
  himport(discard: 'DISCARD', fieldsetName: RedisValue, callback?: Callback<number>): Result<number, Context>
  /** `HIMPORT DISCARDALL` */
  himport(discardall: 'DISCARDALL', callback?: Callback<number>): Result<number, Context>

  /** `HINCRBY key field increment` */
  hincrby(key: RedisKey, field: RedisValue, increment: Num, callback?: Callback<number>): Result<number, Context>

  /** `HINCRBYFLOAT key field increment` */
  hincrbyfloat(key: RedisKey, field: RedisValue, increment: Num, callback?: Callback<string>): Result<string, Context>
  hincrbyfloatBuffer(key: RedisKey, field: RedisValue, increment: Num, callback?: Callback<Buffer>): Result<Buffer, Context>

  /** `HKEYS key` */
  hkeys(key: RedisKey, callback?: Callback<string[]>): Result<string[], Context>
  hkeysBuffer(key: RedisKey, callback?: Callback<Buffer[]>): Result<Buffer[], Context>

  /** `HLEN key` */
  hlen(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /** `HMGET key field...` */
  hmget(...args: [key: RedisKey, ...field: Many<RedisValue>, ...callback: Done<(string | null)[]>]): Result<(string | null)[], Context>
  hmgetBuffer(...args: [key: RedisKey, ...field: Many<RedisValue>, ...callback: Done<(Buffer | null)[]>]): Result<(Buffer | null)[], Context>

  /** `HMSET key object:object` */
  hmset(key: RedisKey, object: object, callback?: Callback<'OK'>): Result<'OK', Context>
  /** `HMSET key map:Map<RedisValue,RedisValue>` */
  hmset(key: RedisKey, map: Map<RedisValue, RedisValue>, callback?: Callback<'OK'>): Result<'OK', Context>
  /** `HMSET key {field value}...` */
  hmset(...args: [key: RedisKey, ...field: Many<RedisValue>, ...callback: Done<'OK'>]): Result<'OK', Context>

  /** `HOTKEYS (GET | HELP | RESET | STOP)` */
  hotkeys(...args: [option: 'GET' | 'HELP' | 'RESET' | 'STOP', callback?: Callback<unknown>]): Result<unknown, Context>
  /** `HOTKEYS START arg...` */
  hotkeys(...args: [start: 'START', ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  hotkeysBuffer(...args: [option: 'GET' | 'HELP' | 'RESET' | 'STOP', callback?: Callback<unknown>]): Result<unknown, Context>
  hotkeysBuffer(...args: [start: 'START', ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>

  /** `HPERSIST key FIELDS numfields field...` */
  hpersist(...args: [key: RedisKey, fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>

  /** `HPEXPIRE key milliseconds [NX | XX | GT | LT] FIELDS numfields field...` */
  hpexpire(...args: [key: RedisKey, milliseconds: Num, ...option: [] | [option: 'NX' | 'XX' | 'GT' | 'LT'], fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>

  /** `HPEXPIREAT key unix-time-milliseconds [NX | XX | GT | LT] FIELDS numfields field...` */
  hpexpireat(...args: [key: RedisKey, unixTimeMilliseconds: Num, ...option: [] | [option: 'NX' | 'XX' | 'GT' | 'LT'], fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>

  /** `HPEXPIRETIME key FIELDS numfields field...` */
  hpexpiretime(...args: [key: RedisKey, fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>

  /** `HPTTL key FIELDS numfields field...` */
  hpttl(...args: [key: RedisKey, fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>

  /** `HRANDFIELD key count WITHVALUES` */
  hrandfield(key: RedisKey, count: Num, withvalues: 'WITHVALUES', callback?: Callback<unknown[]>): Result<unknown[], Context>
  /** `HRANDFIELD key count` */
  hrandfield(key: RedisKey, count: Num, callback?: Callback<string[]>): Result<string[], Context>
  /** `HRANDFIELD key` */
  hrandfield(key: RedisKey, callback?: Callback<string | null>): Result<string | null, Context>
  hrandfieldBuffer(key: RedisKey, count: Num, withvalues: 'WITHVALUES', callback?: Callback<unknown[]>): Result<unknown[], Context>
  hrandfieldBuffer(key: RedisKey, count: Num, callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  hrandfieldBuffer(key: RedisKey, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /** `HSCAN key cursor [MATCH pattern] [COUNT count] [NOVALUES]` */
  hscan(...args: [key: RedisKey, cursor: RedisValue, ...option: [] | [match: 'MATCH', pattern: RedisKey], ...option2: [] | [count: 'COUNT', count2: Num], ...option3: [] | [option3: 'NOVALUES'], callback?: Callback<[cursor: string, elements: string[]]>]): Result<[cursor: string, elements: string[]], Context>
  /** `HSCAN key cursor COUNT count MATCH pattern [NOVALUES]` */
  hscan(...args: [key: RedisKey, cursor: RedisValue, count: 'COUNT', count2: Num, match: 'MATCH', pattern: RedisKey, ...option: [] | [option: 'NOVALUES'], callback?: Callback<[cursor: string, elements: string[]]>]): Result<[cursor: string, elements: string[]], Context>
  hscanBuffer(...args: [key: RedisKey, cursor: RedisValue, ...option: [] | [match: 'MATCH', pattern: RedisKey], ...option2: [] | [count: 'COUNT', count2: Num], ...option3: [] | [option3: 'NOVALUES'], callback?: Callback<[cursor: Buffer, elements: Buffer[]]>]): Result<[cursor: Buffer, elements: Buffer[]], Context>
  hscanBuffer(...args: [key: RedisKey, cursor: RedisValue, count: 'COUNT', count2: Num, match: 'MATCH', pattern: RedisKey, ...option: [] | [option: 'NOVALUES'], callback?: Callback<[cursor: Buffer, elements: Buffer[]]>]): Result<[cursor: Buffer, elements: Buffer[]], Context>

  /** `HSET key object:object` */
  hset(key: RedisKey, object: object, callback?: Callback<number>): Result<number, Context>
  /** `HSET key map:Map<RedisValue,RedisValue>` */
  hset(key: RedisKey, map: Map<RedisValue, RedisValue>, callback?: Callback<number>): Result<number, Context>
  /** `HSET key {field value}...` */
  hset(...args: [key: RedisKey, ...field: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /** `HSETEX key [FNX | FXX] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL] FIELDS numfields {field value}...` */
  hsetex(...args: [key: RedisKey, ...option: [] | [option: 'FNX' | 'FXX'], ...option2: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /** `HSETNX key field value` */
  hsetnx(key: RedisKey, field: RedisValue, value: RedisValue, callback?: Callback<number>): Result<number, Context>

  /** `HSTRLEN key field` */
  hstrlen(key: RedisKey, field: RedisValue, callback?: Callback<number>): Result<number, Context>

  /** `HTTL key FIELDS numfields field...` */
  httl(...args: [key: RedisKey, fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>

  /** `HVALS key` */
  hvals(key: RedisKey, callback?: Callback<string[]>): Result<string[], Context>
  hvalsBuffer(key: RedisKey, callback?: Callback<Buffer[]>): Result<Buffer[], Context>

  /** `INCR key` */
  incr(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /** `INCRBY key increment` */
  incrby(key: RedisKey, increment: Num, callback?: Callback<number>): Result<number, Context>

  /** `INCRBYFLOAT key increment` */
  incrbyfloat(key: RedisKey, increment: Num, callback?: Callback<string>): Result<string, Context>
  incrbyfloatBuffer(key: RedisKey, increment: Num, callback?: Callback<Buffer>): Result<Buffer, Context>

  /** `INCREX key [BYINT increment | BYFLOAT increment] [LBOUND lower-bound] [UBOUND upper-bound] [SATURATE] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | PERSIST] [ENX]` */
  increx(...args: [key: RedisKey, callback?: Callback<Shape<[value: number, increment: number] | [value: string, increment: string], [value: number, increment: number], Context>>] | [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<Shape<[value: number, increment: number] | [value: string, increment: string], [value: number, increment: number], Context>>]): Result<Shape<[value: number, increment: number] | [value: string, increment: string], [value: number, increment: number], Context>, Context>
  increxBuffer(...args: [key: RedisKey, callback?: Callback<Shape<[value: number, increment: number] | [value: Buffer, increment: Buffer], [value: number, increment: number], Context>>] | [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<Shape<[value: number, increment: number] | [value: Buffer, increment: Buffer], [value: number, increment: number], Context>>]): Result<Shape<[value: number, increment: number] | [value: Buffer, increment: Buffer], [value: number, increment: number], Context>, Context>

  /** `INFO [section...]` */
  info(...args: [callback?: Callback<string>] | [...section: Many<RedisValue>, ...callback: Done<string>]): Result<string, Context>
  infoBuffer(...args: [callback?: Callback<Buffer>] | [...section: Many<RedisValue>, ...callback: Done<Buffer>]): Result<Buffer, Context>

  /** `KEYS pattern` */
  keys(pattern: RedisKey, callback?: Callback<string[]>): Result<string[], Context>
  keysBuffer(pattern: RedisKey, callback?: Callback<Buffer[]>): Result<Buffer[], Context>

  /** `LASTSAVE` */
  lastsave(callback?: Callback<number>): Result<number, Context>

  /** `LATENCY (DOCTOR | GRAPH event)` */
  latency(...args: [...option: [doctor: 'DOCTOR'] | [graph: 'GRAPH', event: RedisValue], callback?: Callback<string>]): Result<string, Context>
  /** `LATENCY (HELP | LATEST | HISTORY event)` */
  latency(...args: [...option: [help: 'HELP'] | [latest: 'LATEST'] | [history: 'HISTORY', event: RedisValue], callback?: Callback<unknown[]>]): Result<unknown[], Context>
  /** `LATENCY HISTOGRAM [command-name...]` */
  latency(...args: [histogram: 'HISTOGRAM', callback?: Callback<unknown>] | [histogram: 'HISTOGRAM', ...commandName: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  /** `LATENCY RESET [event...]` */
  latency(...args: [reset: 'RESET', callback?: Callback<number>] | [reset: 'RESET', ...event: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>
  latencyBuffer(...args: [...option: [doctor: 'DOCTOR'] | [graph: 'GRAPH', event: RedisValue], callback?: Callback<Buffer>]): Result<Buffer, Context>
  latencyBuffer(...args: [...option: [help: 'HELP'] | [latest: 'LATEST'] | [history: 'HISTORY', event: RedisValue], callback?: Callback<unknown[]>]): Result<unknown[], Context>
  latencyBuffer(...args: [histogram: 'HISTOGRAM', callback?: Callback<unknown>] | [histogram: 'HISTOGRAM', ...commandName: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  latencyBuffer(...args: [reset: 'RESET', callback?: Callback<number>] | [reset: 'RESET', ...event: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /** `LCS key1 key2 LEN [IDX] [MINMATCHLEN min-match-len] [WITHMATCHLEN]` */
  lcs(...args: [key1: RedisKey, key2: RedisKey, len: 'LEN', ...option: [] | [option: 'IDX'], ...option2: [] | [minmatchlen: 'MINMATCHLEN', minMatchLen: Num], ...option3: [] | [option3: 'WITHMATCHLEN'], callback?: Callback<number>]): Result<number, Context>
  /** `LCS key1 key2 [IDX] [MINMATCHLEN min-match-len] [WITHMATCHLEN]` */
  lcs(...args: [key1: RedisKey, key2: RedisKey, ...option: [] | [option: 'IDX'], ...option2: [] | [minmatchlen: 'MINMATCHLEN', minMatchLen: Num], ...option3: [] | [option3: 'WITHMATCHLEN'], callback?: Callback<unknown>]): Result<unknown, Context>
  lcsBuffer(...args: [key1: RedisKey, key2: RedisKey, len: 'LEN', ...option: [] | [option: 'IDX'], ...option2: [] | [minmatchlen: 'MINMATCHLEN', minMatchLen: Num], ...option3: [] | [option3: 'WITHMATCHLEN'], callback?: Callback<number>]): Result<number, Context>
  lcsBuffer(...args: [key1: RedisKey, key2: RedisKey, ...option: [] | [option: 'IDX'], ...option2: [] | [minmatchlen: 'MINMATCHLEN', minMatchLen: Num], ...option3: [] | [option3: 'WITHMATCHLEN'], callback?: Callback<unknown>]): Result<unknown, Context>

  /** `LINDEX key index` */
  lindex(key: RedisKey, index: Num, callback?: Callback<string | null>): Result<string | null, Context>
  lindexBuffer(key: RedisKey, index: Num, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /** `LINSERT key (BEFORE | AFTER) pivot element` */
  linsert(...args: [key: RedisKey, option: 'BEFORE' | 'AFTER', pivot: RedisValue, element: RedisValue, callback?: Callback<number>]): Result<number, Context>

  /** `LLEN key` */
  llen(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /** `LMOVE source destination (LEFT | RIGHT) (LEFT | RIGHT)` */
  lmove(...args: [source: RedisKey, destination: RedisKey, option: 'LEFT' | 'RIGHT', option2: 'LEFT' | 'RIGHT', callback?: Callback<string>]): Result<string, Context>
  lmoveBuffer(...args: [source: RedisKey, destination: RedisKey, option: 'LEFT' | 'RIGHT', option2: 'LEFT' | 'RIGHT', callback?: Callback<Buffer>]): Result<Buffer, Context>

  /** `LMOVEM source destination (LEFT | RIGHT) (LEFT | RIGHT) [(COUNT count | EXACTLY count) (OBO | BULK)]` */
  lmovem(...args: [source: RedisKey, destination: RedisKey, option: 'LEFT' | 'RIGHT', option2: 'LEFT' | 'RIGHT', ...option3: [] | [...option: [count: 'COUNT', count2: Num] | [exactly: 'EXACTLY', count: Num], option2: 'OBO' | 'BULK'], callback?: Callback<string[] | null>]): Result<string[] | null, Context>
  lmovemBuffer(...args: [source: RedisKey, destination: RedisKey, option: 'LEFT' | 'RIGHT', option2: 'LEFT' | 'RIGHT', ...option3: [] | [...option: [count: 'COUNT', count2: Num] | [exactly: 'EXACTLY', count: Num], option2: 'OBO' | 'BULK'], callback?: Callback<Buffer[] | null>]): Result<Buffer[] | null, Context>

  /** `LMPOP numkeys key... (LEFT | RIGHT) [COUNT count]` */
  lmpop(...args: [numkeys: Num, ...key: Many<RedisKey>, option: 'LEFT' | 'RIGHT', ...option2: [] | [count: 'COUNT', count2: Num], ...callback: Done<[key: string, members: string[]] | null>]): Result<[key: string, members: string[]] | null, Context>
  lmpopBuffer(...args: [numkeys: Num, ...key: Many<RedisKey>, option: 'LEFT' | 'RIGHT', ...option2: [] | [count: 'COUNT', count2: Num], ...callback: Done<[key: Buffer, members: Buffer[]] | null>]): Result<[key: Buffer, members: Buffer[]] | null, Context>

  /** `LOLWUT [VERSION version [arg...]]` */
  lolwut(...args: [...option: [] | [version: 'VERSION', version2: RedisValue, ...option: [] | [...arg: Many<RedisValue>]], ...callback: Done<string>]): Result<string, Context>
  lolwutBuffer(...args: [...option: [] | [version: 'VERSION', version2: RedisValue, ...option: [] | [...arg: Many<RedisValue>]], ...callback: Done<Buffer>]): Result<Buffer, Context>

  /** `LPOP key count` */
  lpop(key: RedisKey, count: Num, callback?: Callback<string[] | null>): Result<string[] | null, Context>
  /** `LPOP key` */
  lpop(key: RedisKey, callback?: Callback<string | null>): Result<string | null, Context>
  lpopBuffer(key: RedisKey, count: Num, callback?: Callback<Buffer[] | null>): Result<Buffer[] | null, Context>
  lpopBuffer(key: RedisKey, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /** `LPOS key element [RANK rank] COUNT num-matches [MAXLEN len]` */
  lpos(...args: [key: RedisKey, element: RedisValue, ...option: [] | [rank: 'RANK', rank2: Num], count: 'COUNT', numMatches: Num, ...option2: [] | [maxlen: 'MAXLEN', len: Num], callback?: Callback<number[]>]): Result<number[], Context>
  /** `LPOS key element [RANK rank] [MAXLEN len]` */
  lpos(...args: [key: RedisKey, element: RedisValue, ...option: [] | [rank: 'RANK', rank2: Num], ...option2: [] | [maxlen: 'MAXLEN', len: Num], callback?: Callback<number | null>]): Result<number | null, Context>

  /** `LPUSH key element...` */
  lpush(...args: [key: RedisKey, ...element: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /** `LPUSHX key element...` */
  lpushx(...args: [key: RedisKey, ...element: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /** `LRANGE key start stop` */
  lrange(key: RedisKey, start: RedisValue, stop: RedisValue, callback?: Callback<string[]>): Result<string[], Context>
  lrangeBuffer(key: RedisKey, start: RedisValue, stop: RedisValue, callback?: Callback<Buffer[]>): Result<Buffer[], Context>

  /** `LREM key count element` */
  lrem(key: RedisKey, count: Num, element: RedisValue, callback?: Callback<number>): Result<number, Context>

  /** `LSET key index element` */
  lset(key: RedisKey, index: Num, element: RedisValue, callback?: Callback<'OK'>): Result<'OK', Context>

  /** `LTRIM key start stop` */
  ltrim(key: RedisKey, start: RedisValue, stop: RedisValue, callback?: Callback<'OK'>): Result<'OK', Context>

  /** `MEMORY (DOCTOR | MALLOC-STATS)` */
  memory(...args: [option: 'DOCTOR' | 'MALLOC-STATS', callback?: Callback<string>]): Result<string, Context>
  /** `MEMORY HELP` */
  memory(help: 'HELP', callback?: Callback<unknown[]>): Result<unknown[], Context>
  /** `MEMORY PURGE` */
  memory(purge: 'PURGE', callback?: Callback<'OK'>): Result<'OK', Context>
  /** `MEMORY STATS` */
  memory(stats: 'STATS', callback?: Callback<Shape<unknown[], Dict<unknown>, Context>>): Result<Shape<unknown[], Dict<unknown>, Context>, Context>
  /** `MEMORY USAGE key [SAMPLES count]` */
  memory(...args: [usage: 'USAGE', key: RedisKey, ...option: [] | [samples: 'SAMPLES', count: Num], callback?: Callback<number | null>]): Result<number | null, Context>
  memoryBuffer(...args: [option: 'DOCTOR' | 'MALLOC-STATS', callback?: Callback<Buffer>]): Result<Buffer, Context>
  memoryBuffer(help: 'HELP', callback?: Callback<unknown[]>): Result<unknown[], Context>
  memoryBuffer(purge: 'PURGE', callback?: Callback<Buffer>): Result<Buffer, Context>
  memoryBuffer(stats: 'STATS', callback?: Callback<Shape<unknown[], Dict<unknown>, Context>>): Result<Shape<unknown[], Dict<unknown>, Context>, Context>
  memoryBuffer(...args: [usage: 'USAGE', key: RedisKey, ...option: [] | [samples: 'SAMPLES', count: Num], callback?: Callback<number | null>]): Result<number | null, Context>

  /** `MGET key...` */
  mget(...args: [...key: Many<RedisKey>, ...callback: Done<(string | null)[]>]): Result<(string | null)[], Context>
  mgetBuffer(...args: [...key: Many<RedisKey>, ...callback: Done<(Buffer | null)[]>]): Result<(Buffer | null)[], Context>

  /** `MIGRATE host port (key | "") destination-db timeout [COPY] [REPLACE] [AUTH password | AUTH2 username password] [KEYS key...]` */
  migrate(...args: [host: RedisValue, port: Num, keyOrEmpty: RedisValue, destinationDb: Num, timeout: Num, callback?: Callback<'OK'>] | [host: RedisValue, port: Num, keyOrEmpty: RedisValue, destinationDb: Num, timeout: Num, ...arg: Many<RedisValue>, ...callback: Done<'OK'>]): Result<'OK', Context>

  /** `MODULE HELP` */
  module(help: 'HELP', callback?: Callback<string[]>): Result<string[], Context>
  /** `MODULE LIST` */
  module(list: 'LIST', callback?: Callback<unknown>): Result<unknown, Context>
  /** `MODULE LOAD path [arg...]` */
  module(...args: [load: 'LOAD', path: RedisValue, callback?: Callback<'OK'>] | [load: 'LOAD', path: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<'OK'>]): Result<'OK', Context>
  /** `MODULE LOADEX path [CONFIG name value ...] [ARGS arg ...]` */
  module(...args: [loadex: 'LOADEX', path: RedisValue, callback?: Callback<'OK'>] | [loadex: 'LOADEX', path: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<'OK'>]): Result<'OK', Context>
  /** `MODULE UNLOAD name` */
  module(unload: 'UNLOAD', name: RedisValue, callback?: Callback<'OK'>): Result<'OK', Context>
  moduleBuffer(help: 'HELP', callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  moduleBuffer(list: 'LIST', callback?: Callback<unknown>): Result<unknown, Context>
  moduleBuffer(...args: [load: 'LOAD', path: RedisValue, callback?: Callback<Buffer>] | [load: 'LOAD', path: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<Buffer>]): Result<Buffer, Context>
  moduleBuffer(...args: [loadex: 'LOADEX', path: RedisValue, callback?: Callback<Buffer>] | [loadex: 'LOADEX', path: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<Buffer>]): Result<Buffer, Context>
  moduleBuffer(unload: 'UNLOAD', name: RedisValue, callback?: Callback<Buffer>): Result<Buffer, Context>

  /** `MOVE key db` */
  move(key: RedisKey, db: Num, callback?: Callback<number>): Result<number, Context>

  /** `MSET object:object` */
  mset(object: object, callback?: Callback<'OK'>): Result<'OK', Context>
  /** `MSET map:Map<RedisValue,RedisValue>` */
  mset(map: Map<RedisValue, RedisValue>, callback?: Callback<'OK'>): Result<'OK', Context>
  /** `MSET {key value}...` */
  mset(...args: [...key: Many<RedisKey | RedisValue>, ...callback: Done<'OK'>]): Result<'OK', Context>

  /** `MSETEX numkeys {key value}... [NX | XX] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]` */
  msetex(...args: [numkeys: Num, ...key: Many<RedisKey | RedisValue>, ...option: [] | [option: 'NX' | 'XX'], ...option2: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], ...callback: Done<number>]): Result<number, Context>

  /** `MSETNX object:object` */
  msetnx(object: object, callback?: Callback<number>): Result<number, Context>
  /** `MSETNX map:Map<RedisValue,RedisValue>` */
  msetnx(map: Map<RedisValue, RedisValue>, callback?: Callback<number>): Result<number, Context>
  /** `MSETNX {key value}...` */
  msetnx(...args: [...key: Many<RedisKey | RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /** `OBJECT ENCODING key` */
  object(encoding: 'ENCODING', key: RedisKey, callback?: Callback<string | null>): Result<string | null, Context>
  /** `OBJECT (FREQ | IDLETIME | REFCOUNT) key` */
  object(...args: [option: 'FREQ' | 'IDLETIME' | 'REFCOUNT', key: RedisKey, callback?: Callback<number | null>]): Result<number | null, Context>
  /** `OBJECT HELP` */
  object(help: 'HELP', callback?: Callback<string[]>): Result<string[], Context>
  objectBuffer(encoding: 'ENCODING', key: RedisKey, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>
  objectBuffer(...args: [option: 'FREQ' | 'IDLETIME' | 'REFCOUNT', key: RedisKey, callback?: Callback<number | null>]): Result<number | null, Context>
  objectBuffer(help: 'HELP', callback?: Callback<Buffer[]>): Result<Buffer[], Context>

  /** `PERSIST key` */
  persist(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /** `PEXPIRE key milliseconds [NX | XX | GT | LT]` */
  pexpire(...args: [key: RedisKey, milliseconds: Num, ...option: [] | [option: 'NX' | 'XX' | 'GT' | 'LT'], callback?: Callback<number>]): Result<number, Context>

  /** `PEXPIREAT key unix-time-milliseconds [NX | XX | GT | LT]` */
  pexpireat(...args: [key: RedisKey, unixTimeMilliseconds: Num, ...option: [] | [option: 'NX' | 'XX' | 'GT' | 'LT'], callback?: Callback<number>]): Result<number, Context>

  /** `PEXPIRETIME key` */
  pexpiretime(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /** `PFADD key [element...]` */
  pfadd(...args: [key: RedisKey, callback?: Callback<number>] | [key: RedisKey, ...element: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /** `PFCOUNT key...` */
  pfcount(...args: [...key: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /** `PFDEBUG subcommand key` */
  pfdebug(subcommand: RedisValue, key: RedisKey, callback?: Callback<unknown>): Result<unknown, Context>
  pfdebugBuffer(subcommand: RedisValue, key: RedisKey, callback?: Callback<unknown>): Result<unknown, Context>

  /** `PFMERGE destkey [sourcekey...]` */
  pfmerge(...args: [destkey: RedisKey, callback?: Callback<'OK'>] | [destkey: RedisKey, ...sourcekey: Many<RedisKey>, ...callback: Done<'OK'>]): Result<'OK', Context>

  /** `PFSELFTEST` */
  pfselftest(callback?: Callback<unknown>): Result<unknown, Context>
  pfselftestBuffer(callback?: Callback<unknown>): Result<unknown, Context>

  /** `PING message` */
  ping(message: RedisValue, callback?: Callback<string>): Result<string, Context>
  /** `PING` */
  ping(callback?: Callback<'PONG'>): Result<'PONG', Context>
  pingBuffer(message: RedisValue, callback?: Callback<Buffer>): Result<Buffer, Context>
  pingBuffer(callback?: Callback<Buffer>): Result<Buffer, Context>

  /** `PSETEX key milliseconds value` */
  psetex(key: RedisKey, milliseconds: Num, value: RedisValue, callback?: Callback<'OK'>): Result<'OK', Context>

  /** `PSUBSCRIBE pattern...` */
  psubscribe(...args: [...pattern: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /** `PSYNC replicationid offset` */
  psync(replicationid: RedisValue, offset: Num, callback?: Callback<unknown>): Result<unknown, Context>
  psyncBuffer(replicationid: RedisValue, offset: Num, callback?: Callback<unknown>): Result<unknown, Context>

  /** `PTTL key` */
  pttl(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /** `PUBLISH channel message` */
  publish(channel: RedisKey, message: RedisValue, callback?: Callback<number>): Result<number, Context>

  /** `PUBSUB CHANNELS [pattern]` */
  pubsub(...args: [channels: 'CHANNELS', ...option: [] | [option: RedisKey], callback?: Callback<string[]>]): Result<string[], Context>
  /** `PUBSUB HELP` */
  pubsub(help: 'HELP', callback?: Callback<string[]>): Result<string[], Context>
  /** `PUBSUB NUMPAT` */
  pubsub(numpat: 'NUMPAT', callback?: Callback<number>): Result<number, Context>
  /** `PUBSUB NUMSUB [channel...]` */
  pubsub(...args: [numsub: 'NUMSUB', callback?: Callback<unknown[]>] | [numsub: 'NUMSUB', ...channel: Many<RedisKey>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  /** `PUBSUB SHARDCHANNELS [pattern]` */
  pubsub(...args: [shardchannels: 'SHARDCHANNELS', ...option: [] | [option: RedisKey], callback?: Callback<string[]>]): Result<string[], Context>
  /** `PUBSUB SHARDNUMSUB [channel...]` */
  pubsub(...args: [shardnumsub: 'SHARDNUMSUB', callback?: Callback<unknown[]>] | [shardnumsub: 'SHARDNUMSUB', ...channel: Many<RedisKey>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  pubsubBuffer(...args: [channels: 'CHANNELS', ...option: [] | [option: RedisKey], callback?: Callback<Buffer[]>]): Result<Buffer[], Context>
  pubsubBuffer(help: 'HELP', callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  pubsubBuffer(numpat: 'NUMPAT', callback?: Callback<number>): Result<number, Context>
  pubsubBuffer(...args: [numsub: 'NUMSUB', callback?: Callback<unknown[]>] | [numsub: 'NUMSUB', ...channel: Many<RedisKey>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  pubsubBuffer(...args: [shardchannels: 'SHARDCHANNELS', ...option: [] | [option: RedisKey], callback?: Callback<Buffer[]>]): Result<Buffer[], Context>
  pubsubBuffer(...args: [shardnumsub: 'SHARDNUMSUB', callback?: Callback<unknown[]>] | [shardnumsub: 'SHARDNUMSUB', ...channel: Many<RedisKey>, ...callback: Done<unknown[]>]): Result<unknown[], Context>

  /** `PUNSUBSCRIBE [pattern...]` */
  punsubscribe(...args: [callback?: Callback<number>] | [...pattern: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /** `QUIT` */
  quit(callback?: Callback<'OK'>): Result<'OK', Context>

  /** `RANDOMKEY` */
  randomkey(callback?: Callback<string | null>): Result<string | null, Context>
  randomkeyBuffer(callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /** `READONLY` */
  readonly(callback?: Callback<'OK'>): Result<'OK', Context>

  /** `READWRITE` */
  readwrite(callback?: Callback<'OK'>): Result<'OK', Context>

  /** `RENAME key newkey` */
  rename(key: RedisKey, newkey: RedisKey, callback?: Callback<'OK'>): Result<'OK', Context>

  /** `RENAMENX key newkey` */
  renamenx(key: RedisKey, newkey: RedisKey, callback?: Callback<number>): Result<number, Context>

  /** `REPLCONF [arg...]` */
  replconf(...args: [callback?: Callback<unknown>] | [...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  replconfBuffer(...args: [callback?: Callback<unknown>] | [...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>

  /** `REPLICAOF (host port | NO ONE)` */
  replicaof(...args: [...option: [host: RedisValue, port: Num] | [no: 'NO', one: 'ONE'], callback?: Callback<'OK'>]): Result<'OK', Context>

  /** `RESET` */
  reset(callback?: Callback<'OK'>): Result<'OK', Context>

  /** `RESTORE key ttl serialized-value [REPLACE] [ABSTTL] [IDLETIME seconds] [FREQ frequency]` */
  restore(...args: [key: RedisKey, ttl: Num, serializedValue: RedisValue, ...option: [] | [option: 'REPLACE'], ...option2: [] | [option2: 'ABSTTL'], ...option3: [] | [idletime: 'IDLETIME', seconds: Num], ...option4: [] | [freq: 'FREQ', frequency: Num], callback?: Callback<'OK'>]): Result<'OK', Context>

  /** `RESTORE-ASKING key ttl serialized-value [REPLACE] [ABSTTL] [IDLETIME seconds] [FREQ frequency]` */
  'restore-asking'(...args: [key: RedisKey, ttl: Num, serializedValue: RedisValue, ...option: [] | [option: 'REPLACE'], ...option2: [] | [option2: 'ABSTTL'], ...option3: [] | [idletime: 'IDLETIME', seconds: Num], ...option4: [] | [freq: 'FREQ', frequency: Num], callback?: Callback<'OK'>]): Result<'OK', Context>

  /** `ROLE` */
  role(callback?: Callback<unknown[]>): Result<unknown[], Context>
  roleBuffer(callback?: Callback<unknown[]>): Result<unknown[], Context>

  /** `RPOP key count` */
  rpop(key: RedisKey, count: Num, callback?: Callback<string[] | null>): Result<string[] | null, Context>
  /** `RPOP key` */
  rpop(key: RedisKey, callback?: Callback<string | null>): Result<string | null, Context>
  rpopBuffer(key: RedisKey, count: Num, callback?: Callback<Buffer[] | null>): Result<Buffer[] | null, Context>
  rpopBuffer(key: RedisKey, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /** `RPOPLPUSH source destination` */
  rpoplpush(source: RedisKey, destination: RedisKey, callback?: Callback<string>): Result<string, Context>
  rpoplpushBuffer(source: RedisKey, destination: RedisKey, callback?: Callback<Buffer>): Result<Buffer, Context>

  /** `RPUSH key element...` */
  rpush(...args: [key: RedisKey, ...element: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /** `RPUSHX key element...` */
  rpushx(...args: [key: RedisKey, ...element: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /** `SADD key member...` */
  sadd(...args: [key: RedisKey, ...member: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /** `SAVE` */
  save(callback?: Callback<'OK'>): Result<'OK', Context>

  /** `SCAN cursor [MATCH pattern] [COUNT count] [TYPE type]` */
  scan(...args: [cursor: RedisValue, ...option: [] | [match: 'MATCH', pattern: RedisKey], ...option2: [] | [count: 'COUNT', count2: Num], ...option3: [] | [type: 'TYPE', type2: RedisValue], callback?: Callback<[cursor: string, elements: string[]]>]): Result<[cursor: string, elements: string[]], Context>
  /** `SCAN cursor [MATCH pattern] TYPE type COUNT count` */
  scan(...args: [cursor: RedisValue, ...option: [] | [match: 'MATCH', pattern: RedisKey], type: 'TYPE', type2: RedisValue, count: 'COUNT', count2: Num, callback?: Callback<[cursor: string, elements: string[]]>]): Result<[cursor: string, elements: string[]], Context>
  /** `SCAN cursor COUNT count MATCH pattern [TYPE type]` */
  scan(...args: [cursor: RedisValue, count: 'COUNT', count2: Num, match: 'MATCH', pattern: RedisKey, ...option: [] | [type: 'TYPE', type2: RedisValue], callback?: Callback<[cursor: string, elements: string[]]>]): Result<[cursor: string, elements: string[]], Context>
  /** `SCAN cursor (COUNT count TYPE type MATCH pattern | TYPE type [COUNT count] MATCH pattern | TYPE type MATCH pattern COUNT count)` */
  scan(...args: [cursor: RedisValue, ...option: [count: 'COUNT', count2: Num, type: 'TYPE', type2: RedisValue, match: 'MATCH', pattern: RedisKey] | [type: 'TYPE', type2: RedisValue, ...option: [] | [count: 'COUNT', count2: Num], match: 'MATCH', pattern: RedisKey] | [type: 'TYPE', type2: RedisValue, match: 'MATCH', pattern: RedisKey, count: 'COUNT', count2: Num], callback?: Callback<[cursor: string, elements: string[]]>]): Result<[cursor: string, elements: string[]], Context>
  scanBuffer(...args: [cursor: RedisValue, ...option: [] | [match: 'MATCH', pattern: RedisKey], ...option2: [] | [count: 'COUNT', count2: Num], ...option3: [] | [type: 'TYPE', type2: RedisValue], callback?: Callback<[cursor: Buffer, elements: Buffer[]]>]): Result<[cursor: Buffer, elements: Buffer[]], Context>
  scanBuffer(...args: [cursor: RedisValue, ...option: [] | [match: 'MATCH', pattern: RedisKey], type: 'TYPE', type2: RedisValue, count: 'COUNT', count2: Num, callback?: Callback<[cursor: Buffer, elements: Buffer[]]>]): Result<[cursor: Buffer, elements: Buffer[]], Context>
  scanBuffer(...args: [cursor: RedisValue, count: 'COUNT', count2: Num, match: 'MATCH', pattern: RedisKey, ...option: [] | [type: 'TYPE', type2: RedisValue], callback?: Callback<[cursor: Buffer, elements: Buffer[]]>]): Result<[cursor: Buffer, elements: Buffer[]], Context>
  scanBuffer(...args: [cursor: RedisValue, ...option: [count: 'COUNT', count2: Num, type: 'TYPE', type2: RedisValue, match: 'MATCH', pattern: RedisKey] | [type: 'TYPE', type2: RedisValue, ...option: [] | [count: 'COUNT', count2: Num], match: 'MATCH', pattern: RedisKey] | [type: 'TYPE', type2: RedisValue, match: 'MATCH', pattern: RedisKey, count: 'COUNT', count2: Num], callback?: Callback<[cursor: Buffer, elements: Buffer[]]>]): Result<[cursor: Buffer, elements: Buffer[]], Context>

  /** `SCARD key` */
  scard(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /** `SCRIPT DEBUG (YES | SYNC | NO)` */
  script(...args: [debug: 'DEBUG', option: 'YES' | 'SYNC' | 'NO', callback?: Callback<'OK'>]): Result<'OK', Context>
  /** `SCRIPT EXISTS sha1...` */
  script(...args: [exists: 'EXISTS', ...sha1: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>
  /** `SCRIPT (FLUSH [ASYNC | SYNC] | KILL)` */
  script(...args: [...option: [flush: 'FLUSH', ...option: [] | [option: 'ASYNC' | 'SYNC']] | [kill: 'KILL'], callback?: Callback<'OK'>]): Result<'OK', Context>
  /** `SCRIPT HELP` */
  script(help: 'HELP', callback?: Callback<string[]>): Result<string[], Context>
  /** `SCRIPT LOAD script` */
  script(load: 'LOAD', script: RedisValue, callback?: Callback<string>): Result<string, Context>
  scriptBuffer(...args: [debug: 'DEBUG', option: 'YES' | 'SYNC' | 'NO', callback?: Callback<Buffer>]): Result<Buffer, Context>
  scriptBuffer(...args: [exists: 'EXISTS', ...sha1: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>
  scriptBuffer(...args: [...option: [flush: 'FLUSH', ...option: [] | [option: 'ASYNC' | 'SYNC']] | [kill: 'KILL'], callback?: Callback<Buffer>]): Result<Buffer, Context>
  scriptBuffer(help: 'HELP', callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  scriptBuffer(load: 'LOAD', script: RedisValue, callback?: Callback<Buffer>): Result<Buffer, Context>

  /** `SDIFF key...` */
  sdiff(...args: [...key: Many<RedisKey>, ...callback: Done<string[]>]): Result<string[], Context>
  sdiffBuffer(...args: [...key: Many<RedisKey>, ...callback: Done<Buffer[]>]): Result<Buffer[], Context>

  /** `SDIFFCARD numkeys key... [LIMIT limit]` */
  sdiffcard(...args: [numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [limit: 'LIMIT', limit2: Num], ...callback: Done<number>]): Result<number, Context>

  /** `SDIFFSTORE destination key...` */
  sdiffstore(...args: [destination: RedisKey, ...key: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /** `SELECT db` */
  select(db: Num, callback?: Callback<'OK'>): Result<'OK', Context>

  /** `SENTINEL subcommand [arg...]` */
  sentinel(...args: [subcommand: RedisValue, callback?: Callback<unknown>] | [subcommand: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  sentinelBuffer(...args: [subcommand: RedisValue, callback?: Callback<unknown>] | [subcommand: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>

  /** `SET key value [NX | XX] [GET] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]` */
  set(...args: [key: RedisKey, value: RedisValue, ...option: [...option: [] | [option: 'NX' | 'XX'], get: 'GET', ...option2: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL']] | [get: 'GET', ...option: [] | [option: 'NX' | 'XX'], ...option2: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL']] | [...option: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], ...option2: [] | [option2: 'NX' | 'XX'], get: 'GET'] | [...option: [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], get: 'GET', ...option2: [] | [option2: 'NX' | 'XX']], callback?: Callback<string | null>]): Result<string | null, Context>
  /** `SET key value [NX | XX] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]` */
  set(...args: [key: RedisKey, value: RedisValue, ...option: [option: 'NX' | 'XX', ...option2: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL']] | [...option: [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], option2: 'NX' | 'XX'], callback?: Callback<'OK' | null>]): Result<'OK' | null, Context>
  /** `SET key value [(IFEQ value | IFNE value | IFDEQ digest | IFDNE digest)] [GET] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]` */
  set(...args: [key: RedisKey, value: RedisValue, ...option: [...option: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], ...option2: [ifeq: 'IFEQ', value: RedisValue] | [ifne: 'IFNE', value: RedisValue] | [ifdeq: 'IFDEQ', digest: RedisValue] | [ifdne: 'IFDNE', digest: RedisValue], get: 'GET'] | [...option: [ifeq: 'IFEQ', value: RedisValue] | [ifne: 'IFNE', value: RedisValue] | [ifdeq: 'IFDEQ', digest: RedisValue] | [ifdne: 'IFDNE', digest: RedisValue], get: 'GET', ...option2: [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL']], callback?: Callback<string | null>]): Result<string | null, Context>
  /** `SET key value [(IFEQ value | IFNE value | IFDEQ digest | IFDNE digest)] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]` */
  set(...args: [key: RedisKey, value: RedisValue, ...option: [...option: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], ...option2: [ifeq: 'IFEQ', value: RedisValue] | [ifne: 'IFNE', value: RedisValue] | [ifdeq: 'IFDEQ', digest: RedisValue] | [ifdne: 'IFDNE', digest: RedisValue]] | [...option: [ifeq: 'IFEQ', value: RedisValue] | [ifne: 'IFNE', value: RedisValue] | [ifdeq: 'IFDEQ', digest: RedisValue] | [ifdne: 'IFDNE', digest: RedisValue], ...option2: [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL']], callback?: Callback<'OK' | null>]): Result<'OK' | null, Context>
  /** `SET key value [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]` */
  set(...args: [key: RedisKey, value: RedisValue, ...option: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], callback?: Callback<'OK'>]): Result<'OK', Context>
  setBuffer(...args: [key: RedisKey, value: RedisValue, ...option: [...option: [] | [option: 'NX' | 'XX'], get: 'GET', ...option2: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL']] | [get: 'GET', ...option: [] | [option: 'NX' | 'XX'], ...option2: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL']] | [...option: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], ...option2: [] | [option2: 'NX' | 'XX'], get: 'GET'] | [...option: [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], get: 'GET', ...option2: [] | [option2: 'NX' | 'XX']], callback?: Callback<Buffer | null>]): Result<Buffer | null, Context>
  setBuffer(...args: [key: RedisKey, value: RedisValue, ...option: [option: 'NX' | 'XX', ...option2: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL']] | [...option: [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], option2: 'NX' | 'XX'], callback?: Callback<Buffer | null>]): Result<Buffer | null, Context>
  setBuffer(...args: [key: RedisKey, value: RedisValue, ...option: [...option: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], ...option2: [ifeq: 'IFEQ', value: RedisValue] | [ifne: 'IFNE', value: RedisValue] | [ifdeq: 'IFDEQ', digest: RedisValue] | [ifdne: 'IFDNE', digest: RedisValue], get: 'GET'] | [...option: [ifeq: 'IFEQ', value: RedisValue] | [ifne: 'IFNE', value: RedisValue] | [ifdeq: 'IFDEQ', digest: RedisValue] | [ifdne: 'IFDNE', digest: RedisValue], get: 'GET', ...option2: [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL']], callback?: Callback<Buffer | null>]): Result<Buffer | null, Context>
  setBuffer(...args: [key: RedisKey, value: RedisValue, ...option: [...option: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], ...option2: [ifeq: 'IFEQ', value: RedisValue] | [ifne: 'IFNE', value: RedisValue] | [ifdeq: 'IFDEQ', digest: RedisValue] | [ifdne: 'IFDNE', digest: RedisValue]] | [...option: [ifeq: 'IFEQ', value: RedisValue] | [ifne: 'IFNE', value: RedisValue] | [ifdeq: 'IFDEQ', digest: RedisValue] | [ifdne: 'IFDNE', digest: RedisValue], ...option2: [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL']], callback?: Callback<Buffer | null>]): Result<Buffer | null, Context>
  setBuffer(...args: [key: RedisKey, value: RedisValue, ...option: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], callback?: Callback<Buffer>]): Result<Buffer, Context>

  /** `SETBIT key offset value` */
  setbit(key: RedisKey, offset: Num, value: RedisValue, callback?: Callback<number>): Result<number, Context>

  /** `SETEX key seconds value` */
  setex(key: RedisKey, seconds: Num, value: RedisValue, callback?: Callback<'OK'>): Result<'OK', Context>

  /** `SETNX key value` */
  setnx(key: RedisKey, value: RedisValue, callback?: Callback<number>): Result<number, Context>

  /** `SETRANGE key offset value` */
  setrange(key: RedisKey, offset: Num, value: RedisValue, callback?: Callback<number>): Result<number, Context>

  /** `SHUTDOWN [NOSAVE | SAVE] [NOW] [FORCE] [ABORT]` */
  shutdown(...args: [...option: [] | [option: 'NOSAVE' | 'SAVE'], ...option2: [] | [option2: 'NOW'], ...option3: [] | [option3: 'FORCE'], ...option4: [] | [option4: 'ABORT'], callback?: Callback<'OK'>]): Result<'OK', Context>

  /** `SINTER key...` */
  sinter(...args: [...key: Many<RedisKey>, ...callback: Done<string[]>]): Result<string[], Context>
  sinterBuffer(...args: [...key: Many<RedisKey>, ...callback: Done<Buffer[]>]): Result<Buffer[], Context>

  /** `SINTERCARD numkeys key... [LIMIT limit]` */
  sintercard(...args: [numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [limit: 'LIMIT', limit2: Num], ...callback: Done<number>]): Result<number, Context>

  /** `SINTERSTORE destination key...` */
  sinterstore(...args: [destination: RedisKey, ...key: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /** `SISMEMBER key member` */
  sismember(key: RedisKey, member: RedisValue, callback?: Callback<number>): Result<number, Context>

  /** `SLAVEOF (host port | NO ONE)` */
  slaveof(...args: [...option: [host: RedisValue, port: Num] | [no: 'NO', one: 'ONE'], callback?: Callback<'OK'>]): Result<'OK', Context>

  /** `SLOWLOG GET [count]` */
  slowlog(...args: [get: 'GET', ...option: [] | [option: Num], callback?: Callback<unknown[]>]): Result<unknown[], Context>
  /** `SLOWLOG HELP` */
  slowlog(help: 'HELP', callback?: Callback<string[]>): Result<string[], Context>
  /** `SLOWLOG LEN` */
  slowlog(len: 'LEN', callback?: Callback<number>): Result<number, Context>
  /** `SLOWLOG RESET` */
  slowlog(reset: 'RESET', callback?: Callback<'OK'>): Result<'OK', Context>
  slowlogBuffer(...args: [get: 'GET', ...option: [] | [option: Num], callback?: Callback<unknown[]>]): Result<unknown[], Context>
  slowlogBuffer(help: 'HELP', callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  slowlogBuffer(len: 'LEN', callback?: Callback<number>): Result<number, Context>
  slowlogBuffer(reset: 'RESET', callback?: Callback<Buffer>): Result<Buffer, Context>

  /** `SMEMBERS key` */
  smembers(key: RedisKey, callback?: Callback<string[]>): Result<string[], Context>
  smembersBuffer(key: RedisKey, callback?: Callback<Buffer[]>): Result<Buffer[], Context>

  /** `SMISMEMBER key member...` */
  smismember(...args: [key: RedisKey, ...member: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>

  /** `SMOVE source destination member` */
  smove(source: RedisKey, destination: RedisKey, member: RedisValue, callback?: Callback<number>): Result<number, Context>

  /** `SORT key [BY pattern] [LIMIT offset count] {GET get-pattern}... [ASC | DESC] [ALPHA] STORE destination` */
  sort(...args: [key: RedisKey, ...option: [] | [by: 'BY', pattern: RedisKey], ...option2: [] | [limit: 'LIMIT', offset: Num, count: Num], ...get: Many<'GET' | RedisValue>, ...option3: [] | [option3: 'ASC' | 'DESC'], ...option4: [] | [option4: 'ALPHA'], store: 'STORE', destination: RedisKey, ...callback: Done<number>]): Result<number, Context>
  /** `SORT key [BY pattern] [LIMIT offset count] [GET pattern ...] [ASC | DESC] [ALPHA] [STORE destination]` */
  sort(...args: [key: RedisKey, callback?: Callback<number | unknown[]>] | [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<number | unknown[]>]): Result<number | unknown[], Context>
  sortBuffer(...args: [key: RedisKey, ...option: [] | [by: 'BY', pattern: RedisKey], ...option2: [] | [limit: 'LIMIT', offset: Num, count: Num], ...get: Many<'GET' | RedisValue>, ...option3: [] | [option3: 'ASC' | 'DESC'], ...option4: [] | [option4: 'ALPHA'], store: 'STORE', destination: RedisKey, ...callback: Done<number>]): Result<number, Context>
  sortBuffer(...args: [key: RedisKey, callback?: Callback<number | unknown[]>] | [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<number | unknown[]>]): Result<number | unknown[], Context>

  /** `SORT_RO key [BY pattern] [LIMIT offset count] [GET pattern ...] [ASC | DESC] [ALPHA]` */
  sort_ro(...args: [key: RedisKey, callback?: Callback<unknown[]>] | [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  sort_roBuffer(...args: [key: RedisKey, callback?: Callback<unknown[]>] | [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>

  /** `SPOP key count` */
  spop(key: RedisKey, count: Num, callback?: Callback<string[]>): Result<string[], Context>
  /** `SPOP key` */
  spop(key: RedisKey, callback?: Callback<string | null>): Result<string | null, Context>
  spopBuffer(key: RedisKey, count: Num, callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  spopBuffer(key: RedisKey, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /** `SPUBLISH channel message` */
  spublish(channel: RedisKey, message: RedisValue, callback?: Callback<number>): Result<number, Context>

  /** `SRANDMEMBER key count` */
  srandmember(key: RedisKey, count: Num, callback?: Callback<string[]>): Result<string[], Context>
  /** `SRANDMEMBER key` */
  srandmember(key: RedisKey, callback?: Callback<string | null>): Result<string | null, Context>
  srandmemberBuffer(key: RedisKey, count: Num, callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  srandmemberBuffer(key: RedisKey, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /** `SREM key member...` */
  srem(...args: [key: RedisKey, ...member: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /** `SSCAN key cursor [MATCH pattern] [COUNT count]` */
  sscan(...args: [key: RedisKey, cursor: RedisValue, ...option: [] | [match: 'MATCH', pattern: RedisKey], ...option2: [] | [count: 'COUNT', count2: Num], callback?: Callback<[cursor: string, elements: string[]]>]): Result<[cursor: string, elements: string[]], Context>
  /** `SSCAN key cursor COUNT count MATCH pattern` */
  sscan(key: RedisKey, cursor: RedisValue, count: 'COUNT', count2: Num, match: 'MATCH', pattern: RedisKey, callback?: Callback<[cursor: string, elements: string[]]>): Result<[cursor: string, elements: string[]], Context>
  sscanBuffer(...args: [key: RedisKey, cursor: RedisValue, ...option: [] | [match: 'MATCH', pattern: RedisKey], ...option2: [] | [count: 'COUNT', count2: Num], callback?: Callback<[cursor: Buffer, elements: Buffer[]]>]): Result<[cursor: Buffer, elements: Buffer[]], Context>
  sscanBuffer(key: RedisKey, cursor: RedisValue, count: 'COUNT', count2: Num, match: 'MATCH', pattern: RedisKey, callback?: Callback<[cursor: Buffer, elements: Buffer[]]>): Result<[cursor: Buffer, elements: Buffer[]], Context>

  /** `SSUBSCRIBE channel...` */
  ssubscribe(...args: [...channel: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /** `STRLEN key` */
  strlen(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /** `SUBSCRIBE channel...` */
  subscribe(...args: [...channel: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /** `SUBSTR key start end` */
  substr(key: RedisKey, start: RedisValue, end: RedisValue, callback?: Callback<string>): Result<string, Context>
  substrBuffer(key: RedisKey, start: RedisValue, end: RedisValue, callback?: Callback<Buffer>): Result<Buffer, Context>

  /** `SUNION key...` */
  sunion(...args: [...key: Many<RedisKey>, ...callback: Done<string[]>]): Result<string[], Context>
  sunionBuffer(...args: [...key: Many<RedisKey>, ...callback: Done<Buffer[]>]): Result<Buffer[], Context>

  /** `SUNIONCARD numkeys key... [APPROX] [LIMIT limit]` */
  sunioncard(...args: [numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [option: 'APPROX'], ...option2: [] | [limit: 'LIMIT', limit2: Num], ...callback: Done<number>]): Result<number, Context>

  /** `SUNIONSTORE destination key...` */
  sunionstore(...args: [destination: RedisKey, ...key: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /** `SUNSUBSCRIBE [channel...]` */
  sunsubscribe(...args: [callback?: Callback<number>] | [...channel: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /** `SWAPDB index1 index2` */
  swapdb(index1: Num, index2: Num, callback?: Callback<'OK'>): Result<'OK', Context>

  /** `SYNC` */
  sync(callback?: Callback<unknown>): Result<unknown, Context>
  syncBuffer(callback?: Callback<unknown>): Result<unknown, Context>

  /** `TIME (the server sends these as text, but ioredis declares numbers)` */
  time(callback?: Callback<number[]>): Result<number[], Context>

  /** `TOUCH key...` */
  touch(...args: [...key: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /** `TRIMSLOTS RANGES numranges {start-slot end-slot}...` */
  trimslots(...args: [ranges: 'RANGES', numranges: Num, ...startSlot: Many<Num>, ...callback: Done<unknown>]): Result<unknown, Context>
  trimslotsBuffer(...args: [ranges: 'RANGES', numranges: Num, ...startSlot: Many<Num>, ...callback: Done<unknown>]): Result<unknown, Context>

  /** `TTL key` */
  ttl(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /** `TYPE key` */
  type(key: RedisKey, callback?: Callback<string>): Result<string, Context>
  typeBuffer(key: RedisKey, callback?: Callback<Buffer>): Result<Buffer, Context>

  /** `UNLINK key...` */
  unlink(...args: [...key: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /** `UNSUBSCRIBE [channel...]` */
  unsubscribe(...args: [callback?: Callback<number>] | [...channel: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /** `UNWATCH` */
  unwatch(callback?: Callback<'OK'>): Result<'OK', Context>

  /** `VADD key [REDUCE dim] (FP32 vector | VALUES num value...) element [CAS] [NOQUANT | Q8 | BIN] [EF effort] [SETATTR attributes] [M links]` */
  vadd(...args: [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<Shape<number, boolean, Context>>]): Result<Shape<number, boolean, Context>, Context>

  /** `VCARD key` */
  vcard(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /** `VDIM key` */
  vdim(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /** `VEMB key element [RAW]` */
  vemb(...args: [key: RedisKey, element: RedisValue, ...option: [] | [option: 'RAW'], callback?: Callback<Shape<string[] | null, number[] | null, Context>>]): Result<Shape<string[] | null, number[] | null, Context>, Context>
  vembBuffer(...args: [key: RedisKey, element: RedisValue, ...option: [] | [option: 'RAW'], callback?: Callback<Shape<Buffer[] | null, number[] | null, Context>>]): Result<Shape<Buffer[] | null, number[] | null, Context>, Context>

  /** `VGETATTR key element` */
  vgetattr(key: RedisKey, element: RedisValue, callback?: Callback<string | null>): Result<string | null, Context>
  vgetattrBuffer(key: RedisKey, element: RedisValue, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /** `VINFO key` */
  vinfo(key: RedisKey, callback?: Callback<Shape<(string | number)[] | null, Dict<string | number> | null, Context>>): Result<Shape<(string | number)[] | null, Dict<string | number> | null, Context>, Context>
  vinfoBuffer(key: RedisKey, callback?: Callback<Shape<(Buffer | number)[] | null, Dict<Buffer | number> | null, Context>>): Result<Shape<(Buffer | number)[] | null, Dict<Buffer | number> | null, Context>, Context>

  /** `VISMEMBER key element` */
  vismember(key: RedisKey, element: RedisValue, callback?: Callback<Shape<number, boolean, Context>>): Result<Shape<number, boolean, Context>, Context>

  /** `VLINKS key element [WITHSCORES]` */
  vlinks(...args: [key: RedisKey, element: RedisValue, ...option: [] | [option: 'WITHSCORES'], callback?: Callback<string[][] | null>]): Result<string[][] | null, Context>
  vlinksBuffer(...args: [key: RedisKey, element: RedisValue, ...option: [] | [option: 'WITHSCORES'], callback?: Callback<Buffer[][] | null>]): Result<Buffer[][] | null, Context>

  /** `VRANDMEMBER key count` */
  vrandmember(key: RedisKey, count: Num, callback?: Callback<string[]>): Result<string[], Context>
  /** `VRANDMEMBER key` */
  vrandmember(key: RedisKey, callback?: Callback<string | null>): Result<string | null, Context>
  vrandmemberBuffer(key: RedisKey, count: Num, callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  vrandmemberBuffer(key: RedisKey, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /** `VRANGE key start end [count]` */
  vrange(...args: [key: RedisKey, start: RedisValue, end: RedisValue, ...option: [] | [option: Num], callback?: Callback<string[]>]): Result<string[], Context>
  vrangeBuffer(...args: [key: RedisKey, start: RedisValue, end: RedisValue, ...option: [] | [option: Num], callback?: Callback<Buffer[]>]): Result<Buffer[], Context>

  /** `VREM key element` */
  vrem(key: RedisKey, element: RedisValue, callback?: Callback<Shape<number, boolean, Context>>): Result<Shape<number, boolean, Context>, Context>

  /** `VSETATTR key element attributes` */
  vsetattr(key: RedisKey, element: RedisValue, attributes: RedisValue, callback?: Callback<Shape<number, boolean, Context>>): Result<Shape<number, boolean, Context>, Context>

  /** `VSIM key (FP32 vector | VALUES num value... | ELE element) [WITHSCORES] [WITHATTRIBS] [COUNT count] [EPSILON delta] [EF effort] [FILTER expression] [FILTER-EF effort] [TRUTH] [NOTHREAD]` */
  vsim<T extends RedisValue[]>(...args: [key: RedisKey, ...args: T, ...callback: Done<VsimReply<T, string, Context>>]): Result<VsimReply<T, string, Context>, Context>
  vsimBuffer<T extends RedisValue[]>(...args: [key: RedisKey, ...args: T, ...callback: Done<VsimReply<T, Buffer, Context>>]): Result<VsimReply<T, Buffer, Context>, Context>

  /** `WAIT numreplicas timeout` */
  wait(numreplicas: Num, timeout: Num, callback?: Callback<number>): Result<number, Context>

  /** `WAITAOF numlocal numreplicas timeout` */
  waitaof(numlocal: Num, numreplicas: Num, timeout: Num, callback?: Callback<[local: number, replicas: number]>): Result<[local: number, replicas: number], Context>

  /** `WATCH key...` */
  watch(...args: [...key: Many<RedisKey>, ...callback: Done<'OK'>]): Result<'OK', Context>

  /** `XACK key group id...` */
  xack(...args: [key: RedisKey, group: RedisValue, ...id: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /** `XACKDEL key group [KEEPREF | DELREF | ACKED] IDS numids id...` */
  xackdel(...args: [key: RedisKey, group: RedisValue, ...option: [] | [option: 'KEEPREF' | 'DELREF' | 'ACKED'], ids: 'IDS', numids: Num, ...id: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>

  /** `XADD key [NOMKSTREAM] [(MAXLEN | MINID) [= | ~] threshold [LIMIT count]] (* | id) {field value}...` */
  xadd(...args: [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<string | null>]): Result<string | null, Context>
  xaddBuffer(...args: [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<Buffer | null>]): Result<Buffer | null, Context>

  /** `XAUTOCLAIM key group consumer min-idle-time start [COUNT count] [JUSTID]` */
  xautoclaim(...args: [key: RedisKey, group: RedisValue, consumer: RedisValue, minIdleTime: RedisValue, start: RedisValue, ...option: [] | [count: 'COUNT', count2: Num], ...option2: [] | [option2: 'JUSTID'], callback?: Callback<unknown[]>]): Result<unknown[], Context>
  xautoclaimBuffer(...args: [key: RedisKey, group: RedisValue, consumer: RedisValue, minIdleTime: RedisValue, start: RedisValue, ...option: [] | [count: 'COUNT', count2: Num], ...option2: [] | [option2: 'JUSTID'], callback?: Callback<unknown[]>]): Result<unknown[], Context>

  /** `XCFGSET key [IDMP-DURATION seconds] [IDMP-MAXSIZE size]` */
  xcfgset(...args: [key: RedisKey, ...option: [] | [idmpDuration: 'IDMP-DURATION', seconds: Num], ...option2: [] | [idmpMaxsize: 'IDMP-MAXSIZE', size: Num], callback?: Callback<unknown>]): Result<unknown, Context>
  xcfgsetBuffer(...args: [key: RedisKey, ...option: [] | [idmpDuration: 'IDMP-DURATION', seconds: Num], ...option2: [] | [idmpMaxsize: 'IDMP-MAXSIZE', size: Num], callback?: Callback<unknown>]): Result<unknown, Context>

  /** `XCLAIM key group consumer min-idle-time id... [IDLE milliseconds] [TIME unix-time-milliseconds] [RETRYCOUNT count] [FORCE] [JUSTID] [LASTID last-id]` */
  xclaim(...args: [key: RedisKey, group: RedisValue, consumer: RedisValue, minIdleTime: RedisValue, ...id: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  xclaimBuffer(...args: [key: RedisKey, group: RedisValue, consumer: RedisValue, minIdleTime: RedisValue, ...id: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>

  /** `XDEL key id...` */
  xdel(...args: [key: RedisKey, ...id: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /** `XDELEX key [KEEPREF | DELREF | ACKED] IDS numids id...` */
  xdelex(...args: [key: RedisKey, ...option: [] | [option: 'KEEPREF' | 'DELREF' | 'ACKED'], ids: 'IDS', numids: Num, ...id: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>

  /** `XGROUP CREATE key group id [MKSTREAM] [ENTRIESREAD entries-read]` */
  xgroup(...args: [create: 'CREATE', key: RedisKey, group: RedisValue, id: RedisValue, ...option: [] | [option: 'MKSTREAM'], ...option2: [] | [entriesread: 'ENTRIESREAD', entriesRead: Num], callback?: Callback<'OK'>]): Result<'OK', Context>
  /** `XGROUP CREATECONSUMER key group consumer` */
  xgroup(createconsumer: 'CREATECONSUMER', key: RedisKey, group: RedisValue, consumer: RedisValue, callback?: Callback<number>): Result<number, Context>
  /** `XGROUP DELCONSUMER key group consumer` */
  xgroup(delconsumer: 'DELCONSUMER', key: RedisKey, group: RedisValue, consumer: RedisValue, callback?: Callback<number>): Result<number, Context>
  /** `XGROUP DESTROY key group` */
  xgroup(destroy: 'DESTROY', key: RedisKey, group: RedisValue, callback?: Callback<number>): Result<number, Context>
  /** `XGROUP HELP` */
  xgroup(help: 'HELP', callback?: Callback<string[]>): Result<string[], Context>
  /** `XGROUP SETID key group id [ENTRIESREAD entries-read]` */
  xgroup(...args: [setid: 'SETID', key: RedisKey, group: RedisValue, id: RedisValue, ...option: [] | [entriesread: 'ENTRIESREAD', entriesRead: Num], callback?: Callback<'OK'>]): Result<'OK', Context>
  xgroupBuffer(...args: [create: 'CREATE', key: RedisKey, group: RedisValue, id: RedisValue, ...option: [] | [option: 'MKSTREAM'], ...option2: [] | [entriesread: 'ENTRIESREAD', entriesRead: Num], callback?: Callback<Buffer>]): Result<Buffer, Context>
  xgroupBuffer(createconsumer: 'CREATECONSUMER', key: RedisKey, group: RedisValue, consumer: RedisValue, callback?: Callback<number>): Result<number, Context>
  xgroupBuffer(delconsumer: 'DELCONSUMER', key: RedisKey, group: RedisValue, consumer: RedisValue, callback?: Callback<number>): Result<number, Context>
  xgroupBuffer(destroy: 'DESTROY', key: RedisKey, group: RedisValue, callback?: Callback<number>): Result<number, Context>
  xgroupBuffer(help: 'HELP', callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  xgroupBuffer(...args: [setid: 'SETID', key: RedisKey, group: RedisValue, id: RedisValue, ...option: [] | [entriesread: 'ENTRIESREAD', entriesRead: Num], callback?: Callback<Buffer>]): Result<Buffer, Context>

  /** `XIDMPRECORD key producer-id message-id id` */
  xidmprecord(key: RedisKey, producerId: RedisValue, messageId: RedisValue, id: RedisValue, callback?: Callback<unknown>): Result<unknown, Context>
  xidmprecordBuffer(key: RedisKey, producerId: RedisValue, messageId: RedisValue, id: RedisValue, callback?: Callback<unknown>): Result<unknown, Context>

  /** `XINFO CONSUMERS key group` */
  xinfo(consumers: 'CONSUMERS', key: RedisKey, group: RedisValue, callback?: Callback<unknown[]>): Result<unknown[], Context>
  /** `XINFO GROUPS key` */
  xinfo(groups: 'GROUPS', key: RedisKey, callback?: Callback<unknown[]>): Result<unknown[], Context>
  /** `XINFO HELP` */
  xinfo(help: 'HELP', callback?: Callback<string[]>): Result<string[], Context>
  /** `XINFO STREAM key [FULL [COUNT count]]` */
  xinfo(...args: [stream: 'STREAM', key: RedisKey, ...option: [] | [full: 'FULL', ...option: [] | [count: 'COUNT', count2: Num]], callback?: Callback<unknown>]): Result<unknown, Context>
  xinfoBuffer(consumers: 'CONSUMERS', key: RedisKey, group: RedisValue, callback?: Callback<unknown[]>): Result<unknown[], Context>
  xinfoBuffer(groups: 'GROUPS', key: RedisKey, callback?: Callback<unknown[]>): Result<unknown[], Context>
  xinfoBuffer(help: 'HELP', callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  xinfoBuffer(...args: [stream: 'STREAM', key: RedisKey, ...option: [] | [full: 'FULL', ...option: [] | [count: 'COUNT', count2: Num]], callback?: Callback<unknown>]): Result<unknown, Context>

  /** `XLEN key` */
  xlen(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /** `XNACK key group (SILENT | FAIL | FATAL) IDS numids id... [RETRYCOUNT count] [FORCE]` */
  xnack(...args: [key: RedisKey, group: RedisValue, option: 'SILENT' | 'FAIL' | 'FATAL', ids: 'IDS', numids: Num, ...id: Many<RedisValue>, ...option2: [] | [retrycount: 'RETRYCOUNT', count: Num], ...option3: [] | [option3: 'FORCE'], ...callback: Done<number>]): Result<number, Context>

  /** `XPENDING key group [[IDLE min-idle-time] start end count [consumer]]` */
  xpending(...args: [key: RedisKey, group: RedisValue, ...option: [] | [...option: [] | [idle: 'IDLE', minIdleTime: RedisValue], start: RedisValue, end: RedisValue, count: Num, ...option2: [] | [option2: RedisValue]], callback?: Callback<unknown[]>]): Result<unknown[], Context>
  xpendingBuffer(...args: [key: RedisKey, group: RedisValue, ...option: [] | [...option: [] | [idle: 'IDLE', minIdleTime: RedisValue], start: RedisValue, end: RedisValue, count: Num, ...option2: [] | [option2: RedisValue]], callback?: Callback<unknown[]>]): Result<unknown[], Context>

  /** `XRANGE key start end [COUNT count]` */
  xrange(...args: [key: RedisKey, start: RedisValue, end: RedisValue, ...option: [] | [count: 'COUNT', count2: Num], callback?: Callback<[id: string, fields: string[]][]>]): Result<[id: string, fields: string[]][], Context>
  xrangeBuffer(...args: [key: RedisKey, start: RedisValue, end: RedisValue, ...option: [] | [count: 'COUNT', count2: Num], callback?: Callback<[id: Buffer, fields: Buffer[]][]>]): Result<[id: Buffer, fields: Buffer[]][], Context>

  /** `XREAD [COUNT count] [MAXCOUNT count] [MAXSIZE bytes] [BLOCK milliseconds] STREAMS key... id...` */
  xread(...args: [...option: [] | [count: 'COUNT', count2: Num], ...option2: [] | [maxcount: 'MAXCOUNT', count: Num], ...option3: [] | [maxsize: 'MAXSIZE', bytes: Num], ...option4: [] | [block: 'BLOCK', milliseconds: Num], streams: 'STREAMS', ...keysAndIds: Many<RedisValue>, ...callback: Done<Shape<[key: string, items: [id: string, fields: string[]][]][] | null, Dict<[id: string, fields: string[]][]> | null, Context>>]): Result<Shape<[key: string, items: [id: string, fields: string[]][]][] | null, Dict<[id: string, fields: string[]][]> | null, Context>, Context>
  /** `XREAD BLOCK milliseconds COUNT count STREAMS key... id...` */
  xread(...args: [block: 'BLOCK', milliseconds: Num, count: 'COUNT', count2: Num, streams: 'STREAMS', ...keysAndIds: Many<RedisValue>, ...callback: Done<Shape<[key: string, items: [id: string, fields: string[]][]][] | null, Dict<[id: string, fields: string[]][]> | null, Context>>]): Result<Shape<[key: string, items: [id: string, fields: string[]][]][] | null, Dict<[id: string, fields: string[]][]> | null, Context>, Context>
  xreadBuffer(...args: [...option: [] | [count: 'COUNT', count2: Num], ...option2: [] | [maxcount: 'MAXCOUNT', count: Num], ...option3: [] | [maxsize: 'MAXSIZE', bytes: Num], ...option4: [] | [block: 'BLOCK', milliseconds: Num], streams: 'STREAMS', ...keysAndIds: Many<RedisValue>, ...callback: Done<Shape<[key: Buffer, items: [id: Buffer, fields: Buffer[]][]][] | null, Dict<[id: Buffer, fields: Buffer[]][]> | null, Context>>]): Result<Shape<[key: Buffer, items: [id: Buffer, fields: Buffer[]][]][] | null, Dict<[id: Buffer, fields: Buffer[]][]> | null, Context>, Context>
  xreadBuffer(...args: [block: 'BLOCK', milliseconds: Num, count: 'COUNT', count2: Num, streams: 'STREAMS', ...keysAndIds: Many<RedisValue>, ...callback: Done<Shape<[key: Buffer, items: [id: Buffer, fields: Buffer[]][]][] | null, Dict<[id: Buffer, fields: Buffer[]][]> | null, Context>>]): Result<Shape<[key: Buffer, items: [id: Buffer, fields: Buffer[]][]][] | null, Dict<[id: Buffer, fields: Buffer[]][]> | null, Context>, Context>

  /** `XREADGROUP GROUP group consumer [COUNT count] [MAXCOUNT count] [MAXSIZE bytes] [BLOCK milliseconds] [CLAIM min-idle-time] [NOACK] STREAMS key... id...` */
  xreadgroup(...args: [group: 'GROUP', group2: RedisValue, consumer: RedisValue, callback?: Callback<Shape<[key: string, items: [id: string, fields: string[] | null][]][] | null, Dict<[id: string, fields: string[] | null][]> | null, Context>>] | [group: 'GROUP', group2: RedisValue, consumer: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<Shape<[key: string, items: [id: string, fields: string[] | null][]][] | null, Dict<[id: string, fields: string[] | null][]> | null, Context>>]): Result<Shape<[key: string, items: [id: string, fields: string[] | null][]][] | null, Dict<[id: string, fields: string[] | null][]> | null, Context>, Context>
  xreadgroupBuffer(...args: [group: 'GROUP', group2: RedisValue, consumer: RedisValue, callback?: Callback<Shape<[key: Buffer, items: [id: Buffer, fields: Buffer[] | null][]][] | null, Dict<[id: Buffer, fields: Buffer[] | null][]> | null, Context>>] | [group: 'GROUP', group2: RedisValue, consumer: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<Shape<[key: Buffer, items: [id: Buffer, fields: Buffer[] | null][]][] | null, Dict<[id: Buffer, fields: Buffer[] | null][]> | null, Context>>]): Result<Shape<[key: Buffer, items: [id: Buffer, fields: Buffer[] | null][]][] | null, Dict<[id: Buffer, fields: Buffer[] | null][]> | null, Context>, Context>

  /** `XREVRANGE key end start [COUNT count]` */
  xrevrange(...args: [key: RedisKey, end: RedisValue, start: RedisValue, ...option: [] | [count: 'COUNT', count2: Num], callback?: Callback<[id: string, fields: string[]][]>]): Result<[id: string, fields: string[]][], Context>
  xrevrangeBuffer(...args: [key: RedisKey, end: RedisValue, start: RedisValue, ...option: [] | [count: 'COUNT', count2: Num], callback?: Callback<[id: Buffer, fields: Buffer[]][]>]): Result<[id: Buffer, fields: Buffer[]][], Context>

  /** `XSETID key last-id [ENTRIESADDED entries-added] [MAXDELETEDID max-deleted-id]` */
  xsetid(...args: [key: RedisKey, lastId: RedisValue, ...option: [] | [entriesadded: 'ENTRIESADDED', entriesAdded: Num], ...option2: [] | [maxdeletedid: 'MAXDELETEDID', maxDeletedId: RedisValue], callback?: Callback<'OK'>]): Result<'OK', Context>

  /** `XTRIM key (MAXLEN | MINID) [= | ~] threshold [LIMIT count] [KEEPREF | DELREF | ACKED]` */
  xtrim(...args: [key: RedisKey, option: 'MAXLEN' | 'MINID', ...option2: [] | [option2: '=' | '~'], threshold: RedisValue, ...option3: [] | [limit: 'LIMIT', count: Num], ...option4: [] | [option4: 'KEEPREF' | 'DELREF' | 'ACKED'], callback?: Callback<number>]): Result<number, Context>

  /** `ZADD key (NX | XX) [GT | LT] [CH] INCR {score member}...` */
  zadd(...args: [key: RedisKey, option: 'NX' | 'XX', ...option2: [] | [option2: 'GT' | 'LT'], ...option3: [] | [option3: 'CH'], incr: 'INCR', ...score: Many<Num | RedisValue>, ...callback: Done<Shape<string | null, number | null, Context>>]): Result<Shape<string | null, number | null, Context>, Context>
  /** `ZADD key [GT | LT] [CH] INCR {score member}...` */
  zadd(...args: [key: RedisKey, ...option: [] | [option: 'GT' | 'LT'], ...option2: [] | [option2: 'CH'], incr: 'INCR', ...score: Many<Num | RedisValue>, ...callback: Done<Shape<string, number, Context>>]): Result<Shape<string, number, Context>, Context>
  /** `ZADD key [NX | XX] [GT | LT] [CH] {score member}...` */
  zadd(...args: [key: RedisKey, ...option: [] | [option: 'NX' | 'XX'], ...option2: [] | [option2: 'GT' | 'LT'], ...option3: [] | [option3: 'CH'], ...score: Many<Num | RedisValue>, ...callback: Done<number>]): Result<number, Context>
  zaddBuffer(...args: [key: RedisKey, option: 'NX' | 'XX', ...option2: [] | [option2: 'GT' | 'LT'], ...option3: [] | [option3: 'CH'], incr: 'INCR', ...score: Many<Num | RedisValue>, ...callback: Done<Shape<Buffer | null, number | null, Context>>]): Result<Shape<Buffer | null, number | null, Context>, Context>
  zaddBuffer(...args: [key: RedisKey, ...option: [] | [option: 'GT' | 'LT'], ...option2: [] | [option2: 'CH'], incr: 'INCR', ...score: Many<Num | RedisValue>, ...callback: Done<Shape<Buffer, number, Context>>]): Result<Shape<Buffer, number, Context>, Context>
  zaddBuffer(...args: [key: RedisKey, ...option: [] | [option: 'NX' | 'XX'], ...option2: [] | [option2: 'GT' | 'LT'], ...option3: [] | [option3: 'CH'], ...score: Many<Num | RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /** `ZCARD key` */
  zcard(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /** `ZCOUNT key min max` */
  zcount(key: RedisKey, min: RedisValue, max: RedisValue, callback?: Callback<number>): Result<number, Context>

  /** `ZDIFF numkeys key... WITHSCORES` */
  zdiff(...args: [numkeys: Num, ...key: Many<RedisKey>, withscores: 'WITHSCORES', ...callback: Done<Shape<string[], [member: string, score: number][], Context>>]): Result<Shape<string[], [member: string, score: number][], Context>, Context>
  /** `ZDIFF numkeys key...` */
  zdiff(...args: [numkeys: Num, ...key: Many<RedisKey>, ...callback: Done<string[]>]): Result<string[], Context>
  zdiffBuffer(...args: [numkeys: Num, ...key: Many<RedisKey>, withscores: 'WITHSCORES', ...callback: Done<Shape<Buffer[], [member: Buffer, score: number][], Context>>]): Result<Shape<Buffer[], [member: Buffer, score: number][], Context>, Context>
  zdiffBuffer(...args: [numkeys: Num, ...key: Many<RedisKey>, ...callback: Done<Buffer[]>]): Result<Buffer[], Context>

  /** `ZDIFFSTORE destination numkeys key...` */
  zdiffstore(...args: [destination: RedisKey, numkeys: Num, ...key: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /** `ZINCRBY key increment member` */
  zincrby(key: RedisKey, increment: Num, member: RedisValue, callback?: Callback<Shape<string, number, Context>>): Result<Shape<string, number, Context>, Context>
  zincrbyBuffer(key: RedisKey, increment: Num, member: RedisValue, callback?: Callback<Shape<Buffer, number, Context>>): Result<Shape<Buffer, number, Context>, Context>

  /** `ZINTER numkeys key... [WEIGHTS weight...] [AGGREGATE (SUM | MIN | MAX | COUNT)] WITHSCORES` */
  zinter(...args: [numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [weights: 'WEIGHTS', ...weight: Many<Num>], ...option2: [] | [aggregate: 'AGGREGATE', option: 'SUM' | 'MIN' | 'MAX' | 'COUNT'], withscores: 'WITHSCORES', ...callback: Done<Shape<string[], [member: string, score: number][], Context>>]): Result<Shape<string[], [member: string, score: number][], Context>, Context>
  /** `ZINTER numkeys key... [WEIGHTS weight...] [AGGREGATE (SUM | MIN | MAX | COUNT)]` */
  zinter(...args: [numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [weights: 'WEIGHTS', ...weight: Many<Num>], ...option2: [] | [aggregate: 'AGGREGATE', option: 'SUM' | 'MIN' | 'MAX' | 'COUNT'], ...callback: Done<string[]>]): Result<string[], Context>
  zinterBuffer(...args: [numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [weights: 'WEIGHTS', ...weight: Many<Num>], ...option2: [] | [aggregate: 'AGGREGATE', option: 'SUM' | 'MIN' | 'MAX' | 'COUNT'], withscores: 'WITHSCORES', ...callback: Done<Shape<Buffer[], [member: Buffer, score: number][], Context>>]): Result<Shape<Buffer[], [member: Buffer, score: number][], Context>, Context>
  zinterBuffer(...args: [numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [weights: 'WEIGHTS', ...weight: Many<Num>], ...option2: [] | [aggregate: 'AGGREGATE', option: 'SUM' | 'MIN' | 'MAX' | 'COUNT'], ...callback: Done<Buffer[]>]): Result<Buffer[], Context>

  /** `ZINTERCARD numkeys key... [LIMIT limit]` */
  zintercard(...args: [numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [limit: 'LIMIT', limit2: Num], ...callback: Done<number>]): Result<number, Context>

  /** `ZINTERSTORE destination numkeys key... [WEIGHTS weight...] [AGGREGATE (SUM | MIN | MAX | COUNT)]` */
  zinterstore(...args: [destination: RedisKey, numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [weights: 'WEIGHTS', ...weight: Many<Num>], ...option2: [] | [aggregate: 'AGGREGATE', option: 'SUM' | 'MIN' | 'MAX' | 'COUNT'], ...callback: Done<number>]): Result<number, Context>

  /** `ZLEXCOUNT key min max` */
  zlexcount(key: RedisKey, min: RedisValue, max: RedisValue, callback?: Callback<number>): Result<number, Context>

  /** `ZMPOP numkeys key... (MIN | MAX) [COUNT count]` */
  zmpop(...args: [numkeys: Num, ...key: Many<RedisKey>, option: 'MIN' | 'MAX', ...option2: [] | [count: 'COUNT', count2: Num], ...callback: Done<unknown>]): Result<unknown, Context>
  zmpopBuffer(...args: [numkeys: Num, ...key: Many<RedisKey>, option: 'MIN' | 'MAX', ...option2: [] | [count: 'COUNT', count2: Num], ...callback: Done<unknown>]): Result<unknown, Context>

  /** `ZMSCORE key member...` */
  zmscore(...args: [key: RedisKey, ...member: Many<RedisValue>, ...callback: Done<Shape<(string | null)[], (number | null)[], Context>>]): Result<Shape<(string | null)[], (number | null)[], Context>, Context>
  zmscoreBuffer(...args: [key: RedisKey, ...member: Many<RedisValue>, ...callback: Done<Shape<(Buffer | null)[], (number | null)[], Context>>]): Result<Shape<(Buffer | null)[], (number | null)[], Context>, Context>

  /** `ZPOPMAX key count` */
  zpopmax(key: RedisKey, count: Num, callback?: Callback<Shape<string[], [member: string, score: number][], Context>>): Result<Shape<string[], [member: string, score: number][], Context>, Context>
  /** `ZPOPMAX key` */
  zpopmax(key: RedisKey, callback?: Callback<Shape<string[], [member: string, score: number] | [], Context>>): Result<Shape<string[], [member: string, score: number] | [], Context>, Context>
  zpopmaxBuffer(key: RedisKey, count: Num, callback?: Callback<Shape<Buffer[], [member: Buffer, score: number][], Context>>): Result<Shape<Buffer[], [member: Buffer, score: number][], Context>, Context>
  zpopmaxBuffer(key: RedisKey, callback?: Callback<Shape<Buffer[], [member: Buffer, score: number] | [], Context>>): Result<Shape<Buffer[], [member: Buffer, score: number] | [], Context>, Context>

  /** `ZPOPMIN key count` */
  zpopmin(key: RedisKey, count: Num, callback?: Callback<Shape<string[], [member: string, score: number][], Context>>): Result<Shape<string[], [member: string, score: number][], Context>, Context>
  /** `ZPOPMIN key` */
  zpopmin(key: RedisKey, callback?: Callback<Shape<string[], [member: string, score: number] | [], Context>>): Result<Shape<string[], [member: string, score: number] | [], Context>, Context>
  zpopminBuffer(key: RedisKey, count: Num, callback?: Callback<Shape<Buffer[], [member: Buffer, score: number][], Context>>): Result<Shape<Buffer[], [member: Buffer, score: number][], Context>, Context>
  zpopminBuffer(key: RedisKey, callback?: Callback<Shape<Buffer[], [member: Buffer, score: number] | [], Context>>): Result<Shape<Buffer[], [member: Buffer, score: number] | [], Context>, Context>

  /** `ZRANDMEMBER key count WITHSCORES` */
  zrandmember(key: RedisKey, count: Num, withscores: 'WITHSCORES', callback?: Callback<Shape<string[], [member: string, score: number][], Context>>): Result<Shape<string[], [member: string, score: number][], Context>, Context>
  /** `ZRANDMEMBER key count` */
  zrandmember(key: RedisKey, count: Num, callback?: Callback<string[]>): Result<string[], Context>
  /** `ZRANDMEMBER key` */
  zrandmember(key: RedisKey, callback?: Callback<string | null>): Result<string | null, Context>
  zrandmemberBuffer(key: RedisKey, count: Num, withscores: 'WITHSCORES', callback?: Callback<Shape<Buffer[], [member: Buffer, score: number][], Context>>): Result<Shape<Buffer[], [member: Buffer, score: number][], Context>, Context>
  zrandmemberBuffer(key: RedisKey, count: Num, callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  zrandmemberBuffer(key: RedisKey, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /** `ZRANGE key start stop [BYSCORE | BYLEX] [REV] [LIMIT offset count] WITHSCORES` */
  zrange(...args: [key: RedisKey, start: RedisValue, stop: RedisValue, ...option: [] | [option: 'BYSCORE' | 'BYLEX'], ...option2: [] | [option2: 'REV'], ...option3: [] | [limit: 'LIMIT', offset: Num, count: Num], withscores: 'WITHSCORES', callback?: Callback<Shape<string[], [member: string, score: number][], Context>>]): Result<Shape<string[], [member: string, score: number][], Context>, Context>
  /** `ZRANGE key start stop [BYSCORE | BYLEX] [REV] [LIMIT offset count]` */
  zrange(...args: [key: RedisKey, start: RedisValue, stop: RedisValue, ...option: [] | [option: 'BYSCORE' | 'BYLEX'], ...option2: [] | [option2: 'REV'], ...option3: [] | [limit: 'LIMIT', offset: Num, count: Num], callback?: Callback<string[]>]): Result<string[], Context>
  zrangeBuffer(...args: [key: RedisKey, start: RedisValue, stop: RedisValue, ...option: [] | [option: 'BYSCORE' | 'BYLEX'], ...option2: [] | [option2: 'REV'], ...option3: [] | [limit: 'LIMIT', offset: Num, count: Num], withscores: 'WITHSCORES', callback?: Callback<Shape<Buffer[], [member: Buffer, score: number][], Context>>]): Result<Shape<Buffer[], [member: Buffer, score: number][], Context>, Context>
  zrangeBuffer(...args: [key: RedisKey, start: RedisValue, stop: RedisValue, ...option: [] | [option: 'BYSCORE' | 'BYLEX'], ...option2: [] | [option2: 'REV'], ...option3: [] | [limit: 'LIMIT', offset: Num, count: Num], callback?: Callback<Buffer[]>]): Result<Buffer[], Context>

  /** `ZRANGEBYLEX key min max [LIMIT offset count]` */
  zrangebylex(...args: [key: RedisKey, min: RedisValue, max: RedisValue, ...option: [] | [limit: 'LIMIT', offset: Num, count: Num], callback?: Callback<string[]>]): Result<string[], Context>
  zrangebylexBuffer(...args: [key: RedisKey, min: RedisValue, max: RedisValue, ...option: [] | [limit: 'LIMIT', offset: Num, count: Num], callback?: Callback<Buffer[]>]): Result<Buffer[], Context>

  /** `ZRANGEBYSCORE key min max WITHSCORES [LIMIT offset count]` */
  zrangebyscore(...args: [key: RedisKey, min: RedisValue, max: RedisValue, ...option: [withscores: 'WITHSCORES', ...option: [] | [limit: 'LIMIT', offset: Num, count: Num]] | [limit: 'LIMIT', offset: Num, count: Num, withscores: 'WITHSCORES'], callback?: Callback<Shape<string[], [member: string, score: number][], Context>>]): Result<Shape<string[], [member: string, score: number][], Context>, Context>
  /** `ZRANGEBYSCORE key min max [LIMIT offset count]` */
  zrangebyscore(...args: [key: RedisKey, min: RedisValue, max: RedisValue, ...option: [] | [limit: 'LIMIT', offset: Num, count: Num], callback?: Callback<string[]>]): Result<string[], Context>
  zrangebyscoreBuffer(...args: [key: RedisKey, min: RedisValue, max: RedisValue, ...option: [withscores: 'WITHSCORES', ...option: [] | [limit: 'LIMIT', offset: Num, count: Num]] | [limit: 'LIMIT', offset: Num, count: Num, withscores: 'WITHSCORES'], callback?: Callback<Shape<Buffer[], [member: Buffer, score: number][], Context>>]): Result<Shape<Buffer[], [member: Buffer, score: number][], Context>, Context>
  zrangebyscoreBuffer(...args: [key: RedisKey, min: RedisValue, max: RedisValue, ...option: [] | [limit: 'LIMIT', offset: Num, count: Num], callback?: Callback<Buffer[]>]): Result<Buffer[], Context>

  /** `ZRANGESTORE dst src min max [BYSCORE | BYLEX] [REV] [LIMIT offset count]` */
  zrangestore(...args: [dst: RedisKey, src: RedisKey, min: RedisValue, max: RedisValue, ...option: [] | [option: 'BYSCORE' | 'BYLEX'], ...option2: [] | [option2: 'REV'], ...option3: [] | [limit: 'LIMIT', offset: Num, count: Num], callback?: Callback<number>]): Result<number, Context>

  /** `ZRANK key member WITHSCORE` */
  zrank(key: RedisKey, member: RedisValue, withscore: 'WITHSCORE', callback?: Callback<Shape<[rank: number, score: string] | null, [rank: number, score: number] | null, Context>>): Result<Shape<[rank: number, score: string] | null, [rank: number, score: number] | null, Context>, Context>
  /** `ZRANK key member` */
  zrank(key: RedisKey, member: RedisValue, callback?: Callback<number | null>): Result<number | null, Context>
  zrankBuffer(key: RedisKey, member: RedisValue, withscore: 'WITHSCORE', callback?: Callback<Shape<[rank: number, score: Buffer] | null, [rank: number, score: number] | null, Context>>): Result<Shape<[rank: number, score: Buffer] | null, [rank: number, score: number] | null, Context>, Context>
  zrankBuffer(key: RedisKey, member: RedisValue, callback?: Callback<number | null>): Result<number | null, Context>

  /** `ZREM key member...` */
  zrem(...args: [key: RedisKey, ...member: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /** `ZREMRANGEBYLEX key min max` */
  zremrangebylex(key: RedisKey, min: RedisValue, max: RedisValue, callback?: Callback<number>): Result<number, Context>

  /** `ZREMRANGEBYRANK key start stop` */
  zremrangebyrank(key: RedisKey, start: RedisValue, stop: RedisValue, callback?: Callback<number>): Result<number, Context>

  /** `ZREMRANGEBYSCORE key min max` */
  zremrangebyscore(key: RedisKey, min: RedisValue, max: RedisValue, callback?: Callback<number>): Result<number, Context>

  /** `ZREVRANGE key start stop WITHSCORES` */
  zrevrange(key: RedisKey, start: RedisValue, stop: RedisValue, withscores: 'WITHSCORES', callback?: Callback<Shape<string[], [member: string, score: number][], Context>>): Result<Shape<string[], [member: string, score: number][], Context>, Context>
  /** `ZREVRANGE key start stop` */
  zrevrange(key: RedisKey, start: RedisValue, stop: RedisValue, callback?: Callback<string[]>): Result<string[], Context>
  zrevrangeBuffer(key: RedisKey, start: RedisValue, stop: RedisValue, withscores: 'WITHSCORES', callback?: Callback<Shape<Buffer[], [member: Buffer, score: number][], Context>>): Result<Shape<Buffer[], [member: Buffer, score: number][], Context>, Context>
  zrevrangeBuffer(key: RedisKey, start: RedisValue, stop: RedisValue, callback?: Callback<Buffer[]>): Result<Buffer[], Context>

  /** `ZREVRANGEBYLEX key max min [LIMIT offset count]` */
  zrevrangebylex(...args: [key: RedisKey, max: RedisValue, min: RedisValue, ...option: [] | [limit: 'LIMIT', offset: Num, count: Num], callback?: Callback<string[]>]): Result<string[], Context>
  zrevrangebylexBuffer(...args: [key: RedisKey, max: RedisValue, min: RedisValue, ...option: [] | [limit: 'LIMIT', offset: Num, count: Num], callback?: Callback<Buffer[]>]): Result<Buffer[], Context>

  /** `ZREVRANGEBYSCORE key max min WITHSCORES [LIMIT offset count]` */
  zrevrangebyscore(...args: [key: RedisKey, max: RedisValue, min: RedisValue, ...option: [withscores: 'WITHSCORES', ...option: [] | [limit: 'LIMIT', offset: Num, count: Num]] | [limit: 'LIMIT', offset: Num, count: Num, withscores: 'WITHSCORES'], callback?: Callback<Shape<string[], [member: string, score: number][], Context>>]): Result<Shape<string[], [member: string, score: number][], Context>, Context>
  /** `ZREVRANGEBYSCORE key max min [LIMIT offset count]` */
  zrevrangebyscore(...args: [key: RedisKey, max: RedisValue, min: RedisValue, ...option: [] | [limit: 'LIMIT', offset: Num, count: Num], callback?: Callback<string[]>]): Result<string[], Context>
  zrevrangebyscoreBuffer(...args: [key: RedisKey, max: RedisValue, min: RedisValue, ...option: [withscores: 'WITHSCORES', ...option: [] | [limit: 'LIMIT', offset: Num, count: Num]] | [limit: 'LIMIT', offset: Num, count: Num, withscores: 'WITHSCORES'], callback?: Callback<Shape<Buffer[], [member: Buffer, score: number][], Context>>]): Result<Shape<Buffer[], [member: Buffer, score: number][], Context>, Context>
  zrevrangebyscoreBuffer(...args: [key: RedisKey, max: RedisValue, min: RedisValue, ...option: [] | [limit: 'LIMIT', offset: Num, count: Num], callback?: Callback<Buffer[]>]): Result<Buffer[], Context>

  /** `ZREVRANK key member WITHSCORE` */
  zrevrank(key: RedisKey, member: RedisValue, withscore: 'WITHSCORE', callback?: Callback<Shape<[rank: number, score: string] | null, [rank: number, score: number] | null, Context>>): Result<Shape<[rank: number, score: string] | null, [rank: number, score: number] | null, Context>, Context>
  /** `ZREVRANK key member` */
  zrevrank(key: RedisKey, member: RedisValue, callback?: Callback<number | null>): Result<number | null, Context>
  zrevrankBuffer(key: RedisKey, member: RedisValue, withscore: 'WITHSCORE', callback?: Callback<Shape<[rank: number, score: Buffer] | null, [rank: number, score: number] | null, Context>>): Result<Shape<[rank: number, score: Buffer] | null, [rank: number, score: number] | null, Context>, Context>
  zrevrankBuffer(key: RedisKey, member: RedisValue, callback?: Callback<number | null>): Result<number | null, Context>

  /** `ZSCAN key cursor [MATCH pattern] [COUNT count]` */
  zscan(...args: [key: RedisKey, cursor: RedisValue, ...option: [] | [match: 'MATCH', pattern: RedisKey], ...option2: [] | [count: 'COUNT', count2: Num], callback?: Callback<[cursor: string, elements: string[]]>]): Result<[cursor: string, elements: string[]], Context>
  /** `ZSCAN key cursor COUNT count MATCH pattern` */
  zscan(key: RedisKey, cursor: RedisValue, count: 'COUNT', count2: Num, match: 'MATCH', pattern: RedisKey, callback?: Callback<[cursor: string, elements: string[]]>): Result<[cursor: string, elements: string[]], Context>
  zscanBuffer(...args: [key: RedisKey, cursor: RedisValue, ...option: [] | [match: 'MATCH', pattern: RedisKey], ...option2: [] | [count: 'COUNT', count2: Num], callback?: Callback<[cursor: Buffer, elements: Buffer[]]>]): Result<[cursor: Buffer, elements: Buffer[]], Context>
  zscanBuffer(key: RedisKey, cursor: RedisValue, count: 'COUNT', count2: Num, match: 'MATCH', pattern: RedisKey, callback?: Callback<[cursor: Buffer, elements: Buffer[]]>): Result<[cursor: Buffer, elements: Buffer[]], Context>

  /** `ZSCORE key member` */
  zscore(key: RedisKey, member: RedisValue, callback?: Callback<Shape<string | null, number | null, Context>>): Result<Shape<string | null, number | null, Context>, Context>
  zscoreBuffer(key: RedisKey, member: RedisValue, callback?: Callback<Shape<Buffer | null, number | null, Context>>): Result<Shape<Buffer | null, number | null, Context>, Context>

  /** `ZUNION numkeys key... [WEIGHTS weight...] [AGGREGATE (SUM | MIN | MAX | COUNT)] WITHSCORES` */
  zunion(...args: [numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [weights: 'WEIGHTS', ...weight: Many<Num>], ...option2: [] | [aggregate: 'AGGREGATE', option: 'SUM' | 'MIN' | 'MAX' | 'COUNT'], withscores: 'WITHSCORES', ...callback: Done<Shape<string[], [member: string, score: number][], Context>>]): Result<Shape<string[], [member: string, score: number][], Context>, Context>
  /** `ZUNION numkeys key... [WEIGHTS weight...] [AGGREGATE (SUM | MIN | MAX | COUNT)]` */
  zunion(...args: [numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [weights: 'WEIGHTS', ...weight: Many<Num>], ...option2: [] | [aggregate: 'AGGREGATE', option: 'SUM' | 'MIN' | 'MAX' | 'COUNT'], ...callback: Done<string[]>]): Result<string[], Context>
  zunionBuffer(...args: [numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [weights: 'WEIGHTS', ...weight: Many<Num>], ...option2: [] | [aggregate: 'AGGREGATE', option: 'SUM' | 'MIN' | 'MAX' | 'COUNT'], withscores: 'WITHSCORES', ...callback: Done<Shape<Buffer[], [member: Buffer, score: number][], Context>>]): Result<Shape<Buffer[], [member: Buffer, score: number][], Context>, Context>
  zunionBuffer(...args: [numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [weights: 'WEIGHTS', ...weight: Many<Num>], ...option2: [] | [aggregate: 'AGGREGATE', option: 'SUM' | 'MIN' | 'MAX' | 'COUNT'], ...callback: Done<Buffer[]>]): Result<Buffer[], Context>

  /** `ZUNIONSTORE destination numkeys key... [WEIGHTS weight...] [AGGREGATE (SUM | MIN | MAX | COUNT)]` */
  zunionstore(...args: [destination: RedisKey, numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [weights: 'WEIGHTS', ...weight: Many<Num>], ...option2: [] | [aggregate: 'AGGREGATE', option: 'SUM' | 'MIN' | 'MAX' | 'COUNT'], ...callback: Done<number>]): Result<number, Context>
}
