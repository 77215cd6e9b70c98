const React = require('react');
const { renderToString, renderToStaticMarkup, renderToPipeableStream } = require('react-dom/server');
const { Writable } = require('stream');
const Theme = React.createContext('light');
function Item({ n, children }) {
  const theme = React.useContext(Theme);
  const [count] = React.useState(() => n * 2);
  const id = React.useId();
  return React.createElement('li', { className: theme, id, style: { color: 'red', marginTop: n }, 'data-x': `"<${count}>` }, children, count, null, false, ['a', React.createElement('b', { key: 'k' }, '&')]);
}
class Box extends React.Component {
  render() { return React.createElement(React.Fragment, null, this.props.children); }
}
const tree = React.createElement(Theme.Provider, { value: 'dark' }, React.createElement(Box, null, React.createElement('ul', null, [1, 2, 3].map((n) => React.createElement(Item, { key: n, n }, 'item ')))), React.createElement('input', { defaultValue: 'v', disabled: true, onChange() {} }), React.createElement('textarea', { defaultValue: 'x\ny' }));
console.log(React.version);
console.log(renderToString(tree));
console.log(renderToStaticMarkup(tree));
const Lazy = React.lazy(() => new Promise((resolve) => setTimeout(() => resolve({ default: () => React.createElement('p', null, 'lazy') }), 5)));
let out = '';
const sink = new Writable({ write(chunk, encoding, done) { out += chunk; done(); } });
sink.on('finish', () => console.log(out));
const { pipe } = renderToPipeableStream(React.createElement('div', null, React.createElement(React.Suspense, { fallback: 'wait' }, React.createElement(Lazy))), {
  onAllReady() { pipe(sink); }, onError(error) { console.log('error', error.message); },
});
