// Array.prototype methods that call a function for each element, in JavaScript so that all tiers, inlining included, work on
// them together with their callbacks. Each follows its section of the specification step by step; the array is looked at anew after
// each call.
//
// What begins with a percent sign is compiled to an instruction of its own (`compiler/src/natives.rs`). The function's
// parameters are built-in functions (`indexed/array/callbacks.rs`). A parameter with a default does not count in `length`.
'use strict';
(function (ToLength, ThrowNotCallable, ThrowEmptyReduce, MakesPlainArray, ArraySpeciesCreate) {
  // 7.3.18 LengthOfArrayLike
  const LengthOf = (object) => {
    const length = object.length;
    return typeof length === 'number' && length >>> 0 === length ? length : ToLength(length);
  };

  return {
    // 23.1.3.6 https://tc39.es/ecma262/#sec-array.prototype.every
    every(callback, thisArg = undefined) {
      const object = %ToObject(this), length = LengthOf(object);
      if (typeof callback !== 'function') ThrowNotCallable(callback);
      for (let k = 0; k < length; k++) {
        if (k in object && !%Call(callback, thisArg, object[k], k, object)) return false;
      }
      return true;
    },
    // 23.1.3.8 https://tc39.es/ecma262/#sec-array.prototype.filter
    filter(callback, thisArg = undefined) {
      const object = %ToObject(this), length = LengthOf(object);
      if (typeof callback !== 'function') ThrowNotCallable(callback);
      if (MakesPlainArray(object)) {
        const result = [];
        for (let k = 0; k < length; k++) {
          if (k in object) {
            const value = object[k];
            if (%Call(callback, thisArg, value, k, object)) %Append(result, value);
          }
        }
        return result;
      }
      const result = ArraySpeciesCreate(object, 0);
      let to = 0;
      for (let k = 0; k < length; k++) {
        if (k in object) {
          const value = object[k];
          if (%Call(callback, thisArg, value, k, object)) %Define(result, to++, value);
        }
      }
      return result;
    },
    // 23.1.3.9 https://tc39.es/ecma262/#sec-array.prototype.find
    find(predicate, thisArg = undefined) {
      const object = %ToObject(this), length = LengthOf(object);
      if (typeof predicate !== 'function') ThrowNotCallable(predicate);
      for (let k = 0; k < length; k++) {
        const value = object[k];
        if (%Call(predicate, thisArg, value, k, object)) return value;
      }
    },
    // 23.1.3.10 https://tc39.es/ecma262/#sec-array.prototype.findindex
    findIndex(predicate, thisArg = undefined) {
      const object = %ToObject(this), length = LengthOf(object);
      if (typeof predicate !== 'function') ThrowNotCallable(predicate);
      for (let k = 0; k < length; k++) {
        if (%Call(predicate, thisArg, object[k], k, object)) return k;
      }
      return -1;
    },
    // 23.1.3.11 https://tc39.es/ecma262/#sec-array.prototype.findlast
    findLast(predicate, thisArg = undefined) {
      const object = %ToObject(this), length = LengthOf(object);
      if (typeof predicate !== 'function') ThrowNotCallable(predicate);
      for (let k = length - 1; k >= 0; k--) {
        const value = object[k];
        if (%Call(predicate, thisArg, value, k, object)) return value;
      }
    },
    // 23.1.3.12 https://tc39.es/ecma262/#sec-array.prototype.findlastindex
    findLastIndex(predicate, thisArg = undefined) {
      const object = %ToObject(this), length = LengthOf(object);
      if (typeof predicate !== 'function') ThrowNotCallable(predicate);
      for (let k = length - 1; k >= 0; k--) {
        if (%Call(predicate, thisArg, object[k], k, object)) return k;
      }
      return -1;
    },
    // 23.1.3.15 https://tc39.es/ecma262/#sec-array.prototype.foreach
    forEach(callback, thisArg = undefined) {
      const object = %ToObject(this), length = LengthOf(object);
      if (typeof callback !== 'function') ThrowNotCallable(callback);
      for (let k = 0; k < length; k++) {
        if (k in object) %Call(callback, thisArg, object[k], k, object);
      }
    },
    // 23.1.3.21 https://tc39.es/ecma262/#sec-array.prototype.map
    map(callback, thisArg = undefined) {
      const object = %ToObject(this), length = LengthOf(object);
      if (typeof callback !== 'function') ThrowNotCallable(callback);
      if (MakesPlainArray(object)) {
        const result = [];
        for (let k = 0; k < length; k++) {
          if (k in object) %Append(result, %Call(callback, thisArg, object[k], k, object));
          else %Append(result);
        }
        return result;
      }
      const result = ArraySpeciesCreate(object, length);
      for (let k = 0; k < length; k++) {
        if (k in object) %Define(result, k, %Call(callback, thisArg, object[k], k, object));
      }
      return result;
    },
    // 23.1.3.24 https://tc39.es/ecma262/#sec-array.prototype.reduce
    reduce(callback) {
      const object = %ToObject(this), length = LengthOf(object);
      if (typeof callback !== 'function') ThrowNotCallable(callback);
      let k = 0, accumulator;
      if (arguments.length > 1) {
        accumulator = arguments[1];
      } else {
        while (k < length && !(k in object)) k++;
        if (k >= length) ThrowEmptyReduce();
        accumulator = object[k++];
      }
      for (; k < length; k++) {
        if (k in object) accumulator = %Call(callback, undefined, accumulator, object[k], k, object);
      }
      return accumulator;
    },
    // 23.1.3.25 https://tc39.es/ecma262/#sec-array.prototype.reduceright
    reduceRight(callback) {
      const object = %ToObject(this), length = LengthOf(object);
      if (typeof callback !== 'function') ThrowNotCallable(callback);
      let k = length - 1, accumulator;
      if (arguments.length > 1) {
        accumulator = arguments[1];
      } else {
        while (k >= 0 && !(k in object)) k--;
        if (k < 0) ThrowEmptyReduce();
        accumulator = object[k--];
      }
      for (; k >= 0; k--) {
        if (k in object) accumulator = %Call(callback, undefined, accumulator, object[k], k, object);
      }
      return accumulator;
    },
    // 23.1.3.29 https://tc39.es/ecma262/#sec-array.prototype.some
    some(callback, thisArg = undefined) {
      const object = %ToObject(this), length = LengthOf(object);
      if (typeof callback !== 'function') ThrowNotCallable(callback);
      for (let k = 0; k < length; k++) {
        if (k in object && %Call(callback, thisArg, object[k], k, object)) return true;
      }
      return false;
    },
  };
})
