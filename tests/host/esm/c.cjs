exports.x = 1; exports.y = () => 2; console.log('cjs runs');
