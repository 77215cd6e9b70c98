//! stage: scope
switch (a) { case 0: let b; function c() {} default: () => b; }
//--
// Script 1:1 HAS_INNER_FUNCTIONS
//   - c Var ASSIGNED|ANNEX_B_VAR|USED
//   Switch 2:12 CAPTURED_BINDINGS
//     - b Let CAPTURED|USED
//     - c Function ANNEX_B
//     Function 2:29 SIMPLE_PARAMS
//     Arrow 2:54 SIMPLE_PARAMS
