//! stage: scope
var a;
with (o) { a; let b; b; () => b; }
//--
// Script 1:1 CAPTURED_BINDINGS|HAS_INNER_FUNCTIONS
//   - a Var CAPTURED|USED
//   With 3:10
//     Block 3:10 INSIDE_WITH|CAPTURED_BINDINGS
//       - b Let CAPTURED|USED
//       Arrow 3:25 INSIDE_WITH|SIMPLE_PARAMS
