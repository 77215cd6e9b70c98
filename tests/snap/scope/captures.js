//! stage: scope
let a = 1, b = 2;
function f(p, q) {
  var c = p;
  { let d = q; () => c + d; }
  return function g() { return g(a); };
}
//--
// Script 1:1 CAPTURED_BINDINGS|HAS_FUNCTION_DECLARATIONS|HAS_INNER_FUNCTIONS
//   - a Let CAPTURED|USED
//   - b Let
//   - f Function FUNCTION
//   Function 3:1 CAPTURED_BINDINGS|SIMPLE_PARAMS|HAS_INNER_FUNCTIONS
//     - p Parameter USED
//     - q Parameter USED
//     - c Var CAPTURED|USED
//     Block 5:3 CAPTURED_BINDINGS
//       - d Let CAPTURED|USED
//       Arrow 5:16 SIMPLE_PARAMS
//     Function 6:10 SIMPLE_PARAMS
//       - g FunctionName USED
