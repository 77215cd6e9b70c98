const React = require("react");
const { renderToStaticMarkup, renderToString } = require("react-dom/server");
const h = React.createElement;
const Theme = React.createContext("light");
function Item({ n }) { const theme = React.useContext(Theme); const [s] = React.useState(() => n * 2); return h("li", { className: theme, key: n, style: { fontSize: n, WebkitTransition: "all" } }, s, " & ", "<b>"); }
class List extends React.Component { render() { return h("ul", null, this.props.items.map(n => h(Item, { n, key: n }))); } }
const app = h(Theme.Provider, { value: "dark" }, h(React.Fragment, null, h("h1", { id: "x", "data-a": true }, "Title"), h(List, { items: [1, 2, 3] }), h("input", { defaultValue: "v", disabled: true })));
console.log(renderToStaticMarkup(app));
console.log(renderToString(app));
