'use strict'

const Redis = require('../client/redis')

/**
 * The client of one node of a cluster: any client, but that what goes wrong
 * with a command which the cluster sent here is the cluster's to mend.
 */
class ClusterNode extends Redis {
  /** Sends a command for whoever has this client in their hands, and no other node. */
  sendCommand (command, stream) {
    command.isDirect = true
    return super.sendCommand(command, stream)
  }

  /** @ignore Sends a command for the cluster. */
  _route (command, stream) {
    return super.sendCommand(command, stream)
  }

  /**
   * @ignore
   * @param {import('./router').Router} router  gets the cluster's commands that fail here
   */
  _attach (router) {
    this._session.failCommand = (command, error) => {
      if (command.isDirect || command.pipeline !== null || command.isSettled) command.fail(error)
      else router.onFailure(this, command, error)
    }
  }
}

module.exports = ClusterNode
