// node:child_process: not there yet; says so when used.
const { make } = require('internal/errors');
for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']) {
  exports[name] = { [name]() { throw make(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', `child_process.${name} is not supported by ogive`); } }[name];
}
exports.ChildProcess = class ChildProcess extends require('events') {};
