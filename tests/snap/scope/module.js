//! stage: scope
//! args: --module
import a, * as b from 'm';
let c = a;
export function d() { return c; }
export default class {}
//--
// Module 1:1 STRICT|CAPTURED_BINDINGS|HAS_INNER_FUNCTIONS
//   - a Import USED
//   - b ImportNamespace
//   - c Let CAPTURED|USED
//   - d Function
//   - *default* Let
//   Function 5:8 STRICT|SIMPLE_PARAMS
