'use strict'

module.exports = {
  SentinelConnector: require('./sentinel_connector'),
  SentinelIterator: require('./sentinel_iterator')
}
