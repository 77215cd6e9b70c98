//! stage: asm
function* f(a) { const b = yield a; yield* [b]; return 1; }
for (let i = 0; i < 3; i++) [...f(i)];
//--
