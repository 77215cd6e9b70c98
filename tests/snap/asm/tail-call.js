//! stage: asm
"use strict";
function g(a) { return a; }
function f(a) { return g(a); }
f(1); f(2); f(3);
//--
