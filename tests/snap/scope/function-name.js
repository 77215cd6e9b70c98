//! stage: scope
(function f() { f; });
(function g() { var g; g; });
(function h(a = h) { h = 1; });
//--
// Script 1:1 HAS_INNER_FUNCTIONS
//   Function 2:2 SIMPLE_PARAMS
//     - f FunctionName USED
//   Function 3:2 SIMPLE_PARAMS
//     - g Var USED
//   Function 4:2 PARAM_EXPRESSIONS
//     - a Parameter
//     - h FunctionName ASSIGNED|USED
