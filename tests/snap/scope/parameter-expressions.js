//! stage: scope
function f(a, b = () => a) { var a, c; function b() {} return arguments; }
//--
// Script 1:1 HAS_FUNCTION_DECLARATIONS|HAS_INNER_FUNCTIONS
//   - f Function FUNCTION
//   Function 2:1 CAPTURED_BINDINGS|USES_ARGUMENTS|PARAM_EXPRESSIONS|HAS_FUNCTION_DECLARATIONS|HAS_INNER_FUNCTIONS
//     - a Parameter CAPTURED|USED
//     - b Parameter
//     - arguments Arguments USED
//     Arrow 2:19 SIMPLE_PARAMS
//     FunctionBody 2:28
//       - a Var SHADOWS_PARAM
//       - c Var
//       - b Function FUNCTION|SHADOWS_PARAM
//       Function 2:40 SIMPLE_PARAMS
