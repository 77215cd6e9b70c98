// Errors with codes, as Node names and words them.
function make(Base, code, message, extra) {
  const error = new Base(message);
  const stack = error.stack;
  if (typeof stack === 'string') {
    const value = stack.replace(Base.name, `${Base.name} [${code}]`).replace(/\n    at make \(node:internal[^\n]*/, '').replace(/\n    at (Object\.)?(invalidType|invalidValue|outOfRange)[^\n]*/, '');
    Object.defineProperty(error, 'stack', { value, writable: true, configurable: true });
  }
  error.code = code;
  return extra ? Object.assign(error, extra) : error;
}
function received(value) {
  if (value == null) return ` Received ${value}`;
  if (typeof value === 'function') return ` Received function ${value.name}`;
  if (typeof value === 'object') return value.constructor?.name ? ` Received an instance of ${value.constructor.name}` : ` Received ${natives.inspect(value, { depth: -1 })}`;
  let text = natives.inspect(value, { colors: false });
  if (text.length > 28) text = `${text.slice(0, 25)}...`;
  return ` Received type ${typeof value} (${text})`;
}
const invalidType = (name, expected, value) => make(TypeError, 'ERR_INVALID_ARG_TYPE', `The ${name.includes('.') ? `"${name}" property` : `"${name}" argument`} must be ${expected}.${received(value)}`);
const invalidValue = (name, value, reason = 'is invalid') => make(TypeError, 'ERR_INVALID_ARG_VALUE', `The ${name.includes('.') ? 'property' : 'argument'} '${name}' ${reason}. Received ${natives.inspect(value)}`);
function outOfRange(name, range, value) {
  let text = typeof value === 'bigint' ? `${value}n` : natives.inspect(value);
  if (Number.isInteger(value) && Math.abs(value) > 2 ** 32) text = String(value).replace(/\B(?=(\d{3})+$)/g, '_');
  return make(RangeError, 'ERR_OUT_OF_RANGE', `The value of "${name}" is out of range. It must be ${range}. Received ${text}`);
}
function checkFunction(value, name) { if (typeof value !== 'function') throw invalidType(name, 'of type function', value); }
function checkString(value, name) { if (typeof value !== 'string') throw invalidType(name, 'of type string', value); }
module.exports = { make, received, invalidType, invalidValue, outOfRange, checkFunction, checkString };
