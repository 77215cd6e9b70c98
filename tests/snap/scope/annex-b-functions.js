//! stage: scope
function f(p) {
  { function a() {} }
  { function b() {} function b() {} }
  let c; { function c() {} }
  { function p() {} }
  try {} catch (d) { { function d() {} } }
  if (1) function e() {}
}
//--
// Script 1:1 HAS_FUNCTION_DECLARATIONS|HAS_INNER_FUNCTIONS
//   - f Function FUNCTION
//   Function 2:1 SIMPLE_PARAMS|HAS_INNER_FUNCTIONS
//     - p Parameter
//     - c Let
//     - a Var ASSIGNED|ANNEX_B_VAR|USED
//     - b Var ASSIGNED|ANNEX_B_VAR|USED
//     - d Var ASSIGNED|ANNEX_B_VAR|USED
//     - e Var ASSIGNED|ANNEX_B_VAR|USED
//     Block 3:3
//       - a Function ANNEX_B
//       Function 3:5 SIMPLE_PARAMS
//     Block 4:3
//       - b Function ANNEX_B
//       Function 4:5 SIMPLE_PARAMS
//       Function 4:21 SIMPLE_PARAMS
//     Block 5:10
//       - c Function
//       Function 5:12 SIMPLE_PARAMS
//     Block 6:3
//       - p Function
//       Function 6:5 SIMPLE_PARAMS
//     Catch 7:10
//       - d CatchParam
//       Block 7:22
//         - d Function ANNEX_B
//         Function 7:24 SIMPLE_PARAMS
//     Block 8:10
//       - e Function ANNEX_B
//       Function 8:10 SIMPLE_PARAMS
