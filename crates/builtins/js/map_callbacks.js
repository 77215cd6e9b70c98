// Map.prototype.forEach; see array_callbacks.js for how such scripts are written. The Map may change under the steps of its iterator, which no script sees.
'use strict';
(function (Entries, OriginalNext, ThrowNotCallable) {
  const next = OriginalNext();
  return {
    // 24.1.3.5 https://tc39.es/ecma262/#sec-map.prototype.foreach
    forEach(callback, thisArg = undefined) {
      const entries = %Call(Entries, this);
      if (typeof callback !== 'function') ThrowNotCallable(callback);
      for (const entry of %Steps(entries, next)) %Call(callback, thisArg, entry[1], entry[0], this);
    },
  };
})
