//! stage: scope
class A extends B {
  constructor() { (() => super())(); }
  m() { return () => [super.x, this, new.target]; }
  x = () => this;
  static { var v = this; }
}
function f() { return () => arguments; }
//--
// Script 1:1 HAS_FUNCTION_DECLARATIONS|HAS_INNER_FUNCTIONS
//   - A Class
//   - f Function FUNCTION
//   Class 2:1 STRICT|HAS_INSTANCE_FIELDS
//     - A ClassName
//     Function 3:3 STRICT|CAPTURED_BINDINGS|USES_THIS|USES_SUPER_CALL|USES_NEW_TARGET|SIMPLE_PARAMS|HAS_INNER_FUNCTIONS
//       - super() ActiveFunction CAPTURED|USED
//       - new.target NewTarget CAPTURED|USED
//       - this This CAPTURED|USED
//       Arrow 3:20 STRICT|USES_THIS|USES_SUPER_CALL|USES_NEW_TARGET|SIMPLE_PARAMS
//     Function 4:3 STRICT|CAPTURED_BINDINGS|USES_THIS|USES_SUPER_PROPERTY|USES_NEW_TARGET|SIMPLE_PARAMS|HAS_INNER_FUNCTIONS
//       - super HomeObject CAPTURED|USED
//       - this This CAPTURED|USED
//       - new.target NewTarget CAPTURED|USED
//       Arrow 4:16 STRICT|USES_THIS|USES_SUPER_PROPERTY|USES_NEW_TARGET|SIMPLE_PARAMS
//     FieldInitializer 5:5 STRICT|CAPTURED_BINDINGS|USES_THIS|HAS_INNER_FUNCTIONS
//       - this This CAPTURED|USED
//       Arrow 5:7 STRICT|USES_THIS|SIMPLE_PARAMS
//     StaticBlock 6:10 STRICT|USES_THIS
//       - v Var
//       - this This USED
//   Function 8:1 CAPTURED_BINDINGS|USES_ARGUMENTS|SIMPLE_PARAMS|HAS_INNER_FUNCTIONS
//     - arguments Arguments CAPTURED|USED
//     Arrow 8:23 USES_ARGUMENTS|SIMPLE_PARAMS
