'use strict'

const Redis = require('../client/redis')

function noop () {}

/**
 * The client of one node of a cluster: any client, but that what goes wrong
 * with a command which the cluster sent here is the cluster's to mend.
 */
class ClusterNode extends Redis {
  /** Sends a command for whoever has this client in their hands, and no other node. */
  sendCommand (command, stream) {
    command.isDirect = true
    return this._route(command, stream)
  }

  /** @ignore Sends a command for the cluster. */
  _route (command, stream) {
    return super.sendCommand(command, stream)
  }

  /**
   * @ignore
   * @param {import('./router').Router} router  gets the cluster's commands that fail here
   * @param {{state: Int32Array|null}} [group]  of the connections of the nodes
   */
  _attach (router, group = null) {
    this._session.connection.group = group
    this._session.failCommand = (command, error) => {
      if (command.isDirect || command.pipeline !== null || command.isSettled) command.fail(error)
      else router.onFailure(this, command, error)
    }
  }

  /**
   * @ignore
   * @param {readonly object[]} fieldsets  of the cluster, that each master has to know
   */
  _manageFieldsets (fieldsets) {
    const { Fieldsets } = require('../client/fieldsets')
    this._session.fieldsets = new Fieldsets(this, fieldsets, '_route')
    this._session.fieldsets.setWanted(!this.options.readOnly)
  }

  /**
   * @ignore
   * @param {boolean} readOnly  whether it is a replica's client from now on
   */
  _setReadOnly (readOnly) {
    this.options.readOnly = readOnly
    // Those that have yet to connect say it then.
    if (this.status !== 'wait') this[readOnly ? 'readonly' : 'readwrite']().catch(noop)
    this._session.fieldsets?.setWanted(!readOnly)
  }
}

module.exports = ClusterNode
