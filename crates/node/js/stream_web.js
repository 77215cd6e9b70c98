// node:stream/web
module.exports = natives.load('streams');
