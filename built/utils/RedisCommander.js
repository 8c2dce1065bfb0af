'use strict'

// Types only.
