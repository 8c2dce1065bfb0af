'use strict'

/**
 * Stands for a class that is loaded when it is first used: constructed,
 * extended, looked into. To have it in one's hands is no use yet: an ES module
 * that imports anything of a CommonJS one reads all its names.
 *
 * @param {() => Function} load
 * @returns {Function}
 */
function lazyClass (load) {
  let loaded = null
  const get = () => {
    if (loaded === null) {
      loaded = load()
      // What an instance calls its class is what the module does.
      loaded.prototype.constructor = lazy
    }
    return loaded
  }
  const lazy = new Proxy(function () {}, {
    construct: (target, args, newTarget) => Reflect.construct(get(), args, newTarget === lazy ? get() : newTarget),
    apply: (target, self, args) => Reflect.apply(get(), self, args),
    get: (target, name) => Reflect.get(get(), name),
    set: (target, name, value) => Reflect.set(get(), name, value),
    has: (target, name) => Reflect.has(get(), name),
    getPrototypeOf: () => Reflect.getPrototypeOf(get())
  })
  return lazy
}

module.exports = { lazyClass }
