'use strict'

/**
 * The people of the story that the demo tells: played by the program, each
 * with a tab at two or three servers.
 */
const PEOPLE = [
  { user: 'ann', at: ['A', 'B'], says: 'hello from server A' },
  { user: 'bob', at: ['B', 'C'], says: 'I am on B and C' },
  { user: 'cleo', at: ['C', 'A', 'B'], says: 'and I am on all three' }
]

/** Who they are, for those who watch. */
const ABOUT = 'ann, bob and cleo are users whom this program plays. Each is logged in at two or three servers.'

module.exports = { ABOUT, PEOPLE }
