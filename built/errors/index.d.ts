import hicast = require('../../types/index')

export import MaxRetriesPerRequestError = hicast.MaxRetriesPerRequestError
