//! stage: scope
//! args: --lazy
let a = 1;
function f(p) {
  var c = p;
  return () => { a = c; this; };
}
//--
// Script 1:1 CAPTURED_BINDINGS|HAS_FUNCTION_DECLARATIONS|HAS_INNER_FUNCTIONS
//   - a Let CAPTURED|ASSIGNED|USED
//   - f Function FUNCTION
// lazy (anonymous) USES_THIS|SIMPLE_PARAMS length 0 free [a=, c, this]
// lazy f CAPTURED_BINDINGS|USES_THIS|SIMPLE_PARAMS|HAS_INNER_FUNCTIONS length 1 free [a=]
