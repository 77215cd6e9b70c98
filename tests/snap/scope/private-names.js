//! stage: scope
class A {
  #a; static #b() {} get #c() {} set #c(v) {}
  m() { return #a in this && (() => this.#c); }
}
//--
// Script 1:1 HAS_INNER_FUNCTIONS
//   - A Class
//   Class 2:1 STRICT|CAPTURED_BINDINGS|HAS_INSTANCE_FIELDS
//     - A ClassName
//     - #a PrivateField CAPTURED|USED
//     - #b PrivateMethod STATIC
//     - #c PrivateAccessor CAPTURED|USED
//     Function 3:14 STRICT|SIMPLE_PARAMS
//     Function 3:22 STRICT|SIMPLE_PARAMS
//     Function 3:34 STRICT|SIMPLE_PARAMS
//       - v Parameter
//     Function 4:3 STRICT|CAPTURED_BINDINGS|USES_THIS|SIMPLE_PARAMS|HAS_INNER_FUNCTIONS
//       - this This CAPTURED|USED
//       Arrow 4:31 STRICT|USES_THIS|SIMPLE_PARAMS
