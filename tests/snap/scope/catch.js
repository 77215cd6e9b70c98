//! stage: scope
try {} catch (e) { var e; let f; () => e; }
try {} catch ({ a, b }) { () => a; }
//--
// Script 1:1 HAS_INNER_FUNCTIONS
//   - e Var
//   Catch 2:8 CAPTURED_BINDINGS
//     - e CatchParam CAPTURED|USED
//     Block 2:18
//       - f Let
//       Arrow 2:34 SIMPLE_PARAMS
//   Catch 3:8 CAPTURED_BINDINGS
//     - a CatchPatternParam CAPTURED|USED
//     - b CatchPatternParam
//     Arrow 3:27 SIMPLE_PARAMS
