// node:module
module.exports = natives.moduleConstructor();
