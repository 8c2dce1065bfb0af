// Written by scripts/types-commands.js. Change scripts/types-commands.txt instead.
// Summaries and complexities are those that Redis 7.0 and Valkey 9.1 give (COMMAND DOCS), both under the BSD 3-Clause
// License, Copyright (c) Redis Ltd., Salvatore Sanfilippo and contributors; (c) Valkey contributors.

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
  /** Sends any command, with Buffers in the reply. */
  callBuffer(...args: [command: string, callback?: Callback<unknown>] | [command: string, ...args: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>

  /**
   * List the ACL categories or the commands inside a category.
   *
   * `ACL CAT [category]`
   *
   * Complexity: O(1) since the categories and commands are a fixed set. Since Redis 6.0.0.
   */
  acl(...args: [cat: 'CAT', ...option: [] | [option: RedisValue], callback?: Callback<string[]>]): Result<string[], Context>
  /**
   * Remove the specified ACL users and the associated rules.
   *
   * `ACL DELUSER username...`
   *
   * Complexity: O(1) amortized time considering the typical user. Since Redis 6.0.0.
   */
  acl(...args: [deluser: 'DELUSER', ...username: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>
  /**
   * Returns whether the user can execute the given command without executing the command.
   *
   * `ACL DRYRUN username command [arg...]`
   *
   * Complexity: O(1). Since Redis 7.0.0.
   */
  acl(...args: [dryrun: 'DRYRUN', username: RedisValue, command: RedisValue, callback?: Callback<string>] | [dryrun: 'DRYRUN', username: RedisValue, command: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<string>]): Result<string, Context>
  /**
   * Generate a pseudorandom secure password to use for ACL users.
   *
   * `ACL GENPASS [bits]`
   *
   * Complexity: O(1). Since Redis 6.0.0.
   */
  acl(...args: [genpass: 'GENPASS', ...option: [] | [option: Num], callback?: Callback<string>]): Result<string, Context>
  /**
   * Get the rules for a specific ACL user.
   *
   * `ACL GETUSER username`
   *
   * Complexity: O(N). Where N is the number of password, command and pattern rules that the user has. Since Redis 6.0.0.
   */
  acl(getuser: 'GETUSER', username: RedisValue, callback?: Callback<string[] | null>): Result<string[] | null, Context>
  /**
   * A container for Access List Control commands .
   *
   * `ACL (HELP | LIST | USERS)`
   *
   * Complexity: Depends on subcommand. Since Redis 6.0.0.
   */
  acl(...args: [option: 'HELP' | 'LIST' | 'USERS', callback?: Callback<string[]>]): Result<string[], Context>
  /**
   * A container for Access List Control commands .
   *
   * `ACL (LOAD | SAVE)`
   *
   * Complexity: Depends on subcommand. Since Redis 6.0.0.
   */
  acl(...args: [option: 'LOAD' | 'SAVE', callback?: Callback<'OK'>]): Result<'OK', Context>
  /**
   * List latest events denied because of ACLs in place.
   *
   * `ACL LOG RESET`
   *
   * Complexity: O(N) with N being the number of entries shown. Since Redis 6.0.0.
   */
  acl(log: 'LOG', reset: 'RESET', callback?: Callback<'OK'>): Result<'OK', Context>
  /**
   * List latest events denied because of ACLs in place.
   *
   * `ACL LOG [count]`
   *
   * Complexity: O(N) with N being the number of entries shown. Since Redis 6.0.0.
   */
  acl(...args: [log: 'LOG', ...option: [] | [option: Num], callback?: Callback<unknown>]): Result<unknown, Context>
  /**
   * Modify or create the rules for a specific ACL user.
   *
   * `ACL SETUSER username [rule...]`
   *
   * Complexity: O(N). Where N is the number of rules provided. Since Redis 6.0.0.
   */
  acl(...args: [setuser: 'SETUSER', username: RedisValue, callback?: Callback<'OK'>] | [setuser: 'SETUSER', username: RedisValue, ...rule: Many<RedisValue>, ...callback: Done<'OK'>]): Result<'OK', Context>
  /**
   * Return the name of the user associated to the current connection.
   *
   * `ACL WHOAMI`
   *
   * Complexity: O(1). Since Redis 6.0.0.
   */
  acl(whoami: 'WHOAMI', callback?: Callback<string>): Result<string, Context>
  /** `ACL CAT [category]`, with Buffers in the reply. See {@link acl}. */
  aclBuffer(...args: [cat: 'CAT', ...option: [] | [option: RedisValue], callback?: Callback<Buffer[]>]): Result<Buffer[], Context>
  /** `ACL DELUSER username...`, with Buffers in the reply. See {@link acl}. */
  aclBuffer(...args: [deluser: 'DELUSER', ...username: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>
  /** `ACL DRYRUN username command [arg...]`, with Buffers in the reply. See {@link acl}. */
  aclBuffer(...args: [dryrun: 'DRYRUN', username: RedisValue, command: RedisValue, callback?: Callback<Buffer>] | [dryrun: 'DRYRUN', username: RedisValue, command: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<Buffer>]): Result<Buffer, Context>
  /** `ACL GENPASS [bits]`, with Buffers in the reply. See {@link acl}. */
  aclBuffer(...args: [genpass: 'GENPASS', ...option: [] | [option: Num], callback?: Callback<Buffer>]): Result<Buffer, Context>
  /** `ACL GETUSER username`, with Buffers in the reply. See {@link acl}. */
  aclBuffer(getuser: 'GETUSER', username: RedisValue, callback?: Callback<Buffer[] | null>): Result<Buffer[] | null, Context>
  /** `ACL (HELP | LIST | USERS)`, with Buffers in the reply. See {@link acl}. */
  aclBuffer(...args: [option: 'HELP' | 'LIST' | 'USERS', callback?: Callback<Buffer[]>]): Result<Buffer[], Context>
  /** `ACL (LOAD | SAVE)`, with Buffers in the reply. See {@link acl}. */
  aclBuffer(...args: [option: 'LOAD' | 'SAVE', callback?: Callback<Buffer>]): Result<Buffer, Context>
  /** `ACL LOG RESET`, with Buffers in the reply. See {@link acl}. */
  aclBuffer(log: 'LOG', reset: 'RESET', callback?: Callback<Buffer>): Result<Buffer, Context>
  /** `ACL LOG [count]`, with Buffers in the reply. See {@link acl}. */
  aclBuffer(...args: [log: 'LOG', ...option: [] | [option: Num], callback?: Callback<unknown>]): Result<unknown, Context>
  /** `ACL SETUSER username [rule...]`, with Buffers in the reply. See {@link acl}. */
  aclBuffer(...args: [setuser: 'SETUSER', username: RedisValue, callback?: Callback<Buffer>] | [setuser: 'SETUSER', username: RedisValue, ...rule: Many<RedisValue>, ...callback: Done<Buffer>]): Result<Buffer, Context>
  /** `ACL WHOAMI`, with Buffers in the reply. See {@link acl}. */
  aclBuffer(whoami: 'WHOAMI', callback?: Callback<Buffer>): Result<Buffer, Context>

  /**
   * Append a value to a key.
   *
   * `APPEND key value`
   *
   * Complexity: O(1). The amortized time complexity is O(1) assuming the appended value is small and the already present value is of any size, since the dynamic string library used by Redis will double the free space available on every reallocation. Since Redis 2.0.0.
   */
  append(key: RedisKey, value: RedisValue, callback?: Callback<number>): Result<number, Context>

  /**
   * Number of elements of an array that are set.
   *
   * `ARCOUNT key`
   *
   * Since Redis 8.8.0.
   */
  arcount(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /**
   * Deletes the elements of an array at some indices.
   *
   * `ARDEL key index...`
   *
   * Since Redis 8.8.0.
   */
  ardel(...args: [key: RedisKey, ...index: Many<Num>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Deletes the elements of an array in ranges of indices.
   *
   * `ARDELRANGE key {start end}...`
   *
   * Since Redis 8.8.0.
   */
  ardelrange(...args: [key: RedisKey, ...start: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /**
   * The element of an array at an index.
   *
   * `ARGET key index`
   *
   * Since Redis 8.8.0.
   */
  arget(key: RedisKey, index: Num, callback?: Callback<string | null>): Result<string | null, Context>
  /** `ARGET key index`, with Buffers in the reply. See {@link arget}. */
  argetBuffer(key: RedisKey, index: Num, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /**
   * The elements of an array in a range of indices; null where none is set.
   *
   * `ARGETRANGE key start end`
   *
   * Since Redis 8.8.0.
   */
  argetrange(key: RedisKey, start: RedisValue, end: RedisValue, callback?: Callback<(string | null)[]>): Result<(string | null)[], Context>
  /** `ARGETRANGE key start end`, with Buffers in the reply. See {@link argetrange}. */
  argetrangeBuffer(key: RedisKey, start: RedisValue, end: RedisValue, callback?: Callback<(Buffer | null)[]>): Result<(Buffer | null)[], Context>

  /**
   * Searches the elements of an array in a range of indices.
   *
   * `ARGREP key start end (EXACT | MATCH | GLOB | RE) value [...] [AND | OR] [LIMIT limit] [WITHVALUES] [NOCASE]`
   *
   * Since Redis 8.8.0.
   */
  argrep<T extends RedisValue[]>(...args: [key: RedisKey, start: Num, end: Num, predicate: 'EXACT' | 'MATCH' | 'GLOB' | 'RE', value: RedisValue, ...args: T, ...callback: Done<ArgrepReply<T, string>>]): Result<ArgrepReply<T, string>, Context>
  /** `ARGREP key start end (EXACT | MATCH | GLOB | RE) value [...] [AND | OR] [LIMIT limit] [WITHVALUES] [NOCASE]`, with Buffers in the reply. See {@link argrep}. */
  argrepBuffer<T extends RedisValue[]>(...args: [key: RedisKey, start: Num, end: Num, predicate: 'EXACT' | 'MATCH' | 'GLOB' | 'RE', value: RedisValue, ...args: T, ...callback: Done<ArgrepReply<T, Buffer>>]): Result<ArgrepReply<T, Buffer>, Context>

  /**
   * Tells how an array is stored.
   *
   * `ARINFO key [FULL]`
   *
   * Since Redis 8.8.0.
   */
  arinfo(...args: [key: RedisKey, ...option: [] | [option: 'FULL'], callback?: Callback<(string | number)[]>]): Result<(string | number)[], Context>
  /** `ARINFO key [FULL]`, with Buffers in the reply. See {@link arinfo}. */
  arinfoBuffer(...args: [key: RedisKey, ...option: [] | [option: 'FULL'], callback?: Callback<(Buffer | number)[]>]): Result<(Buffer | number)[], Context>

  /**
   * Adds elements to an array at the next indices.
   *
   * `ARINSERT key value...`
   *
   * Since Redis 8.8.0.
   */
  arinsert(...args: [key: RedisKey, ...value: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /**
   * The elements that were added to an array last.
   *
   * `ARLASTITEMS key count [REV]`
   *
   * Since Redis 8.8.0.
   */
  arlastitems(...args: [key: RedisKey, count: Num, ...option: [] | [option: 'REV'], callback?: Callback<(string | null)[]>]): Result<(string | null)[], Context>
  /** `ARLASTITEMS key count [REV]`, with Buffers in the reply. See {@link arlastitems}. */
  arlastitemsBuffer(...args: [key: RedisKey, count: Num, ...option: [] | [option: 'REV'], callback?: Callback<(Buffer | null)[]>]): Result<(Buffer | null)[], Context>

  /**
   * Length of an array: its highest index and one.
   *
   * `ARLEN key`
   *
   * Since Redis 8.8.0.
   */
  arlen(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /**
   * The elements of an array at several indices.
   *
   * `ARMGET key index...`
   *
   * Since Redis 8.8.0.
   */
  armget(...args: [key: RedisKey, ...index: Many<Num>, ...callback: Done<(string | null)[]>]): Result<(string | null)[], Context>
  /** `ARMGET key index...`, with Buffers in the reply. See {@link armget}. */
  armgetBuffer(...args: [key: RedisKey, ...index: Many<Num>, ...callback: Done<(Buffer | null)[]>]): Result<(Buffer | null)[], Context>

  /**
   * Sets the elements of an array at several indices.
   *
   * `ARMSET key {index value}...`
   *
   * Since Redis 8.8.0.
   */
  armset(...args: [key: RedisKey, ...index: Many<Num | RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /**
   * The index at which ARINSERT goes on.
   *
   * `ARNEXT key`
   *
   * Since Redis 8.8.0.
   */
  arnext(key: RedisKey, callback?: Callback<number | null>): Result<number | null, Context>

  /**
   * Computes one result of the elements of an array in a range of indices.
   *
   * `AROP key start end (SUM | MIN | MAX)`
   *
   * Since Redis 8.8.0.
   */
  arop(...args: [key: RedisKey, start: RedisValue, end: RedisValue, option: 'SUM' | 'MIN' | 'MAX', callback?: Callback<string | null>]): Result<string | null, Context>
  /**
   * Computes one result of the elements of an array in a range of indices.
   *
   * `AROP key start end (AND | OR | XOR)`
   *
   * Since Redis 8.8.0.
   */
  arop(...args: [key: RedisKey, start: RedisValue, end: RedisValue, option: 'AND' | 'OR' | 'XOR', callback?: Callback<number | null>]): Result<number | null, Context>
  /**
   * Computes one result of the elements of an array in a range of indices.
   *
   * `AROP key start end MATCH value`
   *
   * Since Redis 8.8.0.
   */
  arop(key: RedisKey, start: RedisValue, end: RedisValue, match: 'MATCH', value: RedisValue, callback?: Callback<number>): Result<number, Context>
  /**
   * Computes one result of the elements of an array in a range of indices.
   *
   * `AROP key start end USED`
   *
   * Since Redis 8.8.0.
   */
  arop(key: RedisKey, start: RedisValue, end: RedisValue, used: 'USED', callback?: Callback<number>): Result<number, Context>
  /** `AROP key start end (SUM | MIN | MAX)`, with Buffers in the reply. See {@link arop}. */
  aropBuffer(...args: [key: RedisKey, start: RedisValue, end: RedisValue, option: 'SUM' | 'MIN' | 'MAX', callback?: Callback<Buffer | null>]): Result<Buffer | null, Context>
  /** `AROP key start end (AND | OR | XOR)`, with Buffers in the reply. See {@link arop}. */
  aropBuffer(...args: [key: RedisKey, start: RedisValue, end: RedisValue, option: 'AND' | 'OR' | 'XOR', callback?: Callback<number | null>]): Result<number | null, Context>
  /** `AROP key start end MATCH value`, with Buffers in the reply. See {@link arop}. */
  aropBuffer(key: RedisKey, start: RedisValue, end: RedisValue, match: 'MATCH', value: RedisValue, callback?: Callback<number>): Result<number, Context>
  /** `AROP key start end USED`, with Buffers in the reply. See {@link arop}. */
  aropBuffer(key: RedisKey, start: RedisValue, end: RedisValue, used: 'USED', callback?: Callback<number>): Result<number, Context>

  /**
   * Adds elements to an array that begins anew at index 0 when it is full.
   *
   * `ARRING key size value...`
   *
   * Since Redis 8.8.0.
   */
  arring(...args: [key: RedisKey, size: Num, ...value: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /**
   * The indices and elements of an array that are set in a range.
   *
   * `ARSCAN key start end [LIMIT limit]`
   *
   * Since Redis 8.8.0.
   */
  arscan(...args: [key: RedisKey, start: RedisValue, end: RedisValue, ...option: [] | [limit: 'LIMIT', limit2: Num], callback?: Callback<[index: number, value: string][]>]): Result<[index: number, value: string][], Context>
  /** `ARSCAN key start end [LIMIT limit]`, with Buffers in the reply. See {@link arscan}. */
  arscanBuffer(...args: [key: RedisKey, start: RedisValue, end: RedisValue, ...option: [] | [limit: 'LIMIT', limit2: Num], callback?: Callback<[index: number, value: Buffer][]>]): Result<[index: number, value: Buffer][], Context>

  /**
   * Sets the index at which ARINSERT and ARRING go on.
   *
   * `ARSEEK key index`
   *
   * Since Redis 8.8.0.
   */
  arseek(key: RedisKey, index: Num, callback?: Callback<number>): Result<number, Context>

  /**
   * Sets elements of an array from an index on.
   *
   * `ARSET key index value...`
   *
   * Since Redis 8.8.0.
   */
  arset(...args: [key: RedisKey, index: Num, ...value: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Sent by cluster clients after an -ASK redirect.
   *
   * `ASKING`
   *
   * Complexity: O(1). Since Redis 3.0.0.
   */
  asking(callback?: Callback<'OK'>): Result<'OK', Context>

  /**
   * Authenticate to the server.
   *
   * `AUTH [username] password`
   *
   * Complexity: O(N) where N is the number of passwords defined for the user. Since Redis 1.0.0.
   */
  auth(...args: [...option: [] | [option: RedisValue], password: RedisValue, callback?: Callback<'OK'>]): Result<'OK', Context>

  /**
   * Makes and manages a backup of the server.
   *
   * `BACKUP (ABORT | CLEANUP | HELP | LIST | SEAL | START | STATUS)`
   *
   * Since Redis 8.
   */
  backup(...args: [option: 'ABORT' | 'CLEANUP' | 'HELP' | 'LIST' | 'SEAL' | 'START' | 'STATUS', callback?: Callback<unknown>]): Result<unknown, Context>
  /** `BACKUP (ABORT | CLEANUP | HELP | LIST | SEAL | START | STATUS)`, with Buffers in the reply. See {@link backup}. */
  backupBuffer(...args: [option: 'ABORT' | 'CLEANUP' | 'HELP' | 'LIST' | 'SEAL' | 'START' | 'STATUS', callback?: Callback<unknown>]): Result<unknown, Context>

  /**
   * Asynchronously rewrite the append-only file.
   *
   * `BGREWRITEAOF`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  bgrewriteaof(callback?: Callback<string>): Result<string, Context>
  /** `BGREWRITEAOF`, with Buffers in the reply. See {@link bgrewriteaof}. */
  bgrewriteaofBuffer(callback?: Callback<Buffer>): Result<Buffer, Context>

  /**
   * Asynchronously save the dataset to disk.
   *
   * `BGSAVE [SCHEDULE]`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  bgsave(...args: [...option: [] | [option: 'SCHEDULE'], callback?: Callback<string>]): Result<string, Context>
  /** `BGSAVE [SCHEDULE]`, with Buffers in the reply. See {@link bgsave}. */
  bgsaveBuffer(...args: [...option: [] | [option: 'SCHEDULE'], callback?: Callback<Buffer>]): Result<Buffer, Context>

  /**
   * Count set bits in a string.
   *
   * `BITCOUNT key [start end [BYTE | BIT]]`
   *
   * Complexity: O(N). Since Redis 2.6.0.
   */
  bitcount(...args: [key: RedisKey, ...option: [] | [start: RedisValue, end: RedisValue, ...option: [] | [option: 'BYTE' | 'BIT']], callback?: Callback<number>]): Result<number, Context>

  /**
   * Perform arbitrary bitfield integer operations on strings.
   *
   * `BITFIELD key [GET encoding offset | [OVERFLOW (WRAP | SAT | FAIL)] (SET encoding offset value | INCRBY encoding offset increment) ...]`
   *
   * Complexity: O(1) for each subcommand specified. Since Redis 3.2.0.
   */
  bitfield(...args: [key: RedisKey, callback?: Callback<unknown[]>] | [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  /** `BITFIELD key [GET encoding offset | [OVERFLOW (WRAP | SAT | FAIL)] (SET encoding offset value | INCRBY encoding offset increment) ...]`, with Buffers in the reply. See {@link bitfield}. */
  bitfieldBuffer(...args: [key: RedisKey, callback?: Callback<unknown[]>] | [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>

  /**
   * Perform arbitrary bitfield integer operations on strings. Read-only variant of BITFIELD.
   *
   * `BITFIELD_RO key [GET encoding offset ...]`
   *
   * Complexity: O(1) for each subcommand specified. Since Redis 6.0.0.
   */
  bitfield_ro(...args: [key: RedisKey, callback?: Callback<unknown[]>] | [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  /** `BITFIELD_RO key [GET encoding offset ...]`, with Buffers in the reply. See {@link bitfield_ro}. */
  bitfield_roBuffer(...args: [key: RedisKey, callback?: Callback<unknown[]>] | [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>

  /**
   * Perform bitwise operations between strings.
   *
   * `BITOP (AND | OR | XOR | NOT | DIFF | DIFF1 | ANDOR | ONE) destkey key...`
   *
   * Complexity: O(N). Since Redis 2.6.0.
   */
  bitop(...args: [option: 'AND' | 'OR' | 'XOR' | 'NOT' | 'DIFF' | 'DIFF1' | 'ANDOR' | 'ONE', destkey: RedisKey, ...key: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Find first bit set or clear in a string.
   *
   * `BITPOS key bit [start [end [BYTE | BIT]]]`
   *
   * Complexity: O(N). Since Redis 2.8.7.
   */
  bitpos(...args: [key: RedisKey, bit: Num, ...option: [] | [start: RedisValue, ...option: [] | [end: RedisValue, ...option: [] | [option: 'BYTE' | 'BIT']]], callback?: Callback<number>]): Result<number, Context>

  /**
   * Pop an element from a list, push it to another list and return it; or block until one is available.
   *
   * `BLMOVE source destination (LEFT | RIGHT) (LEFT | RIGHT) timeout`
   *
   * Complexity: O(1). Since Redis 6.2.0.
   */
  blmove(...args: [source: RedisKey, destination: RedisKey, option: 'LEFT' | 'RIGHT', option2: 'LEFT' | 'RIGHT', timeout: Num, callback?: Callback<string | null>]): Result<string | null, Context>
  /** `BLMOVE source destination (LEFT | RIGHT) (LEFT | RIGHT) timeout`, with Buffers in the reply. See {@link blmove}. */
  blmoveBuffer(...args: [source: RedisKey, destination: RedisKey, option: 'LEFT' | 'RIGHT', option2: 'LEFT' | 'RIGHT', timeout: Num, callback?: Callback<Buffer | null>]): Result<Buffer | null, Context>

  /**
   * Moves several elements from one list to another, and waits for them if there are none.
   *
   * `BLMOVEM source destination (LEFT | RIGHT) (LEFT | RIGHT) timeout [(COUNT count | EXACTLY count) (OBO | BULK)]`
   *
   * Since Redis 8.
   */
  blmovem(...args: [source: RedisKey, destination: RedisKey, option: 'LEFT' | 'RIGHT', option2: 'LEFT' | 'RIGHT', timeout: Num, ...option3: [] | [...option: [count: 'COUNT', count2: Num] | [exactly: 'EXACTLY', count: Num], option2: 'OBO' | 'BULK'], callback?: Callback<string[] | null>]): Result<string[] | null, Context>
  /** `BLMOVEM source destination (LEFT | RIGHT) (LEFT | RIGHT) timeout [(COUNT count | EXACTLY count) (OBO | BULK)]`, with Buffers in the reply. See {@link blmovem}. */
  blmovemBuffer(...args: [source: RedisKey, destination: RedisKey, option: 'LEFT' | 'RIGHT', option2: 'LEFT' | 'RIGHT', timeout: Num, ...option3: [] | [...option: [count: 'COUNT', count2: Num] | [exactly: 'EXACTLY', count: Num], option2: 'OBO' | 'BULK'], callback?: Callback<Buffer[] | null>]): Result<Buffer[] | null, Context>

  /**
   * Pop elements from a list, or block until one is available.
   *
   * `BLMPOP timeout numkeys key... (LEFT | RIGHT) [COUNT count]`
   *
   * Complexity: O(N+M) where N is the number of provided keys and M is the number of elements returned. Since Redis 7.0.0.
   */
  blmpop(...args: [timeout: Num, numkeys: Num, ...key: Many<RedisKey>, option: 'LEFT' | 'RIGHT', ...option2: [] | [count: 'COUNT', count2: Num], ...callback: Done<[key: string, members: string[]] | null>]): Result<[key: string, members: string[]] | null, Context>
  /** `BLMPOP timeout numkeys key... (LEFT | RIGHT) [COUNT count]`, with Buffers in the reply. See {@link blmpop}. */
  blmpopBuffer(...args: [timeout: Num, numkeys: Num, ...key: Many<RedisKey>, option: 'LEFT' | 'RIGHT', ...option2: [] | [count: 'COUNT', count2: Num], ...callback: Done<[key: Buffer, members: Buffer[]] | null>]): Result<[key: Buffer, members: Buffer[]] | null, Context>

  /**
   * Remove and get the first element in a list, or block until one is available.
   *
   * `BLPOP key... timeout`
   *
   * Complexity: O(N) where N is the number of provided keys. Since Redis 2.0.0.
   */
  blpop(...args: [...key: Many<RedisKey>, timeout: Num, ...callback: Done<[string, string] | null>]): Result<[string, string] | null, Context>
  /** `BLPOP key... timeout`, with Buffers in the reply. See {@link blpop}. */
  blpopBuffer(...args: [...key: Many<RedisKey>, timeout: Num, ...callback: Done<[Buffer, Buffer] | null>]): Result<[Buffer, Buffer] | null, Context>

  /**
   * Remove and get the last element in a list, or block until one is available.
   *
   * `BRPOP key... timeout`
   *
   * Complexity: O(N) where N is the number of provided keys. Since Redis 2.0.0.
   */
  brpop(...args: [...key: Many<RedisKey>, timeout: Num, ...callback: Done<[string, string] | null>]): Result<[string, string] | null, Context>
  /** `BRPOP key... timeout`, with Buffers in the reply. See {@link brpop}. */
  brpopBuffer(...args: [...key: Many<RedisKey>, timeout: Num, ...callback: Done<[Buffer, Buffer] | null>]): Result<[Buffer, Buffer] | null, Context>

  /**
   * Pop an element from a list, push it to another list and return it; or block until one is available.
   *
   * `BRPOPLPUSH source destination timeout`
   *
   * Complexity: O(1). Since Redis 2.2.0.
   */
  brpoplpush(source: RedisKey, destination: RedisKey, timeout: Num, callback?: Callback<string | null>): Result<string | null, Context>
  /** `BRPOPLPUSH source destination timeout`, with Buffers in the reply. See {@link brpoplpush}. */
  brpoplpushBuffer(source: RedisKey, destination: RedisKey, timeout: Num, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /**
   * Remove and return members with scores in a sorted set or block until one is available.
   *
   * `BZMPOP timeout numkeys key... (MIN | MAX) [COUNT count]`
   *
   * Complexity: O(K) + O(M*log(N)) where K is the number of provided keys, N being the number of elements in the sorted set, and M being the number of elements popped. Since Redis 7.0.0.
   */
  bzmpop(...args: [timeout: Num, numkeys: Num, ...key: Many<RedisKey>, option: 'MIN' | 'MAX', ...option2: [] | [count: 'COUNT', count2: Num], ...callback: Done<unknown>]): Result<unknown, Context>
  /** `BZMPOP timeout numkeys key... (MIN | MAX) [COUNT count]`, with Buffers in the reply. See {@link bzmpop}. */
  bzmpopBuffer(...args: [timeout: Num, numkeys: Num, ...key: Many<RedisKey>, option: 'MIN' | 'MAX', ...option2: [] | [count: 'COUNT', count2: Num], ...callback: Done<unknown>]): Result<unknown, Context>

  /**
   * Remove and return the member with the highest score from one or more sorted sets, or block until one is available.
   *
   * `BZPOPMAX key... timeout`
   *
   * Complexity: O(log(N)) with N being the number of elements in the sorted set. Since Redis 5.0.0.
   */
  bzpopmax(...args: [...key: Many<RedisKey>, timeout: Num, ...callback: Done<Shape<[key: string, member: string, score: string] | null, [key: string, member: string, score: number] | null, Context>>]): Result<Shape<[key: string, member: string, score: string] | null, [key: string, member: string, score: number] | null, Context>, Context>
  /** `BZPOPMAX key... timeout`, with Buffers in the reply. See {@link bzpopmax}. */
  bzpopmaxBuffer(...args: [...key: Many<RedisKey>, timeout: Num, ...callback: Done<Shape<[key: Buffer, member: Buffer, score: Buffer] | null, [key: Buffer, member: Buffer, score: number] | null, Context>>]): Result<Shape<[key: Buffer, member: Buffer, score: Buffer] | null, [key: Buffer, member: Buffer, score: number] | null, Context>, Context>

  /**
   * Remove and return the member with the lowest score from one or more sorted sets, or block until one is available.
   *
   * `BZPOPMIN key... timeout`
   *
   * Complexity: O(log(N)) with N being the number of elements in the sorted set. Since Redis 5.0.0.
   */
  bzpopmin(...args: [...key: Many<RedisKey>, timeout: Num, ...callback: Done<Shape<[key: string, member: string, score: string] | null, [key: string, member: string, score: number] | null, Context>>]): Result<Shape<[key: string, member: string, score: string] | null, [key: string, member: string, score: number] | null, Context>, Context>
  /** `BZPOPMIN key... timeout`, with Buffers in the reply. See {@link bzpopmin}. */
  bzpopminBuffer(...args: [...key: Many<RedisKey>, timeout: Num, ...callback: Done<Shape<[key: Buffer, member: Buffer, score: Buffer] | null, [key: Buffer, member: Buffer, score: number] | null, Context>>]): Result<Shape<[key: Buffer, member: Buffer, score: Buffer] | null, [key: Buffer, member: Buffer, score: number] | null, Context>, Context>

  /**
   * Instruct the server about tracking or not keys in the next request.
   *
   * `CLIENT CACHING (YES | NO)`
   *
   * Complexity: O(1). Since Redis 6.0.0.
   */
  client(...args: [caching: 'CACHING', option: 'YES' | 'NO', callback?: Callback<'OK'>]): Result<'OK', Context>
  /**
   * Get the current connection name.
   *
   * `CLIENT GETNAME`
   *
   * Complexity: O(1). Since Redis 2.6.9.
   */
  client(getname: 'GETNAME', callback?: Callback<string | null>): Result<string | null, Context>
  /**
   * A container for client connection commands.
   *
   * `CLIENT (GETREDIR | ID)`
   *
   * Complexity: Depends on subcommand. Since Redis 2.4.0.
   */
  client(...args: [option: 'GETREDIR' | 'ID', callback?: Callback<number>]): Result<number, Context>
  /**
   * Show helpful text about the different subcommands.
   *
   * `CLIENT HELP`
   *
   * Complexity: O(1). Since Redis 5.0.0.
   */
  client(help: 'HELP', callback?: Callback<string[]>): Result<string[], Context>
  /**
   * Returns information about the current client connection.
   *
   * `CLIENT INFO`
   *
   * Complexity: O(1). Since Redis 6.2.0.
   */
  client(info: 'INFO', callback?: Callback<string>): Result<string, Context>
  /**
   * Kill the connection of a client.
   *
   * `CLIENT KILL address`
   *
   * Complexity: O(N) where N is the number of client connections. Since Redis 2.4.0.
   */
  client(kill: 'KILL', address: RedisValue, callback?: Callback<'OK'>): Result<'OK', Context>
  /**
   * Kill the connection of a client.
   *
   * `CLIENT KILL [ID client-id] [TYPE type] [USER username] [ADDR ip:port] [LADDR ip:port] [SKIPME (YES | NO)] [MAXAGE seconds]`
   *
   * Complexity: O(N) where N is the number of client connections. Since Redis 2.4.0.
   */
  client(...args: [kill: 'KILL', ...filter: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>
  /**
   * Get the list of client connections.
   *
   * `CLIENT LIST [TYPE (NORMAL | MASTER | REPLICA | PUBSUB)] [ID client-id...]`
   *
   * Complexity: O(N) where N is the number of client connections. Since Redis 2.4.0.
   */
  client(...args: [list: 'LIST', ...option: [] | [type: 'TYPE', option: 'NORMAL' | 'MASTER' | 'REPLICA' | 'PUBSUB'], ...option2: [] | [id: 'ID', ...clientId: Many<RedisValue>], ...callback: Done<string>]): Result<string, Context>
  /**
   * A container for client connection commands.
   *
   * `CLIENT (NO-EVICT | NO-TOUCH) (ON | OFF)`
   *
   * Complexity: Depends on subcommand. Since Redis 2.4.0.
   */
  client(...args: [option: 'NO-EVICT' | 'NO-TOUCH', option2: 'ON' | 'OFF', callback?: Callback<'OK'>]): Result<'OK', Context>
  /**
   * A container for client connection commands.
   *
   * `CLIENT (PAUSE timeout [WRITE | ALL] | UNPAUSE)`
   *
   * Complexity: Depends on subcommand. Since Redis 2.4.0.
   */
  client(...args: [...option: [pause: 'PAUSE', timeout: Num, ...option: [] | [option: 'WRITE' | 'ALL']] | [unpause: 'UNPAUSE'], callback?: Callback<'OK'>]): Result<'OK', Context>
  /**
   * Instruct the server whether to reply to commands.
   *
   * `CLIENT REPLY (ON | OFF | SKIP)`
   *
   * Complexity: O(1). Since Redis 3.2.0.
   */
  client(...args: [reply: 'REPLY', option: 'ON' | 'OFF' | 'SKIP', callback?: Callback<'OK'>]): Result<'OK', Context>
  /**
   * Sets information specific to the client or connection.
   *
   * `CLIENT SETINFO (LIB-NAME | LIB-VER) value`
   *
   * Complexity: O(1). Since Redis 7.2.0, Valkey 7.2.0.
   */
  client(...args: [setinfo: 'SETINFO', option: 'LIB-NAME' | 'LIB-VER', value: RedisValue, callback?: Callback<'OK'>]): Result<'OK', Context>
  /**
   * Set the current connection name.
   *
   * `CLIENT SETNAME connection-name`
   *
   * Complexity: O(1). Since Redis 2.6.9.
   */
  client(setname: 'SETNAME', connectionName: RedisValue, callback?: Callback<'OK'>): Result<'OK', Context>
  /**
   * Enable or disable server assisted client side caching support.
   *
   * `CLIENT TRACKING (ON | OFF) [REDIRECT client-id] [PREFIX prefix ...] [BCAST] [OPTIN] [OPTOUT] [NOLOOP]`
   *
   * Complexity: O(1). Some options may introduce additional complexity. Since Redis 6.0.0.
   */
  client(...args: [tracking: 'TRACKING', option: 'ON' | 'OFF', callback?: Callback<'OK'>] | [tracking: 'TRACKING', option: 'ON' | 'OFF', ...option2: Many<RedisValue>, ...callback: Done<'OK'>]): Result<'OK', Context>
  /**
   * Return information about server assisted client side caching for the current connection.
   *
   * `CLIENT TRACKINGINFO`
   *
   * Complexity: O(1). Since Redis 6.2.0.
   */
  client(trackinginfo: 'TRACKINGINFO', callback?: Callback<unknown>): Result<unknown, Context>
  /**
   * Unblock a client blocked in a blocking command from a different connection.
   *
   * `CLIENT UNBLOCK client-id [TIMEOUT | ERROR]`
   *
   * Complexity: O(log N) where N is the number of client connections. Since Redis 5.0.0.
   */
  client(...args: [unblock: 'UNBLOCK', clientId: RedisValue, ...option: [] | [option: 'TIMEOUT' | 'ERROR'], callback?: Callback<number>]): Result<number, Context>
  /** `CLIENT CACHING (YES | NO)`, with Buffers in the reply. See {@link client}. */
  clientBuffer(...args: [caching: 'CACHING', option: 'YES' | 'NO', callback?: Callback<Buffer>]): Result<Buffer, Context>
  /** `CLIENT GETNAME`, with Buffers in the reply. See {@link client}. */
  clientBuffer(getname: 'GETNAME', callback?: Callback<Buffer | null>): Result<Buffer | null, Context>
  /** `CLIENT (GETREDIR | ID)`, with Buffers in the reply. See {@link client}. */
  clientBuffer(...args: [option: 'GETREDIR' | 'ID', callback?: Callback<number>]): Result<number, Context>
  /** `CLIENT HELP`, with Buffers in the reply. See {@link client}. */
  clientBuffer(help: 'HELP', callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  /** `CLIENT INFO`, with Buffers in the reply. See {@link client}. */
  clientBuffer(info: 'INFO', callback?: Callback<Buffer>): Result<Buffer, Context>
  /** `CLIENT KILL address`, with Buffers in the reply. See {@link client}. */
  clientBuffer(kill: 'KILL', address: RedisValue, callback?: Callback<Buffer>): Result<Buffer, Context>
  /** `CLIENT KILL [ID client-id] [TYPE type] [USER username] [ADDR ip:port] [LADDR ip:port] [SKIPME (YES | NO)] [MAXAGE seconds]`, with Buffers in the reply. See {@link client}. */
  clientBuffer(...args: [kill: 'KILL', ...filter: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>
  /** `CLIENT LIST [TYPE (NORMAL | MASTER | REPLICA | PUBSUB)] [ID client-id...]`, with Buffers in the reply. See {@link client}. */
  clientBuffer(...args: [list: 'LIST', ...option: [] | [type: 'TYPE', option: 'NORMAL' | 'MASTER' | 'REPLICA' | 'PUBSUB'], ...option2: [] | [id: 'ID', ...clientId: Many<RedisValue>], ...callback: Done<Buffer>]): Result<Buffer, Context>
  /** `CLIENT (NO-EVICT | NO-TOUCH) (ON | OFF)`, with Buffers in the reply. See {@link client}. */
  clientBuffer(...args: [option: 'NO-EVICT' | 'NO-TOUCH', option2: 'ON' | 'OFF', callback?: Callback<Buffer>]): Result<Buffer, Context>
  /** `CLIENT (PAUSE timeout [WRITE | ALL] | UNPAUSE)`, with Buffers in the reply. See {@link client}. */
  clientBuffer(...args: [...option: [pause: 'PAUSE', timeout: Num, ...option: [] | [option: 'WRITE' | 'ALL']] | [unpause: 'UNPAUSE'], callback?: Callback<Buffer>]): Result<Buffer, Context>
  /** `CLIENT REPLY (ON | OFF | SKIP)`, with Buffers in the reply. See {@link client}. */
  clientBuffer(...args: [reply: 'REPLY', option: 'ON' | 'OFF' | 'SKIP', callback?: Callback<Buffer>]): Result<Buffer, Context>
  /** `CLIENT SETINFO (LIB-NAME | LIB-VER) value`, with Buffers in the reply. See {@link client}. */
  clientBuffer(...args: [setinfo: 'SETINFO', option: 'LIB-NAME' | 'LIB-VER', value: RedisValue, callback?: Callback<Buffer>]): Result<Buffer, Context>
  /** `CLIENT SETNAME connection-name`, with Buffers in the reply. See {@link client}. */
  clientBuffer(setname: 'SETNAME', connectionName: RedisValue, callback?: Callback<Buffer>): Result<Buffer, Context>
  /** `CLIENT TRACKING (ON | OFF) [REDIRECT client-id] [PREFIX prefix ...] [BCAST] [OPTIN] [OPTOUT] [NOLOOP]`, with Buffers in the reply. See {@link client}. */
  clientBuffer(...args: [tracking: 'TRACKING', option: 'ON' | 'OFF', callback?: Callback<Buffer>] | [tracking: 'TRACKING', option: 'ON' | 'OFF', ...option2: Many<RedisValue>, ...callback: Done<Buffer>]): Result<Buffer, Context>
  /** `CLIENT TRACKINGINFO`, with Buffers in the reply. See {@link client}. */
  clientBuffer(trackinginfo: 'TRACKINGINFO', callback?: Callback<unknown>): Result<unknown, Context>
  /** `CLIENT UNBLOCK client-id [TIMEOUT | ERROR]`, with Buffers in the reply. See {@link client}. */
  clientBuffer(...args: [unblock: 'UNBLOCK', clientId: RedisValue, ...option: [] | [option: 'TIMEOUT' | 'ERROR'], callback?: Callback<number>]): Result<number, Context>

  /**
   * A container for cluster commands.
   *
   * `CLUSTER (ADDSLOTS slot... | DELSLOTS slot... | ADDSLOTSRANGE {start-slot end-slot}... | DELSLOTSRANGE {start-slot end-slot}...)`
   *
   * Complexity: Depends on subcommand. Since Redis 3.0.0.
   */
  cluster(...args: [...option: [addslots: 'ADDSLOTS', ...slot: Many<Num>] | [delslots: 'DELSLOTS', ...slot: Many<Num>] | [addslotsrange: 'ADDSLOTSRANGE', ...startSlot: Many<Num>] | [delslotsrange: 'DELSLOTSRANGE', ...startSlot: Many<Num>], ...callback: Done<'OK'>]): Result<'OK', Context>
  /**
   * A container for cluster commands.
   *
   * `CLUSTER (FLUSHSLOTS | SAVECONFIG | FAILOVER [FORCE | TAKEOVER] | FORGET node-id | REPLICATE node-id | RESET [HARD | SOFT])`
   *
   * Complexity: Depends on subcommand. Since Redis 3.0.0.
   */
  cluster(...args: [...option: [flushslots: 'FLUSHSLOTS'] | [saveconfig: 'SAVECONFIG'] | [failover: 'FAILOVER', ...option: [] | [option: 'FORCE' | 'TAKEOVER']] | [forget: 'FORGET', nodeId: RedisValue] | [replicate: 'REPLICATE', nodeId: RedisValue] | [reset: 'RESET', ...option: [] | [option: 'HARD' | 'SOFT']], callback?: Callback<'OK'>]): Result<'OK', Context>
  /**
   * A container for cluster commands.
   *
   * `CLUSTER (MEET ip port [cluster-bus-port] | SET-CONFIG-EPOCH config-epoch)`
   *
   * Complexity: Depends on subcommand. Since Redis 3.0.0.
   */
  cluster(...args: [...option: [meet: 'MEET', ip: RedisValue, port: Num, ...option: [] | [option: Num]] | [setConfigEpoch: 'SET-CONFIG-EPOCH', configEpoch: Num], callback?: Callback<'OK'>]): Result<'OK', Context>
  /**
   * Bind a hash slot to a specific node.
   *
   * `CLUSTER SETSLOT slot ((IMPORTING | MIGRATING | NODE) node-id | STABLE)`
   *
   * Complexity: O(1). Since Redis 3.0.0.
   */
  cluster(...args: [setslot: 'SETSLOT', slot: Num, ...option: [option: 'IMPORTING' | 'MIGRATING' | 'NODE', nodeId: RedisValue] | [stable: 'STABLE'], callback?: Callback<'OK'>]): Result<'OK', Context>
  /**
   * Advance the cluster config epoch.
   *
   * `CLUSTER BUMPEPOCH`
   *
   * Complexity: O(1). Since Redis 3.0.0.
   */
  cluster(bumpepoch: 'BUMPEPOCH', callback?: Callback<'BUMPED' | 'STILL'>): Result<'BUMPED' | 'STILL', Context>
  /**
   * A container for cluster commands.
   *
   * `CLUSTER (COUNT-FAILURE-REPORTS node-id | COUNTKEYSINSLOT slot | KEYSLOT key)`
   *
   * Complexity: Depends on subcommand. Since Redis 3.0.0.
   */
  cluster(...args: [...option: [countFailureReports: 'COUNT-FAILURE-REPORTS', nodeId: RedisValue] | [countkeysinslot: 'COUNTKEYSINSLOT', slot: Num] | [keyslot: 'KEYSLOT', key: RedisKey], callback?: Callback<number>]): Result<number, Context>
  /**
   * Return local key names in the specified hash slot.
   *
   * `CLUSTER GETKEYSINSLOT slot count`
   *
   * Complexity: O(log(N)) where N is the number of requested keys. Since Redis 3.0.0.
   */
  cluster(getkeysinslot: 'GETKEYSINSLOT', slot: Num, count: Num, callback?: Callback<string[]>): Result<string[], Context>
  /**
   * Show helpful text about the different subcommands.
   *
   * `CLUSTER HELP`
   *
   * Complexity: O(1). Since Redis 5.0.0.
   */
  cluster(help: 'HELP', callback?: Callback<string[]>): Result<string[], Context>
  /**
   * A container for cluster commands.
   *
   * `CLUSTER (INFO | MYID | MYSHARDID)`
   *
   * Complexity: Depends on subcommand. Since Redis 3.0.0.
   */
  cluster(...args: [option: 'INFO' | 'MYID' | 'MYSHARDID', callback?: Callback<string>]): Result<string, Context>
  /**
   * Get Cluster config for the node.
   *
   * `CLUSTER NODES`
   *
   * Complexity: O(N) where N is the total number of Cluster nodes. Since Redis 3.0.0.
   */
  cluster(nodes: 'NODES', callback?: Callback<string>): Result<string, Context>
  /**
   * Returns a list of all TCP links to and from peer nodes in cluster.
   *
   * `CLUSTER LINKS`
   *
   * Complexity: O(N) where N is the total number of Cluster nodes. Since Redis 7.0.0.
   */
  cluster(links: 'LINKS', callback?: Callback<unknown[]>): Result<unknown[], Context>
  /**
   * A container for cluster commands.
   *
   * `CLUSTER (MIGRATION | SLOT-STATS | SYNCSLOTS) [arg...]`
   *
   * Complexity: Depends on subcommand. Since Redis 3.0.0.
   */
  cluster(...args: [option: 'MIGRATION' | 'SLOT-STATS' | 'SYNCSLOTS', callback?: Callback<unknown>] | [option: 'MIGRATION' | 'SLOT-STATS' | 'SYNCSLOTS', ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  /**
   * A container for cluster commands.
   *
   * `CLUSTER (REPLICAS | SLAVES) node-id`
   *
   * Complexity: Depends on subcommand. Since Redis 3.0.0.
   */
  cluster(...args: [option: 'REPLICAS' | 'SLAVES', nodeId: RedisValue, callback?: Callback<unknown>]): Result<unknown, Context>
  /**
   * Get array of cluster slots to node mappings.
   *
   * `CLUSTER SHARDS`
   *
   * Complexity: O(N) where N is the total number of cluster nodes. Since Redis 7.0.0.
   */
  cluster(shards: 'SHARDS', callback?: Callback<unknown[]>): Result<unknown[], Context>
  /**
   * Get array of Cluster slot to node mappings.
   *
   * `CLUSTER SLOTS`
   *
   * Complexity: O(N) where N is the total number of Cluster nodes. Since Redis 3.0.0.
   */
  cluster(slots: 'SLOTS', callback?: Callback<[startSlotRange: number, endSlotRange: number, ...nodes: [host: string, port: number, nodeId: string, info: unknown[]][]][]>): Result<[startSlotRange: number, endSlotRange: number, ...nodes: [host: string, port: number, nodeId: string, info: unknown[]][]][], Context>
  /** `CLUSTER (ADDSLOTS slot... | DELSLOTS slot... | ADDSLOTSRANGE {start-slot end-slot}... | DELSLOTSRANGE {start-slot end-slot}...)`, with Buffers in the reply. See {@link cluster}. */
  clusterBuffer(...args: [...option: [addslots: 'ADDSLOTS', ...slot: Many<Num>] | [delslots: 'DELSLOTS', ...slot: Many<Num>] | [addslotsrange: 'ADDSLOTSRANGE', ...startSlot: Many<Num>] | [delslotsrange: 'DELSLOTSRANGE', ...startSlot: Many<Num>], ...callback: Done<Buffer>]): Result<Buffer, Context>
  /** `CLUSTER (FLUSHSLOTS | SAVECONFIG | FAILOVER [FORCE | TAKEOVER] | FORGET node-id | REPLICATE node-id | RESET [HARD | SOFT])`, with Buffers in the reply. See {@link cluster}. */
  clusterBuffer(...args: [...option: [flushslots: 'FLUSHSLOTS'] | [saveconfig: 'SAVECONFIG'] | [failover: 'FAILOVER', ...option: [] | [option: 'FORCE' | 'TAKEOVER']] | [forget: 'FORGET', nodeId: RedisValue] | [replicate: 'REPLICATE', nodeId: RedisValue] | [reset: 'RESET', ...option: [] | [option: 'HARD' | 'SOFT']], callback?: Callback<Buffer>]): Result<Buffer, Context>
  /** `CLUSTER (MEET ip port [cluster-bus-port] | SET-CONFIG-EPOCH config-epoch)`, with Buffers in the reply. See {@link cluster}. */
  clusterBuffer(...args: [...option: [meet: 'MEET', ip: RedisValue, port: Num, ...option: [] | [option: Num]] | [setConfigEpoch: 'SET-CONFIG-EPOCH', configEpoch: Num], callback?: Callback<Buffer>]): Result<Buffer, Context>
  /** `CLUSTER SETSLOT slot ((IMPORTING | MIGRATING | NODE) node-id | STABLE)`, with Buffers in the reply. See {@link cluster}. */
  clusterBuffer(...args: [setslot: 'SETSLOT', slot: Num, ...option: [option: 'IMPORTING' | 'MIGRATING' | 'NODE', nodeId: RedisValue] | [stable: 'STABLE'], callback?: Callback<Buffer>]): Result<Buffer, Context>
  /** `CLUSTER BUMPEPOCH`, with Buffers in the reply. See {@link cluster}. */
  clusterBuffer(bumpepoch: 'BUMPEPOCH', callback?: Callback<'BUMPED' | 'STILL'>): Result<'BUMPED' | 'STILL', Context>
  /** `CLUSTER (COUNT-FAILURE-REPORTS node-id | COUNTKEYSINSLOT slot | KEYSLOT key)`, with Buffers in the reply. See {@link cluster}. */
  clusterBuffer(...args: [...option: [countFailureReports: 'COUNT-FAILURE-REPORTS', nodeId: RedisValue] | [countkeysinslot: 'COUNTKEYSINSLOT', slot: Num] | [keyslot: 'KEYSLOT', key: RedisKey], callback?: Callback<number>]): Result<number, Context>
  /** `CLUSTER GETKEYSINSLOT slot count`, with Buffers in the reply. See {@link cluster}. */
  clusterBuffer(getkeysinslot: 'GETKEYSINSLOT', slot: Num, count: Num, callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  /** `CLUSTER HELP`, with Buffers in the reply. See {@link cluster}. */
  clusterBuffer(help: 'HELP', callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  /** `CLUSTER (INFO | MYID | MYSHARDID)`, with Buffers in the reply. See {@link cluster}. */
  clusterBuffer(...args: [option: 'INFO' | 'MYID' | 'MYSHARDID', callback?: Callback<Buffer>]): Result<Buffer, Context>
  /** `CLUSTER NODES`, with Buffers in the reply. See {@link cluster}. */
  clusterBuffer(nodes: 'NODES', callback?: Callback<Buffer>): Result<Buffer, Context>
  /** `CLUSTER LINKS`, with Buffers in the reply. See {@link cluster}. */
  clusterBuffer(links: 'LINKS', callback?: Callback<unknown[]>): Result<unknown[], Context>
  /** `CLUSTER (MIGRATION | SLOT-STATS | SYNCSLOTS) [arg...]`, with Buffers in the reply. See {@link cluster}. */
  clusterBuffer(...args: [option: 'MIGRATION' | 'SLOT-STATS' | 'SYNCSLOTS', callback?: Callback<unknown>] | [option: 'MIGRATION' | 'SLOT-STATS' | 'SYNCSLOTS', ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  /** `CLUSTER (REPLICAS | SLAVES) node-id`, with Buffers in the reply. See {@link cluster}. */
  clusterBuffer(...args: [option: 'REPLICAS' | 'SLAVES', nodeId: RedisValue, callback?: Callback<unknown>]): Result<unknown, Context>
  /** `CLUSTER SHARDS`, with Buffers in the reply. See {@link cluster}. */
  clusterBuffer(shards: 'SHARDS', callback?: Callback<unknown[]>): Result<unknown[], Context>
  /** `CLUSTER SLOTS`, with Buffers in the reply. See {@link cluster}. */
  clusterBuffer(slots: 'SLOTS', callback?: Callback<[startSlotRange: number, endSlotRange: number, ...nodes: [host: Buffer, port: number, nodeId: Buffer, info: unknown[]][]][]>): Result<[startSlotRange: number, endSlotRange: number, ...nodes: [host: Buffer, port: number, nodeId: Buffer, info: unknown[]][]][], Context>

  /**
   * Get total number of Redis commands.
   *
   * `COMMAND COUNT`
   *
   * Complexity: O(1). Since Redis 2.8.13.
   */
  command(count: 'COUNT', callback?: Callback<number>): Result<number, Context>
  /**
   * Get array of specific Redis command documentation.
   *
   * `COMMAND DOCS [command-name...]`
   *
   * Complexity: O(N) where N is the number of commands to look up. Since Redis 7.0.0.
   */
  command(...args: [docs: 'DOCS', callback?: Callback<unknown[]>] | [docs: 'DOCS', ...commandName: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  /**
   * Get array of Redis command details.
   *
   * `COMMAND (GETKEYS | GETKEYSANDFLAGS) command [arg...]`
   *
   * Complexity: O(N) where N is the total number of Redis commands. Since Redis 2.8.13.
   */
  command(...args: [option: 'GETKEYS' | 'GETKEYSANDFLAGS', command: RedisValue, callback?: Callback<unknown[]>] | [option: 'GETKEYS' | 'GETKEYSANDFLAGS', command: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  /**
   * Show helpful text about the different subcommands.
   *
   * `COMMAND HELP`
   *
   * Complexity: O(1). Since Redis 5.0.0.
   */
  command(help: 'HELP', callback?: Callback<string[]>): Result<string[], Context>
  /**
   * Get array of specific Redis command details, or all when no argument is given.
   *
   * `COMMAND INFO [command-name...]`
   *
   * Complexity: O(N) where N is the number of commands to look up. Since Redis 2.8.13.
   */
  command(...args: [info: 'INFO', callback?: Callback<unknown[]>] | [info: 'INFO', ...commandName: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  /**
   * Get an array of Redis command names.
   *
   * `COMMAND LIST [FILTERBY (MODULE module-name | ACLCAT category | PATTERN pattern)]`
   *
   * Complexity: O(N) where N is the total number of Redis commands. Since Redis 7.0.0.
   */
  command(...args: [list: 'LIST', ...option: [] | [filterby: 'FILTERBY', ...option: [module: 'MODULE', moduleName: RedisValue] | [aclcat: 'ACLCAT', category: RedisValue] | [pattern: 'PATTERN', pattern2: RedisKey]], callback?: Callback<string[]>]): Result<string[], Context>
  /**
   * Get array of Redis command details.
   *
   * `COMMAND`
   *
   * Complexity: O(N) where N is the total number of Redis commands. Since Redis 2.8.13.
   */
  command(callback?: Callback<unknown[]>): Result<unknown[], Context>
  /** `COMMAND COUNT`, with Buffers in the reply. See {@link command}. */
  commandBuffer(count: 'COUNT', callback?: Callback<number>): Result<number, Context>
  /** `COMMAND DOCS [command-name...]`, with Buffers in the reply. See {@link command}. */
  commandBuffer(...args: [docs: 'DOCS', callback?: Callback<unknown[]>] | [docs: 'DOCS', ...commandName: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  /** `COMMAND (GETKEYS | GETKEYSANDFLAGS) command [arg...]`, with Buffers in the reply. See {@link command}. */
  commandBuffer(...args: [option: 'GETKEYS' | 'GETKEYSANDFLAGS', command: RedisValue, callback?: Callback<unknown[]>] | [option: 'GETKEYS' | 'GETKEYSANDFLAGS', command: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  /** `COMMAND HELP`, with Buffers in the reply. See {@link command}. */
  commandBuffer(help: 'HELP', callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  /** `COMMAND INFO [command-name...]`, with Buffers in the reply. See {@link command}. */
  commandBuffer(...args: [info: 'INFO', callback?: Callback<unknown[]>] | [info: 'INFO', ...commandName: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  /** `COMMAND LIST [FILTERBY (MODULE module-name | ACLCAT category | PATTERN pattern)]`, with Buffers in the reply. See {@link command}. */
  commandBuffer(...args: [list: 'LIST', ...option: [] | [filterby: 'FILTERBY', ...option: [module: 'MODULE', moduleName: RedisValue] | [aclcat: 'ACLCAT', category: RedisValue] | [pattern: 'PATTERN', pattern2: RedisKey]], callback?: Callback<Buffer[]>]): Result<Buffer[], Context>
  /** `COMMAND`, with Buffers in the reply. See {@link command}. */
  commandBuffer(callback?: Callback<unknown[]>): Result<unknown[], Context>

  /**
   * Get the values of configuration parameters.
   *
   * `CONFIG GET parameter...`
   *
   * Complexity: O(N) when N is the number of configuration parameters provided. Since Redis 2.0.0.
   */
  config(...args: [get: 'GET', ...parameter: Many<RedisValue>, ...callback: Done<Shape<string[], Dict<string>, Context>>]): Result<Shape<string[], Dict<string>, Context>, Context>
  /**
   * Show helpful text about the different subcommands.
   *
   * `CONFIG HELP`
   *
   * Complexity: O(1). Since Redis 5.0.0.
   */
  config(help: 'HELP', callback?: Callback<string[]>): Result<string[], Context>
  /**
   * A container for server configuration commands.
   *
   * `CONFIG (RESETSTAT | REWRITE)`
   *
   * Complexity: Depends on subcommand. Since Redis 2.0.0.
   */
  config(...args: [option: 'RESETSTAT' | 'REWRITE', callback?: Callback<'OK'>]): Result<'OK', Context>
  /**
   * Set configuration parameters to the given values.
   *
   * `CONFIG SET {parameter value}...`
   *
   * Complexity: O(N) when N is the number of configuration parameters provided. Since Redis 2.0.0.
   */
  config(...args: [set: 'SET', ...parameter: Many<RedisValue>, ...callback: Done<'OK'>]): Result<'OK', Context>
  /** `CONFIG GET parameter...`, with Buffers in the reply. See {@link config}. */
  configBuffer(...args: [get: 'GET', ...parameter: Many<RedisValue>, ...callback: Done<Shape<Buffer[], Dict<Buffer>, Context>>]): Result<Shape<Buffer[], Dict<Buffer>, Context>, Context>
  /** `CONFIG HELP`, with Buffers in the reply. See {@link config}. */
  configBuffer(help: 'HELP', callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  /** `CONFIG (RESETSTAT | REWRITE)`, with Buffers in the reply. See {@link config}. */
  configBuffer(...args: [option: 'RESETSTAT' | 'REWRITE', callback?: Callback<Buffer>]): Result<Buffer, Context>
  /** `CONFIG SET {parameter value}...`, with Buffers in the reply. See {@link config}. */
  configBuffer(...args: [set: 'SET', ...parameter: Many<RedisValue>, ...callback: Done<Buffer>]): Result<Buffer, Context>

  /**
   * Copy a key.
   *
   * `COPY source destination [DB destination-db] [REPLACE]`
   *
   * Complexity: O(N) worst case for collections, where N is the number of nested items. O(1) for string values. Since Redis 6.2.0.
   */
  copy(...args: [source: RedisKey, destination: RedisKey, ...option: [] | [db: 'DB', destinationDb: Num], ...option2: [] | [option2: 'REPLACE'], callback?: Callback<number>]): Result<number, Context>

  /**
   * Return the number of keys in the selected database.
   *
   * `DBSIZE`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  dbsize(callback?: Callback<number>): Result<number, Context>

  /**
   * A container for debugging commands.
   *
   * `DEBUG subcommand [arg...]`
   *
   * Complexity: Depends on subcommand. Since Redis 1.0.0.
   */
  debug(...args: [subcommand: RedisValue, callback?: Callback<unknown>] | [subcommand: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  /** `DEBUG subcommand [arg...]`, with Buffers in the reply. See {@link debug}. */
  debugBuffer(...args: [subcommand: RedisValue, callback?: Callback<unknown>] | [subcommand: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>

  /**
   * Decrement the integer value of a key by one.
   *
   * `DECR key`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  decr(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /**
   * Decrement the integer value of a key by the given number.
   *
   * `DECRBY key decrement`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  decrby(key: RedisKey, decrement: Num, callback?: Callback<number>): Result<number, Context>

  /**
   * Delete a key.
   *
   * `DEL key...`
   *
   * Complexity: O(N) where N is the number of keys that will be removed. When a key to remove holds a value other than a string, the individual complexity for this key is O(M) where M is the number of elements in the list, set, sorted set or hash. Removing a single key that holds a string value is O(1). Since Redis 1.0.0.
   */
  del(...args: [...key: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Deletes a string on a condition about its value.
   *
   * `DELEX key [(IFEQ value | IFNE value | IFDEQ digest | IFDNE digest)]`
   *
   * Since Redis 8.4.0.
   */
  delex(...args: [key: RedisKey, ...option: [] | [...option: [ifeq: 'IFEQ', value: RedisValue] | [ifne: 'IFNE', value: RedisValue] | [ifdeq: 'IFDEQ', digest: RedisValue] | [ifdne: 'IFDNE', digest: RedisValue]], callback?: Callback<number>]): Result<number, Context>

  /**
   * A hash of the value of a string, in hexadecimal.
   *
   * `DIGEST key`
   *
   * Since Redis 8.4.0.
   */
  digest(key: RedisKey, callback?: Callback<string | null>): Result<string | null, Context>
  /** `DIGEST key`, with Buffers in the reply. See {@link digest}. */
  digestBuffer(key: RedisKey, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /**
   * Discard all commands issued after MULTI.
   *
   * `DISCARD`
   *
   * Complexity: O(N), when N is the number of queued commands. Since Redis 2.0.0.
   */
  discard(callback?: Callback<'OK'>): Result<'OK', Context>

  /**
   * Return a serialized version of the value stored at the specified key.
   *
   * `DUMP key`
   *
   * Complexity: O(1) to access the key and additional O(N*M) to serialize it, where N is the number of Redis objects composing the value and M their average size. For small string values the time complexity is thus O(1)+O(1*M) where M is small, so simply O(1). Since Redis 2.6.0.
   */
  dump(key: RedisKey, callback?: Callback<string>): Result<string, Context>
  /** `DUMP key`, with Buffers in the reply. See {@link dump}. */
  dumpBuffer(key: RedisKey, callback?: Callback<Buffer>): Result<Buffer, Context>

  /**
   * Echo the given string.
   *
   * `ECHO message`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  echo(message: RedisValue, callback?: Callback<string>): Result<string, Context>
  /** `ECHO message`, with Buffers in the reply. See {@link echo}. */
  echoBuffer(message: RedisValue, callback?: Callback<Buffer>): Result<Buffer, Context>

  /**
   * Execute a Lua script server side.
   *
   * `EVAL script numkeys [key...] [arg...]`
   *
   * Complexity: Depends on the script that is executed. Since Redis 2.6.0.
   */
  eval(...args: [script: RedisValue, numkeys: Num, callback?: Callback<unknown>] | [script: RedisValue, numkeys: Num, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  /** `EVAL script numkeys [key...] [arg...]`, with Buffers in the reply. See {@link eval}. */
  evalBuffer(...args: [script: RedisValue, numkeys: Num, callback?: Callback<unknown>] | [script: RedisValue, numkeys: Num, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>

  /**
   * Execute a read-only Lua script server side.
   *
   * `EVAL_RO script numkeys [key...] [arg...]`
   *
   * Complexity: Depends on the script that is executed. Since Redis 7.0.0.
   */
  eval_ro(...args: [script: RedisValue, numkeys: Num, callback?: Callback<unknown>] | [script: RedisValue, numkeys: Num, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  /** `EVAL_RO script numkeys [key...] [arg...]`, with Buffers in the reply. See {@link eval_ro}. */
  eval_roBuffer(...args: [script: RedisValue, numkeys: Num, callback?: Callback<unknown>] | [script: RedisValue, numkeys: Num, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>

  /**
   * Execute a Lua script server side.
   *
   * `EVALSHA sha1 numkeys [key...] [arg...]`
   *
   * Complexity: Depends on the script that is executed. Since Redis 2.6.0.
   */
  evalsha(...args: [sha1: RedisValue, numkeys: Num, callback?: Callback<unknown>] | [sha1: RedisValue, numkeys: Num, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  /** `EVALSHA sha1 numkeys [key...] [arg...]`, with Buffers in the reply. See {@link evalsha}. */
  evalshaBuffer(...args: [sha1: RedisValue, numkeys: Num, callback?: Callback<unknown>] | [sha1: RedisValue, numkeys: Num, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>

  /**
   * Execute a read-only Lua script server side.
   *
   * `EVALSHA_RO sha1 numkeys [key...] [arg...]`
   *
   * Complexity: Depends on the script that is executed. Since Redis 7.0.0.
   */
  evalsha_ro(...args: [sha1: RedisValue, numkeys: Num, callback?: Callback<unknown>] | [sha1: RedisValue, numkeys: Num, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  /** `EVALSHA_RO sha1 numkeys [key...] [arg...]`, with Buffers in the reply. See {@link evalsha_ro}. */
  evalsha_roBuffer(...args: [sha1: RedisValue, numkeys: Num, callback?: Callback<unknown>] | [sha1: RedisValue, numkeys: Num, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>

  /**
   * Execute all commands issued after MULTI.
   *
   * `EXEC`
   *
   * Complexity: Depends on commands in the transaction. Since Redis 1.2.0.
   */
  exec(callback?: Callback<[error: Error | null, result: unknown][] | null>): Promise<[error: Error | null, result: unknown][] | null>

  /**
   * Determine if a key exists.
   *
   * `EXISTS key...`
   *
   * Complexity: O(N) where N is the number of keys to check. Since Redis 1.0.0.
   */
  exists(...args: [...key: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Set a key's time to live in seconds.
   *
   * `EXPIRE key seconds [NX | XX | GT | LT]`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  expire(...args: [key: RedisKey, seconds: Num, ...option: [] | [option: 'NX' | 'XX' | 'GT' | 'LT'], callback?: Callback<number>]): Result<number, Context>

  /**
   * Set the expiration for a key as a UNIX timestamp.
   *
   * `EXPIREAT key unix-time-seconds [NX | XX | GT | LT]`
   *
   * Complexity: O(1). Since Redis 1.2.0.
   */
  expireat(...args: [key: RedisKey, unixTimeSeconds: Num, ...option: [] | [option: 'NX' | 'XX' | 'GT' | 'LT'], callback?: Callback<number>]): Result<number, Context>

  /**
   * Get the expiration Unix timestamp for a key.
   *
   * `EXPIRETIME key`
   *
   * Complexity: O(1). Since Redis 7.0.0.
   */
  expiretime(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /**
   * Start a coordinated failover between this server and one of its replicas.
   *
   * `FAILOVER [TO host port [FORCE]] [ABORT] [TIMEOUT milliseconds]`
   *
   * Complexity: O(1). Since Redis 6.2.0.
   */
  failover(...args: [...option: [] | [to: 'TO', host: RedisValue, port: Num, ...option: [] | [option: 'FORCE']], ...option2: [] | [option2: 'ABORT'], ...option3: [] | [timeout: 'TIMEOUT', milliseconds: Num], callback?: Callback<'OK'>]): Result<'OK', Context>

  /**
   * Invoke a function.
   *
   * `FCALL function numkeys [key...] [arg...]`
   *
   * Complexity: Depends on the function that is executed. Since Redis 7.0.0.
   */
  fcall(...args: [functionName: RedisValue, numkeys: Num, callback?: Callback<unknown>] | [functionName: RedisValue, numkeys: Num, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  /** `FCALL function numkeys [key...] [arg...]`, with Buffers in the reply. See {@link fcall}. */
  fcallBuffer(...args: [functionName: RedisValue, numkeys: Num, callback?: Callback<unknown>] | [functionName: RedisValue, numkeys: Num, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>

  /**
   * Invoke a read-only function.
   *
   * `FCALL_RO function numkeys [key...] [arg...]`
   *
   * Complexity: Depends on the function that is executed. Since Redis 7.0.0.
   */
  fcall_ro(...args: [functionName: RedisValue, numkeys: Num, callback?: Callback<unknown>] | [functionName: RedisValue, numkeys: Num, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  /** `FCALL_RO function numkeys [key...] [arg...]`, with Buffers in the reply. See {@link fcall_ro}. */
  fcall_roBuffer(...args: [functionName: RedisValue, numkeys: Num, callback?: Callback<unknown>] | [functionName: RedisValue, numkeys: Num, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>

  /**
   * Remove all keys from all databases.
   *
   * `FLUSHALL [ASYNC | SYNC]`
   *
   * Complexity: O(N) where N is the total number of keys in all databases. Since Redis 1.0.0.
   */
  flushall(...args: [...option: [] | [option: 'ASYNC' | 'SYNC'], callback?: Callback<'OK'>]): Result<'OK', Context>

  /**
   * Remove all keys from the current database.
   *
   * `FLUSHDB [ASYNC | SYNC]`
   *
   * Complexity: O(N) where N is the number of keys in the selected database. Since Redis 1.0.0.
   */
  flushdb(...args: [...option: [] | [option: 'ASYNC' | 'SYNC'], callback?: Callback<'OK'>]): Result<'OK', Context>

  /**
   * A container for function commands.
   *
   * `FUNCTION (DELETE library-name | FLUSH [ASYNC | SYNC] | KILL | RESTORE serialized-value [FLUSH | APPEND | REPLACE])`
   *
   * Complexity: Depends on subcommand. Since Redis 7.0.0.
   */
  function(...args: [...option: [deleteToken: 'DELETE', libraryName: RedisValue] | [flush: 'FLUSH', ...option: [] | [option: 'ASYNC' | 'SYNC']] | [kill: 'KILL'] | [restore: 'RESTORE', serializedValue: RedisValue, ...option: [] | [option: 'FLUSH' | 'APPEND' | 'REPLACE']], callback?: Callback<'OK'>]): Result<'OK', Context>
  /**
   * A container for function commands.
   *
   * `FUNCTION (DUMP | LOAD [REPLACE] function-code)`
   *
   * Complexity: Depends on subcommand. Since Redis 7.0.0.
   */
  function(...args: [...option: [dump: 'DUMP'] | [load: 'LOAD', ...option: [] | [option: 'REPLACE'], functionCode: RedisValue], callback?: Callback<string>]): Result<string, Context>
  /**
   * Show helpful text about the different subcommands.
   *
   * `FUNCTION HELP`
   *
   * Complexity: O(1). Since Redis 7.0.0.
   */
  function(help: 'HELP', callback?: Callback<string[]>): Result<string[], Context>
  /**
   * List information about all the functions.
   *
   * `FUNCTION LIST [LIBRARYNAME library-name-pattern] [WITHCODE]`
   *
   * Complexity: O(N) where N is the number of functions. Since Redis 7.0.0.
   */
  function(...args: [list: 'LIST', ...option: [] | [libraryname: 'LIBRARYNAME', libraryNamePattern: RedisValue], ...option2: [] | [option2: 'WITHCODE'], callback?: Callback<unknown[]>]): Result<unknown[], Context>
  /**
   * Return information about the function currently running (name, description, duration).
   *
   * `FUNCTION STATS`
   *
   * Complexity: O(1). Since Redis 7.0.0.
   */
  function(stats: 'STATS', callback?: Callback<unknown>): Result<unknown, Context>
  /** `FUNCTION (DELETE library-name | FLUSH [ASYNC | SYNC] | KILL | RESTORE serialized-value [FLUSH | APPEND | REPLACE])`, with Buffers in the reply. See {@link function}. */
  functionBuffer(...args: [...option: [deleteToken: 'DELETE', libraryName: RedisValue] | [flush: 'FLUSH', ...option: [] | [option: 'ASYNC' | 'SYNC']] | [kill: 'KILL'] | [restore: 'RESTORE', serializedValue: RedisValue, ...option: [] | [option: 'FLUSH' | 'APPEND' | 'REPLACE']], callback?: Callback<Buffer>]): Result<Buffer, Context>
  /** `FUNCTION (DUMP | LOAD [REPLACE] function-code)`, with Buffers in the reply. See {@link function}. */
  functionBuffer(...args: [...option: [dump: 'DUMP'] | [load: 'LOAD', ...option: [] | [option: 'REPLACE'], functionCode: RedisValue], callback?: Callback<Buffer>]): Result<Buffer, Context>
  /** `FUNCTION HELP`, with Buffers in the reply. See {@link function}. */
  functionBuffer(help: 'HELP', callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  /** `FUNCTION LIST [LIBRARYNAME library-name-pattern] [WITHCODE]`, with Buffers in the reply. See {@link function}. */
  functionBuffer(...args: [list: 'LIST', ...option: [] | [libraryname: 'LIBRARYNAME', libraryNamePattern: RedisValue], ...option2: [] | [option2: 'WITHCODE'], callback?: Callback<unknown[]>]): Result<unknown[], Context>
  /** `FUNCTION STATS`, with Buffers in the reply. See {@link function}. */
  functionBuffer(stats: 'STATS', callback?: Callback<unknown>): Result<unknown, Context>

  /**
   * Add one or more geospatial items in the geospatial index represented using a sorted set.
   *
   * `GEOADD key [NX | XX] [CH] {longitude latitude member}...`
   *
   * Complexity: O(log(N)) for each item added, where N is the number of elements in the sorted set. Since Redis 3.2.0.
   */
  geoadd(...args: [key: RedisKey, ...option: [] | [option: 'NX' | 'XX'], ...option2: [] | [option2: 'CH'], ...longitude: Many<Num | RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Returns the distance between two members of a geospatial index.
   *
   * `GEODIST key member1 member2 [M | KM | FT | MI]`
   *
   * Complexity: O(log(N)). Since Redis 3.2.0.
   */
  geodist(...args: [key: RedisKey, member1: RedisValue, member2: RedisValue, ...option: [] | [option: 'M' | 'KM' | 'FT' | 'MI'], callback?: Callback<string | null>]): Result<string | null, Context>
  /** `GEODIST key member1 member2 [M | KM | FT | MI]`, with Buffers in the reply. See {@link geodist}. */
  geodistBuffer(...args: [key: RedisKey, member1: RedisValue, member2: RedisValue, ...option: [] | [option: 'M' | 'KM' | 'FT' | 'MI'], callback?: Callback<Buffer | null>]): Result<Buffer | null, Context>

  /**
   * Returns members of a geospatial index as standard geohash strings.
   *
   * `GEOHASH key [member...]`
   *
   * Complexity: O(log(N)) for each member requested, where N is the number of elements in the sorted set. Since Redis 3.2.0.
   */
  geohash(...args: [key: RedisKey, callback?: Callback<string[]>] | [key: RedisKey, ...member: Many<RedisValue>, ...callback: Done<string[]>]): Result<string[], Context>
  /** `GEOHASH key [member...]`, with Buffers in the reply. See {@link geohash}. */
  geohashBuffer(...args: [key: RedisKey, callback?: Callback<Buffer[]>] | [key: RedisKey, ...member: Many<RedisValue>, ...callback: Done<Buffer[]>]): Result<Buffer[], Context>

  /**
   * Returns longitude and latitude of members of a geospatial index.
   *
   * `GEOPOS key [member...]`
   *
   * Complexity: O(N) where N is the number of members requested. Since Redis 3.2.0.
   */
  geopos(...args: [key: RedisKey, callback?: Callback<Shape<([longitude: string, latitude: string] | null)[], ([longitude: number, latitude: number] | null)[], Context>>] | [key: RedisKey, ...member: Many<RedisValue>, ...callback: Done<Shape<([longitude: string, latitude: string] | null)[], ([longitude: number, latitude: number] | null)[], Context>>]): Result<Shape<([longitude: string, latitude: string] | null)[], ([longitude: number, latitude: number] | null)[], Context>, Context>
  /** `GEOPOS key [member...]`, with Buffers in the reply. See {@link geopos}. */
  geoposBuffer(...args: [key: RedisKey, callback?: Callback<Shape<([longitude: Buffer, latitude: Buffer] | null)[], ([longitude: number, latitude: number] | null)[], Context>>] | [key: RedisKey, ...member: Many<RedisValue>, ...callback: Done<Shape<([longitude: Buffer, latitude: Buffer] | null)[], ([longitude: number, latitude: number] | null)[], Context>>]): Result<Shape<([longitude: Buffer, latitude: Buffer] | null)[], ([longitude: number, latitude: number] | null)[], Context>, Context>

  /**
   * Query a sorted set representing a geospatial index to fetch members matching a given maximum distance from a point.
   *
   * `GEORADIUS key longitude latitude radius (M | KM | FT | MI) [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC] [STORE key | STOREDIST key]`
   *
   * Complexity: O(N+log(M)) where N is the number of elements inside the bounding box of the circular area delimited by center and radius and M is the number of items inside the index. Since Redis 3.2.0.
   */
  georadius(...args: [key: RedisKey, longitude: Num, latitude: Num, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', callback?: Callback<unknown[]>] | [key: RedisKey, longitude: Num, latitude: Num, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  /** `GEORADIUS key longitude latitude radius (M | KM | FT | MI) [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC] [STORE key | STOREDIST key]`, with Buffers in the reply. See {@link georadius}. */
  georadiusBuffer(...args: [key: RedisKey, longitude: Num, latitude: Num, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', callback?: Callback<unknown[]>] | [key: RedisKey, longitude: Num, latitude: Num, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>

  /**
   * A read-only variant for GEORADIUS.
   *
   * `GEORADIUS_RO key longitude latitude radius (M | KM | FT | MI) [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC]`
   *
   * Complexity: O(N+log(M)) where N is the number of elements inside the bounding box of the circular area delimited by center and radius and M is the number of items inside the index. Since Redis 3.2.10.
   */
  georadius_ro(...args: [key: RedisKey, longitude: Num, latitude: Num, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', callback?: Callback<unknown[]>] | [key: RedisKey, longitude: Num, latitude: Num, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  /** `GEORADIUS_RO key longitude latitude radius (M | KM | FT | MI) [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC]`, with Buffers in the reply. See {@link georadius_ro}. */
  georadius_roBuffer(...args: [key: RedisKey, longitude: Num, latitude: Num, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', callback?: Callback<unknown[]>] | [key: RedisKey, longitude: Num, latitude: Num, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>

  /**
   * Query a sorted set representing a geospatial index to fetch members matching a given maximum distance from a member.
   *
   * `GEORADIUSBYMEMBER key member radius (M | KM | FT | MI) [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC] [STORE key | STOREDIST key]`
   *
   * Complexity: O(N+log(M)) where N is the number of elements inside the bounding box of the circular area delimited by center and radius and M is the number of items inside the index. Since Redis 3.2.0.
   */
  georadiusbymember(...args: [key: RedisKey, member: RedisValue, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', callback?: Callback<unknown[]>] | [key: RedisKey, member: RedisValue, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  /** `GEORADIUSBYMEMBER key member radius (M | KM | FT | MI) [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC] [STORE key | STOREDIST key]`, with Buffers in the reply. See {@link georadiusbymember}. */
  georadiusbymemberBuffer(...args: [key: RedisKey, member: RedisValue, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', callback?: Callback<unknown[]>] | [key: RedisKey, member: RedisValue, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>

  /**
   * A read-only variant for GEORADIUSBYMEMBER.
   *
   * `GEORADIUSBYMEMBER_RO key member radius (M | KM | FT | MI) [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC]`
   *
   * Complexity: O(N+log(M)) where N is the number of elements inside the bounding box of the circular area delimited by center and radius and M is the number of items inside the index. Since Redis 3.2.10.
   */
  georadiusbymember_ro(...args: [key: RedisKey, member: RedisValue, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', callback?: Callback<unknown[]>] | [key: RedisKey, member: RedisValue, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  /** `GEORADIUSBYMEMBER_RO key member radius (M | KM | FT | MI) [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC]`, with Buffers in the reply. See {@link georadiusbymember_ro}. */
  georadiusbymember_roBuffer(...args: [key: RedisKey, member: RedisValue, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', callback?: Callback<unknown[]>] | [key: RedisKey, member: RedisValue, radius: Num, option: 'M' | 'KM' | 'FT' | 'MI', ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>

  /**
   * Query a sorted set representing a geospatial index to fetch members inside an area of a box or a circle.
   *
   * `GEOSEARCH key (FROMMEMBER member | FROMLONLAT longitude latitude) (BYRADIUS radius (M | KM | FT | MI) | BYBOX width height (M | KM | FT | MI)) [ASC | DESC] [COUNT count [ANY]] [WITHCOORD] [WITHDIST] [WITHHASH]`
   *
   * Complexity: O(N+log(M)) where N is the number of elements in the grid-aligned bounding box area around the shape provided as the filter and M is the number of items inside the shape. Since Redis 6.2.0.
   */
  geosearch(...args: [key: RedisKey, callback?: Callback<unknown[]>] | [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  /** `GEOSEARCH key (FROMMEMBER member | FROMLONLAT longitude latitude) (BYRADIUS radius (M | KM | FT | MI) | BYBOX width height (M | KM | FT | MI)) [ASC | DESC] [COUNT count [ANY]] [WITHCOORD] [WITHDIST] [WITHHASH]`, with Buffers in the reply. See {@link geosearch}. */
  geosearchBuffer(...args: [key: RedisKey, callback?: Callback<unknown[]>] | [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>

  /**
   * Query a sorted set representing a geospatial index to fetch members inside an area of a box or a circle, and store the result in another key.
   *
   * `GEOSEARCHSTORE destination source (FROMMEMBER member | FROMLONLAT longitude latitude) (BYRADIUS radius (M | KM | FT | MI) | BYBOX width height (M | KM | FT | MI)) [ASC | DESC] [COUNT count [ANY]] [STOREDIST]`
   *
   * Complexity: O(N+log(M)) where N is the number of elements in the grid-aligned bounding box area around the shape provided as the filter and M is the number of items inside the shape. Since Redis 6.2.0.
   */
  geosearchstore(...args: [destination: RedisKey, source: RedisKey, callback?: Callback<number>] | [destination: RedisKey, source: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Get the value of a key.
   *
   * `GET key`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  get(key: RedisKey, callback?: Callback<string | null>): Result<string | null, Context>
  /** `GET key`, with Buffers in the reply. See {@link get}. */
  getBuffer(key: RedisKey, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /**
   * Returns the bit value at offset in the string value stored at key.
   *
   * `GETBIT key offset`
   *
   * Complexity: O(1). Since Redis 2.2.0.
   */
  getbit(key: RedisKey, offset: Num, callback?: Callback<number>): Result<number, Context>

  /**
   * Get the value of a key and delete the key.
   *
   * `GETDEL key`
   *
   * Complexity: O(1). Since Redis 6.2.0.
   */
  getdel(key: RedisKey, callback?: Callback<string | null>): Result<string | null, Context>
  /** `GETDEL key`, with Buffers in the reply. See {@link getdel}. */
  getdelBuffer(key: RedisKey, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /**
   * Get the value of a key and optionally set its expiration.
   *
   * `GETEX key [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | PERSIST]`
   *
   * Complexity: O(1). Since Redis 6.2.0.
   */
  getex(...args: [key: RedisKey, ...option: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [persist: 'PERSIST'], callback?: Callback<string | null>]): Result<string | null, Context>
  /** `GETEX key [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | PERSIST]`, with Buffers in the reply. See {@link getex}. */
  getexBuffer(...args: [key: RedisKey, ...option: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [persist: 'PERSIST'], callback?: Callback<Buffer | null>]): Result<Buffer | null, Context>

  /**
   * Get a substring of the string stored at a key.
   *
   * `GETRANGE key start end`
   *
   * Complexity: O(N) where N is the length of the returned string. The complexity is ultimately determined by the returned length, but because creating a substring from an existing string is very cheap, it can be considered O(1) for small strings. Since Redis 2.4.0.
   */
  getrange(key: RedisKey, start: RedisValue, end: RedisValue, callback?: Callback<string>): Result<string, Context>
  /** `GETRANGE key start end`, with Buffers in the reply. See {@link getrange}. */
  getrangeBuffer(key: RedisKey, start: RedisValue, end: RedisValue, callback?: Callback<Buffer>): Result<Buffer, Context>

  /**
   * Set the string value of a key and return its old value.
   *
   * `GETSET key value`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  getset(key: RedisKey, value: RedisValue, callback?: Callback<string | null>): Result<string | null, Context>
  /** `GETSET key value`, with Buffers in the reply. See {@link getset}. */
  getsetBuffer(key: RedisKey, value: RedisValue, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /**
   * Delete one or more hash fields.
   *
   * `HDEL key field...`
   *
   * Complexity: O(N) where N is the number of fields to be removed. Since Redis 2.0.0.
   */
  hdel(...args: [key: RedisKey, ...field: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Handshake with Redis.
   *
   * `HELLO [protover [AUTH username password] [SETNAME connection-name]]`
   *
   * Complexity: O(1). Since Redis 6.0.0.
   */
  hello(...args: [...option: [] | [protover: Num, ...option: [] | [auth: 'AUTH', username: RedisValue, password: RedisValue], ...option2: [] | [setname: 'SETNAME', connectionName: RedisValue]], callback?: Callback<Shape<unknown[], Dict<unknown>, Context>>]): Result<Shape<unknown[], Dict<unknown>, Context>, Context>
  /** `HELLO [protover [AUTH username password] [SETNAME connection-name]]`, with Buffers in the reply. See {@link hello}. */
  helloBuffer(...args: [...option: [] | [protover: Num, ...option: [] | [auth: 'AUTH', username: RedisValue, password: RedisValue], ...option2: [] | [setname: 'SETNAME', connectionName: RedisValue]], callback?: Callback<Shape<unknown[], Dict<unknown>, Context>>]): Result<Shape<unknown[], Dict<unknown>, Context>, Context>

  /**
   * Determine if a hash field exists.
   *
   * `HEXISTS key field`
   *
   * Complexity: O(1). Since Redis 2.0.0.
   */
  hexists(key: RedisKey, field: RedisValue, callback?: Callback<number>): Result<number, Context>

  /**
   * Sets expiry time on hash fields.
   *
   * `HEXPIRE key seconds [NX | XX | GT | LT] FIELDS numfields field...`
   *
   * Complexity: O(N) where N is the number of specified fields. Since Redis 7.4.0, Valkey 9.0.0.
   */
  hexpire(...args: [key: RedisKey, seconds: Num, ...option: [] | [option: 'NX' | 'XX' | 'GT' | 'LT'], fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>

  /**
   * Sets expiry time on hash fields.
   *
   * `HEXPIREAT key unix-time-seconds [NX | XX | GT | LT] FIELDS numfields field...`
   *
   * Complexity: O(N) where N is the number of specified fields. Since Redis 7.4.0, Valkey 9.0.0.
   */
  hexpireat(...args: [key: RedisKey, unixTimeSeconds: Num, ...option: [] | [option: 'NX' | 'XX' | 'GT' | 'LT'], fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>

  /**
   * Returns Unix timestamps in seconds since the epoch at which the given key's field(s) will expire.
   *
   * `HEXPIRETIME key FIELDS numfields field...`
   *
   * Complexity: O(N) where N is the number of specified fields. Since Redis 7.4.0, Valkey 9.0.0.
   */
  hexpiretime(...args: [key: RedisKey, fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>

  /**
   * Get the value of a hash field.
   *
   * `HGET key field`
   *
   * Complexity: O(1). Since Redis 2.0.0.
   */
  hget(key: RedisKey, field: RedisValue, callback?: Callback<string | null>): Result<string | null, Context>
  /** `HGET key field`, with Buffers in the reply. See {@link hget}. */
  hgetBuffer(key: RedisKey, field: RedisValue, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /**
   * Get all the fields and values in a hash.
   *
   * `HGETALL key`
   *
   * Complexity: O(N) where N is the size of the hash. Since Redis 2.0.0.
   */
  hgetall(key: RedisKey, callback?: Callback<Dict<string>>): Result<Dict<string>, Context>
  /** `HGETALL key`, with Buffers in the reply. See {@link hgetall}. */
  hgetallBuffer(key: RedisKey, callback?: Callback<Dict<Buffer>>): Result<Dict<Buffer>, Context>

  /**
   * Returns the values of one or more fields and deletes them from a hash.
   *
   * `HGETDEL key FIELDS numfields field...`
   *
   * Complexity: O(N) where N is the number of fields to be retrieved and deleted. Since Redis 8.0.0, Valkey 9.1.0.
   */
  hgetdel(...args: [key: RedisKey, fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<(string | null)[]>]): Result<(string | null)[], Context>
  /** `HGETDEL key FIELDS numfields field...`, with Buffers in the reply. See {@link hgetdel}. */
  hgetdelBuffer(...args: [key: RedisKey, fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<(Buffer | null)[]>]): Result<(Buffer | null)[], Context>

  /**
   * Gets the value of one or more fields of a given hash key, and optionally sets their expiration time or time-to-live (TTL).
   *
   * `HGETEX key [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | PERSIST] FIELDS numfields field...`
   *
   * Complexity: O(N) where N is the number of specified fields. Since Redis 8.0.0, Valkey 9.0.0.
   */
  hgetex(...args: [key: RedisKey, ...option: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [persist: 'PERSIST'], fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<(string | null)[]>]): Result<(string | null)[], Context>
  /** `HGETEX key [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | PERSIST] FIELDS numfields field...`, with Buffers in the reply. See {@link hgetex}. */
  hgetexBuffer(...args: [key: RedisKey, ...option: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [persist: 'PERSIST'], fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<(Buffer | null)[]>]): Result<(Buffer | null)[], Context>

  /**
   * Writes hashes that share their fields: the fields are prepared once, and then only values are sent.
   *
   * `HIMPORT PREPARE fieldset-name field...`
   *
   * Since Redis 8.
   */
  himport(...args: [prepare: 'PREPARE', fieldsetName: RedisValue, ...field: Many<RedisValue>, ...callback: Done<'OK'>]): Result<'OK', Context>
  /**
   * Writes hashes that share their fields: the fields are prepared once, and then only values are sent.
   *
   * `HIMPORT SET key fieldset-name value...`
   *
   * Since Redis 8.
   */
  himport(...args: [set: 'SET', key: RedisKey, fieldsetName: RedisValue, ...value: Many<RedisValue>, ...callback: Done<'OK'>]): Result<'OK', Context>
  /**
   * Writes hashes that share their fields: the fields are prepared once, and then only values are sent.
   *
   * `HIMPORT DISCARD fieldset-name`
   *
   * Since Redis 8.
   */
  himport(discard: 'DISCARD', fieldsetName: RedisValue, callback?: Callback<number>): Result<number, Context>
  /**
   * Writes hashes that share their fields: the fields are prepared once, and then only values are sent.
   *
   * `HIMPORT DISCARDALL`
   *
   * Since Redis 8.
   */
  himport(discardall: 'DISCARDALL', callback?: Callback<number>): Result<number, Context>

  /**
   * Increment the integer value of a hash field by the given number.
   *
   * `HINCRBY key field increment`
   *
   * Complexity: O(1). Since Redis 2.0.0.
   */
  hincrby(key: RedisKey, field: RedisValue, increment: Num, callback?: Callback<number>): Result<number, Context>

  /**
   * Increment the float value of a hash field by the given amount.
   *
   * `HINCRBYFLOAT key field increment`
   *
   * Complexity: O(1). Since Redis 2.6.0.
   */
  hincrbyfloat(key: RedisKey, field: RedisValue, increment: Num, callback?: Callback<string>): Result<string, Context>
  /** `HINCRBYFLOAT key field increment`, with Buffers in the reply. See {@link hincrbyfloat}. */
  hincrbyfloatBuffer(key: RedisKey, field: RedisValue, increment: Num, callback?: Callback<Buffer>): Result<Buffer, Context>

  /**
   * Get all the fields in a hash.
   *
   * `HKEYS key`
   *
   * Complexity: O(N) where N is the size of the hash. Since Redis 2.0.0.
   */
  hkeys(key: RedisKey, callback?: Callback<string[]>): Result<string[], Context>
  /** `HKEYS key`, with Buffers in the reply. See {@link hkeys}. */
  hkeysBuffer(key: RedisKey, callback?: Callback<Buffer[]>): Result<Buffer[], Context>

  /**
   * Get the number of fields in a hash.
   *
   * `HLEN key`
   *
   * Complexity: O(1). Since Redis 2.0.0.
   */
  hlen(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /**
   * Get the values of all the given hash fields.
   *
   * `HMGET key field...`
   *
   * Complexity: O(N) where N is the number of fields being requested. Since Redis 2.0.0.
   */
  hmget(...args: [key: RedisKey, ...field: Many<RedisValue>, ...callback: Done<(string | null)[]>]): Result<(string | null)[], Context>
  /** `HMGET key field...`, with Buffers in the reply. See {@link hmget}. */
  hmgetBuffer(...args: [key: RedisKey, ...field: Many<RedisValue>, ...callback: Done<(Buffer | null)[]>]): Result<(Buffer | null)[], Context>

  /**
   * Set multiple hash fields to multiple values.
   *
   * `HMSET key object:object`
   *
   * Complexity: O(N) where N is the number of fields being set. Since Redis 2.0.0.
   */
  hmset(key: RedisKey, object: object, callback?: Callback<'OK'>): Result<'OK', Context>
  /**
   * Set multiple hash fields to multiple values.
   *
   * `HMSET key map:Map<RedisValue,RedisValue>`
   *
   * Complexity: O(N) where N is the number of fields being set. Since Redis 2.0.0.
   */
  hmset(key: RedisKey, map: Map<RedisValue, RedisValue>, callback?: Callback<'OK'>): Result<'OK', Context>
  /**
   * Set multiple hash fields to multiple values.
   *
   * `HMSET key {field value}...`
   *
   * Complexity: O(N) where N is the number of fields being set. Since Redis 2.0.0.
   */
  hmset(...args: [key: RedisKey, ...field: Many<RedisValue>, ...callback: Done<'OK'>]): Result<'OK', Context>

  /**
   * Finds the keys that are used most.
   *
   * `HOTKEYS (GET | HELP | RESET | STOP)`
   *
   * Since Redis 8.6.0.
   */
  hotkeys(...args: [option: 'GET' | 'HELP' | 'RESET' | 'STOP', callback?: Callback<unknown>]): Result<unknown, Context>
  /**
   * Finds the keys that are used most.
   *
   * `HOTKEYS START arg...`
   *
   * Since Redis 8.6.0.
   */
  hotkeys(...args: [start: 'START', ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  /** `HOTKEYS (GET | HELP | RESET | STOP)`, with Buffers in the reply. See {@link hotkeys}. */
  hotkeysBuffer(...args: [option: 'GET' | 'HELP' | 'RESET' | 'STOP', callback?: Callback<unknown>]): Result<unknown, Context>
  /** `HOTKEYS START arg...`, with Buffers in the reply. See {@link hotkeys}. */
  hotkeysBuffer(...args: [start: 'START', ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>

  /**
   * Remove the existing expiration on a hash key's field(s).
   *
   * `HPERSIST key FIELDS numfields field...`
   *
   * Complexity: O(N) where N is the number of specified fields. Since Redis 7.4.0, Valkey 9.0.0.
   */
  hpersist(...args: [key: RedisKey, fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>

  /**
   * Sets expiry time on hash object.
   *
   * `HPEXPIRE key milliseconds [NX | XX | GT | LT] FIELDS numfields field...`
   *
   * Complexity: O(N) where N is the number of specified fields. Since Redis 7.4.0, Valkey 9.0.0.
   */
  hpexpire(...args: [key: RedisKey, milliseconds: Num, ...option: [] | [option: 'NX' | 'XX' | 'GT' | 'LT'], fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>

  /**
   * Sets expiration time on hash field.
   *
   * `HPEXPIREAT key unix-time-milliseconds [NX | XX | GT | LT] FIELDS numfields field...`
   *
   * Complexity: O(N) where N is the number of specified fields. Since Redis 7.4.0, Valkey 9.0.0.
   */
  hpexpireat(...args: [key: RedisKey, unixTimeMilliseconds: Num, ...option: [] | [option: 'NX' | 'XX' | 'GT' | 'LT'], fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>

  /**
   * Returns the Unix timestamp in milliseconds since Unix epoch at which the given key's field(s) will expire.
   *
   * `HPEXPIRETIME key FIELDS numfields field...`
   *
   * Complexity: O(N) where N is the number of specified fields. Since Redis 7.4.0, Valkey 9.0.0.
   */
  hpexpiretime(...args: [key: RedisKey, fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>

  /**
   * Returns the remaining time to live in milliseconds of a hash key's field(s) that have an associated expiration.
   *
   * `HPTTL key FIELDS numfields field...`
   *
   * Complexity: O(N) where N is the number of specified fields. Since Redis 7.4.0, Valkey 9.0.0.
   */
  hpttl(...args: [key: RedisKey, fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>

  /**
   * Get one or multiple random fields from a hash.
   *
   * `HRANDFIELD key count WITHVALUES`
   *
   * Complexity: O(N) where N is the number of fields returned. Since Redis 6.2.0.
   */
  hrandfield(key: RedisKey, count: Num, withvalues: 'WITHVALUES', callback?: Callback<unknown[]>): Result<unknown[], Context>
  /**
   * Get one or multiple random fields from a hash.
   *
   * `HRANDFIELD key count`
   *
   * Complexity: O(N) where N is the number of fields returned. Since Redis 6.2.0.
   */
  hrandfield(key: RedisKey, count: Num, callback?: Callback<string[]>): Result<string[], Context>
  /**
   * Get one or multiple random fields from a hash.
   *
   * `HRANDFIELD key`
   *
   * Complexity: O(N) where N is the number of fields returned. Since Redis 6.2.0.
   */
  hrandfield(key: RedisKey, callback?: Callback<string | null>): Result<string | null, Context>
  /** `HRANDFIELD key count WITHVALUES`, with Buffers in the reply. See {@link hrandfield}. */
  hrandfieldBuffer(key: RedisKey, count: Num, withvalues: 'WITHVALUES', callback?: Callback<unknown[]>): Result<unknown[], Context>
  /** `HRANDFIELD key count`, with Buffers in the reply. See {@link hrandfield}. */
  hrandfieldBuffer(key: RedisKey, count: Num, callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  /** `HRANDFIELD key`, with Buffers in the reply. See {@link hrandfield}. */
  hrandfieldBuffer(key: RedisKey, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /**
   * Incrementally iterate hash fields and associated values.
   *
   * `HSCAN key cursor [MATCH pattern] [COUNT count] [NOVALUES]`
   *
   * Complexity: O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to return back to 0. N is the number of elements inside the collection.. Since Redis 2.8.0.
   */
  hscan(...args: [key: RedisKey, cursor: RedisValue, ...option: [] | [match: 'MATCH', pattern: RedisKey], ...option2: [] | [count: 'COUNT', count2: Num], ...option3: [] | [option3: 'NOVALUES'], callback?: Callback<[cursor: string, elements: string[]]>]): Result<[cursor: string, elements: string[]], Context>
  /**
   * Incrementally iterate hash fields and associated values.
   *
   * `HSCAN key cursor COUNT count MATCH pattern [NOVALUES]`
   *
   * Complexity: O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to return back to 0. N is the number of elements inside the collection.. Since Redis 2.8.0.
   */
  hscan(...args: [key: RedisKey, cursor: RedisValue, count: 'COUNT', count2: Num, match: 'MATCH', pattern: RedisKey, ...option: [] | [option: 'NOVALUES'], callback?: Callback<[cursor: string, elements: string[]]>]): Result<[cursor: string, elements: string[]], Context>
  /** `HSCAN key cursor [MATCH pattern] [COUNT count] [NOVALUES]`, with Buffers in the reply. See {@link hscan}. */
  hscanBuffer(...args: [key: RedisKey, cursor: RedisValue, ...option: [] | [match: 'MATCH', pattern: RedisKey], ...option2: [] | [count: 'COUNT', count2: Num], ...option3: [] | [option3: 'NOVALUES'], callback?: Callback<[cursor: Buffer, elements: Buffer[]]>]): Result<[cursor: Buffer, elements: Buffer[]], Context>
  /** `HSCAN key cursor COUNT count MATCH pattern [NOVALUES]`, with Buffers in the reply. See {@link hscan}. */
  hscanBuffer(...args: [key: RedisKey, cursor: RedisValue, count: 'COUNT', count2: Num, match: 'MATCH', pattern: RedisKey, ...option: [] | [option: 'NOVALUES'], callback?: Callback<[cursor: Buffer, elements: Buffer[]]>]): Result<[cursor: Buffer, elements: Buffer[]], Context>

  /**
   * Set the string value of a hash field.
   *
   * `HSET key object:object`
   *
   * Complexity: O(1) for each field/value pair added, so O(N) to add N field/value pairs when the command is called with multiple field/value pairs. Since Redis 2.0.0.
   */
  hset(key: RedisKey, object: object, callback?: Callback<number>): Result<number, Context>
  /**
   * Set the string value of a hash field.
   *
   * `HSET key map:Map<RedisValue,RedisValue>`
   *
   * Complexity: O(1) for each field/value pair added, so O(N) to add N field/value pairs when the command is called with multiple field/value pairs. Since Redis 2.0.0.
   */
  hset(key: RedisKey, map: Map<RedisValue, RedisValue>, callback?: Callback<number>): Result<number, Context>
  /**
   * Set the string value of a hash field.
   *
   * `HSET key {field value}...`
   *
   * Complexity: O(1) for each field/value pair added, so O(N) to add N field/value pairs when the command is called with multiple field/value pairs. Since Redis 2.0.0.
   */
  hset(...args: [key: RedisKey, ...field: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Sets the value of one or more fields of a given hash key, and optionally sets their expiration time.
   *
   * `HSETEX key [FNX | FXX] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL] FIELDS numfields {field value}...`
   *
   * Complexity: O(N) where N is the number of specified fields. Since Redis 8.0.0, Valkey 9.0.0.
   */
  hsetex(...args: [key: RedisKey, ...option: [] | [option: 'FNX' | 'FXX'], ...option2: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Set the value of a hash field, only if the field does not exist.
   *
   * `HSETNX key field value`
   *
   * Complexity: O(1). Since Redis 2.0.0.
   */
  hsetnx(key: RedisKey, field: RedisValue, value: RedisValue, callback?: Callback<number>): Result<number, Context>

  /**
   * Get the length of the value of a hash field.
   *
   * `HSTRLEN key field`
   *
   * Complexity: O(1). Since Redis 3.2.0.
   */
  hstrlen(key: RedisKey, field: RedisValue, callback?: Callback<number>): Result<number, Context>

  /**
   * Returns the remaining time to live (in seconds) of a hash key's field(s) that have an associated expiration.
   *
   * `HTTL key FIELDS numfields field...`
   *
   * Complexity: O(N) where N is the number of specified fields. Since Redis 7.4.0, Valkey 9.0.0.
   */
  httl(...args: [key: RedisKey, fields: 'FIELDS', numfields: Num, ...field: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>

  /**
   * Get all the values in a hash.
   *
   * `HVALS key`
   *
   * Complexity: O(N) where N is the size of the hash. Since Redis 2.0.0.
   */
  hvals(key: RedisKey, callback?: Callback<string[]>): Result<string[], Context>
  /** `HVALS key`, with Buffers in the reply. See {@link hvals}. */
  hvalsBuffer(key: RedisKey, callback?: Callback<Buffer[]>): Result<Buffer[], Context>

  /**
   * Increment the integer value of a key by one.
   *
   * `INCR key`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  incr(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /**
   * Increment the integer value of a key by the given amount.
   *
   * `INCRBY key increment`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  incrby(key: RedisKey, increment: Num, callback?: Callback<number>): Result<number, Context>

  /**
   * Increment the float value of a key by the given amount.
   *
   * `INCRBYFLOAT key increment`
   *
   * Complexity: O(1). Since Redis 2.6.0.
   */
  incrbyfloat(key: RedisKey, increment: Num, callback?: Callback<string>): Result<string, Context>
  /** `INCRBYFLOAT key increment`, with Buffers in the reply. See {@link incrbyfloat}. */
  incrbyfloatBuffer(key: RedisKey, increment: Num, callback?: Callback<Buffer>): Result<Buffer, Context>

  /**
   * Increments a number within bounds, and sets its expiration.
   *
   * `INCREX key [BYINT increment | BYFLOAT increment] [LBOUND lower-bound] [UBOUND upper-bound] [SATURATE] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | PERSIST] [ENX]`
   *
   * Since Redis 8.8.0.
   */
  increx(...args: [key: RedisKey, callback?: Callback<Shape<[value: number, increment: number] | [value: string, increment: string], [value: number, increment: number], Context>>] | [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<Shape<[value: number, increment: number] | [value: string, increment: string], [value: number, increment: number], Context>>]): Result<Shape<[value: number, increment: number] | [value: string, increment: string], [value: number, increment: number], Context>, Context>
  /** `INCREX key [BYINT increment | BYFLOAT increment] [LBOUND lower-bound] [UBOUND upper-bound] [SATURATE] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | PERSIST] [ENX]`, with Buffers in the reply. See {@link increx}. */
  increxBuffer(...args: [key: RedisKey, callback?: Callback<Shape<[value: number, increment: number] | [value: Buffer, increment: Buffer], [value: number, increment: number], Context>>] | [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<Shape<[value: number, increment: number] | [value: Buffer, increment: Buffer], [value: number, increment: number], Context>>]): Result<Shape<[value: number, increment: number] | [value: Buffer, increment: Buffer], [value: number, increment: number], Context>, Context>

  /**
   * Get information and statistics about the server.
   *
   * `INFO [section...]`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  info(...args: [callback?: Callback<string>] | [...section: Many<RedisValue>, ...callback: Done<string>]): Result<string, Context>
  /** `INFO [section...]`, with Buffers in the reply. See {@link info}. */
  infoBuffer(...args: [callback?: Callback<Buffer>] | [...section: Many<RedisValue>, ...callback: Done<Buffer>]): Result<Buffer, Context>

  /**
   * Find all keys matching the given pattern.
   *
   * `KEYS pattern`
   *
   * Complexity: O(N) with N being the number of keys in the database, under the assumption that the key names in the database and the given pattern have limited length. Since Redis 1.0.0.
   */
  keys(pattern: RedisKey, callback?: Callback<string[]>): Result<string[], Context>
  /** `KEYS pattern`, with Buffers in the reply. See {@link keys}. */
  keysBuffer(pattern: RedisKey, callback?: Callback<Buffer[]>): Result<Buffer[], Context>

  /**
   * Get the UNIX time stamp of the last successful save to disk.
   *
   * `LASTSAVE`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  lastsave(callback?: Callback<number>): Result<number, Context>

  /**
   * A container for latency diagnostics commands.
   *
   * `LATENCY (DOCTOR | GRAPH event)`
   *
   * Complexity: Depends on subcommand. Since Redis 2.8.13.
   */
  latency(...args: [...option: [doctor: 'DOCTOR'] | [graph: 'GRAPH', event: RedisValue], callback?: Callback<string>]): Result<string, Context>
  /**
   * A container for latency diagnostics commands.
   *
   * `LATENCY (HELP | LATEST | HISTORY event)`
   *
   * Complexity: Depends on subcommand. Since Redis 2.8.13.
   */
  latency(...args: [...option: [help: 'HELP'] | [latest: 'LATEST'] | [history: 'HISTORY', event: RedisValue], callback?: Callback<unknown[]>]): Result<unknown[], Context>
  /**
   * Return the cumulative distribution of latencies of a subset of commands or all.
   *
   * `LATENCY HISTOGRAM [command-name...]`
   *
   * Complexity: O(N) where N is the number of commands with latency information being retrieved. Since Redis 7.0.0.
   */
  latency(...args: [histogram: 'HISTOGRAM', callback?: Callback<unknown>] | [histogram: 'HISTOGRAM', ...commandName: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  /**
   * Reset latency data for one or more events.
   *
   * `LATENCY RESET [event...]`
   *
   * Complexity: O(1). Since Redis 2.8.13.
   */
  latency(...args: [reset: 'RESET', callback?: Callback<number>] | [reset: 'RESET', ...event: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>
  /** `LATENCY (DOCTOR | GRAPH event)`, with Buffers in the reply. See {@link latency}. */
  latencyBuffer(...args: [...option: [doctor: 'DOCTOR'] | [graph: 'GRAPH', event: RedisValue], callback?: Callback<Buffer>]): Result<Buffer, Context>
  /** `LATENCY (HELP | LATEST | HISTORY event)`, with Buffers in the reply. See {@link latency}. */
  latencyBuffer(...args: [...option: [help: 'HELP'] | [latest: 'LATEST'] | [history: 'HISTORY', event: RedisValue], callback?: Callback<unknown[]>]): Result<unknown[], Context>
  /** `LATENCY HISTOGRAM [command-name...]`, with Buffers in the reply. See {@link latency}. */
  latencyBuffer(...args: [histogram: 'HISTOGRAM', callback?: Callback<unknown>] | [histogram: 'HISTOGRAM', ...commandName: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  /** `LATENCY RESET [event...]`, with Buffers in the reply. See {@link latency}. */
  latencyBuffer(...args: [reset: 'RESET', callback?: Callback<number>] | [reset: 'RESET', ...event: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Find longest common substring.
   *
   * `LCS key1 key2 LEN [IDX] [MINMATCHLEN min-match-len] [WITHMATCHLEN]`
   *
   * Complexity: O(N*M) where N and M are the lengths of s1 and s2, respectively. Since Redis 7.0.0.
   */
  lcs(...args: [key1: RedisKey, key2: RedisKey, len: 'LEN', ...option: [] | [option: 'IDX'], ...option2: [] | [minmatchlen: 'MINMATCHLEN', minMatchLen: Num], ...option3: [] | [option3: 'WITHMATCHLEN'], callback?: Callback<number>]): Result<number, Context>
  /**
   * Find longest common substring.
   *
   * `LCS key1 key2 [IDX] [MINMATCHLEN min-match-len] [WITHMATCHLEN]`
   *
   * Complexity: O(N*M) where N and M are the lengths of s1 and s2, respectively. Since Redis 7.0.0.
   */
  lcs(...args: [key1: RedisKey, key2: RedisKey, ...option: [] | [option: 'IDX'], ...option2: [] | [minmatchlen: 'MINMATCHLEN', minMatchLen: Num], ...option3: [] | [option3: 'WITHMATCHLEN'], callback?: Callback<unknown>]): Result<unknown, Context>
  /** `LCS key1 key2 LEN [IDX] [MINMATCHLEN min-match-len] [WITHMATCHLEN]`, with Buffers in the reply. See {@link lcs}. */
  lcsBuffer(...args: [key1: RedisKey, key2: RedisKey, len: 'LEN', ...option: [] | [option: 'IDX'], ...option2: [] | [minmatchlen: 'MINMATCHLEN', minMatchLen: Num], ...option3: [] | [option3: 'WITHMATCHLEN'], callback?: Callback<number>]): Result<number, Context>
  /** `LCS key1 key2 [IDX] [MINMATCHLEN min-match-len] [WITHMATCHLEN]`, with Buffers in the reply. See {@link lcs}. */
  lcsBuffer(...args: [key1: RedisKey, key2: RedisKey, ...option: [] | [option: 'IDX'], ...option2: [] | [minmatchlen: 'MINMATCHLEN', minMatchLen: Num], ...option3: [] | [option3: 'WITHMATCHLEN'], callback?: Callback<unknown>]): Result<unknown, Context>

  /**
   * Get an element from a list by its index.
   *
   * `LINDEX key index`
   *
   * Complexity: O(N) where N is the number of elements to traverse to get to the element at index. This makes asking for the first or the last element of the list O(1). Since Redis 1.0.0.
   */
  lindex(key: RedisKey, index: Num, callback?: Callback<string | null>): Result<string | null, Context>
  /** `LINDEX key index`, with Buffers in the reply. See {@link lindex}. */
  lindexBuffer(key: RedisKey, index: Num, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /**
   * Insert an element before or after another element in a list.
   *
   * `LINSERT key (BEFORE | AFTER) pivot element`
   *
   * Complexity: O(N) where N is the number of elements to traverse before seeing the value pivot. This means that inserting somewhere on the left end on the list (head) can be considered O(1) and inserting somewhere on the right end (tail) is O(N). Since Redis 2.2.0.
   */
  linsert(...args: [key: RedisKey, option: 'BEFORE' | 'AFTER', pivot: RedisValue, element: RedisValue, callback?: Callback<number>]): Result<number, Context>

  /**
   * Get the length of a list.
   *
   * `LLEN key`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  llen(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /**
   * Pop an element from a list, push it to another list and return it.
   *
   * `LMOVE source destination (LEFT | RIGHT) (LEFT | RIGHT)`
   *
   * Complexity: O(1). Since Redis 6.2.0.
   */
  lmove(...args: [source: RedisKey, destination: RedisKey, option: 'LEFT' | 'RIGHT', option2: 'LEFT' | 'RIGHT', callback?: Callback<string>]): Result<string, Context>
  /** `LMOVE source destination (LEFT | RIGHT) (LEFT | RIGHT)`, with Buffers in the reply. See {@link lmove}. */
  lmoveBuffer(...args: [source: RedisKey, destination: RedisKey, option: 'LEFT' | 'RIGHT', option2: 'LEFT' | 'RIGHT', callback?: Callback<Buffer>]): Result<Buffer, Context>

  /**
   * Moves several elements from one list to another.
   *
   * `LMOVEM source destination (LEFT | RIGHT) (LEFT | RIGHT) [(COUNT count | EXACTLY count) (OBO | BULK)]`
   *
   * Since Redis 8.
   */
  lmovem(...args: [source: RedisKey, destination: RedisKey, option: 'LEFT' | 'RIGHT', option2: 'LEFT' | 'RIGHT', ...option3: [] | [...option: [count: 'COUNT', count2: Num] | [exactly: 'EXACTLY', count: Num], option2: 'OBO' | 'BULK'], callback?: Callback<string[] | null>]): Result<string[] | null, Context>
  /** `LMOVEM source destination (LEFT | RIGHT) (LEFT | RIGHT) [(COUNT count | EXACTLY count) (OBO | BULK)]`, with Buffers in the reply. See {@link lmovem}. */
  lmovemBuffer(...args: [source: RedisKey, destination: RedisKey, option: 'LEFT' | 'RIGHT', option2: 'LEFT' | 'RIGHT', ...option3: [] | [...option: [count: 'COUNT', count2: Num] | [exactly: 'EXACTLY', count: Num], option2: 'OBO' | 'BULK'], callback?: Callback<Buffer[] | null>]): Result<Buffer[] | null, Context>

  /**
   * Pop elements from a list.
   *
   * `LMPOP numkeys key... (LEFT | RIGHT) [COUNT count]`
   *
   * Complexity: O(N+M) where N is the number of provided keys and M is the number of elements returned. Since Redis 7.0.0.
   */
  lmpop(...args: [numkeys: Num, ...key: Many<RedisKey>, option: 'LEFT' | 'RIGHT', ...option2: [] | [count: 'COUNT', count2: Num], ...callback: Done<[key: string, members: string[]] | null>]): Result<[key: string, members: string[]] | null, Context>
  /** `LMPOP numkeys key... (LEFT | RIGHT) [COUNT count]`, with Buffers in the reply. See {@link lmpop}. */
  lmpopBuffer(...args: [numkeys: Num, ...key: Many<RedisKey>, option: 'LEFT' | 'RIGHT', ...option2: [] | [count: 'COUNT', count2: Num], ...callback: Done<[key: Buffer, members: Buffer[]] | null>]): Result<[key: Buffer, members: Buffer[]] | null, Context>

  /**
   * Display some computer art and the Redis version.
   *
   * `LOLWUT [VERSION version [arg...]]`
   *
   * Since Redis 5.0.0.
   */
  lolwut(...args: [...option: [] | [version: 'VERSION', version2: RedisValue, ...option: [] | [...arg: Many<RedisValue>]], ...callback: Done<string>]): Result<string, Context>
  /** `LOLWUT [VERSION version [arg...]]`, with Buffers in the reply. See {@link lolwut}. */
  lolwutBuffer(...args: [...option: [] | [version: 'VERSION', version2: RedisValue, ...option: [] | [...arg: Many<RedisValue>]], ...callback: Done<Buffer>]): Result<Buffer, Context>

  /**
   * Remove and get the first elements in a list.
   *
   * `LPOP key count`
   *
   * Complexity: O(N) where N is the number of elements returned. Since Redis 1.0.0.
   */
  lpop(key: RedisKey, count: Num, callback?: Callback<string[] | null>): Result<string[] | null, Context>
  /**
   * Remove and get the first elements in a list.
   *
   * `LPOP key`
   *
   * Complexity: O(N) where N is the number of elements returned. Since Redis 1.0.0.
   */
  lpop(key: RedisKey, callback?: Callback<string | null>): Result<string | null, Context>
  /** `LPOP key count`, with Buffers in the reply. See {@link lpop}. */
  lpopBuffer(key: RedisKey, count: Num, callback?: Callback<Buffer[] | null>): Result<Buffer[] | null, Context>
  /** `LPOP key`, with Buffers in the reply. See {@link lpop}. */
  lpopBuffer(key: RedisKey, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /**
   * Return the index of matching elements on a list.
   *
   * `LPOS key element [RANK rank] COUNT num-matches [MAXLEN len]`
   *
   * Complexity: O(N) where N is the number of elements in the list, for the average case. When searching for elements near the head or the tail of the list, or when the MAXLEN option is provided, the command may run in constant time. Since Redis 6.0.6.
   */
  lpos(...args: [key: RedisKey, element: RedisValue, ...option: [] | [rank: 'RANK', rank2: Num], count: 'COUNT', numMatches: Num, ...option2: [] | [maxlen: 'MAXLEN', len: Num], callback?: Callback<number[]>]): Result<number[], Context>
  /**
   * Return the index of matching elements on a list.
   *
   * `LPOS key element [RANK rank] [MAXLEN len]`
   *
   * Complexity: O(N) where N is the number of elements in the list, for the average case. When searching for elements near the head or the tail of the list, or when the MAXLEN option is provided, the command may run in constant time. Since Redis 6.0.6.
   */
  lpos(...args: [key: RedisKey, element: RedisValue, ...option: [] | [rank: 'RANK', rank2: Num], ...option2: [] | [maxlen: 'MAXLEN', len: Num], callback?: Callback<number | null>]): Result<number | null, Context>

  /**
   * Prepend one or multiple elements to a list.
   *
   * `LPUSH key element...`
   *
   * Complexity: O(1) for each element added, so O(N) to add N elements when the command is called with multiple arguments. Since Redis 1.0.0.
   */
  lpush(...args: [key: RedisKey, ...element: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Prepend an element to a list, only if the list exists.
   *
   * `LPUSHX key element...`
   *
   * Complexity: O(1) for each element added, so O(N) to add N elements when the command is called with multiple arguments. Since Redis 2.2.0.
   */
  lpushx(...args: [key: RedisKey, ...element: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Get a range of elements from a list.
   *
   * `LRANGE key start stop`
   *
   * Complexity: O(S+N) where S is the distance of start offset from HEAD for small lists, from nearest end (HEAD or TAIL) for large lists; and N is the number of elements in the specified range. Since Redis 1.0.0.
   */
  lrange(key: RedisKey, start: RedisValue, stop: RedisValue, callback?: Callback<string[]>): Result<string[], Context>
  /** `LRANGE key start stop`, with Buffers in the reply. See {@link lrange}. */
  lrangeBuffer(key: RedisKey, start: RedisValue, stop: RedisValue, callback?: Callback<Buffer[]>): Result<Buffer[], Context>

  /**
   * Remove elements from a list.
   *
   * `LREM key count element`
   *
   * Complexity: O(N+M) where N is the length of the list and M is the number of elements removed. Since Redis 1.0.0.
   */
  lrem(key: RedisKey, count: Num, element: RedisValue, callback?: Callback<number>): Result<number, Context>

  /**
   * Set the value of an element in a list by its index.
   *
   * `LSET key index element`
   *
   * Complexity: O(N) where N is the length of the list. Setting either the first or the last element of the list is O(1). Since Redis 1.0.0.
   */
  lset(key: RedisKey, index: Num, element: RedisValue, callback?: Callback<'OK'>): Result<'OK', Context>

  /**
   * Trim a list to the specified range.
   *
   * `LTRIM key start stop`
   *
   * Complexity: O(N) where N is the number of elements to be removed by the operation. Since Redis 1.0.0.
   */
  ltrim(key: RedisKey, start: RedisValue, stop: RedisValue, callback?: Callback<'OK'>): Result<'OK', Context>

  /**
   * A container for memory diagnostics commands.
   *
   * `MEMORY (DOCTOR | MALLOC-STATS)`
   *
   * Complexity: Depends on subcommand. Since Redis 4.0.0.
   */
  memory(...args: [option: 'DOCTOR' | 'MALLOC-STATS', callback?: Callback<string>]): Result<string, Context>
  /**
   * Show helpful text about the different subcommands.
   *
   * `MEMORY HELP`
   *
   * Complexity: O(1). Since Redis 4.0.0.
   */
  memory(help: 'HELP', callback?: Callback<unknown[]>): Result<unknown[], Context>
  /**
   * Ask the allocator to release memory.
   *
   * `MEMORY PURGE`
   *
   * Complexity: Depends on how much memory is allocated, could be slow. Since Redis 4.0.0.
   */
  memory(purge: 'PURGE', callback?: Callback<'OK'>): Result<'OK', Context>
  /**
   * Show memory usage details.
   *
   * `MEMORY STATS`
   *
   * Complexity: O(1). Since Redis 4.0.0.
   */
  memory(stats: 'STATS', callback?: Callback<Shape<unknown[], Dict<unknown>, Context>>): Result<Shape<unknown[], Dict<unknown>, Context>, Context>
  /**
   * Estimate the memory usage of a key.
   *
   * `MEMORY USAGE key [SAMPLES count]`
   *
   * Complexity: O(N) where N is the number of samples. Since Redis 4.0.0.
   */
  memory(...args: [usage: 'USAGE', key: RedisKey, ...option: [] | [samples: 'SAMPLES', count: Num], callback?: Callback<number | null>]): Result<number | null, Context>
  /** `MEMORY (DOCTOR | MALLOC-STATS)`, with Buffers in the reply. See {@link memory}. */
  memoryBuffer(...args: [option: 'DOCTOR' | 'MALLOC-STATS', callback?: Callback<Buffer>]): Result<Buffer, Context>
  /** `MEMORY HELP`, with Buffers in the reply. See {@link memory}. */
  memoryBuffer(help: 'HELP', callback?: Callback<unknown[]>): Result<unknown[], Context>
  /** `MEMORY PURGE`, with Buffers in the reply. See {@link memory}. */
  memoryBuffer(purge: 'PURGE', callback?: Callback<Buffer>): Result<Buffer, Context>
  /** `MEMORY STATS`, with Buffers in the reply. See {@link memory}. */
  memoryBuffer(stats: 'STATS', callback?: Callback<Shape<unknown[], Dict<unknown>, Context>>): Result<Shape<unknown[], Dict<unknown>, Context>, Context>
  /** `MEMORY USAGE key [SAMPLES count]`, with Buffers in the reply. See {@link memory}. */
  memoryBuffer(...args: [usage: 'USAGE', key: RedisKey, ...option: [] | [samples: 'SAMPLES', count: Num], callback?: Callback<number | null>]): Result<number | null, Context>

  /**
   * Get the values of all the given keys.
   *
   * `MGET key...`
   *
   * Complexity: O(N) where N is the number of keys to retrieve. Since Redis 1.0.0.
   */
  mget(...args: [...key: Many<RedisKey>, ...callback: Done<(string | null)[]>]): Result<(string | null)[], Context>
  /** `MGET key...`, with Buffers in the reply. See {@link mget}. */
  mgetBuffer(...args: [...key: Many<RedisKey>, ...callback: Done<(Buffer | null)[]>]): Result<(Buffer | null)[], Context>

  /**
   * Atomically transfer a key from a Redis instance to another one.
   *
   * `MIGRATE host port (key | "") destination-db timeout [COPY] [REPLACE] [AUTH password | AUTH2 username password] [KEYS key...]`
   *
   * Complexity: This command actually executes a DUMP+DEL in the source instance, and a RESTORE in the target instance. See the pages of these commands for time complexity. Also an O(N) data transfer between the two instances is performed. Since Redis 2.6.0.
   */
  migrate(...args: [host: RedisValue, port: Num, keyOrEmpty: RedisValue, destinationDb: Num, timeout: Num, callback?: Callback<'OK'>] | [host: RedisValue, port: Num, keyOrEmpty: RedisValue, destinationDb: Num, timeout: Num, ...arg: Many<RedisValue>, ...callback: Done<'OK'>]): Result<'OK', Context>

  /**
   * Show helpful text about the different subcommands.
   *
   * `MODULE HELP`
   *
   * Complexity: O(1). Since Redis 5.0.0.
   */
  module(help: 'HELP', callback?: Callback<string[]>): Result<string[], Context>
  /**
   * List all modules loaded by the server.
   *
   * `MODULE LIST`
   *
   * Complexity: O(N) where N is the number of loaded modules. Since Redis 4.0.0.
   */
  module(list: 'LIST', callback?: Callback<unknown>): Result<unknown, Context>
  /**
   * Load a module.
   *
   * `MODULE LOAD path [arg...]`
   *
   * Complexity: O(1). Since Redis 4.0.0.
   */
  module(...args: [load: 'LOAD', path: RedisValue, callback?: Callback<'OK'>] | [load: 'LOAD', path: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<'OK'>]): Result<'OK', Context>
  /**
   * Load a module with extended parameters.
   *
   * `MODULE LOADEX path [CONFIG name value ...] [ARGS arg ...]`
   *
   * Complexity: O(1). Since Redis 7.0.0.
   */
  module(...args: [loadex: 'LOADEX', path: RedisValue, callback?: Callback<'OK'>] | [loadex: 'LOADEX', path: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<'OK'>]): Result<'OK', Context>
  /**
   * Unload a module.
   *
   * `MODULE UNLOAD name`
   *
   * Complexity: O(1). Since Redis 4.0.0.
   */
  module(unload: 'UNLOAD', name: RedisValue, callback?: Callback<'OK'>): Result<'OK', Context>
  /** `MODULE HELP`, with Buffers in the reply. See {@link module}. */
  moduleBuffer(help: 'HELP', callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  /** `MODULE LIST`, with Buffers in the reply. See {@link module}. */
  moduleBuffer(list: 'LIST', callback?: Callback<unknown>): Result<unknown, Context>
  /** `MODULE LOAD path [arg...]`, with Buffers in the reply. See {@link module}. */
  moduleBuffer(...args: [load: 'LOAD', path: RedisValue, callback?: Callback<Buffer>] | [load: 'LOAD', path: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<Buffer>]): Result<Buffer, Context>
  /** `MODULE LOADEX path [CONFIG name value ...] [ARGS arg ...]`, with Buffers in the reply. See {@link module}. */
  moduleBuffer(...args: [loadex: 'LOADEX', path: RedisValue, callback?: Callback<Buffer>] | [loadex: 'LOADEX', path: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<Buffer>]): Result<Buffer, Context>
  /** `MODULE UNLOAD name`, with Buffers in the reply. See {@link module}. */
  moduleBuffer(unload: 'UNLOAD', name: RedisValue, callback?: Callback<Buffer>): Result<Buffer, Context>

  /**
   * Move a key to another database.
   *
   * `MOVE key db`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  move(key: RedisKey, db: Num, callback?: Callback<number>): Result<number, Context>

  /**
   * Set multiple keys to multiple values.
   *
   * `MSET object:object`
   *
   * Complexity: O(N) where N is the number of keys to set. Since Redis 1.0.1.
   */
  mset(object: object, callback?: Callback<'OK'>): Result<'OK', Context>
  /**
   * Set multiple keys to multiple values.
   *
   * `MSET map:Map<RedisValue,RedisValue>`
   *
   * Complexity: O(N) where N is the number of keys to set. Since Redis 1.0.1.
   */
  mset(map: Map<RedisValue, RedisValue>, callback?: Callback<'OK'>): Result<'OK', Context>
  /**
   * Set multiple keys to multiple values.
   *
   * `MSET {key value}...`
   *
   * Complexity: O(N) where N is the number of keys to set. Since Redis 1.0.1.
   */
  mset(...args: [...key: Many<RedisKey | RedisValue>, ...callback: Done<'OK'>]): Result<'OK', Context>

  /**
   * Atomically creates or modifies the string values of one or more keys, and optionally set their expiration.
   *
   * `MSETEX numkeys {key value}... [NX | XX] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]`
   *
   * Complexity: O(N) where N is the number of keys to set. Since Redis 8.4.0, Valkey 9.1.0.
   */
  msetex(...args: [numkeys: Num, ...key: Many<RedisKey | RedisValue>, ...option: [] | [option: 'NX' | 'XX'], ...option2: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], ...callback: Done<number>]): Result<number, Context>

  /**
   * Set multiple keys to multiple values, only if none of the keys exist.
   *
   * `MSETNX object:object`
   *
   * Complexity: O(N) where N is the number of keys to set. Since Redis 1.0.1.
   */
  msetnx(object: object, callback?: Callback<number>): Result<number, Context>
  /**
   * Set multiple keys to multiple values, only if none of the keys exist.
   *
   * `MSETNX map:Map<RedisValue,RedisValue>`
   *
   * Complexity: O(N) where N is the number of keys to set. Since Redis 1.0.1.
   */
  msetnx(map: Map<RedisValue, RedisValue>, callback?: Callback<number>): Result<number, Context>
  /**
   * Set multiple keys to multiple values, only if none of the keys exist.
   *
   * `MSETNX {key value}...`
   *
   * Complexity: O(N) where N is the number of keys to set. Since Redis 1.0.1.
   */
  msetnx(...args: [...key: Many<RedisKey | RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Inspect the internal encoding of a Redis object.
   *
   * `OBJECT ENCODING key`
   *
   * Complexity: O(1). Since Redis 2.2.3.
   */
  object(encoding: 'ENCODING', key: RedisKey, callback?: Callback<string | null>): Result<string | null, Context>
  /**
   * A container for object introspection commands.
   *
   * `OBJECT (FREQ | IDLETIME | REFCOUNT) key`
   *
   * Complexity: Depends on subcommand. Since Redis 2.2.3.
   */
  object(...args: [option: 'FREQ' | 'IDLETIME' | 'REFCOUNT', key: RedisKey, callback?: Callback<number | null>]): Result<number | null, Context>
  /**
   * Show helpful text about the different subcommands.
   *
   * `OBJECT HELP`
   *
   * Complexity: O(1). Since Redis 6.2.0.
   */
  object(help: 'HELP', callback?: Callback<string[]>): Result<string[], Context>
  /** `OBJECT ENCODING key`, with Buffers in the reply. See {@link object}. */
  objectBuffer(encoding: 'ENCODING', key: RedisKey, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>
  /** `OBJECT (FREQ | IDLETIME | REFCOUNT) key`, with Buffers in the reply. See {@link object}. */
  objectBuffer(...args: [option: 'FREQ' | 'IDLETIME' | 'REFCOUNT', key: RedisKey, callback?: Callback<number | null>]): Result<number | null, Context>
  /** `OBJECT HELP`, with Buffers in the reply. See {@link object}. */
  objectBuffer(help: 'HELP', callback?: Callback<Buffer[]>): Result<Buffer[], Context>

  /**
   * Remove the expiration from a key.
   *
   * `PERSIST key`
   *
   * Complexity: O(1). Since Redis 2.2.0.
   */
  persist(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /**
   * Set a key's time to live in milliseconds.
   *
   * `PEXPIRE key milliseconds [NX | XX | GT | LT]`
   *
   * Complexity: O(1). Since Redis 2.6.0.
   */
  pexpire(...args: [key: RedisKey, milliseconds: Num, ...option: [] | [option: 'NX' | 'XX' | 'GT' | 'LT'], callback?: Callback<number>]): Result<number, Context>

  /**
   * Set the expiration for a key as a UNIX timestamp specified in milliseconds.
   *
   * `PEXPIREAT key unix-time-milliseconds [NX | XX | GT | LT]`
   *
   * Complexity: O(1). Since Redis 2.6.0.
   */
  pexpireat(...args: [key: RedisKey, unixTimeMilliseconds: Num, ...option: [] | [option: 'NX' | 'XX' | 'GT' | 'LT'], callback?: Callback<number>]): Result<number, Context>

  /**
   * Get the expiration Unix timestamp for a key in milliseconds.
   *
   * `PEXPIRETIME key`
   *
   * Complexity: O(1). Since Redis 7.0.0.
   */
  pexpiretime(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /**
   * Adds the specified elements to the specified HyperLogLog.
   *
   * `PFADD key [element...]`
   *
   * Complexity: O(1) to add every element. Since Redis 2.8.9.
   */
  pfadd(...args: [key: RedisKey, callback?: Callback<number>] | [key: RedisKey, ...element: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Return the approximated cardinality of the set(s) observed by the HyperLogLog at key(s).
   *
   * `PFCOUNT key...`
   *
   * Complexity: O(1) with a very small average constant time when called with a single key. O(N) with N being the number of keys, and much bigger constant times, when called with multiple keys. Since Redis 2.8.9.
   */
  pfcount(...args: [...key: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Internal commands for debugging HyperLogLog values.
   *
   * `PFDEBUG subcommand key`
   *
   * Complexity: N/A. Since Redis 2.8.9.
   */
  pfdebug(subcommand: RedisValue, key: RedisKey, callback?: Callback<unknown>): Result<unknown, Context>
  /** `PFDEBUG subcommand key`, with Buffers in the reply. See {@link pfdebug}. */
  pfdebugBuffer(subcommand: RedisValue, key: RedisKey, callback?: Callback<unknown>): Result<unknown, Context>

  /**
   * Merge N different HyperLogLogs into a single one.
   *
   * `PFMERGE destkey [sourcekey...]`
   *
   * Complexity: O(N) to merge N HyperLogLogs, but with high constant times. Since Redis 2.8.9.
   */
  pfmerge(...args: [destkey: RedisKey, callback?: Callback<'OK'>] | [destkey: RedisKey, ...sourcekey: Many<RedisKey>, ...callback: Done<'OK'>]): Result<'OK', Context>

  /**
   * An internal command for testing HyperLogLog values.
   *
   * `PFSELFTEST`
   *
   * Complexity: N/A. Since Redis 2.8.9.
   */
  pfselftest(callback?: Callback<unknown>): Result<unknown, Context>
  /** `PFSELFTEST`, with Buffers in the reply. See {@link pfselftest}. */
  pfselftestBuffer(callback?: Callback<unknown>): Result<unknown, Context>

  /**
   * Ping the server.
   *
   * `PING message`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  ping(message: RedisValue, callback?: Callback<string>): Result<string, Context>
  /**
   * Ping the server.
   *
   * `PING`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  ping(callback?: Callback<'PONG'>): Result<'PONG', Context>
  /** `PING message`, with Buffers in the reply. See {@link ping}. */
  pingBuffer(message: RedisValue, callback?: Callback<Buffer>): Result<Buffer, Context>
  /** `PING`, with Buffers in the reply. See {@link ping}. */
  pingBuffer(callback?: Callback<Buffer>): Result<Buffer, Context>

  /**
   * Set the value and expiration in milliseconds of a key.
   *
   * `PSETEX key milliseconds value`
   *
   * Complexity: O(1). Since Redis 2.6.0.
   */
  psetex(key: RedisKey, milliseconds: Num, value: RedisValue, callback?: Callback<'OK'>): Result<'OK', Context>

  /**
   * Listen for messages published to channels matching the given patterns.
   *
   * `PSUBSCRIBE pattern...`
   *
   * Complexity: O(N) where N is the number of patterns the client is already subscribed to. Since Redis 2.0.0.
   */
  psubscribe(...args: [...pattern: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Internal command used for replication.
   *
   * `PSYNC replicationid offset`
   *
   * Since Redis 2.8.0.
   */
  psync(replicationid: RedisValue, offset: Num, callback?: Callback<unknown>): Result<unknown, Context>
  /** `PSYNC replicationid offset`, with Buffers in the reply. See {@link psync}. */
  psyncBuffer(replicationid: RedisValue, offset: Num, callback?: Callback<unknown>): Result<unknown, Context>

  /**
   * Get the time to live for a key in milliseconds.
   *
   * `PTTL key`
   *
   * Complexity: O(1). Since Redis 2.6.0.
   */
  pttl(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /**
   * Post a message to a channel.
   *
   * `PUBLISH channel message`
   *
   * Complexity: O(N+M) where N is the number of clients subscribed to the receiving channel and M is the total number of subscribed patterns (by any client). Since Redis 2.0.0.
   */
  publish(channel: RedisKey, message: RedisValue, callback?: Callback<number>): Result<number, Context>

  /**
   * List active channels.
   *
   * `PUBSUB CHANNELS [pattern]`
   *
   * Complexity: O(N) where N is the number of active channels, and assuming constant time pattern matching (relatively short channels and patterns). Since Redis 2.8.0.
   */
  pubsub(...args: [channels: 'CHANNELS', ...option: [] | [option: RedisKey], callback?: Callback<string[]>]): Result<string[], Context>
  /**
   * Show helpful text about the different subcommands.
   *
   * `PUBSUB HELP`
   *
   * Complexity: O(1). Since Redis 6.2.0.
   */
  pubsub(help: 'HELP', callback?: Callback<string[]>): Result<string[], Context>
  /**
   * Get the count of unique patterns pattern subscriptions.
   *
   * `PUBSUB NUMPAT`
   *
   * Complexity: O(1). Since Redis 2.8.0.
   */
  pubsub(numpat: 'NUMPAT', callback?: Callback<number>): Result<number, Context>
  /**
   * Get the count of subscribers for channels.
   *
   * `PUBSUB NUMSUB [channel...]`
   *
   * Complexity: O(N) for the NUMSUB subcommand, where N is the number of requested channels. Since Redis 2.8.0.
   */
  pubsub(...args: [numsub: 'NUMSUB', callback?: Callback<unknown[]>] | [numsub: 'NUMSUB', ...channel: Many<RedisKey>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  /**
   * List active shard channels.
   *
   * `PUBSUB SHARDCHANNELS [pattern]`
   *
   * Complexity: O(N) where N is the number of active shard channels, and assuming constant time pattern matching (relatively short shard channels). Since Redis 7.0.0.
   */
  pubsub(...args: [shardchannels: 'SHARDCHANNELS', ...option: [] | [option: RedisKey], callback?: Callback<string[]>]): Result<string[], Context>
  /**
   * Get the count of subscribers for shard channels.
   *
   * `PUBSUB SHARDNUMSUB [channel...]`
   *
   * Complexity: O(N) for the SHARDNUMSUB subcommand, where N is the number of requested shard channels. Since Redis 7.0.0.
   */
  pubsub(...args: [shardnumsub: 'SHARDNUMSUB', callback?: Callback<unknown[]>] | [shardnumsub: 'SHARDNUMSUB', ...channel: Many<RedisKey>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  /** `PUBSUB CHANNELS [pattern]`, with Buffers in the reply. See {@link pubsub}. */
  pubsubBuffer(...args: [channels: 'CHANNELS', ...option: [] | [option: RedisKey], callback?: Callback<Buffer[]>]): Result<Buffer[], Context>
  /** `PUBSUB HELP`, with Buffers in the reply. See {@link pubsub}. */
  pubsubBuffer(help: 'HELP', callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  /** `PUBSUB NUMPAT`, with Buffers in the reply. See {@link pubsub}. */
  pubsubBuffer(numpat: 'NUMPAT', callback?: Callback<number>): Result<number, Context>
  /** `PUBSUB NUMSUB [channel...]`, with Buffers in the reply. See {@link pubsub}. */
  pubsubBuffer(...args: [numsub: 'NUMSUB', callback?: Callback<unknown[]>] | [numsub: 'NUMSUB', ...channel: Many<RedisKey>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  /** `PUBSUB SHARDCHANNELS [pattern]`, with Buffers in the reply. See {@link pubsub}. */
  pubsubBuffer(...args: [shardchannels: 'SHARDCHANNELS', ...option: [] | [option: RedisKey], callback?: Callback<Buffer[]>]): Result<Buffer[], Context>
  /** `PUBSUB SHARDNUMSUB [channel...]`, with Buffers in the reply. See {@link pubsub}. */
  pubsubBuffer(...args: [shardnumsub: 'SHARDNUMSUB', callback?: Callback<unknown[]>] | [shardnumsub: 'SHARDNUMSUB', ...channel: Many<RedisKey>, ...callback: Done<unknown[]>]): Result<unknown[], Context>

  /**
   * Stop listening for messages posted to channels matching the given patterns.
   *
   * `PUNSUBSCRIBE [pattern...]`
   *
   * Complexity: O(N+M) where N is the number of patterns the client is already subscribed and M is the number of total patterns subscribed in the system (by any client). Since Redis 2.0.0.
   */
  punsubscribe(...args: [callback?: Callback<number>] | [...pattern: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Close the connection.
   *
   * `QUIT`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  quit(callback?: Callback<'OK'>): Result<'OK', Context>

  /**
   * Return a random key from the keyspace.
   *
   * `RANDOMKEY`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  randomkey(callback?: Callback<string | null>): Result<string | null, Context>
  /** `RANDOMKEY`, with Buffers in the reply. See {@link randomkey}. */
  randomkeyBuffer(callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /**
   * Enables read queries for a connection to a cluster replica node.
   *
   * `READONLY`
   *
   * Complexity: O(1). Since Redis 3.0.0.
   */
  readonly(callback?: Callback<'OK'>): Result<'OK', Context>

  /**
   * Disables read queries for a connection to a cluster replica node.
   *
   * `READWRITE`
   *
   * Complexity: O(1). Since Redis 3.0.0.
   */
  readwrite(callback?: Callback<'OK'>): Result<'OK', Context>

  /**
   * Rename a key.
   *
   * `RENAME key newkey`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  rename(key: RedisKey, newkey: RedisKey, callback?: Callback<'OK'>): Result<'OK', Context>

  /**
   * Rename a key, only if the new key does not exist.
   *
   * `RENAMENX key newkey`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  renamenx(key: RedisKey, newkey: RedisKey, callback?: Callback<number>): Result<number, Context>

  /**
   * An internal command for configuring the replication stream.
   *
   * `REPLCONF [arg...]`
   *
   * Complexity: O(1). Since Redis 3.0.0.
   */
  replconf(...args: [callback?: Callback<unknown>] | [...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  /** `REPLCONF [arg...]`, with Buffers in the reply. See {@link replconf}. */
  replconfBuffer(...args: [callback?: Callback<unknown>] | [...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>

  /**
   * Make the server a replica of another instance, or promote it as master.
   *
   * `REPLICAOF (host port | NO ONE)`
   *
   * Complexity: O(1). Since Redis 5.0.0.
   */
  replicaof(...args: [...option: [host: RedisValue, port: Num] | [no: 'NO', one: 'ONE'], callback?: Callback<'OK'>]): Result<'OK', Context>

  /**
   * Reset the connection.
   *
   * `RESET`
   *
   * Complexity: O(1). Since Redis 6.2.0.
   */
  reset(callback?: Callback<'OK'>): Result<'OK', Context>

  /**
   * Create a key using the provided serialized value, previously obtained using DUMP.
   *
   * `RESTORE key ttl serialized-value [REPLACE] [ABSTTL] [IDLETIME seconds] [FREQ frequency]`
   *
   * Complexity: O(1) to create the new key and additional O(N*M) to reconstruct the serialized value, where N is the number of Redis objects composing the value and M their average size. For small string values the time complexity is thus O(1)+O(1*M) where M is small, so simply O(1). However for sorted set values the complexity is O(N*M*log(N)) because inserting values into sorted sets is O(log(N)). Since Redis 2.6.0.
   */
  restore(...args: [key: RedisKey, ttl: Num, serializedValue: RedisValue, ...option: [] | [option: 'REPLACE'], ...option2: [] | [option2: 'ABSTTL'], ...option3: [] | [idletime: 'IDLETIME', seconds: Num], ...option4: [] | [freq: 'FREQ', frequency: Num], callback?: Callback<'OK'>]): Result<'OK', Context>

  /**
   * An internal command for migrating keys in a cluster.
   *
   * `RESTORE-ASKING key ttl serialized-value [REPLACE] [ABSTTL] [IDLETIME seconds] [FREQ frequency]`
   *
   * Complexity: O(1) to create the new key and additional O(N*M) to reconstruct the serialized value, where N is the number of Redis objects composing the value and M their average size. For small string values the time complexity is thus O(1)+O(1*M) where M is small, so simply O(1). However for sorted set values the complexity is O(N*M*log(N)) because inserting values into sorted sets is O(log(N)). Since Redis 3.0.0.
   */
  'restore-asking'(...args: [key: RedisKey, ttl: Num, serializedValue: RedisValue, ...option: [] | [option: 'REPLACE'], ...option2: [] | [option2: 'ABSTTL'], ...option3: [] | [idletime: 'IDLETIME', seconds: Num], ...option4: [] | [freq: 'FREQ', frequency: Num], callback?: Callback<'OK'>]): Result<'OK', Context>

  /**
   * Return the role of the instance in the context of replication.
   *
   * `ROLE`
   *
   * Complexity: O(1). Since Redis 2.8.12.
   */
  role(callback?: Callback<unknown[]>): Result<unknown[], Context>
  /** `ROLE`, with Buffers in the reply. See {@link role}. */
  roleBuffer(callback?: Callback<unknown[]>): Result<unknown[], Context>

  /**
   * Remove and get the last elements in a list.
   *
   * `RPOP key count`
   *
   * Complexity: O(N) where N is the number of elements returned. Since Redis 1.0.0.
   */
  rpop(key: RedisKey, count: Num, callback?: Callback<string[] | null>): Result<string[] | null, Context>
  /**
   * Remove and get the last elements in a list.
   *
   * `RPOP key`
   *
   * Complexity: O(N) where N is the number of elements returned. Since Redis 1.0.0.
   */
  rpop(key: RedisKey, callback?: Callback<string | null>): Result<string | null, Context>
  /** `RPOP key count`, with Buffers in the reply. See {@link rpop}. */
  rpopBuffer(key: RedisKey, count: Num, callback?: Callback<Buffer[] | null>): Result<Buffer[] | null, Context>
  /** `RPOP key`, with Buffers in the reply. See {@link rpop}. */
  rpopBuffer(key: RedisKey, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /**
   * Remove the last element in a list, prepend it to another list and return it.
   *
   * `RPOPLPUSH source destination`
   *
   * Complexity: O(1). Since Redis 1.2.0.
   */
  rpoplpush(source: RedisKey, destination: RedisKey, callback?: Callback<string>): Result<string, Context>
  /** `RPOPLPUSH source destination`, with Buffers in the reply. See {@link rpoplpush}. */
  rpoplpushBuffer(source: RedisKey, destination: RedisKey, callback?: Callback<Buffer>): Result<Buffer, Context>

  /**
   * Append one or multiple elements to a list.
   *
   * `RPUSH key element...`
   *
   * Complexity: O(1) for each element added, so O(N) to add N elements when the command is called with multiple arguments. Since Redis 1.0.0.
   */
  rpush(...args: [key: RedisKey, ...element: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Append an element to a list, only if the list exists.
   *
   * `RPUSHX key element...`
   *
   * Complexity: O(1) for each element added, so O(N) to add N elements when the command is called with multiple arguments. Since Redis 2.2.0.
   */
  rpushx(...args: [key: RedisKey, ...element: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Add one or more members to a set.
   *
   * `SADD key member...`
   *
   * Complexity: O(1) for each element added, so O(N) to add N elements when the command is called with multiple arguments. Since Redis 1.0.0.
   */
  sadd(...args: [key: RedisKey, ...member: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Synchronously save the dataset to disk.
   *
   * `SAVE`
   *
   * Complexity: O(N) where N is the total number of keys in all databases. Since Redis 1.0.0.
   */
  save(callback?: Callback<'OK'>): Result<'OK', Context>

  /**
   * Incrementally iterate the keys space.
   *
   * `SCAN cursor [MATCH pattern] [COUNT count] [TYPE type]`
   *
   * Complexity: O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to return back to 0. N is the number of elements inside the collection. Since Redis 2.8.0.
   */
  scan(...args: [cursor: RedisValue, ...option: [] | [match: 'MATCH', pattern: RedisKey], ...option2: [] | [count: 'COUNT', count2: Num], ...option3: [] | [type: 'TYPE', type2: RedisValue], callback?: Callback<[cursor: string, elements: string[]]>]): Result<[cursor: string, elements: string[]], Context>
  /**
   * Incrementally iterate the keys space.
   *
   * `SCAN cursor [MATCH pattern] TYPE type COUNT count`
   *
   * Complexity: O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to return back to 0. N is the number of elements inside the collection. Since Redis 2.8.0.
   */
  scan(...args: [cursor: RedisValue, ...option: [] | [match: 'MATCH', pattern: RedisKey], type: 'TYPE', type2: RedisValue, count: 'COUNT', count2: Num, callback?: Callback<[cursor: string, elements: string[]]>]): Result<[cursor: string, elements: string[]], Context>
  /**
   * Incrementally iterate the keys space.
   *
   * `SCAN cursor COUNT count MATCH pattern [TYPE type]`
   *
   * Complexity: O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to return back to 0. N is the number of elements inside the collection. Since Redis 2.8.0.
   */
  scan(...args: [cursor: RedisValue, count: 'COUNT', count2: Num, match: 'MATCH', pattern: RedisKey, ...option: [] | [type: 'TYPE', type2: RedisValue], callback?: Callback<[cursor: string, elements: string[]]>]): Result<[cursor: string, elements: string[]], Context>
  /**
   * Incrementally iterate the keys space.
   *
   * `SCAN cursor (COUNT count TYPE type MATCH pattern | TYPE type [COUNT count] MATCH pattern | TYPE type MATCH pattern COUNT count)`
   *
   * Complexity: O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to return back to 0. N is the number of elements inside the collection. Since Redis 2.8.0.
   */
  scan(...args: [cursor: RedisValue, ...option: [count: 'COUNT', count2: Num, type: 'TYPE', type2: RedisValue, match: 'MATCH', pattern: RedisKey] | [type: 'TYPE', type2: RedisValue, ...option: [] | [count: 'COUNT', count2: Num], match: 'MATCH', pattern: RedisKey] | [type: 'TYPE', type2: RedisValue, match: 'MATCH', pattern: RedisKey, count: 'COUNT', count2: Num], callback?: Callback<[cursor: string, elements: string[]]>]): Result<[cursor: string, elements: string[]], Context>
  /** `SCAN cursor [MATCH pattern] [COUNT count] [TYPE type]`, with Buffers in the reply. See {@link scan}. */
  scanBuffer(...args: [cursor: RedisValue, ...option: [] | [match: 'MATCH', pattern: RedisKey], ...option2: [] | [count: 'COUNT', count2: Num], ...option3: [] | [type: 'TYPE', type2: RedisValue], callback?: Callback<[cursor: Buffer, elements: Buffer[]]>]): Result<[cursor: Buffer, elements: Buffer[]], Context>
  /** `SCAN cursor [MATCH pattern] TYPE type COUNT count`, with Buffers in the reply. See {@link scan}. */
  scanBuffer(...args: [cursor: RedisValue, ...option: [] | [match: 'MATCH', pattern: RedisKey], type: 'TYPE', type2: RedisValue, count: 'COUNT', count2: Num, callback?: Callback<[cursor: Buffer, elements: Buffer[]]>]): Result<[cursor: Buffer, elements: Buffer[]], Context>
  /** `SCAN cursor COUNT count MATCH pattern [TYPE type]`, with Buffers in the reply. See {@link scan}. */
  scanBuffer(...args: [cursor: RedisValue, count: 'COUNT', count2: Num, match: 'MATCH', pattern: RedisKey, ...option: [] | [type: 'TYPE', type2: RedisValue], callback?: Callback<[cursor: Buffer, elements: Buffer[]]>]): Result<[cursor: Buffer, elements: Buffer[]], Context>
  /** `SCAN cursor (COUNT count TYPE type MATCH pattern | TYPE type [COUNT count] MATCH pattern | TYPE type MATCH pattern COUNT count)`, with Buffers in the reply. See {@link scan}. */
  scanBuffer(...args: [cursor: RedisValue, ...option: [count: 'COUNT', count2: Num, type: 'TYPE', type2: RedisValue, match: 'MATCH', pattern: RedisKey] | [type: 'TYPE', type2: RedisValue, ...option: [] | [count: 'COUNT', count2: Num], match: 'MATCH', pattern: RedisKey] | [type: 'TYPE', type2: RedisValue, match: 'MATCH', pattern: RedisKey, count: 'COUNT', count2: Num], callback?: Callback<[cursor: Buffer, elements: Buffer[]]>]): Result<[cursor: Buffer, elements: Buffer[]], Context>

  /**
   * Get the number of members in a set.
   *
   * `SCARD key`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  scard(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /**
   * Set the debug mode for executed scripts.
   *
   * `SCRIPT DEBUG (YES | SYNC | NO)`
   *
   * Complexity: O(1). Since Redis 3.2.0.
   */
  script(...args: [debug: 'DEBUG', option: 'YES' | 'SYNC' | 'NO', callback?: Callback<'OK'>]): Result<'OK', Context>
  /**
   * Check existence of scripts in the script cache.
   *
   * `SCRIPT EXISTS sha1...`
   *
   * Complexity: O(N) with N being the number of scripts to check (so checking a single script is an O(1) operation). Since Redis 2.6.0.
   */
  script(...args: [exists: 'EXISTS', ...sha1: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>
  /**
   * A container for Lua scripts management commands.
   *
   * `SCRIPT (FLUSH [ASYNC | SYNC] | KILL)`
   *
   * Complexity: Depends on subcommand. Since Redis 2.6.0.
   */
  script(...args: [...option: [flush: 'FLUSH', ...option: [] | [option: 'ASYNC' | 'SYNC']] | [kill: 'KILL'], callback?: Callback<'OK'>]): Result<'OK', Context>
  /**
   * Show helpful text about the different subcommands.
   *
   * `SCRIPT HELP`
   *
   * Complexity: O(1). Since Redis 5.0.0.
   */
  script(help: 'HELP', callback?: Callback<string[]>): Result<string[], Context>
  /**
   * Load the specified Lua script into the script cache.
   *
   * `SCRIPT LOAD script`
   *
   * Complexity: O(N) with N being the length in bytes of the script body. Since Redis 2.6.0.
   */
  script(load: 'LOAD', script: RedisValue, callback?: Callback<string>): Result<string, Context>
  /** `SCRIPT DEBUG (YES | SYNC | NO)`, with Buffers in the reply. See {@link script}. */
  scriptBuffer(...args: [debug: 'DEBUG', option: 'YES' | 'SYNC' | 'NO', callback?: Callback<Buffer>]): Result<Buffer, Context>
  /** `SCRIPT EXISTS sha1...`, with Buffers in the reply. See {@link script}. */
  scriptBuffer(...args: [exists: 'EXISTS', ...sha1: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>
  /** `SCRIPT (FLUSH [ASYNC | SYNC] | KILL)`, with Buffers in the reply. See {@link script}. */
  scriptBuffer(...args: [...option: [flush: 'FLUSH', ...option: [] | [option: 'ASYNC' | 'SYNC']] | [kill: 'KILL'], callback?: Callback<Buffer>]): Result<Buffer, Context>
  /** `SCRIPT HELP`, with Buffers in the reply. See {@link script}. */
  scriptBuffer(help: 'HELP', callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  /** `SCRIPT LOAD script`, with Buffers in the reply. See {@link script}. */
  scriptBuffer(load: 'LOAD', script: RedisValue, callback?: Callback<Buffer>): Result<Buffer, Context>

  /**
   * Subtract multiple sets.
   *
   * `SDIFF key...`
   *
   * Complexity: O(N) where N is the total number of elements in all given sets. Since Redis 1.0.0.
   */
  sdiff(...args: [...key: Many<RedisKey>, ...callback: Done<string[]>]): Result<string[], Context>
  /** `SDIFF key...`, with Buffers in the reply. See {@link sdiff}. */
  sdiffBuffer(...args: [...key: Many<RedisKey>, ...callback: Done<Buffer[]>]): Result<Buffer[], Context>

  /**
   * Number of members of the difference of sets.
   *
   * `SDIFFCARD numkeys key... [LIMIT limit]`
   *
   * Since Redis 8.
   */
  sdiffcard(...args: [numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [limit: 'LIMIT', limit2: Num], ...callback: Done<number>]): Result<number, Context>

  /**
   * Subtract multiple sets and store the resulting set in a key.
   *
   * `SDIFFSTORE destination key...`
   *
   * Complexity: O(N) where N is the total number of elements in all given sets. Since Redis 1.0.0.
   */
  sdiffstore(...args: [destination: RedisKey, ...key: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Change the selected database for the current connection.
   *
   * `SELECT db`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  select(db: Num, callback?: Callback<'OK'>): Result<'OK', Context>

  /**
   * Asks a sentinel, or tells it what to do.
   *
   * `SENTINEL subcommand [arg...]`
   *
   * Since Redis 2.8.4.
   */
  sentinel(...args: [subcommand: RedisValue, callback?: Callback<unknown>] | [subcommand: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  /** `SENTINEL subcommand [arg...]`, with Buffers in the reply. See {@link sentinel}. */
  sentinelBuffer(...args: [subcommand: RedisValue, callback?: Callback<unknown>] | [subcommand: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>

  /**
   * Set the string value of a key.
   *
   * `SET key value [NX | XX] [GET] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  set(...args: [key: RedisKey, value: RedisValue, ...option: [...option: [] | [option: 'NX' | 'XX'], get: 'GET', ...option2: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL']] | [get: 'GET', ...option: [] | [option: 'NX' | 'XX'], ...option2: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL']] | [...option: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], ...option2: [] | [option2: 'NX' | 'XX'], get: 'GET'] | [...option: [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], get: 'GET', ...option2: [] | [option2: 'NX' | 'XX']], callback?: Callback<string | null>]): Result<string | null, Context>
  /**
   * Set the string value of a key.
   *
   * `SET key value [NX | XX] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  set(...args: [key: RedisKey, value: RedisValue, ...option: [option: 'NX' | 'XX', ...option2: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL']] | [...option: [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], option2: 'NX' | 'XX'], callback?: Callback<'OK' | null>]): Result<'OK' | null, Context>
  /**
   * Set the string value of a key.
   *
   * `SET key value [(IFEQ value | IFNE value | IFDEQ digest | IFDNE digest)] [GET] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  set(...args: [key: RedisKey, value: RedisValue, ...option: [...option: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], ...option2: [ifeq: 'IFEQ', value: RedisValue] | [ifne: 'IFNE', value: RedisValue] | [ifdeq: 'IFDEQ', digest: RedisValue] | [ifdne: 'IFDNE', digest: RedisValue], get: 'GET'] | [...option: [ifeq: 'IFEQ', value: RedisValue] | [ifne: 'IFNE', value: RedisValue] | [ifdeq: 'IFDEQ', digest: RedisValue] | [ifdne: 'IFDNE', digest: RedisValue], get: 'GET', ...option2: [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL']], callback?: Callback<string | null>]): Result<string | null, Context>
  /**
   * Set the string value of a key.
   *
   * `SET key value [(IFEQ value | IFNE value | IFDEQ digest | IFDNE digest)] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  set(...args: [key: RedisKey, value: RedisValue, ...option: [...option: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], ...option2: [ifeq: 'IFEQ', value: RedisValue] | [ifne: 'IFNE', value: RedisValue] | [ifdeq: 'IFDEQ', digest: RedisValue] | [ifdne: 'IFDNE', digest: RedisValue]] | [...option: [ifeq: 'IFEQ', value: RedisValue] | [ifne: 'IFNE', value: RedisValue] | [ifdeq: 'IFDEQ', digest: RedisValue] | [ifdne: 'IFDNE', digest: RedisValue], ...option2: [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL']], callback?: Callback<'OK' | null>]): Result<'OK' | null, Context>
  /**
   * Set the string value of a key.
   *
   * `SET key value [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  set(...args: [key: RedisKey, value: RedisValue, ...option: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], callback?: Callback<'OK'>]): Result<'OK', Context>
  /** `SET key value [NX | XX] [GET] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]`, with Buffers in the reply. See {@link set}. */
  setBuffer(...args: [key: RedisKey, value: RedisValue, ...option: [...option: [] | [option: 'NX' | 'XX'], get: 'GET', ...option2: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL']] | [get: 'GET', ...option: [] | [option: 'NX' | 'XX'], ...option2: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL']] | [...option: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], ...option2: [] | [option2: 'NX' | 'XX'], get: 'GET'] | [...option: [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], get: 'GET', ...option2: [] | [option2: 'NX' | 'XX']], callback?: Callback<Buffer | null>]): Result<Buffer | null, Context>
  /** `SET key value [NX | XX] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]`, with Buffers in the reply. See {@link set}. */
  setBuffer(...args: [key: RedisKey, value: RedisValue, ...option: [option: 'NX' | 'XX', ...option2: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL']] | [...option: [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], option2: 'NX' | 'XX'], callback?: Callback<Buffer | null>]): Result<Buffer | null, Context>
  /** `SET key value [(IFEQ value | IFNE value | IFDEQ digest | IFDNE digest)] [GET] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]`, with Buffers in the reply. See {@link set}. */
  setBuffer(...args: [key: RedisKey, value: RedisValue, ...option: [...option: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], ...option2: [ifeq: 'IFEQ', value: RedisValue] | [ifne: 'IFNE', value: RedisValue] | [ifdeq: 'IFDEQ', digest: RedisValue] | [ifdne: 'IFDNE', digest: RedisValue], get: 'GET'] | [...option: [ifeq: 'IFEQ', value: RedisValue] | [ifne: 'IFNE', value: RedisValue] | [ifdeq: 'IFDEQ', digest: RedisValue] | [ifdne: 'IFDNE', digest: RedisValue], get: 'GET', ...option2: [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL']], callback?: Callback<Buffer | null>]): Result<Buffer | null, Context>
  /** `SET key value [(IFEQ value | IFNE value | IFDEQ digest | IFDNE digest)] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]`, with Buffers in the reply. See {@link set}. */
  setBuffer(...args: [key: RedisKey, value: RedisValue, ...option: [...option: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], ...option2: [ifeq: 'IFEQ', value: RedisValue] | [ifne: 'IFNE', value: RedisValue] | [ifdeq: 'IFDEQ', digest: RedisValue] | [ifdne: 'IFDNE', digest: RedisValue]] | [...option: [ifeq: 'IFEQ', value: RedisValue] | [ifne: 'IFNE', value: RedisValue] | [ifdeq: 'IFDEQ', digest: RedisValue] | [ifdne: 'IFDNE', digest: RedisValue], ...option2: [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL']], callback?: Callback<Buffer | null>]): Result<Buffer | null, Context>
  /** `SET key value [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]`, with Buffers in the reply. See {@link set}. */
  setBuffer(...args: [key: RedisKey, value: RedisValue, ...option: [] | [ex: 'EX', seconds: Num] | [px: 'PX', milliseconds: Num] | [exat: 'EXAT', unixTimeSeconds: Num] | [pxat: 'PXAT', unixTimeMilliseconds: Num] | [keepttl: 'KEEPTTL'], callback?: Callback<Buffer>]): Result<Buffer, Context>

  /**
   * Sets or clears the bit at offset in the string value stored at key.
   *
   * `SETBIT key offset value`
   *
   * Complexity: O(1). Since Redis 2.2.0.
   */
  setbit(key: RedisKey, offset: Num, value: RedisValue, callback?: Callback<number>): Result<number, Context>

  /**
   * Set the value and expiration of a key.
   *
   * `SETEX key seconds value`
   *
   * Complexity: O(1). Since Redis 2.0.0.
   */
  setex(key: RedisKey, seconds: Num, value: RedisValue, callback?: Callback<'OK'>): Result<'OK', Context>

  /**
   * Set the value of a key, only if the key does not exist.
   *
   * `SETNX key value`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  setnx(key: RedisKey, value: RedisValue, callback?: Callback<number>): Result<number, Context>

  /**
   * Overwrite part of a string at key starting at the specified offset.
   *
   * `SETRANGE key offset value`
   *
   * Complexity: O(1), not counting the time taken to copy the new string in place. Usually, this string is very small so the amortized complexity is O(1). Otherwise, complexity is O(M) with M being the length of the value argument. Since Redis 2.2.0.
   */
  setrange(key: RedisKey, offset: Num, value: RedisValue, callback?: Callback<number>): Result<number, Context>

  /**
   * Synchronously save the dataset to disk and then shut down the server.
   *
   * `SHUTDOWN [NOSAVE | SAVE] [NOW] [FORCE] [ABORT]`
   *
   * Complexity: O(N) when saving, where N is the total number of keys in all databases when saving data, otherwise O(1). Since Redis 1.0.0.
   */
  shutdown(...args: [...option: [] | [option: 'NOSAVE' | 'SAVE'], ...option2: [] | [option2: 'NOW'], ...option3: [] | [option3: 'FORCE'], ...option4: [] | [option4: 'ABORT'], callback?: Callback<'OK'>]): Result<'OK', Context>

  /**
   * Intersect multiple sets.
   *
   * `SINTER key...`
   *
   * Complexity: O(N*M) worst case where N is the cardinality of the smallest set and M is the number of sets. Since Redis 1.0.0.
   */
  sinter(...args: [...key: Many<RedisKey>, ...callback: Done<string[]>]): Result<string[], Context>
  /** `SINTER key...`, with Buffers in the reply. See {@link sinter}. */
  sinterBuffer(...args: [...key: Many<RedisKey>, ...callback: Done<Buffer[]>]): Result<Buffer[], Context>

  /**
   * Intersect multiple sets and return the cardinality of the result.
   *
   * `SINTERCARD numkeys key... [LIMIT limit]`
   *
   * Complexity: O(N*M) worst case where N is the cardinality of the smallest set and M is the number of sets. Since Redis 7.0.0.
   */
  sintercard(...args: [numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [limit: 'LIMIT', limit2: Num], ...callback: Done<number>]): Result<number, Context>

  /**
   * Intersect multiple sets and store the resulting set in a key.
   *
   * `SINTERSTORE destination key...`
   *
   * Complexity: O(N*M) worst case where N is the cardinality of the smallest set and M is the number of sets. Since Redis 1.0.0.
   */
  sinterstore(...args: [destination: RedisKey, ...key: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Determine if a given value is a member of a set.
   *
   * `SISMEMBER key member`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  sismember(key: RedisKey, member: RedisValue, callback?: Callback<number>): Result<number, Context>

  /**
   * Make the server a replica of another instance, or promote it as master.
   *
   * `SLAVEOF (host port | NO ONE)`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  slaveof(...args: [...option: [host: RedisValue, port: Num] | [no: 'NO', one: 'ONE'], callback?: Callback<'OK'>]): Result<'OK', Context>

  /**
   * Get the slow log's entries.
   *
   * `SLOWLOG GET [count]`
   *
   * Complexity: O(N) where N is the number of entries returned. Since Redis 2.2.12.
   */
  slowlog(...args: [get: 'GET', ...option: [] | [option: Num], callback?: Callback<unknown[]>]): Result<unknown[], Context>
  /**
   * Show helpful text about the different subcommands.
   *
   * `SLOWLOG HELP`
   *
   * Complexity: O(1). Since Redis 6.2.0.
   */
  slowlog(help: 'HELP', callback?: Callback<string[]>): Result<string[], Context>
  /**
   * Get the slow log's length.
   *
   * `SLOWLOG LEN`
   *
   * Complexity: O(1). Since Redis 2.2.12.
   */
  slowlog(len: 'LEN', callback?: Callback<number>): Result<number, Context>
  /**
   * Clear all entries from the slow log.
   *
   * `SLOWLOG RESET`
   *
   * Complexity: O(N) where N is the number of entries in the slowlog. Since Redis 2.2.12.
   */
  slowlog(reset: 'RESET', callback?: Callback<'OK'>): Result<'OK', Context>
  /** `SLOWLOG GET [count]`, with Buffers in the reply. See {@link slowlog}. */
  slowlogBuffer(...args: [get: 'GET', ...option: [] | [option: Num], callback?: Callback<unknown[]>]): Result<unknown[], Context>
  /** `SLOWLOG HELP`, with Buffers in the reply. See {@link slowlog}. */
  slowlogBuffer(help: 'HELP', callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  /** `SLOWLOG LEN`, with Buffers in the reply. See {@link slowlog}. */
  slowlogBuffer(len: 'LEN', callback?: Callback<number>): Result<number, Context>
  /** `SLOWLOG RESET`, with Buffers in the reply. See {@link slowlog}. */
  slowlogBuffer(reset: 'RESET', callback?: Callback<Buffer>): Result<Buffer, Context>

  /**
   * Get all the members in a set.
   *
   * `SMEMBERS key`
   *
   * Complexity: O(N) where N is the set cardinality. Since Redis 1.0.0.
   */
  smembers(key: RedisKey, callback?: Callback<string[]>): Result<string[], Context>
  /** `SMEMBERS key`, with Buffers in the reply. See {@link smembers}. */
  smembersBuffer(key: RedisKey, callback?: Callback<Buffer[]>): Result<Buffer[], Context>

  /**
   * Returns the membership associated with the given elements for a set.
   *
   * `SMISMEMBER key member...`
   *
   * Complexity: O(N) where N is the number of elements being checked for membership. Since Redis 6.2.0.
   */
  smismember(...args: [key: RedisKey, ...member: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>

  /**
   * Move a member from one set to another.
   *
   * `SMOVE source destination member`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  smove(source: RedisKey, destination: RedisKey, member: RedisValue, callback?: Callback<number>): Result<number, Context>

  /**
   * Sort the elements in a list, set or sorted set.
   *
   * `SORT key [BY pattern] [LIMIT offset count] {GET get-pattern}... [ASC | DESC] [ALPHA] STORE destination`
   *
   * Complexity: O(N+M*log(M)) where N is the number of elements in the list or set to sort, and M the number of returned elements. When the elements are not sorted, complexity is O(N). Since Redis 1.0.0.
   */
  sort(...args: [key: RedisKey, ...option: [] | [by: 'BY', pattern: RedisKey], ...option2: [] | [limit: 'LIMIT', offset: Num, count: Num], ...get: Many<'GET' | RedisValue>, ...option3: [] | [option3: 'ASC' | 'DESC'], ...option4: [] | [option4: 'ALPHA'], store: 'STORE', destination: RedisKey, ...callback: Done<number>]): Result<number, Context>
  /**
   * Sort the elements in a list, set or sorted set.
   *
   * `SORT key [BY pattern] [LIMIT offset count] [GET pattern ...] [ASC | DESC] [ALPHA] [STORE destination]`
   *
   * Complexity: O(N+M*log(M)) where N is the number of elements in the list or set to sort, and M the number of returned elements. When the elements are not sorted, complexity is O(N). Since Redis 1.0.0.
   */
  sort(...args: [key: RedisKey, callback?: Callback<number | unknown[]>] | [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<number | unknown[]>]): Result<number | unknown[], Context>
  /** `SORT key [BY pattern] [LIMIT offset count] {GET get-pattern}... [ASC | DESC] [ALPHA] STORE destination`, with Buffers in the reply. See {@link sort}. */
  sortBuffer(...args: [key: RedisKey, ...option: [] | [by: 'BY', pattern: RedisKey], ...option2: [] | [limit: 'LIMIT', offset: Num, count: Num], ...get: Many<'GET' | RedisValue>, ...option3: [] | [option3: 'ASC' | 'DESC'], ...option4: [] | [option4: 'ALPHA'], store: 'STORE', destination: RedisKey, ...callback: Done<number>]): Result<number, Context>
  /** `SORT key [BY pattern] [LIMIT offset count] [GET pattern ...] [ASC | DESC] [ALPHA] [STORE destination]`, with Buffers in the reply. See {@link sort}. */
  sortBuffer(...args: [key: RedisKey, callback?: Callback<number | unknown[]>] | [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<number | unknown[]>]): Result<number | unknown[], Context>

  /**
   * Sort the elements in a list, set or sorted set. Read-only variant of SORT.
   *
   * `SORT_RO key [BY pattern] [LIMIT offset count] [GET pattern ...] [ASC | DESC] [ALPHA]`
   *
   * Complexity: O(N+M*log(M)) where N is the number of elements in the list or set to sort, and M the number of returned elements. When the elements are not sorted, complexity is O(N). Since Redis 7.0.0.
   */
  sort_ro(...args: [key: RedisKey, callback?: Callback<unknown[]>] | [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  /** `SORT_RO key [BY pattern] [LIMIT offset count] [GET pattern ...] [ASC | DESC] [ALPHA]`, with Buffers in the reply. See {@link sort_ro}. */
  sort_roBuffer(...args: [key: RedisKey, callback?: Callback<unknown[]>] | [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>

  /**
   * Remove and return one or multiple random members from a set.
   *
   * `SPOP key count`
   *
   * Complexity: Without the count argument O(1), otherwise O(N) where N is the value of the passed count. Since Redis 1.0.0.
   */
  spop(key: RedisKey, count: Num, callback?: Callback<string[]>): Result<string[], Context>
  /**
   * Remove and return one or multiple random members from a set.
   *
   * `SPOP key`
   *
   * Complexity: Without the count argument O(1), otherwise O(N) where N is the value of the passed count. Since Redis 1.0.0.
   */
  spop(key: RedisKey, callback?: Callback<string | null>): Result<string | null, Context>
  /** `SPOP key count`, with Buffers in the reply. See {@link spop}. */
  spopBuffer(key: RedisKey, count: Num, callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  /** `SPOP key`, with Buffers in the reply. See {@link spop}. */
  spopBuffer(key: RedisKey, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /**
   * Post a message to a shard channel.
   *
   * `SPUBLISH channel message`
   *
   * Complexity: O(N) where N is the number of clients subscribed to the receiving shard channel. Since Redis 7.0.0.
   */
  spublish(channel: RedisKey, message: RedisValue, callback?: Callback<number>): Result<number, Context>

  /**
   * Get one or multiple random members from a set.
   *
   * `SRANDMEMBER key count`
   *
   * Complexity: Without the count argument O(1), otherwise O(N) where N is the absolute value of the passed count. Since Redis 1.0.0.
   */
  srandmember(key: RedisKey, count: Num, callback?: Callback<string[]>): Result<string[], Context>
  /**
   * Get one or multiple random members from a set.
   *
   * `SRANDMEMBER key`
   *
   * Complexity: Without the count argument O(1), otherwise O(N) where N is the absolute value of the passed count. Since Redis 1.0.0.
   */
  srandmember(key: RedisKey, callback?: Callback<string | null>): Result<string | null, Context>
  /** `SRANDMEMBER key count`, with Buffers in the reply. See {@link srandmember}. */
  srandmemberBuffer(key: RedisKey, count: Num, callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  /** `SRANDMEMBER key`, with Buffers in the reply. See {@link srandmember}. */
  srandmemberBuffer(key: RedisKey, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /**
   * Remove one or more members from a set.
   *
   * `SREM key member...`
   *
   * Complexity: O(N) where N is the number of members to be removed. Since Redis 1.0.0.
   */
  srem(...args: [key: RedisKey, ...member: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Incrementally iterate Set elements.
   *
   * `SSCAN key cursor [MATCH pattern] [COUNT count]`
   *
   * Complexity: O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to return back to 0. N is the number of elements inside the collection.. Since Redis 2.8.0.
   */
  sscan(...args: [key: RedisKey, cursor: RedisValue, ...option: [] | [match: 'MATCH', pattern: RedisKey], ...option2: [] | [count: 'COUNT', count2: Num], callback?: Callback<[cursor: string, elements: string[]]>]): Result<[cursor: string, elements: string[]], Context>
  /**
   * Incrementally iterate Set elements.
   *
   * `SSCAN key cursor COUNT count MATCH pattern`
   *
   * Complexity: O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to return back to 0. N is the number of elements inside the collection.. Since Redis 2.8.0.
   */
  sscan(key: RedisKey, cursor: RedisValue, count: 'COUNT', count2: Num, match: 'MATCH', pattern: RedisKey, callback?: Callback<[cursor: string, elements: string[]]>): Result<[cursor: string, elements: string[]], Context>
  /** `SSCAN key cursor [MATCH pattern] [COUNT count]`, with Buffers in the reply. See {@link sscan}. */
  sscanBuffer(...args: [key: RedisKey, cursor: RedisValue, ...option: [] | [match: 'MATCH', pattern: RedisKey], ...option2: [] | [count: 'COUNT', count2: Num], callback?: Callback<[cursor: Buffer, elements: Buffer[]]>]): Result<[cursor: Buffer, elements: Buffer[]], Context>
  /** `SSCAN key cursor COUNT count MATCH pattern`, with Buffers in the reply. See {@link sscan}. */
  sscanBuffer(key: RedisKey, cursor: RedisValue, count: 'COUNT', count2: Num, match: 'MATCH', pattern: RedisKey, callback?: Callback<[cursor: Buffer, elements: Buffer[]]>): Result<[cursor: Buffer, elements: Buffer[]], Context>

  /**
   * Listen for messages published to the given shard channels.
   *
   * `SSUBSCRIBE channel...`
   *
   * Complexity: O(N) where N is the number of shard channels to subscribe to. Since Redis 7.0.0.
   */
  ssubscribe(...args: [...channel: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Get the length of the value stored in a key.
   *
   * `STRLEN key`
   *
   * Complexity: O(1). Since Redis 2.2.0.
   */
  strlen(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /**
   * Listen for messages published to the given channels.
   *
   * `SUBSCRIBE channel...`
   *
   * Complexity: O(N) where N is the number of channels to subscribe to. Since Redis 2.0.0.
   */
  subscribe(...args: [...channel: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Get a substring of the string stored at a key.
   *
   * `SUBSTR key start end`
   *
   * Complexity: O(N) where N is the length of the returned string. The complexity is ultimately determined by the returned length, but because creating a substring from an existing string is very cheap, it can be considered O(1) for small strings. Since Redis 1.0.0.
   */
  substr(key: RedisKey, start: RedisValue, end: RedisValue, callback?: Callback<string>): Result<string, Context>
  /** `SUBSTR key start end`, with Buffers in the reply. See {@link substr}. */
  substrBuffer(key: RedisKey, start: RedisValue, end: RedisValue, callback?: Callback<Buffer>): Result<Buffer, Context>

  /**
   * Add multiple sets.
   *
   * `SUNION key...`
   *
   * Complexity: O(N) where N is the total number of elements in all given sets. Since Redis 1.0.0.
   */
  sunion(...args: [...key: Many<RedisKey>, ...callback: Done<string[]>]): Result<string[], Context>
  /** `SUNION key...`, with Buffers in the reply. See {@link sunion}. */
  sunionBuffer(...args: [...key: Many<RedisKey>, ...callback: Done<Buffer[]>]): Result<Buffer[], Context>

  /**
   * Number of members of the union of sets.
   *
   * `SUNIONCARD numkeys key... [APPROX] [LIMIT limit]`
   *
   * Since Redis 8.
   */
  sunioncard(...args: [numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [option: 'APPROX'], ...option2: [] | [limit: 'LIMIT', limit2: Num], ...callback: Done<number>]): Result<number, Context>

  /**
   * Add multiple sets and store the resulting set in a key.
   *
   * `SUNIONSTORE destination key...`
   *
   * Complexity: O(N) where N is the total number of elements in all given sets. Since Redis 1.0.0.
   */
  sunionstore(...args: [destination: RedisKey, ...key: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Stop listening for messages posted to the given shard channels.
   *
   * `SUNSUBSCRIBE [channel...]`
   *
   * Complexity: O(N) where N is the number of clients already subscribed to a shard channel. Since Redis 7.0.0.
   */
  sunsubscribe(...args: [callback?: Callback<number>] | [...channel: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Swaps two Redis databases.
   *
   * `SWAPDB index1 index2`
   *
   * Complexity: O(N) where N is the count of clients watching or blocking on keys from both databases. Since Redis 4.0.0.
   */
  swapdb(index1: Num, index2: Num, callback?: Callback<'OK'>): Result<'OK', Context>

  /**
   * Internal command used for replication.
   *
   * `SYNC`
   *
   * Since Redis 1.0.0.
   */
  sync(callback?: Callback<unknown>): Result<unknown, Context>
  /** `SYNC`, with Buffers in the reply. See {@link sync}. */
  syncBuffer(callback?: Callback<unknown>): Result<unknown, Context>

  /**
   * Return the current server time.
   *
   * `TIME (the server sends these as text, but ioredis declares numbers)`
   *
   * Complexity: O(1). Since Redis 2.6.0.
   */
  time(callback?: Callback<number[]>): Result<number[], Context>

  /**
   * Alters the last access time of a key(s). Returns the number of existing keys specified.
   *
   * `TOUCH key...`
   *
   * Complexity: O(N) where N is the number of keys that will be touched. Since Redis 3.2.1.
   */
  touch(...args: [...key: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Deletes the keys of slots that another node serves. Internal.
   *
   * `TRIMSLOTS RANGES numranges {start-slot end-slot}...`
   *
   * Since Redis 8.
   */
  trimslots(...args: [ranges: 'RANGES', numranges: Num, ...startSlot: Many<Num>, ...callback: Done<unknown>]): Result<unknown, Context>
  /** `TRIMSLOTS RANGES numranges {start-slot end-slot}...`, with Buffers in the reply. See {@link trimslots}. */
  trimslotsBuffer(...args: [ranges: 'RANGES', numranges: Num, ...startSlot: Many<Num>, ...callback: Done<unknown>]): Result<unknown, Context>

  /**
   * Get the time to live for a key in seconds.
   *
   * `TTL key`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  ttl(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /**
   * Determine the type stored at key.
   *
   * `TYPE key`
   *
   * Complexity: O(1). Since Redis 1.0.0.
   */
  type(key: RedisKey, callback?: Callback<string>): Result<string, Context>
  /** `TYPE key`, with Buffers in the reply. See {@link type}. */
  typeBuffer(key: RedisKey, callback?: Callback<Buffer>): Result<Buffer, Context>

  /**
   * Delete a key asynchronously in another thread. Otherwise it is just as DEL, but non blocking.
   *
   * `UNLINK key...`
   *
   * Complexity: O(1) for each key removed regardless of its size. Then the command does O(N) work in a different thread in order to reclaim memory, where N is the number of allocations the deleted objects where composed of. Since Redis 4.0.0.
   */
  unlink(...args: [...key: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Stop listening for messages posted to the given channels.
   *
   * `UNSUBSCRIBE [channel...]`
   *
   * Complexity: O(N) where N is the number of clients already subscribed to a channel. Since Redis 2.0.0.
   */
  unsubscribe(...args: [callback?: Callback<number>] | [...channel: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Forget about all watched keys.
   *
   * `UNWATCH`
   *
   * Complexity: O(1). Since Redis 2.2.0.
   */
  unwatch(callback?: Callback<'OK'>): Result<'OK', Context>

  /**
   * Adds an element with its vector to a vector set.
   *
   * `VADD key [REDUCE dim] (FP32 vector | VALUES num value...) element [CAS] [NOQUANT | Q8 | BIN] [EF effort] [SETATTR attributes] [M links]`
   *
   * Since Redis 8.0.0.
   */
  vadd(...args: [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<Shape<number, boolean, Context>>]): Result<Shape<number, boolean, Context>, Context>

  /**
   * Number of elements of a vector set.
   *
   * `VCARD key`
   *
   * Since Redis 8.0.0.
   */
  vcard(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /**
   * Number of dimensions of the vectors of a vector set.
   *
   * `VDIM key`
   *
   * Since Redis 8.0.0.
   */
  vdim(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /**
   * The vector of an element of a vector set.
   *
   * `VEMB key element [RAW]`
   *
   * Since Redis 8.0.0.
   */
  vemb(...args: [key: RedisKey, element: RedisValue, ...option: [] | [option: 'RAW'], callback?: Callback<Shape<string[] | null, number[] | null, Context>>]): Result<Shape<string[] | null, number[] | null, Context>, Context>
  /** `VEMB key element [RAW]`, with Buffers in the reply. See {@link vemb}. */
  vembBuffer(...args: [key: RedisKey, element: RedisValue, ...option: [] | [option: 'RAW'], callback?: Callback<Shape<Buffer[] | null, number[] | null, Context>>]): Result<Shape<Buffer[] | null, number[] | null, Context>, Context>

  /**
   * The attributes of an element of a vector set, as JSON.
   *
   * `VGETATTR key element`
   *
   * Since Redis 8.0.0.
   */
  vgetattr(key: RedisKey, element: RedisValue, callback?: Callback<string | null>): Result<string | null, Context>
  /** `VGETATTR key element`, with Buffers in the reply. See {@link vgetattr}. */
  vgetattrBuffer(key: RedisKey, element: RedisValue, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /**
   * Tells how a vector set is stored.
   *
   * `VINFO key`
   *
   * Since Redis 8.0.0.
   */
  vinfo(key: RedisKey, callback?: Callback<Shape<(string | number)[] | null, Dict<string | number> | null, Context>>): Result<Shape<(string | number)[] | null, Dict<string | number> | null, Context>, Context>
  /** `VINFO key`, with Buffers in the reply. See {@link vinfo}. */
  vinfoBuffer(key: RedisKey, callback?: Callback<Shape<(Buffer | number)[] | null, Dict<Buffer | number> | null, Context>>): Result<Shape<(Buffer | number)[] | null, Dict<Buffer | number> | null, Context>, Context>

  /**
   * Whether an element is in a vector set.
   *
   * `VISMEMBER key element`
   *
   * Since Redis 8.0.0.
   */
  vismember(key: RedisKey, element: RedisValue, callback?: Callback<Shape<number, boolean, Context>>): Result<Shape<number, boolean, Context>, Context>

  /**
   * The neighbours of an element in the graph of a vector set.
   *
   * `VLINKS key element [WITHSCORES]`
   *
   * Since Redis 8.0.0.
   */
  vlinks(...args: [key: RedisKey, element: RedisValue, ...option: [] | [option: 'WITHSCORES'], callback?: Callback<string[][] | null>]): Result<string[][] | null, Context>
  /** `VLINKS key element [WITHSCORES]`, with Buffers in the reply. See {@link vlinks}. */
  vlinksBuffer(...args: [key: RedisKey, element: RedisValue, ...option: [] | [option: 'WITHSCORES'], callback?: Callback<Buffer[][] | null>]): Result<Buffer[][] | null, Context>

  /**
   * Random elements of a vector set.
   *
   * `VRANDMEMBER key count`
   *
   * Since Redis 8.0.0.
   */
  vrandmember(key: RedisKey, count: Num, callback?: Callback<string[]>): Result<string[], Context>
  /**
   * Random elements of a vector set.
   *
   * `VRANDMEMBER key`
   *
   * Since Redis 8.0.0.
   */
  vrandmember(key: RedisKey, callback?: Callback<string | null>): Result<string | null, Context>
  /** `VRANDMEMBER key count`, with Buffers in the reply. See {@link vrandmember}. */
  vrandmemberBuffer(key: RedisKey, count: Num, callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  /** `VRANDMEMBER key`, with Buffers in the reply. See {@link vrandmember}. */
  vrandmemberBuffer(key: RedisKey, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /**
   * The elements of a vector set in a range, in the order of their names.
   *
   * `VRANGE key start end [count]`
   *
   * Since Redis 8.0.0.
   */
  vrange(...args: [key: RedisKey, start: RedisValue, end: RedisValue, ...option: [] | [option: Num], callback?: Callback<string[]>]): Result<string[], Context>
  /** `VRANGE key start end [count]`, with Buffers in the reply. See {@link vrange}. */
  vrangeBuffer(...args: [key: RedisKey, start: RedisValue, end: RedisValue, ...option: [] | [option: Num], callback?: Callback<Buffer[]>]): Result<Buffer[], Context>

  /**
   * Removes an element from a vector set.
   *
   * `VREM key element`
   *
   * Since Redis 8.0.0.
   */
  vrem(key: RedisKey, element: RedisValue, callback?: Callback<Shape<number, boolean, Context>>): Result<Shape<number, boolean, Context>, Context>

  /**
   * Sets the attributes of an element of a vector set.
   *
   * `VSETATTR key element attributes`
   *
   * Since Redis 8.0.0.
   */
  vsetattr(key: RedisKey, element: RedisValue, attributes: RedisValue, callback?: Callback<Shape<number, boolean, Context>>): Result<Shape<number, boolean, Context>, Context>

  /**
   * The elements of a vector set that are most similar to a vector or an element.
   *
   * `VSIM key (FP32 vector | VALUES num value... | ELE element) [WITHSCORES] [WITHATTRIBS] [COUNT count] [EPSILON delta] [EF effort] [FILTER expression] [FILTER-EF effort] [TRUTH] [NOTHREAD]`
   *
   * Since Redis 8.0.0.
   */
  vsim<T extends RedisValue[]>(...args: [key: RedisKey, ...args: T, ...callback: Done<VsimReply<T, string, Context>>]): Result<VsimReply<T, string, Context>, Context>
  /** `VSIM key (FP32 vector | VALUES num value... | ELE element) [WITHSCORES] [WITHATTRIBS] [COUNT count] [EPSILON delta] [EF effort] [FILTER expression] [FILTER-EF effort] [TRUTH] [NOTHREAD]`, with Buffers in the reply. See {@link vsim}. */
  vsimBuffer<T extends RedisValue[]>(...args: [key: RedisKey, ...args: T, ...callback: Done<VsimReply<T, Buffer, Context>>]): Result<VsimReply<T, Buffer, Context>, Context>

  /**
   * Wait for the synchronous replication of all the write commands sent in the context of the current connection.
   *
   * `WAIT numreplicas timeout`
   *
   * Complexity: O(1). Since Redis 3.0.0.
   */
  wait(numreplicas: Num, timeout: Num, callback?: Callback<number>): Result<number, Context>

  /**
   * Blocks until all of the preceding write commands sent by the connection are written to the append-only file of the primary and/or replicas.
   *
   * `WAITAOF numlocal numreplicas timeout`
   *
   * Complexity: O(1). Since Redis 7.2.0, Valkey 7.2.0.
   */
  waitaof(numlocal: Num, numreplicas: Num, timeout: Num, callback?: Callback<[local: number, replicas: number]>): Result<[local: number, replicas: number], Context>

  /**
   * Watch the given keys to determine execution of the MULTI/EXEC block.
   *
   * `WATCH key...`
   *
   * Complexity: O(1) for every key. Since Redis 2.2.0.
   */
  watch(...args: [...key: Many<RedisKey>, ...callback: Done<'OK'>]): Result<'OK', Context>

  /**
   * Marks a pending message as correctly processed, effectively removing it from the pending entries list of the consumer group. Return value of the command is the number of messages successfully acknowledged, that is, the IDs we were actually able to resolve in the PEL.
   *
   * `XACK key group id...`
   *
   * Complexity: O(1) for each message ID processed. Since Redis 5.0.0.
   */
  xack(...args: [key: RedisKey, group: RedisValue, ...id: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Acknowledges entries of a stream for a group, and deletes them.
   *
   * `XACKDEL key group [KEEPREF | DELREF | ACKED] IDS numids id...`
   *
   * Since Redis 8.2.0.
   */
  xackdel(...args: [key: RedisKey, group: RedisValue, ...option: [] | [option: 'KEEPREF' | 'DELREF' | 'ACKED'], ids: 'IDS', numids: Num, ...id: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>

  /**
   * Appends a new entry to a stream.
   *
   * `XADD key [NOMKSTREAM] [(MAXLEN | MINID) [= | ~] threshold [LIMIT count]] (* | id) {field value}...`
   *
   * Complexity: O(1) when adding a new entry, O(N) when trimming where N being the number of entries evicted. Since Redis 5.0.0.
   */
  xadd(...args: [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<string | null>]): Result<string | null, Context>
  /** `XADD key [NOMKSTREAM] [(MAXLEN | MINID) [= | ~] threshold [LIMIT count]] (* | id) {field value}...`, with Buffers in the reply. See {@link xadd}. */
  xaddBuffer(...args: [key: RedisKey, ...arg: Many<RedisValue>, ...callback: Done<Buffer | null>]): Result<Buffer | null, Context>

  /**
   * Changes (or acquires) ownership of messages in a consumer group, as if the messages were delivered to the specified consumer.
   *
   * `XAUTOCLAIM key group consumer min-idle-time start [COUNT count] [JUSTID]`
   *
   * Complexity: O(1) if COUNT is small. Since Redis 6.2.0.
   */
  xautoclaim(...args: [key: RedisKey, group: RedisValue, consumer: RedisValue, minIdleTime: RedisValue, start: RedisValue, ...option: [] | [count: 'COUNT', count2: Num], ...option2: [] | [option2: 'JUSTID'], callback?: Callback<unknown[]>]): Result<unknown[], Context>
  /** `XAUTOCLAIM key group consumer min-idle-time start [COUNT count] [JUSTID]`, with Buffers in the reply. See {@link xautoclaim}. */
  xautoclaimBuffer(...args: [key: RedisKey, group: RedisValue, consumer: RedisValue, minIdleTime: RedisValue, start: RedisValue, ...option: [] | [count: 'COUNT', count2: Num], ...option2: [] | [option2: 'JUSTID'], callback?: Callback<unknown[]>]): Result<unknown[], Context>

  /**
   * Sets for how long, and how many, ids of XADD are known as sent before.
   *
   * `XCFGSET key [IDMP-DURATION seconds] [IDMP-MAXSIZE size]`
   *
   * Since Redis 8.6.0.
   */
  xcfgset(...args: [key: RedisKey, ...option: [] | [idmpDuration: 'IDMP-DURATION', seconds: Num], ...option2: [] | [idmpMaxsize: 'IDMP-MAXSIZE', size: Num], callback?: Callback<unknown>]): Result<unknown, Context>
  /** `XCFGSET key [IDMP-DURATION seconds] [IDMP-MAXSIZE size]`, with Buffers in the reply. See {@link xcfgset}. */
  xcfgsetBuffer(...args: [key: RedisKey, ...option: [] | [idmpDuration: 'IDMP-DURATION', seconds: Num], ...option2: [] | [idmpMaxsize: 'IDMP-MAXSIZE', size: Num], callback?: Callback<unknown>]): Result<unknown, Context>

  /**
   * Changes (or acquires) ownership of a message in a consumer group, as if the message was delivered to the specified consumer.
   *
   * `XCLAIM key group consumer min-idle-time id... [IDLE milliseconds] [TIME unix-time-milliseconds] [RETRYCOUNT count] [FORCE] [JUSTID] [LASTID last-id]`
   *
   * Complexity: O(log N) with N being the number of messages in the PEL of the consumer group. Since Redis 5.0.0.
   */
  xclaim(...args: [key: RedisKey, group: RedisValue, consumer: RedisValue, minIdleTime: RedisValue, ...id: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>
  /** `XCLAIM key group consumer min-idle-time id... [IDLE milliseconds] [TIME unix-time-milliseconds] [RETRYCOUNT count] [FORCE] [JUSTID] [LASTID last-id]`, with Buffers in the reply. See {@link xclaim}. */
  xclaimBuffer(...args: [key: RedisKey, group: RedisValue, consumer: RedisValue, minIdleTime: RedisValue, ...id: Many<RedisValue>, ...callback: Done<unknown[]>]): Result<unknown[], Context>

  /**
   * Removes the specified entries from the stream. Returns the number of items actually deleted, that may be different from the number of IDs passed in case certain IDs do not exist.
   *
   * `XDEL key id...`
   *
   * Complexity: O(1) for each single item to delete in the stream, regardless of the stream size. Since Redis 5.0.0.
   */
  xdel(...args: [key: RedisKey, ...id: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Deletes entries of a stream, and what groups know of them as is asked for.
   *
   * `XDELEX key [KEEPREF | DELREF | ACKED] IDS numids id...`
   *
   * Since Redis 8.2.0.
   */
  xdelex(...args: [key: RedisKey, ...option: [] | [option: 'KEEPREF' | 'DELREF' | 'ACKED'], ids: 'IDS', numids: Num, ...id: Many<RedisValue>, ...callback: Done<number[]>]): Result<number[], Context>

  /**
   * Create a consumer group.
   *
   * `XGROUP CREATE key group id [MKSTREAM] [ENTRIESREAD entries-read]`
   *
   * Complexity: O(1). Since Redis 5.0.0.
   */
  xgroup(...args: [create: 'CREATE', key: RedisKey, group: RedisValue, id: RedisValue, ...option: [] | [option: 'MKSTREAM'], ...option2: [] | [entriesread: 'ENTRIESREAD', entriesRead: Num], callback?: Callback<'OK'>]): Result<'OK', Context>
  /**
   * Create a consumer in a consumer group.
   *
   * `XGROUP CREATECONSUMER key group consumer`
   *
   * Complexity: O(1). Since Redis 6.2.0.
   */
  xgroup(createconsumer: 'CREATECONSUMER', key: RedisKey, group: RedisValue, consumer: RedisValue, callback?: Callback<number>): Result<number, Context>
  /**
   * Delete a consumer from a consumer group.
   *
   * `XGROUP DELCONSUMER key group consumer`
   *
   * Complexity: O(1). Since Redis 5.0.0.
   */
  xgroup(delconsumer: 'DELCONSUMER', key: RedisKey, group: RedisValue, consumer: RedisValue, callback?: Callback<number>): Result<number, Context>
  /**
   * Destroy a consumer group.
   *
   * `XGROUP DESTROY key group`
   *
   * Complexity: O(N) where N is the number of entries in the group's pending entries list (PEL). Since Redis 5.0.0.
   */
  xgroup(destroy: 'DESTROY', key: RedisKey, group: RedisValue, callback?: Callback<number>): Result<number, Context>
  /**
   * Show helpful text about the different subcommands.
   *
   * `XGROUP HELP`
   *
   * Complexity: O(1). Since Redis 5.0.0.
   */
  xgroup(help: 'HELP', callback?: Callback<string[]>): Result<string[], Context>
  /**
   * Set a consumer group to an arbitrary last delivered ID value.
   *
   * `XGROUP SETID key group id [ENTRIESREAD entries-read]`
   *
   * Complexity: O(1). Since Redis 5.0.0.
   */
  xgroup(...args: [setid: 'SETID', key: RedisKey, group: RedisValue, id: RedisValue, ...option: [] | [entriesread: 'ENTRIESREAD', entriesRead: Num], callback?: Callback<'OK'>]): Result<'OK', Context>
  /** `XGROUP CREATE key group id [MKSTREAM] [ENTRIESREAD entries-read]`, with Buffers in the reply. See {@link xgroup}. */
  xgroupBuffer(...args: [create: 'CREATE', key: RedisKey, group: RedisValue, id: RedisValue, ...option: [] | [option: 'MKSTREAM'], ...option2: [] | [entriesread: 'ENTRIESREAD', entriesRead: Num], callback?: Callback<Buffer>]): Result<Buffer, Context>
  /** `XGROUP CREATECONSUMER key group consumer`, with Buffers in the reply. See {@link xgroup}. */
  xgroupBuffer(createconsumer: 'CREATECONSUMER', key: RedisKey, group: RedisValue, consumer: RedisValue, callback?: Callback<number>): Result<number, Context>
  /** `XGROUP DELCONSUMER key group consumer`, with Buffers in the reply. See {@link xgroup}. */
  xgroupBuffer(delconsumer: 'DELCONSUMER', key: RedisKey, group: RedisValue, consumer: RedisValue, callback?: Callback<number>): Result<number, Context>
  /** `XGROUP DESTROY key group`, with Buffers in the reply. See {@link xgroup}. */
  xgroupBuffer(destroy: 'DESTROY', key: RedisKey, group: RedisValue, callback?: Callback<number>): Result<number, Context>
  /** `XGROUP HELP`, with Buffers in the reply. See {@link xgroup}. */
  xgroupBuffer(help: 'HELP', callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  /** `XGROUP SETID key group id [ENTRIESREAD entries-read]`, with Buffers in the reply. See {@link xgroup}. */
  xgroupBuffer(...args: [setid: 'SETID', key: RedisKey, group: RedisValue, id: RedisValue, ...option: [] | [entriesread: 'ENTRIESREAD', entriesRead: Num], callback?: Callback<Buffer>]): Result<Buffer, Context>

  /**
   * Records an id of XADD as sent before. Internal.
   *
   * `XIDMPRECORD key producer-id message-id id`
   *
   * Since Redis 8.6.0.
   */
  xidmprecord(key: RedisKey, producerId: RedisValue, messageId: RedisValue, id: RedisValue, callback?: Callback<unknown>): Result<unknown, Context>
  /** `XIDMPRECORD key producer-id message-id id`, with Buffers in the reply. See {@link xidmprecord}. */
  xidmprecordBuffer(key: RedisKey, producerId: RedisValue, messageId: RedisValue, id: RedisValue, callback?: Callback<unknown>): Result<unknown, Context>

  /**
   * List the consumers in a consumer group.
   *
   * `XINFO CONSUMERS key group`
   *
   * Complexity: O(1). Since Redis 5.0.0.
   */
  xinfo(consumers: 'CONSUMERS', key: RedisKey, group: RedisValue, callback?: Callback<unknown[]>): Result<unknown[], Context>
  /**
   * List the consumer groups of a stream.
   *
   * `XINFO GROUPS key`
   *
   * Complexity: O(1). Since Redis 5.0.0.
   */
  xinfo(groups: 'GROUPS', key: RedisKey, callback?: Callback<unknown[]>): Result<unknown[], Context>
  /**
   * Show helpful text about the different subcommands.
   *
   * `XINFO HELP`
   *
   * Complexity: O(1). Since Redis 5.0.0.
   */
  xinfo(help: 'HELP', callback?: Callback<string[]>): Result<string[], Context>
  /**
   * Get information about a stream.
   *
   * `XINFO STREAM key [FULL [COUNT count]]`
   *
   * Complexity: O(1). Since Redis 5.0.0.
   */
  xinfo(...args: [stream: 'STREAM', key: RedisKey, ...option: [] | [full: 'FULL', ...option: [] | [count: 'COUNT', count2: Num]], callback?: Callback<unknown>]): Result<unknown, Context>
  /** `XINFO CONSUMERS key group`, with Buffers in the reply. See {@link xinfo}. */
  xinfoBuffer(consumers: 'CONSUMERS', key: RedisKey, group: RedisValue, callback?: Callback<unknown[]>): Result<unknown[], Context>
  /** `XINFO GROUPS key`, with Buffers in the reply. See {@link xinfo}. */
  xinfoBuffer(groups: 'GROUPS', key: RedisKey, callback?: Callback<unknown[]>): Result<unknown[], Context>
  /** `XINFO HELP`, with Buffers in the reply. See {@link xinfo}. */
  xinfoBuffer(help: 'HELP', callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  /** `XINFO STREAM key [FULL [COUNT count]]`, with Buffers in the reply. See {@link xinfo}. */
  xinfoBuffer(...args: [stream: 'STREAM', key: RedisKey, ...option: [] | [full: 'FULL', ...option: [] | [count: 'COUNT', count2: Num]], callback?: Callback<unknown>]): Result<unknown, Context>

  /**
   * Return the number of entries in a stream.
   *
   * `XLEN key`
   *
   * Complexity: O(1). Since Redis 5.0.0.
   */
  xlen(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /**
   * Gives entries of a stream back to the group.
   *
   * `XNACK key group (SILENT | FAIL | FATAL) IDS numids id... [RETRYCOUNT count] [FORCE]`
   *
   * Since Redis 8.8.0.
   */
  xnack(...args: [key: RedisKey, group: RedisValue, option: 'SILENT' | 'FAIL' | 'FATAL', ids: 'IDS', numids: Num, ...id: Many<RedisValue>, ...option2: [] | [retrycount: 'RETRYCOUNT', count: Num], ...option3: [] | [option3: 'FORCE'], ...callback: Done<number>]): Result<number, Context>

  /**
   * Return information and entries from a stream consumer group pending entries list, that are messages fetched but never acknowledged.
   *
   * `XPENDING key group [[IDLE min-idle-time] start end count [consumer]]`
   *
   * Complexity: O(N) with N being the number of elements returned, so asking for a small fixed number of entries per call is O(1). O(M), where M is the total number of entries scanned when used with the IDLE filter. When the command returns just the summary and the list of consumers is small, it runs in O(1) time; otherwise, an additional O(N) time for iterating every consumer. Since Redis 5.0.0.
   */
  xpending(...args: [key: RedisKey, group: RedisValue, ...option: [] | [...option: [] | [idle: 'IDLE', minIdleTime: RedisValue], start: RedisValue, end: RedisValue, count: Num, ...option2: [] | [option2: RedisValue]], callback?: Callback<unknown[]>]): Result<unknown[], Context>
  /** `XPENDING key group [[IDLE min-idle-time] start end count [consumer]]`, with Buffers in the reply. See {@link xpending}. */
  xpendingBuffer(...args: [key: RedisKey, group: RedisValue, ...option: [] | [...option: [] | [idle: 'IDLE', minIdleTime: RedisValue], start: RedisValue, end: RedisValue, count: Num, ...option2: [] | [option2: RedisValue]], callback?: Callback<unknown[]>]): Result<unknown[], Context>

  /**
   * Return a range of elements in a stream, with IDs matching the specified IDs interval.
   *
   * `XRANGE key start end [COUNT count]`
   *
   * Complexity: O(N) with N being the number of elements being returned. If N is constant (e.g. always asking for the first 10 elements with COUNT), you can consider it O(1). Since Redis 5.0.0.
   */
  xrange(...args: [key: RedisKey, start: RedisValue, end: RedisValue, ...option: [] | [count: 'COUNT', count2: Num], callback?: Callback<[id: string, fields: string[]][]>]): Result<[id: string, fields: string[]][], Context>
  /** `XRANGE key start end [COUNT count]`, with Buffers in the reply. See {@link xrange}. */
  xrangeBuffer(...args: [key: RedisKey, start: RedisValue, end: RedisValue, ...option: [] | [count: 'COUNT', count2: Num], callback?: Callback<[id: Buffer, fields: Buffer[]][]>]): Result<[id: Buffer, fields: Buffer[]][], Context>

  /**
   * Return never seen elements in multiple streams, with IDs greater than the ones reported by the caller for each stream. Can block.
   *
   * `XREAD [COUNT count] [MAXCOUNT count] [MAXSIZE bytes] [BLOCK milliseconds] STREAMS key... id...`
   *
   * Complexity: For each stream mentioned: O(N) with N being the number of elements being returned, it means that XREAD-ing with a fixed COUNT is O(1). Note that when the BLOCK option is used, XADD will pay O(M) time in order to serve the M clients blocked on the stream getting new data. Since Redis 5.0.0.
   */
  xread(...args: [...option: [] | [count: 'COUNT', count2: Num], ...option2: [] | [maxcount: 'MAXCOUNT', count: Num], ...option3: [] | [maxsize: 'MAXSIZE', bytes: Num], ...option4: [] | [block: 'BLOCK', milliseconds: Num], streams: 'STREAMS', ...keysAndIds: Many<RedisValue>, ...callback: Done<Shape<[key: string, items: [id: string, fields: string[]][]][] | null, Dict<[id: string, fields: string[]][]> | null, Context>>]): Result<Shape<[key: string, items: [id: string, fields: string[]][]][] | null, Dict<[id: string, fields: string[]][]> | null, Context>, Context>
  /**
   * Return never seen elements in multiple streams, with IDs greater than the ones reported by the caller for each stream. Can block.
   *
   * `XREAD BLOCK milliseconds COUNT count STREAMS key... id...`
   *
   * Complexity: For each stream mentioned: O(N) with N being the number of elements being returned, it means that XREAD-ing with a fixed COUNT is O(1). Note that when the BLOCK option is used, XADD will pay O(M) time in order to serve the M clients blocked on the stream getting new data. Since Redis 5.0.0.
   */
  xread(...args: [block: 'BLOCK', milliseconds: Num, count: 'COUNT', count2: Num, streams: 'STREAMS', ...keysAndIds: Many<RedisValue>, ...callback: Done<Shape<[key: string, items: [id: string, fields: string[]][]][] | null, Dict<[id: string, fields: string[]][]> | null, Context>>]): Result<Shape<[key: string, items: [id: string, fields: string[]][]][] | null, Dict<[id: string, fields: string[]][]> | null, Context>, Context>
  /** `XREAD [COUNT count] [MAXCOUNT count] [MAXSIZE bytes] [BLOCK milliseconds] STREAMS key... id...`, with Buffers in the reply. See {@link xread}. */
  xreadBuffer(...args: [...option: [] | [count: 'COUNT', count2: Num], ...option2: [] | [maxcount: 'MAXCOUNT', count: Num], ...option3: [] | [maxsize: 'MAXSIZE', bytes: Num], ...option4: [] | [block: 'BLOCK', milliseconds: Num], streams: 'STREAMS', ...keysAndIds: Many<RedisValue>, ...callback: Done<Shape<[key: Buffer, items: [id: Buffer, fields: Buffer[]][]][] | null, Dict<[id: Buffer, fields: Buffer[]][]> | null, Context>>]): Result<Shape<[key: Buffer, items: [id: Buffer, fields: Buffer[]][]][] | null, Dict<[id: Buffer, fields: Buffer[]][]> | null, Context>, Context>
  /** `XREAD BLOCK milliseconds COUNT count STREAMS key... id...`, with Buffers in the reply. See {@link xread}. */
  xreadBuffer(...args: [block: 'BLOCK', milliseconds: Num, count: 'COUNT', count2: Num, streams: 'STREAMS', ...keysAndIds: Many<RedisValue>, ...callback: Done<Shape<[key: Buffer, items: [id: Buffer, fields: Buffer[]][]][] | null, Dict<[id: Buffer, fields: Buffer[]][]> | null, Context>>]): Result<Shape<[key: Buffer, items: [id: Buffer, fields: Buffer[]][]][] | null, Dict<[id: Buffer, fields: Buffer[]][]> | null, Context>, Context>

  /**
   * Return new entries from a stream using a consumer group, or access the history of the pending entries for a given consumer. Can block.
   *
   * `XREADGROUP GROUP group consumer [COUNT count] [MAXCOUNT count] [MAXSIZE bytes] [BLOCK milliseconds] [CLAIM min-idle-time] [NOACK] STREAMS key... id...`
   *
   * Complexity: For each stream mentioned: O(M) with M being the number of elements returned. If M is constant (e.g. always asking for the first 10 elements with COUNT), you can consider it O(1). On the other side when XREADGROUP blocks, XADD will pay the O(N) time in order to serve the N clients blocked on the stream getting new data. Since Redis 5.0.0.
   */
  xreadgroup(...args: [group: 'GROUP', group2: RedisValue, consumer: RedisValue, callback?: Callback<Shape<[key: string, items: [id: string, fields: string[] | null][]][] | null, Dict<[id: string, fields: string[] | null][]> | null, Context>>] | [group: 'GROUP', group2: RedisValue, consumer: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<Shape<[key: string, items: [id: string, fields: string[] | null][]][] | null, Dict<[id: string, fields: string[] | null][]> | null, Context>>]): Result<Shape<[key: string, items: [id: string, fields: string[] | null][]][] | null, Dict<[id: string, fields: string[] | null][]> | null, Context>, Context>
  /** `XREADGROUP GROUP group consumer [COUNT count] [MAXCOUNT count] [MAXSIZE bytes] [BLOCK milliseconds] [CLAIM min-idle-time] [NOACK] STREAMS key... id...`, with Buffers in the reply. See {@link xreadgroup}. */
  xreadgroupBuffer(...args: [group: 'GROUP', group2: RedisValue, consumer: RedisValue, callback?: Callback<Shape<[key: Buffer, items: [id: Buffer, fields: Buffer[] | null][]][] | null, Dict<[id: Buffer, fields: Buffer[] | null][]> | null, Context>>] | [group: 'GROUP', group2: RedisValue, consumer: RedisValue, ...arg: Many<RedisValue>, ...callback: Done<Shape<[key: Buffer, items: [id: Buffer, fields: Buffer[] | null][]][] | null, Dict<[id: Buffer, fields: Buffer[] | null][]> | null, Context>>]): Result<Shape<[key: Buffer, items: [id: Buffer, fields: Buffer[] | null][]][] | null, Dict<[id: Buffer, fields: Buffer[] | null][]> | null, Context>, Context>

  /**
   * Return a range of elements in a stream, with IDs matching the specified IDs interval, in reverse order (from greater to smaller IDs) compared to XRANGE.
   *
   * `XREVRANGE key end start [COUNT count]`
   *
   * Complexity: O(N) with N being the number of elements returned. If N is constant (e.g. always asking for the first 10 elements with COUNT), you can consider it O(1). Since Redis 5.0.0.
   */
  xrevrange(...args: [key: RedisKey, end: RedisValue, start: RedisValue, ...option: [] | [count: 'COUNT', count2: Num], callback?: Callback<[id: string, fields: string[]][]>]): Result<[id: string, fields: string[]][], Context>
  /** `XREVRANGE key end start [COUNT count]`, with Buffers in the reply. See {@link xrevrange}. */
  xrevrangeBuffer(...args: [key: RedisKey, end: RedisValue, start: RedisValue, ...option: [] | [count: 'COUNT', count2: Num], callback?: Callback<[id: Buffer, fields: Buffer[]][]>]): Result<[id: Buffer, fields: Buffer[]][], Context>

  /**
   * An internal command for replicating stream values.
   *
   * `XSETID key last-id [ENTRIESADDED entries-added] [MAXDELETEDID max-deleted-id]`
   *
   * Complexity: O(1). Since Redis 5.0.0.
   */
  xsetid(...args: [key: RedisKey, lastId: RedisValue, ...option: [] | [entriesadded: 'ENTRIESADDED', entriesAdded: Num], ...option2: [] | [maxdeletedid: 'MAXDELETEDID', maxDeletedId: RedisValue], callback?: Callback<'OK'>]): Result<'OK', Context>

  /**
   * Trims the stream to (approximately if '~' is passed) a certain size.
   *
   * `XTRIM key (MAXLEN | MINID) [= | ~] threshold [LIMIT count] [KEEPREF | DELREF | ACKED]`
   *
   * Complexity: O(N), with N being the number of evicted entries. Constant times are very small however, since entries are organized in macro nodes containing multiple entries that can be released with a single deallocation. Since Redis 5.0.0.
   */
  xtrim(...args: [key: RedisKey, option: 'MAXLEN' | 'MINID', ...option2: [] | [option2: '=' | '~'], threshold: RedisValue, ...option3: [] | [limit: 'LIMIT', count: Num], ...option4: [] | [option4: 'KEEPREF' | 'DELREF' | 'ACKED'], callback?: Callback<number>]): Result<number, Context>

  /**
   * Add one or more members to a sorted set, or update its score if it already exists.
   *
   * `ZADD key (NX | XX) [GT | LT] [CH] INCR {score member}...`
   *
   * Complexity: O(log(N)) for each item added, where N is the number of elements in the sorted set. Since Redis 1.2.0.
   */
  zadd(...args: [key: RedisKey, option: 'NX' | 'XX', ...option2: [] | [option2: 'GT' | 'LT'], ...option3: [] | [option3: 'CH'], incr: 'INCR', ...score: Many<Num | RedisValue>, ...callback: Done<Shape<string | null, number | null, Context>>]): Result<Shape<string | null, number | null, Context>, Context>
  /**
   * Add one or more members to a sorted set, or update its score if it already exists.
   *
   * `ZADD key [GT | LT] [CH] INCR {score member}...`
   *
   * Complexity: O(log(N)) for each item added, where N is the number of elements in the sorted set. Since Redis 1.2.0.
   */
  zadd(...args: [key: RedisKey, ...option: [] | [option: 'GT' | 'LT'], ...option2: [] | [option2: 'CH'], incr: 'INCR', ...score: Many<Num | RedisValue>, ...callback: Done<Shape<string, number, Context>>]): Result<Shape<string, number, Context>, Context>
  /**
   * Add one or more members to a sorted set, or update its score if it already exists.
   *
   * `ZADD key [NX | XX] [GT | LT] [CH] {score member}...`
   *
   * Complexity: O(log(N)) for each item added, where N is the number of elements in the sorted set. Since Redis 1.2.0.
   */
  zadd(...args: [key: RedisKey, ...option: [] | [option: 'NX' | 'XX'], ...option2: [] | [option2: 'GT' | 'LT'], ...option3: [] | [option3: 'CH'], ...score: Many<Num | RedisValue>, ...callback: Done<number>]): Result<number, Context>
  /** `ZADD key (NX | XX) [GT | LT] [CH] INCR {score member}...`, with Buffers in the reply. See {@link zadd}. */
  zaddBuffer(...args: [key: RedisKey, option: 'NX' | 'XX', ...option2: [] | [option2: 'GT' | 'LT'], ...option3: [] | [option3: 'CH'], incr: 'INCR', ...score: Many<Num | RedisValue>, ...callback: Done<Shape<Buffer | null, number | null, Context>>]): Result<Shape<Buffer | null, number | null, Context>, Context>
  /** `ZADD key [GT | LT] [CH] INCR {score member}...`, with Buffers in the reply. See {@link zadd}. */
  zaddBuffer(...args: [key: RedisKey, ...option: [] | [option: 'GT' | 'LT'], ...option2: [] | [option2: 'CH'], incr: 'INCR', ...score: Many<Num | RedisValue>, ...callback: Done<Shape<Buffer, number, Context>>]): Result<Shape<Buffer, number, Context>, Context>
  /** `ZADD key [NX | XX] [GT | LT] [CH] {score member}...`, with Buffers in the reply. See {@link zadd}. */
  zaddBuffer(...args: [key: RedisKey, ...option: [] | [option: 'NX' | 'XX'], ...option2: [] | [option2: 'GT' | 'LT'], ...option3: [] | [option3: 'CH'], ...score: Many<Num | RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Get the number of members in a sorted set.
   *
   * `ZCARD key`
   *
   * Complexity: O(1). Since Redis 1.2.0.
   */
  zcard(key: RedisKey, callback?: Callback<number>): Result<number, Context>

  /**
   * Count the members in a sorted set with scores within the given values.
   *
   * `ZCOUNT key min max`
   *
   * Complexity: O(log(N)) with N being the number of elements in the sorted set. Since Redis 2.0.0.
   */
  zcount(key: RedisKey, min: RedisValue, max: RedisValue, callback?: Callback<number>): Result<number, Context>

  /**
   * Subtract multiple sorted sets.
   *
   * `ZDIFF numkeys key... WITHSCORES`
   *
   * Complexity: O(L + (N-K)log(N)) worst case where L is the total number of elements in all the sets, N is the size of the first set, and K is the size of the result set. Since Redis 6.2.0.
   */
  zdiff(...args: [numkeys: Num, ...key: Many<RedisKey>, withscores: 'WITHSCORES', ...callback: Done<Shape<string[], [member: string, score: number][], Context>>]): Result<Shape<string[], [member: string, score: number][], Context>, Context>
  /**
   * Subtract multiple sorted sets.
   *
   * `ZDIFF numkeys key...`
   *
   * Complexity: O(L + (N-K)log(N)) worst case where L is the total number of elements in all the sets, N is the size of the first set, and K is the size of the result set. Since Redis 6.2.0.
   */
  zdiff(...args: [numkeys: Num, ...key: Many<RedisKey>, ...callback: Done<string[]>]): Result<string[], Context>
  /** `ZDIFF numkeys key... WITHSCORES`, with Buffers in the reply. See {@link zdiff}. */
  zdiffBuffer(...args: [numkeys: Num, ...key: Many<RedisKey>, withscores: 'WITHSCORES', ...callback: Done<Shape<Buffer[], [member: Buffer, score: number][], Context>>]): Result<Shape<Buffer[], [member: Buffer, score: number][], Context>, Context>
  /** `ZDIFF numkeys key...`, with Buffers in the reply. See {@link zdiff}. */
  zdiffBuffer(...args: [numkeys: Num, ...key: Many<RedisKey>, ...callback: Done<Buffer[]>]): Result<Buffer[], Context>

  /**
   * Subtract multiple sorted sets and store the resulting sorted set in a new key.
   *
   * `ZDIFFSTORE destination numkeys key...`
   *
   * Complexity: O(L + (N-K)log(N)) worst case where L is the total number of elements in all the sets, N is the size of the first set, and K is the size of the result set. Since Redis 6.2.0.
   */
  zdiffstore(...args: [destination: RedisKey, numkeys: Num, ...key: Many<RedisKey>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Increment the score of a member in a sorted set.
   *
   * `ZINCRBY key increment member`
   *
   * Complexity: O(log(N)) where N is the number of elements in the sorted set. Since Redis 1.2.0.
   */
  zincrby(key: RedisKey, increment: Num, member: RedisValue, callback?: Callback<Shape<string, number, Context>>): Result<Shape<string, number, Context>, Context>
  /** `ZINCRBY key increment member`, with Buffers in the reply. See {@link zincrby}. */
  zincrbyBuffer(key: RedisKey, increment: Num, member: RedisValue, callback?: Callback<Shape<Buffer, number, Context>>): Result<Shape<Buffer, number, Context>, Context>

  /**
   * Intersect multiple sorted sets.
   *
   * `ZINTER numkeys key... [WEIGHTS weight...] [AGGREGATE (SUM | MIN | MAX | COUNT)] WITHSCORES`
   *
   * Complexity: O(N*K)+O(M*log(M)) worst case with N being the smallest input sorted set, K being the number of input sorted sets and M being the number of elements in the resulting sorted set. Since Redis 6.2.0.
   */
  zinter(...args: [numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [weights: 'WEIGHTS', ...weight: Many<Num>], ...option2: [] | [aggregate: 'AGGREGATE', option: 'SUM' | 'MIN' | 'MAX' | 'COUNT'], withscores: 'WITHSCORES', ...callback: Done<Shape<string[], [member: string, score: number][], Context>>]): Result<Shape<string[], [member: string, score: number][], Context>, Context>
  /**
   * Intersect multiple sorted sets.
   *
   * `ZINTER numkeys key... [WEIGHTS weight...] [AGGREGATE (SUM | MIN | MAX | COUNT)]`
   *
   * Complexity: O(N*K)+O(M*log(M)) worst case with N being the smallest input sorted set, K being the number of input sorted sets and M being the number of elements in the resulting sorted set. Since Redis 6.2.0.
   */
  zinter(...args: [numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [weights: 'WEIGHTS', ...weight: Many<Num>], ...option2: [] | [aggregate: 'AGGREGATE', option: 'SUM' | 'MIN' | 'MAX' | 'COUNT'], ...callback: Done<string[]>]): Result<string[], Context>
  /** `ZINTER numkeys key... [WEIGHTS weight...] [AGGREGATE (SUM | MIN | MAX | COUNT)] WITHSCORES`, with Buffers in the reply. See {@link zinter}. */
  zinterBuffer(...args: [numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [weights: 'WEIGHTS', ...weight: Many<Num>], ...option2: [] | [aggregate: 'AGGREGATE', option: 'SUM' | 'MIN' | 'MAX' | 'COUNT'], withscores: 'WITHSCORES', ...callback: Done<Shape<Buffer[], [member: Buffer, score: number][], Context>>]): Result<Shape<Buffer[], [member: Buffer, score: number][], Context>, Context>
  /** `ZINTER numkeys key... [WEIGHTS weight...] [AGGREGATE (SUM | MIN | MAX | COUNT)]`, with Buffers in the reply. See {@link zinter}. */
  zinterBuffer(...args: [numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [weights: 'WEIGHTS', ...weight: Many<Num>], ...option2: [] | [aggregate: 'AGGREGATE', option: 'SUM' | 'MIN' | 'MAX' | 'COUNT'], ...callback: Done<Buffer[]>]): Result<Buffer[], Context>

  /**
   * Intersect multiple sorted sets and return the cardinality of the result.
   *
   * `ZINTERCARD numkeys key... [LIMIT limit]`
   *
   * Complexity: O(N*K) worst case with N being the smallest input sorted set, K being the number of input sorted sets. Since Redis 7.0.0.
   */
  zintercard(...args: [numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [limit: 'LIMIT', limit2: Num], ...callback: Done<number>]): Result<number, Context>

  /**
   * Intersect multiple sorted sets and store the resulting sorted set in a new key.
   *
   * `ZINTERSTORE destination numkeys key... [WEIGHTS weight...] [AGGREGATE (SUM | MIN | MAX | COUNT)]`
   *
   * Complexity: O(N*K)+O(M*log(M)) worst case with N being the smallest input sorted set, K being the number of input sorted sets and M being the number of elements in the resulting sorted set. Since Redis 2.0.0.
   */
  zinterstore(...args: [destination: RedisKey, numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [weights: 'WEIGHTS', ...weight: Many<Num>], ...option2: [] | [aggregate: 'AGGREGATE', option: 'SUM' | 'MIN' | 'MAX' | 'COUNT'], ...callback: Done<number>]): Result<number, Context>

  /**
   * Count the number of members in a sorted set between a given lexicographical range.
   *
   * `ZLEXCOUNT key min max`
   *
   * Complexity: O(log(N)) with N being the number of elements in the sorted set. Since Redis 2.8.9.
   */
  zlexcount(key: RedisKey, min: RedisValue, max: RedisValue, callback?: Callback<number>): Result<number, Context>

  /**
   * Remove and return members with scores in a sorted set.
   *
   * `ZMPOP numkeys key... (MIN | MAX) [COUNT count]`
   *
   * Complexity: O(K) + O(M*log(N)) where K is the number of provided keys, N being the number of elements in the sorted set, and M being the number of elements popped. Since Redis 7.0.0.
   */
  zmpop(...args: [numkeys: Num, ...key: Many<RedisKey>, option: 'MIN' | 'MAX', ...option2: [] | [count: 'COUNT', count2: Num], ...callback: Done<unknown>]): Result<unknown, Context>
  /** `ZMPOP numkeys key... (MIN | MAX) [COUNT count]`, with Buffers in the reply. See {@link zmpop}. */
  zmpopBuffer(...args: [numkeys: Num, ...key: Many<RedisKey>, option: 'MIN' | 'MAX', ...option2: [] | [count: 'COUNT', count2: Num], ...callback: Done<unknown>]): Result<unknown, Context>

  /**
   * Get the score associated with the given members in a sorted set.
   *
   * `ZMSCORE key member...`
   *
   * Complexity: O(N) where N is the number of members being requested. Since Redis 6.2.0.
   */
  zmscore(...args: [key: RedisKey, ...member: Many<RedisValue>, ...callback: Done<Shape<(string | null)[], (number | null)[], Context>>]): Result<Shape<(string | null)[], (number | null)[], Context>, Context>
  /** `ZMSCORE key member...`, with Buffers in the reply. See {@link zmscore}. */
  zmscoreBuffer(...args: [key: RedisKey, ...member: Many<RedisValue>, ...callback: Done<Shape<(Buffer | null)[], (number | null)[], Context>>]): Result<Shape<(Buffer | null)[], (number | null)[], Context>, Context>

  /**
   * Remove and return members with the highest scores in a sorted set.
   *
   * `ZPOPMAX key count`
   *
   * Complexity: O(log(N)*M) with N being the number of elements in the sorted set, and M being the number of elements popped. Since Redis 5.0.0.
   */
  zpopmax(key: RedisKey, count: Num, callback?: Callback<Shape<string[], [member: string, score: number][], Context>>): Result<Shape<string[], [member: string, score: number][], Context>, Context>
  /**
   * Remove and return members with the highest scores in a sorted set.
   *
   * `ZPOPMAX key`
   *
   * Complexity: O(log(N)*M) with N being the number of elements in the sorted set, and M being the number of elements popped. Since Redis 5.0.0.
   */
  zpopmax(key: RedisKey, callback?: Callback<Shape<string[], [member: string, score: number] | [], Context>>): Result<Shape<string[], [member: string, score: number] | [], Context>, Context>
  /** `ZPOPMAX key count`, with Buffers in the reply. See {@link zpopmax}. */
  zpopmaxBuffer(key: RedisKey, count: Num, callback?: Callback<Shape<Buffer[], [member: Buffer, score: number][], Context>>): Result<Shape<Buffer[], [member: Buffer, score: number][], Context>, Context>
  /** `ZPOPMAX key`, with Buffers in the reply. See {@link zpopmax}. */
  zpopmaxBuffer(key: RedisKey, callback?: Callback<Shape<Buffer[], [member: Buffer, score: number] | [], Context>>): Result<Shape<Buffer[], [member: Buffer, score: number] | [], Context>, Context>

  /**
   * Remove and return members with the lowest scores in a sorted set.
   *
   * `ZPOPMIN key count`
   *
   * Complexity: O(log(N)*M) with N being the number of elements in the sorted set, and M being the number of elements popped. Since Redis 5.0.0.
   */
  zpopmin(key: RedisKey, count: Num, callback?: Callback<Shape<string[], [member: string, score: number][], Context>>): Result<Shape<string[], [member: string, score: number][], Context>, Context>
  /**
   * Remove and return members with the lowest scores in a sorted set.
   *
   * `ZPOPMIN key`
   *
   * Complexity: O(log(N)*M) with N being the number of elements in the sorted set, and M being the number of elements popped. Since Redis 5.0.0.
   */
  zpopmin(key: RedisKey, callback?: Callback<Shape<string[], [member: string, score: number] | [], Context>>): Result<Shape<string[], [member: string, score: number] | [], Context>, Context>
  /** `ZPOPMIN key count`, with Buffers in the reply. See {@link zpopmin}. */
  zpopminBuffer(key: RedisKey, count: Num, callback?: Callback<Shape<Buffer[], [member: Buffer, score: number][], Context>>): Result<Shape<Buffer[], [member: Buffer, score: number][], Context>, Context>
  /** `ZPOPMIN key`, with Buffers in the reply. See {@link zpopmin}. */
  zpopminBuffer(key: RedisKey, callback?: Callback<Shape<Buffer[], [member: Buffer, score: number] | [], Context>>): Result<Shape<Buffer[], [member: Buffer, score: number] | [], Context>, Context>

  /**
   * Get one or multiple random elements from a sorted set.
   *
   * `ZRANDMEMBER key count WITHSCORES`
   *
   * Complexity: O(N) where N is the number of elements returned. Since Redis 6.2.0.
   */
  zrandmember(key: RedisKey, count: Num, withscores: 'WITHSCORES', callback?: Callback<Shape<string[], [member: string, score: number][], Context>>): Result<Shape<string[], [member: string, score: number][], Context>, Context>
  /**
   * Get one or multiple random elements from a sorted set.
   *
   * `ZRANDMEMBER key count`
   *
   * Complexity: O(N) where N is the number of elements returned. Since Redis 6.2.0.
   */
  zrandmember(key: RedisKey, count: Num, callback?: Callback<string[]>): Result<string[], Context>
  /**
   * Get one or multiple random elements from a sorted set.
   *
   * `ZRANDMEMBER key`
   *
   * Complexity: O(N) where N is the number of elements returned. Since Redis 6.2.0.
   */
  zrandmember(key: RedisKey, callback?: Callback<string | null>): Result<string | null, Context>
  /** `ZRANDMEMBER key count WITHSCORES`, with Buffers in the reply. See {@link zrandmember}. */
  zrandmemberBuffer(key: RedisKey, count: Num, withscores: 'WITHSCORES', callback?: Callback<Shape<Buffer[], [member: Buffer, score: number][], Context>>): Result<Shape<Buffer[], [member: Buffer, score: number][], Context>, Context>
  /** `ZRANDMEMBER key count`, with Buffers in the reply. See {@link zrandmember}. */
  zrandmemberBuffer(key: RedisKey, count: Num, callback?: Callback<Buffer[]>): Result<Buffer[], Context>
  /** `ZRANDMEMBER key`, with Buffers in the reply. See {@link zrandmember}. */
  zrandmemberBuffer(key: RedisKey, callback?: Callback<Buffer | null>): Result<Buffer | null, Context>

  /**
   * Return a range of members in a sorted set.
   *
   * `ZRANGE key start stop [BYSCORE | BYLEX] [REV] [LIMIT offset count] WITHSCORES`
   *
   * Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements returned. Since Redis 1.2.0.
   */
  zrange(...args: [key: RedisKey, start: RedisValue, stop: RedisValue, ...option: [] | [option: 'BYSCORE' | 'BYLEX'], ...option2: [] | [option2: 'REV'], ...option3: [] | [limit: 'LIMIT', offset: Num, count: Num], withscores: 'WITHSCORES', callback?: Callback<Shape<string[], [member: string, score: number][], Context>>]): Result<Shape<string[], [member: string, score: number][], Context>, Context>
  /**
   * Return a range of members in a sorted set.
   *
   * `ZRANGE key start stop [BYSCORE | BYLEX] [REV] [LIMIT offset count]`
   *
   * Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements returned. Since Redis 1.2.0.
   */
  zrange(...args: [key: RedisKey, start: RedisValue, stop: RedisValue, ...option: [] | [option: 'BYSCORE' | 'BYLEX'], ...option2: [] | [option2: 'REV'], ...option3: [] | [limit: 'LIMIT', offset: Num, count: Num], callback?: Callback<string[]>]): Result<string[], Context>
  /** `ZRANGE key start stop [BYSCORE | BYLEX] [REV] [LIMIT offset count] WITHSCORES`, with Buffers in the reply. See {@link zrange}. */
  zrangeBuffer(...args: [key: RedisKey, start: RedisValue, stop: RedisValue, ...option: [] | [option: 'BYSCORE' | 'BYLEX'], ...option2: [] | [option2: 'REV'], ...option3: [] | [limit: 'LIMIT', offset: Num, count: Num], withscores: 'WITHSCORES', callback?: Callback<Shape<Buffer[], [member: Buffer, score: number][], Context>>]): Result<Shape<Buffer[], [member: Buffer, score: number][], Context>, Context>
  /** `ZRANGE key start stop [BYSCORE | BYLEX] [REV] [LIMIT offset count]`, with Buffers in the reply. See {@link zrange}. */
  zrangeBuffer(...args: [key: RedisKey, start: RedisValue, stop: RedisValue, ...option: [] | [option: 'BYSCORE' | 'BYLEX'], ...option2: [] | [option2: 'REV'], ...option3: [] | [limit: 'LIMIT', offset: Num, count: Num], callback?: Callback<Buffer[]>]): Result<Buffer[], Context>

  /**
   * Return a range of members in a sorted set, by lexicographical range.
   *
   * `ZRANGEBYLEX key min max [LIMIT offset count]`
   *
   * Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements being returned. If M is constant (e.g. always asking for the first 10 elements with LIMIT), you can consider it O(log(N)). Since Redis 2.8.9.
   */
  zrangebylex(...args: [key: RedisKey, min: RedisValue, max: RedisValue, ...option: [] | [limit: 'LIMIT', offset: Num, count: Num], callback?: Callback<string[]>]): Result<string[], Context>
  /** `ZRANGEBYLEX key min max [LIMIT offset count]`, with Buffers in the reply. See {@link zrangebylex}. */
  zrangebylexBuffer(...args: [key: RedisKey, min: RedisValue, max: RedisValue, ...option: [] | [limit: 'LIMIT', offset: Num, count: Num], callback?: Callback<Buffer[]>]): Result<Buffer[], Context>

  /**
   * Return a range of members in a sorted set, by score.
   *
   * `ZRANGEBYSCORE key min max WITHSCORES [LIMIT offset count]`
   *
   * Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements being returned. If M is constant (e.g. always asking for the first 10 elements with LIMIT), you can consider it O(log(N)). Since Redis 1.0.5.
   */
  zrangebyscore(...args: [key: RedisKey, min: RedisValue, max: RedisValue, ...option: [withscores: 'WITHSCORES', ...option: [] | [limit: 'LIMIT', offset: Num, count: Num]] | [limit: 'LIMIT', offset: Num, count: Num, withscores: 'WITHSCORES'], callback?: Callback<Shape<string[], [member: string, score: number][], Context>>]): Result<Shape<string[], [member: string, score: number][], Context>, Context>
  /**
   * Return a range of members in a sorted set, by score.
   *
   * `ZRANGEBYSCORE key min max [LIMIT offset count]`
   *
   * Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements being returned. If M is constant (e.g. always asking for the first 10 elements with LIMIT), you can consider it O(log(N)). Since Redis 1.0.5.
   */
  zrangebyscore(...args: [key: RedisKey, min: RedisValue, max: RedisValue, ...option: [] | [limit: 'LIMIT', offset: Num, count: Num], callback?: Callback<string[]>]): Result<string[], Context>
  /** `ZRANGEBYSCORE key min max WITHSCORES [LIMIT offset count]`, with Buffers in the reply. See {@link zrangebyscore}. */
  zrangebyscoreBuffer(...args: [key: RedisKey, min: RedisValue, max: RedisValue, ...option: [withscores: 'WITHSCORES', ...option: [] | [limit: 'LIMIT', offset: Num, count: Num]] | [limit: 'LIMIT', offset: Num, count: Num, withscores: 'WITHSCORES'], callback?: Callback<Shape<Buffer[], [member: Buffer, score: number][], Context>>]): Result<Shape<Buffer[], [member: Buffer, score: number][], Context>, Context>
  /** `ZRANGEBYSCORE key min max [LIMIT offset count]`, with Buffers in the reply. See {@link zrangebyscore}. */
  zrangebyscoreBuffer(...args: [key: RedisKey, min: RedisValue, max: RedisValue, ...option: [] | [limit: 'LIMIT', offset: Num, count: Num], callback?: Callback<Buffer[]>]): Result<Buffer[], Context>

  /**
   * Store a range of members from sorted set into another key.
   *
   * `ZRANGESTORE dst src min max [BYSCORE | BYLEX] [REV] [LIMIT offset count]`
   *
   * Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements stored into the destination key. Since Redis 6.2.0.
   */
  zrangestore(...args: [dst: RedisKey, src: RedisKey, min: RedisValue, max: RedisValue, ...option: [] | [option: 'BYSCORE' | 'BYLEX'], ...option2: [] | [option2: 'REV'], ...option3: [] | [limit: 'LIMIT', offset: Num, count: Num], callback?: Callback<number>]): Result<number, Context>

  /**
   * Determine the index of a member in a sorted set.
   *
   * `ZRANK key member WITHSCORE`
   *
   * Complexity: O(log(N)). Since Redis 2.0.0.
   */
  zrank(key: RedisKey, member: RedisValue, withscore: 'WITHSCORE', callback?: Callback<Shape<[rank: number, score: string] | null, [rank: number, score: number] | null, Context>>): Result<Shape<[rank: number, score: string] | null, [rank: number, score: number] | null, Context>, Context>
  /**
   * Determine the index of a member in a sorted set.
   *
   * `ZRANK key member`
   *
   * Complexity: O(log(N)). Since Redis 2.0.0.
   */
  zrank(key: RedisKey, member: RedisValue, callback?: Callback<number | null>): Result<number | null, Context>
  /** `ZRANK key member WITHSCORE`, with Buffers in the reply. See {@link zrank}. */
  zrankBuffer(key: RedisKey, member: RedisValue, withscore: 'WITHSCORE', callback?: Callback<Shape<[rank: number, score: Buffer] | null, [rank: number, score: number] | null, Context>>): Result<Shape<[rank: number, score: Buffer] | null, [rank: number, score: number] | null, Context>, Context>
  /** `ZRANK key member`, with Buffers in the reply. See {@link zrank}. */
  zrankBuffer(key: RedisKey, member: RedisValue, callback?: Callback<number | null>): Result<number | null, Context>

  /**
   * Remove one or more members from a sorted set.
   *
   * `ZREM key member...`
   *
   * Complexity: O(M*log(N)) with N being the number of elements in the sorted set and M the number of elements to be removed. Since Redis 1.2.0.
   */
  zrem(...args: [key: RedisKey, ...member: Many<RedisValue>, ...callback: Done<number>]): Result<number, Context>

  /**
   * Remove all members in a sorted set between the given lexicographical range.
   *
   * `ZREMRANGEBYLEX key min max`
   *
   * Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements removed by the operation. Since Redis 2.8.9.
   */
  zremrangebylex(key: RedisKey, min: RedisValue, max: RedisValue, callback?: Callback<number>): Result<number, Context>

  /**
   * Remove all members in a sorted set within the given indexes.
   *
   * `ZREMRANGEBYRANK key start stop`
   *
   * Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements removed by the operation. Since Redis 2.0.0.
   */
  zremrangebyrank(key: RedisKey, start: RedisValue, stop: RedisValue, callback?: Callback<number>): Result<number, Context>

  /**
   * Remove all members in a sorted set within the given scores.
   *
   * `ZREMRANGEBYSCORE key min max`
   *
   * Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements removed by the operation. Since Redis 1.2.0.
   */
  zremrangebyscore(key: RedisKey, min: RedisValue, max: RedisValue, callback?: Callback<number>): Result<number, Context>

  /**
   * Return a range of members in a sorted set, by index, with scores ordered from high to low.
   *
   * `ZREVRANGE key start stop WITHSCORES`
   *
   * Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements returned. Since Redis 1.2.0.
   */
  zrevrange(key: RedisKey, start: RedisValue, stop: RedisValue, withscores: 'WITHSCORES', callback?: Callback<Shape<string[], [member: string, score: number][], Context>>): Result<Shape<string[], [member: string, score: number][], Context>, Context>
  /**
   * Return a range of members in a sorted set, by index, with scores ordered from high to low.
   *
   * `ZREVRANGE key start stop`
   *
   * Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements returned. Since Redis 1.2.0.
   */
  zrevrange(key: RedisKey, start: RedisValue, stop: RedisValue, callback?: Callback<string[]>): Result<string[], Context>
  /** `ZREVRANGE key start stop WITHSCORES`, with Buffers in the reply. See {@link zrevrange}. */
  zrevrangeBuffer(key: RedisKey, start: RedisValue, stop: RedisValue, withscores: 'WITHSCORES', callback?: Callback<Shape<Buffer[], [member: Buffer, score: number][], Context>>): Result<Shape<Buffer[], [member: Buffer, score: number][], Context>, Context>
  /** `ZREVRANGE key start stop`, with Buffers in the reply. See {@link zrevrange}. */
  zrevrangeBuffer(key: RedisKey, start: RedisValue, stop: RedisValue, callback?: Callback<Buffer[]>): Result<Buffer[], Context>

  /**
   * Return a range of members in a sorted set, by lexicographical range, ordered from higher to lower strings.
   *
   * `ZREVRANGEBYLEX key max min [LIMIT offset count]`
   *
   * Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements being returned. If M is constant (e.g. always asking for the first 10 elements with LIMIT), you can consider it O(log(N)). Since Redis 2.8.9.
   */
  zrevrangebylex(...args: [key: RedisKey, max: RedisValue, min: RedisValue, ...option: [] | [limit: 'LIMIT', offset: Num, count: Num], callback?: Callback<string[]>]): Result<string[], Context>
  /** `ZREVRANGEBYLEX key max min [LIMIT offset count]`, with Buffers in the reply. See {@link zrevrangebylex}. */
  zrevrangebylexBuffer(...args: [key: RedisKey, max: RedisValue, min: RedisValue, ...option: [] | [limit: 'LIMIT', offset: Num, count: Num], callback?: Callback<Buffer[]>]): Result<Buffer[], Context>

  /**
   * Return a range of members in a sorted set, by score, with scores ordered from high to low.
   *
   * `ZREVRANGEBYSCORE key max min WITHSCORES [LIMIT offset count]`
   *
   * Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements being returned. If M is constant (e.g. always asking for the first 10 elements with LIMIT), you can consider it O(log(N)). Since Redis 2.2.0.
   */
  zrevrangebyscore(...args: [key: RedisKey, max: RedisValue, min: RedisValue, ...option: [withscores: 'WITHSCORES', ...option: [] | [limit: 'LIMIT', offset: Num, count: Num]] | [limit: 'LIMIT', offset: Num, count: Num, withscores: 'WITHSCORES'], callback?: Callback<Shape<string[], [member: string, score: number][], Context>>]): Result<Shape<string[], [member: string, score: number][], Context>, Context>
  /**
   * Return a range of members in a sorted set, by score, with scores ordered from high to low.
   *
   * `ZREVRANGEBYSCORE key max min [LIMIT offset count]`
   *
   * Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements being returned. If M is constant (e.g. always asking for the first 10 elements with LIMIT), you can consider it O(log(N)). Since Redis 2.2.0.
   */
  zrevrangebyscore(...args: [key: RedisKey, max: RedisValue, min: RedisValue, ...option: [] | [limit: 'LIMIT', offset: Num, count: Num], callback?: Callback<string[]>]): Result<string[], Context>
  /** `ZREVRANGEBYSCORE key max min WITHSCORES [LIMIT offset count]`, with Buffers in the reply. See {@link zrevrangebyscore}. */
  zrevrangebyscoreBuffer(...args: [key: RedisKey, max: RedisValue, min: RedisValue, ...option: [withscores: 'WITHSCORES', ...option: [] | [limit: 'LIMIT', offset: Num, count: Num]] | [limit: 'LIMIT', offset: Num, count: Num, withscores: 'WITHSCORES'], callback?: Callback<Shape<Buffer[], [member: Buffer, score: number][], Context>>]): Result<Shape<Buffer[], [member: Buffer, score: number][], Context>, Context>
  /** `ZREVRANGEBYSCORE key max min [LIMIT offset count]`, with Buffers in the reply. See {@link zrevrangebyscore}. */
  zrevrangebyscoreBuffer(...args: [key: RedisKey, max: RedisValue, min: RedisValue, ...option: [] | [limit: 'LIMIT', offset: Num, count: Num], callback?: Callback<Buffer[]>]): Result<Buffer[], Context>

  /**
   * Determine the index of a member in a sorted set, with scores ordered from high to low.
   *
   * `ZREVRANK key member WITHSCORE`
   *
   * Complexity: O(log(N)). Since Redis 2.0.0.
   */
  zrevrank(key: RedisKey, member: RedisValue, withscore: 'WITHSCORE', callback?: Callback<Shape<[rank: number, score: string] | null, [rank: number, score: number] | null, Context>>): Result<Shape<[rank: number, score: string] | null, [rank: number, score: number] | null, Context>, Context>
  /**
   * Determine the index of a member in a sorted set, with scores ordered from high to low.
   *
   * `ZREVRANK key member`
   *
   * Complexity: O(log(N)). Since Redis 2.0.0.
   */
  zrevrank(key: RedisKey, member: RedisValue, callback?: Callback<number | null>): Result<number | null, Context>
  /** `ZREVRANK key member WITHSCORE`, with Buffers in the reply. See {@link zrevrank}. */
  zrevrankBuffer(key: RedisKey, member: RedisValue, withscore: 'WITHSCORE', callback?: Callback<Shape<[rank: number, score: Buffer] | null, [rank: number, score: number] | null, Context>>): Result<Shape<[rank: number, score: Buffer] | null, [rank: number, score: number] | null, Context>, Context>
  /** `ZREVRANK key member`, with Buffers in the reply. See {@link zrevrank}. */
  zrevrankBuffer(key: RedisKey, member: RedisValue, callback?: Callback<number | null>): Result<number | null, Context>

  /**
   * Incrementally iterate sorted sets elements and associated scores.
   *
   * `ZSCAN key cursor [MATCH pattern] [COUNT count]`
   *
   * Complexity: O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to return back to 0. N is the number of elements inside the collection.. Since Redis 2.8.0.
   */
  zscan(...args: [key: RedisKey, cursor: RedisValue, ...option: [] | [match: 'MATCH', pattern: RedisKey], ...option2: [] | [count: 'COUNT', count2: Num], callback?: Callback<[cursor: string, elements: string[]]>]): Result<[cursor: string, elements: string[]], Context>
  /**
   * Incrementally iterate sorted sets elements and associated scores.
   *
   * `ZSCAN key cursor COUNT count MATCH pattern`
   *
   * Complexity: O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to return back to 0. N is the number of elements inside the collection.. Since Redis 2.8.0.
   */
  zscan(key: RedisKey, cursor: RedisValue, count: 'COUNT', count2: Num, match: 'MATCH', pattern: RedisKey, callback?: Callback<[cursor: string, elements: string[]]>): Result<[cursor: string, elements: string[]], Context>
  /** `ZSCAN key cursor [MATCH pattern] [COUNT count]`, with Buffers in the reply. See {@link zscan}. */
  zscanBuffer(...args: [key: RedisKey, cursor: RedisValue, ...option: [] | [match: 'MATCH', pattern: RedisKey], ...option2: [] | [count: 'COUNT', count2: Num], callback?: Callback<[cursor: Buffer, elements: Buffer[]]>]): Result<[cursor: Buffer, elements: Buffer[]], Context>
  /** `ZSCAN key cursor COUNT count MATCH pattern`, with Buffers in the reply. See {@link zscan}. */
  zscanBuffer(key: RedisKey, cursor: RedisValue, count: 'COUNT', count2: Num, match: 'MATCH', pattern: RedisKey, callback?: Callback<[cursor: Buffer, elements: Buffer[]]>): Result<[cursor: Buffer, elements: Buffer[]], Context>

  /**
   * Get the score associated with the given member in a sorted set.
   *
   * `ZSCORE key member`
   *
   * Complexity: O(1). Since Redis 1.2.0.
   */
  zscore(key: RedisKey, member: RedisValue, callback?: Callback<Shape<string | null, number | null, Context>>): Result<Shape<string | null, number | null, Context>, Context>
  /** `ZSCORE key member`, with Buffers in the reply. See {@link zscore}. */
  zscoreBuffer(key: RedisKey, member: RedisValue, callback?: Callback<Shape<Buffer | null, number | null, Context>>): Result<Shape<Buffer | null, number | null, Context>, Context>

  /**
   * Add multiple sorted sets.
   *
   * `ZUNION numkeys key... [WEIGHTS weight...] [AGGREGATE (SUM | MIN | MAX | COUNT)] WITHSCORES`
   *
   * Complexity: O(N)+O(M*log(M)) with N being the sum of the sizes of the input sorted sets, and M being the number of elements in the resulting sorted set. Since Redis 6.2.0.
   */
  zunion(...args: [numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [weights: 'WEIGHTS', ...weight: Many<Num>], ...option2: [] | [aggregate: 'AGGREGATE', option: 'SUM' | 'MIN' | 'MAX' | 'COUNT'], withscores: 'WITHSCORES', ...callback: Done<Shape<string[], [member: string, score: number][], Context>>]): Result<Shape<string[], [member: string, score: number][], Context>, Context>
  /**
   * Add multiple sorted sets.
   *
   * `ZUNION numkeys key... [WEIGHTS weight...] [AGGREGATE (SUM | MIN | MAX | COUNT)]`
   *
   * Complexity: O(N)+O(M*log(M)) with N being the sum of the sizes of the input sorted sets, and M being the number of elements in the resulting sorted set. Since Redis 6.2.0.
   */
  zunion(...args: [numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [weights: 'WEIGHTS', ...weight: Many<Num>], ...option2: [] | [aggregate: 'AGGREGATE', option: 'SUM' | 'MIN' | 'MAX' | 'COUNT'], ...callback: Done<string[]>]): Result<string[], Context>
  /** `ZUNION numkeys key... [WEIGHTS weight...] [AGGREGATE (SUM | MIN | MAX | COUNT)] WITHSCORES`, with Buffers in the reply. See {@link zunion}. */
  zunionBuffer(...args: [numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [weights: 'WEIGHTS', ...weight: Many<Num>], ...option2: [] | [aggregate: 'AGGREGATE', option: 'SUM' | 'MIN' | 'MAX' | 'COUNT'], withscores: 'WITHSCORES', ...callback: Done<Shape<Buffer[], [member: Buffer, score: number][], Context>>]): Result<Shape<Buffer[], [member: Buffer, score: number][], Context>, Context>
  /** `ZUNION numkeys key... [WEIGHTS weight...] [AGGREGATE (SUM | MIN | MAX | COUNT)]`, with Buffers in the reply. See {@link zunion}. */
  zunionBuffer(...args: [numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [weights: 'WEIGHTS', ...weight: Many<Num>], ...option2: [] | [aggregate: 'AGGREGATE', option: 'SUM' | 'MIN' | 'MAX' | 'COUNT'], ...callback: Done<Buffer[]>]): Result<Buffer[], Context>

  /**
   * Add multiple sorted sets and store the resulting sorted set in a new key.
   *
   * `ZUNIONSTORE destination numkeys key... [WEIGHTS weight...] [AGGREGATE (SUM | MIN | MAX | COUNT)]`
   *
   * Complexity: O(N)+O(M log(M)) with N being the sum of the sizes of the input sorted sets, and M being the number of elements in the resulting sorted set. Since Redis 2.0.0.
   */
  zunionstore(...args: [destination: RedisKey, numkeys: Num, ...key: Many<RedisKey>, ...option: [] | [weights: 'WEIGHTS', ...weight: Many<Num>], ...option2: [] | [aggregate: 'AGGREGATE', option: 'SUM' | 'MIN' | 'MAX' | 'COUNT'], ...callback: Done<number>]): Result<number, Context>
}
