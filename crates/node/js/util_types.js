// node:util/types
const is = (name) => (value) => natives.kind(value) === name;
const oneOf = (names) => { const set = new Set(names); return (value) => set.has(natives.kind(value)); };
const typed = ['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float16Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'];
module.exports = {
  isExternal: () => false,
  isDate: is('Date'), isArgumentsObject: is('Arguments'), isBigIntObject: is('BigIntObject'), isBooleanObject: is('BooleanObject'),
  isNumberObject: is('NumberObject'), isStringObject: is('StringObject'), isSymbolObject: is('SymbolObject'),
  isBoxedPrimitive: oneOf(['BigIntObject', 'BooleanObject', 'NumberObject', 'StringObject', 'SymbolObject']),
  isNativeError: is('Error'), isRegExp: is('RegExp'),
  isAsyncFunction: (f) => natives.functionKind(f).startsWith('async'), isGeneratorFunction: (f) => natives.functionKind(f).endsWith('generator'),
  isGeneratorObject: oneOf(['Generator', 'AsyncGenerator']), isPromise: is('Promise'), isMap: is('Map'), isSet: is('Set'),
  isMapIterator: is('MapIterator'), isSetIterator: is('SetIterator'), isWeakMap: is('WeakMap'), isWeakSet: is('WeakSet'),
  isArrayBuffer: is('ArrayBuffer'), isDataView: is('DataView'), isSharedArrayBuffer: is('SharedArrayBuffer'), isProxy: is('Proxy'),
  isModuleNamespaceObject: is('ModuleNamespace'), isAnyArrayBuffer: oneOf(['ArrayBuffer', 'SharedArrayBuffer']),
  isCryptoKey: () => false, isKeyObject: () => false, isEventTarget: (v) => v instanceof EventTarget,
  isArrayBufferView: ArrayBuffer.isView, isTypedArray: oneOf(typed),
};
for (const name of typed) module.exports[`is${name}`] = is(name);
