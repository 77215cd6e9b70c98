// Set.prototype.forEach; see array_callbacks.js for how such scripts are written. The Set may change under the steps of its iterator, which no script sees.
'use strict';
(function (Values, OriginalNext, ThrowNotCallable) {
  const next = OriginalNext();
  return {
    // 24.2.4.7 https://tc39.es/ecma262/#sec-set.prototype.foreach
    forEach(callback, thisArg = undefined) {
      const values = %Call(Values, this);
      if (typeof callback !== 'function') ThrowNotCallable(callback);
      for (const value of %Steps(values, next)) %Call(callback, thisArg, value, value, this);
    },
  };
})
