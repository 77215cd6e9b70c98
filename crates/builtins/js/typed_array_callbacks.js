// %TypedArray%.prototype methods that call a function for each element; see array_callbacks.js for how such scripts are written.
//
// An element that is gone (the callback may have shrunk or detached the buffer) reads as undefined, and no prototype has a say in it: `array[k]`
// and `array[k] = value` are all there is to it.
'use strict';
(function (Validate, ThrowNotCallable, ThrowEmptyReduce, SpeciesOfLength) {
  return {
    // 23.2.3.8 https://tc39.es/ecma262/#sec-%typedarray%.prototype.every
    every(callback, thisArg = undefined) {
      const length = Validate(this, 'every');
      if (typeof callback !== 'function') ThrowNotCallable(callback);
      for (let k = 0; k < length; k++) {
        if (!%Call(callback, thisArg, this[k], k, this)) return false;
      }
      return true;
    },
    // 23.2.3.10 https://tc39.es/ecma262/#sec-%typedarray%.prototype.filter
    filter(callback, thisArg = undefined) {
      const length = Validate(this, 'filter');
      if (typeof callback !== 'function') ThrowNotCallable(callback);
      const kept = [];
      let count = 0;
      for (let k = 0; k < length; k++) {
        const value = this[k];
        if (%Call(callback, thisArg, value, k, this)) {
          %Append(kept, value);
          count++;
        }
      }
      const result = SpeciesOfLength(this, count, 'filter');
      for (let k = 0; k < count; k++) result[k] = kept[k];
      return result;
    },
    // 23.2.3.11 https://tc39.es/ecma262/#sec-%typedarray%.prototype.find
    find(predicate, thisArg = undefined) {
      const length = Validate(this, 'find');
      if (typeof predicate !== 'function') ThrowNotCallable(predicate);
      for (let k = 0; k < length; k++) {
        const value = this[k];
        if (%Call(predicate, thisArg, value, k, this)) return value;
      }
    },
    // 23.2.3.12 https://tc39.es/ecma262/#sec-%typedarray%.prototype.findindex
    findIndex(predicate, thisArg = undefined) {
      const length = Validate(this, 'findIndex');
      if (typeof predicate !== 'function') ThrowNotCallable(predicate);
      for (let k = 0; k < length; k++) {
        if (%Call(predicate, thisArg, this[k], k, this)) return k;
      }
      return -1;
    },
    // 23.2.3.13 https://tc39.es/ecma262/#sec-%typedarray%.prototype.findlast
    findLast(predicate, thisArg = undefined) {
      const length = Validate(this, 'findLast');
      if (typeof predicate !== 'function') ThrowNotCallable(predicate);
      for (let k = length - 1; k >= 0; k--) {
        const value = this[k];
        if (%Call(predicate, thisArg, value, k, this)) return value;
      }
    },
    // 23.2.3.14 https://tc39.es/ecma262/#sec-%typedarray%.prototype.findlastindex
    findLastIndex(predicate, thisArg = undefined) {
      const length = Validate(this, 'findLastIndex');
      if (typeof predicate !== 'function') ThrowNotCallable(predicate);
      for (let k = length - 1; k >= 0; k--) {
        if (%Call(predicate, thisArg, this[k], k, this)) return k;
      }
      return -1;
    },
    // 23.2.3.15 https://tc39.es/ecma262/#sec-%typedarray%.prototype.foreach
    forEach(callback, thisArg = undefined) {
      const length = Validate(this, 'forEach');
      if (typeof callback !== 'function') ThrowNotCallable(callback);
      for (let k = 0; k < length; k++) %Call(callback, thisArg, this[k], k, this);
    },
    // 23.2.3.22 https://tc39.es/ecma262/#sec-%typedarray%.prototype.map
    map(callback, thisArg = undefined) {
      const length = Validate(this, 'map');
      if (typeof callback !== 'function') ThrowNotCallable(callback);
      const result = SpeciesOfLength(this, length, 'map');
      for (let k = 0; k < length; k++) result[k] = %Call(callback, thisArg, this[k], k, this);
      return result;
    },
    // 23.2.3.23 https://tc39.es/ecma262/#sec-%typedarray%.prototype.reduce
    reduce(callback) {
      const length = Validate(this, 'reduce');
      if (typeof callback !== 'function') ThrowNotCallable(callback);
      let k = 0, accumulator;
      if (arguments.length > 1) {
        accumulator = arguments[1];
      } else {
        if (length === 0) ThrowEmptyReduce();
        accumulator = this[k++];
      }
      for (; k < length; k++) accumulator = %Call(callback, undefined, accumulator, this[k], k, this);
      return accumulator;
    },
    // 23.2.3.24 https://tc39.es/ecma262/#sec-%typedarray%.prototype.reduceright
    reduceRight(callback) {
      const length = Validate(this, 'reduceRight');
      if (typeof callback !== 'function') ThrowNotCallable(callback);
      let k = length - 1, accumulator;
      if (arguments.length > 1) {
        accumulator = arguments[1];
      } else {
        if (length === 0) ThrowEmptyReduce();
        accumulator = this[k--];
      }
      for (; k >= 0; k--) accumulator = %Call(callback, undefined, accumulator, this[k], k, this);
      return accumulator;
    },
    // 23.2.3.28 https://tc39.es/ecma262/#sec-%typedarray%.prototype.some
    some(callback, thisArg = undefined) {
      const length = Validate(this, 'some');
      if (typeof callback !== 'function') ThrowNotCallable(callback);
      for (let k = 0; k < length; k++) {
        if (%Call(callback, thisArg, this[k], k, this)) return true;
      }
      return false;
    },
  };
})
