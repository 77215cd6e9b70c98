//! The AST as ESTree JSON, for people and for comparison with other parsers.
//!
//! What holds: left-nested chains of any length are printed without recursion. Lazy functions print
//! as a body of type `Lazy`. Lone surrogates come out as `\uD800` escapes. With `positions` every
//! node has `start` and `end`, byte offsets.
use crate::json::Json;
use crate::{
    ArrayElement, AssignOp, BinaryOp, Block, Class, ClassMember, ClassMemberKind, Declarator,
    Export, Expr, ExprKind, ForInit, ForTarget, FullBody, Function, FunctionBody, FunctionKind,
    Ident, Import, ImportAttribute, ImportPhase, Interner, LogicalOp, ModuleExportName, Name,
    Pattern, PatternElement, PatternKind, Program, Property, PropertyKey, PropertyKind, Span, Stmt,
    StmtKind, Template, UnaryOp, Variables, VariablesKind,
};

/// The program as ESTree JSON.
pub fn print_ast(
    program: &Program<'_>,
    source: &[u8],
    interner: &Interner,
    positions: bool,
) -> String {
    let mut printer = Printer {
        json: Json::new(positions),
        interner,
        source,
    };
    printer
        .json
        .open("Program", Span::new(0, source.len() as u32));
    printer.json.string(
        "sourceType",
        if program.module.is_some() {
            b"module"
        } else {
            b"script"
        },
    );
    printer.statements("body", program.statements, true);
    printer.json.close();
    printer.json.finish()
}

struct Printer<'p> {
    json: Json,
    interner: &'p Interner,
    source: &'p [u8],
}

impl Printer<'_> {
    /// An identifier whose place is not in the AST.
    fn unplaced_identifier(&mut self, name: Name) {
        self.json.open_unplaced("Identifier");
        let text = self.interner.text(name);
        self.json.string("name", text);
        self.json.close();
    }

    fn identifier(&mut self, name: Name, span: Span) {
        self.json.open("Identifier", span);
        let text = self.interner.text(name);
        self.json.string("name", text);
        self.json.close();
    }

    fn ident(&mut self, key: &str, ident: Option<Ident>) {
        self.json.key(key);
        match ident {
            Some(ident) => self.identifier(ident.name, ident.span),
            None => self.json.null(),
        }
    }

    fn private(&mut self, name: Name) {
        self.json.open_unplaced("PrivateIdentifier");
        let text = &self.interner.text(name)[1..];
        self.json.string("name", text);
        self.json.close();
    }

    fn statements(&mut self, key: &str, list: &[Stmt<'_>], prologue: bool) {
        self.json.key(key);
        self.json.begin_list();
        let mut prologue = prologue;
        for statement in list {
            self.json.item();
            prologue = prologue && self.directive(statement);
            if !prologue {
                self.statement(statement);
            }
        }
        self.json.end_list();
    }

    /// Prints a statement of a directive prologue; false if it is none.
    fn directive(&mut self, statement: &Stmt<'_>) -> bool {
        let StmtKind::Expr(expr) = statement.kind else {
            return false;
        };
        if !matches!(expr.kind, ExprKind::String(_)) || expr.span.start != statement.span.start {
            return false;
        }
        self.json.open("ExpressionStatement", statement.span);
        self.expr_field("expression", expr);
        let text = expr.span.text(self.source);
        self.json.string("directive", &text[1..text.len() - 1]);
        self.json.close();
        true
    }

    fn expr_field(&mut self, key: &str, expr: &Expr<'_>) {
        self.json.key(key);
        self.expr(expr);
    }

    fn optional_expr(&mut self, key: &str, expr: Option<&Expr<'_>>) {
        self.json.key(key);
        match expr {
            Some(expr) => self.expr(expr),
            None => self.json.null(),
        }
    }

    // ------------------------------------------------------------ expressions

    /// Walks down the left spine, opening nodes, then up again, closing them.
    fn expr(&mut self, expr: &Expr<'_>) {
        let mut spine = vec![];
        let mut at = expr;
        while let Some((kind, key, left)) = left_operand(at) {
            self.json.open(kind, at.span);
            self.json.key(key);
            spine.push(at);
            at = left;
        }
        self.leaf(at);
        while let Some(expr) = spine.pop() {
            self.rest(expr);
            self.json.close();
        }
    }

    /// What follows the left operand.
    fn rest(&mut self, expr: &Expr<'_>) {
        match &expr.kind {
            ExprKind::Binary { op, right, .. } => {
                self.json.string("operator", binary_text(*op).as_bytes());
                self.expr_field("right", right);
            }
            ExprKind::Logical { op, right, .. } => {
                self.json.string("operator", logical_text(*op).as_bytes());
                self.expr_field("right", right);
            }
            ExprKind::Member { name, optional, .. } => {
                self.json.key("property");
                self.unplaced_identifier(*name);
                self.json.boolean("computed", false);
                self.json.boolean("optional", *optional);
            }
            ExprKind::PrivateMember { name, optional, .. } => {
                self.json.key("property");
                self.private(*name);
                self.json.boolean("computed", false);
                self.json.boolean("optional", *optional);
            }
            ExprKind::Index {
                index, optional, ..
            } => {
                self.expr_field("property", index);
                self.json.boolean("computed", true);
                self.json.boolean("optional", *optional);
            }
            ExprKind::Call(call) => {
                self.elements("arguments", call.arguments);
                self.json.boolean("optional", call.optional);
            }
            ExprKind::TaggedTemplate(tagged) => {
                self.json.key("quasi");
                self.template(
                    &tagged.quasi,
                    Span::new(template_start(&tagged.quasi), expr.span.end),
                );
            }
            _ => {}
        }
    }

    fn leaf(&mut self, expr: &Expr<'_>) {
        let span = expr.span;
        match &expr.kind {
            ExprKind::Identifier(name) => self.identifier(*name, span),
            ExprKind::This => self.empty("ThisExpression", span),
            ExprKind::Null
            | ExprKind::Boolean(_)
            | ExprKind::Number(_)
            | ExprKind::String(_)
            | ExprKind::BigInt(_)
            | ExprKind::Regexp(_) => {
                self.literal(expr);
            }
            ExprKind::Template(template) => self.template(template, span),
            ExprKind::Array(elements) => {
                self.json.open("ArrayExpression", span);
                self.elements("elements", elements);
                self.json.close();
            }
            ExprKind::Object(properties) => {
                self.json.open("ObjectExpression", span);
                self.properties(properties);
                self.json.close();
            }
            ExprKind::Function(function) => {
                let kind = if function.info.kind == FunctionKind::Arrow {
                    "ArrowFunctionExpression"
                } else {
                    "FunctionExpression"
                };
                self.function(kind, function, span);
            }
            ExprKind::Class(class) => self.class("ClassExpression", class),
            ExprKind::Unary { op, operand } => {
                self.json.open("UnaryExpression", span);
                self.json.string("operator", unary_text(*op).as_bytes());
                self.json.boolean("prefix", true);
                self.expr_field("argument", operand);
                self.json.close();
            }
            ExprKind::Update {
                increment,
                prefix,
                operand,
            } => {
                self.json.open("UpdateExpression", span);
                self.json
                    .string("operator", if *increment { b"++" } else { b"--" });
                self.json.boolean("prefix", *prefix);
                self.expr_field("argument", operand);
                self.json.close();
            }
            ExprKind::PrivateIn { name, right } => {
                self.json.open("BinaryExpression", span);
                self.json.key("left");
                self.private(*name);
                self.json.string("operator", b"in");
                self.expr_field("right", right);
                self.json.close();
            }
            ExprKind::Conditional(part) => {
                self.json.open("ConditionalExpression", span);
                self.expr_field("test", part.test);
                self.expr_field("consequent", part.consequent);
                self.expr_field("alternate", part.alternate);
                self.json.close();
            }
            ExprKind::Assign(assign) => {
                self.json.open("AssignmentExpression", span);
                self.json
                    .string("operator", assign_text(assign.op).as_bytes());
                self.json.key("left");
                self.pattern(&assign.target);
                self.expr_field("right", assign.value);
                self.json.close();
            }
            ExprKind::Sequence(items) => {
                self.json.open("SequenceExpression", span);
                self.exprs("expressions", items);
                self.json.close();
            }
            ExprKind::OptionalChain(inner) => {
                self.json.open("ChainExpression", span);
                self.expr_field("expression", inner);
                self.json.close();
            }
            _ => self.keyword_expr(expr),
        }
    }

    /// Expressions that start with a keyword.
    fn keyword_expr(&mut self, expr: &Expr<'_>) {
        let span = expr.span;
        match &expr.kind {
            ExprKind::SuperMember(name) => {
                self.json.open("MemberExpression", span);
                self.super_field("object", span);
                self.json.key("property");
                self.unplaced_identifier(*name);
                self.json.boolean("computed", false);
                self.json.boolean("optional", false);
            }
            ExprKind::SuperIndex(index) => {
                self.json.open("MemberExpression", span);
                self.super_field("object", span);
                self.expr_field("property", index);
                self.json.boolean("computed", true);
                self.json.boolean("optional", false);
            }
            ExprKind::SuperCall(arguments) => {
                self.json.open("CallExpression", span);
                self.super_field("callee", span);
                self.elements("arguments", arguments);
                self.json.boolean("optional", false);
            }
            ExprKind::New(call) => {
                self.json.open("NewExpression", span);
                self.expr_field("callee", call.callee);
                self.elements("arguments", call.arguments);
            }
            ExprKind::ImportCall(call) => {
                self.json.open("ImportExpression", span);
                self.phase(call.phase);
                self.expr_field("source", call.specifier);
                self.optional_expr("options", call.options);
            }
            ExprKind::ImportMeta => self.meta_property("import", "meta", span),
            ExprKind::NewTarget => self.meta_property("new", "target", span),
            ExprKind::Yield(argument) => {
                self.json.open("YieldExpression", span);
                self.json.boolean("delegate", false);
                self.optional_expr("argument", *argument);
            }
            ExprKind::YieldStar(argument) => {
                self.json.open("YieldExpression", span);
                self.json.boolean("delegate", true);
                self.expr_field("argument", argument);
            }
            ExprKind::Await(argument) => {
                self.json.open("AwaitExpression", span);
                self.expr_field("argument", argument);
            }
            _ => unreachable!("printed by leaf or rest"),
        }
        self.json.close();
    }

    fn phase(&mut self, phase: ImportPhase) {
        match phase {
            ImportPhase::Evaluation => {}
            ImportPhase::Defer => self.json.string("phase", b"defer"),
            ImportPhase::Source => self.json.string("phase", b"source"),
        }
    }

    fn super_field(&mut self, key: &str, span: Span) {
        self.json.key(key);
        self.empty("Super", Span::new(span.start, span.start + 5));
    }

    fn meta_property(&mut self, meta: &str, property: &str, span: Span) {
        self.json.open("MetaProperty", span);
        for (key, text, at) in [
            ("meta", meta, span.start),
            ("property", property, span.end - property.len() as u32),
        ] {
            self.json.key(key);
            self.json
                .open("Identifier", Span::new(at, at + text.len() as u32));
            self.json.string("name", text.as_bytes());
            self.json.close();
        }
    }

    fn empty(&mut self, kind: &str, span: Span) {
        self.json.open(kind, span);
        self.json.close();
    }

    fn literal(&mut self, expr: &Expr<'_>) {
        self.json.open("Literal", expr.span);
        match &expr.kind {
            ExprKind::Boolean(value) => self.json.boolean("value", *value),
            ExprKind::Number(value) => self.json.number("value", *value),
            ExprKind::String(text) => self.json.string("value", text),
            ExprKind::BigInt(digits) => self.json.string("bigint", digits),
            ExprKind::Regexp(regexp) => {
                self.json.key("regex");
                self.json.begin_object();
                self.json.string("pattern", regexp.pattern);
                self.json.string("flags", regexp.flags);
                self.json.close();
            }
            _ => {
                self.json.key("value");
                self.json.null();
            }
        }
        self.json.close();
    }

    fn exprs(&mut self, key: &str, items: &[&Expr<'_>]) {
        self.json.key(key);
        self.json.begin_list();
        for item in items {
            self.json.item();
            self.expr(item);
        }
        self.json.end_list();
    }

    fn elements(&mut self, key: &str, elements: &[ArrayElement<'_>]) {
        self.json.key(key);
        self.json.begin_list();
        for element in elements {
            self.json.item();
            match element {
                ArrayElement::Hole => self.json.null(),
                ArrayElement::Expr(expr) => self.expr(expr),
                ArrayElement::Spread(expr) => {
                    self.spread("SpreadElement", |printer| printer.expr(expr))
                }
            }
        }
        self.json.end_list();
    }

    fn spread(&mut self, kind: &str, argument: impl FnOnce(&mut Self)) {
        self.json.open_unplaced(kind);
        self.json.key("argument");
        argument(self);
        self.json.close();
    }

    fn template(&mut self, template: &Template<'_>, span: Span) {
        self.json.open("TemplateLiteral", span);
        self.json.key("quasis");
        self.json.begin_list();
        for (index, quasi) in template.quasis.iter().enumerate() {
            self.json.item();
            self.json.open("TemplateElement", quasi.span);
            self.json.key("value");
            self.json.begin_object();
            self.json.string("raw", quasi.raw);
            match quasi.cooked {
                Some(cooked) => self.json.string("cooked", cooked),
                None => {
                    self.json.key("cooked");
                    self.json.null();
                }
            }
            self.json.close();
            self.json
                .boolean("tail", index + 1 == template.quasis.len());
            self.json.close();
        }
        self.json.end_list();
        self.exprs("expressions", template.expressions);
        self.json.close();
    }

    // ------------------------------------------------------------ properties

    fn properties(&mut self, properties: &[Property<'_>]) {
        self.json.key("properties");
        self.json.begin_list();
        for property in properties {
            self.json.item();
            self.property(property);
        }
        self.json.end_list();
    }

    fn property(&mut self, property: &Property<'_>) {
        let (kind, method, shorthand) = match &property.kind {
            PropertyKind::Spread(expr) => {
                self.json.open("SpreadElement", property.span);
                self.expr_field("argument", expr);
                return self.json.close();
            }
            PropertyKind::Getter(_) => ("get", false, false),
            PropertyKind::Setter(_) => ("set", false, false),
            PropertyKind::Method(_) => ("init", true, false),
            PropertyKind::Shorthand(_) => ("init", false, true),
            PropertyKind::Value(_) | PropertyKind::Proto(_) => ("init", false, false),
        };
        self.json.open("Property", property.span);
        self.json.boolean("method", method);
        self.json.boolean("shorthand", shorthand);
        self.json
            .boolean("computed", matches!(property.key, PropertyKey::Computed(_)));
        self.json.key("key");
        self.key(&property.key, property.key_span);
        self.json.key("value");
        match &property.kind {
            PropertyKind::Value(value)
            | PropertyKind::Shorthand(value)
            | PropertyKind::Proto(value)
            | PropertyKind::Spread(value) => self.expr(value),
            PropertyKind::Method(function)
            | PropertyKind::Getter(function)
            | PropertyKind::Setter(function) => self.method_value(function),
        }
        self.json.string("kind", kind.as_bytes());
        self.json.close();
    }

    fn method_value(&mut self, function: &Function<'_>) {
        self.function(
            "FunctionExpression",
            function,
            Span::new(function.info.params_start, function.info.span.end),
        );
    }

    fn key(&mut self, key: &PropertyKey<'_>, span: Span) {
        match key {
            PropertyKey::Static {
                name,
                string: false,
            } => self.identifier(*name, span),
            PropertyKey::Static { name, string: true } => {
                self.json.open("Literal", span);
                let text = self.interner.text(*name);
                self.json.string("value", text);
                self.json.close();
            }
            PropertyKey::Number(value) => {
                self.json.open("Literal", span);
                self.json.number("value", *value);
                self.json.close();
            }
            PropertyKey::BigInt(digits) => {
                self.json.open("Literal", span);
                self.json.string("bigint", digits);
                self.json.close();
            }
            PropertyKey::Computed(expr) => self.expr(expr),
            PropertyKey::Private(name) => self.private(*name),
        }
    }

    // ------------------------------------------------------------ patterns

    fn pattern(&mut self, pattern: &Pattern<'_>) {
        match &pattern.kind {
            PatternKind::Identifier(name) => self.identifier(*name, pattern.span),
            PatternKind::Expr(expr) => self.expr(expr),
            PatternKind::Object(object) => {
                self.json.open("ObjectPattern", pattern.span);
                self.json.key("properties");
                self.json.begin_list();
                for property in object.properties {
                    self.json.item();
                    self.json.open("Property", property.span);
                    self.json.boolean("method", false);
                    self.json.boolean("shorthand", property.shorthand);
                    self.json
                        .boolean("computed", matches!(property.key, PropertyKey::Computed(_)));
                    self.json.key("key");
                    self.key(&property.key, property.key_span);
                    self.json.key("value");
                    self.element(&property.value);
                    self.json.string("kind", b"init");
                    self.json.close();
                }
                self.rest_element(object.rest);
                self.json.end_list();
                self.json.close();
            }
            PatternKind::Array(array) => {
                self.json.open("ArrayPattern", pattern.span);
                self.json.key("elements");
                self.json.begin_list();
                for element in array.elements {
                    self.json.item();
                    match element {
                        Some(element) => self.element(element),
                        None => self.json.null(),
                    }
                }
                self.rest_element(array.rest);
                self.json.end_list();
                self.json.close();
            }
        }
    }

    fn rest_element(&mut self, rest: Option<&Pattern<'_>>) {
        if let Some(rest) = rest {
            self.json.item();
            self.spread("RestElement", |printer| printer.pattern(rest));
        }
    }

    fn element(&mut self, element: &PatternElement<'_>) {
        let Some(default) = element.default else {
            return self.pattern(&element.target);
        };
        self.json.open_unplaced("AssignmentPattern");
        self.json.key("left");
        self.pattern(&element.target);
        self.expr_field("right", default);
        self.json.close();
    }

    // ------------------------------------------------------------ functions

    fn function(&mut self, kind: &str, function: &Function<'_>, span: Span) {
        let info = &function.info;
        self.json.open(kind, span);
        self.ident("id", info.name);
        self.json.boolean("expression", info.is_concise);
        self.json.boolean("generator", info.is_generator);
        self.json.boolean("async", info.is_async);
        match &function.body {
            FunctionBody::Lazy(_) => {
                self.json.key("body");
                self.json.open_unplaced("Lazy");
                self.json.close();
            }
            FunctionBody::Full(body) => self.function_body(body),
        }
        self.json.close();
    }

    fn function_body(&mut self, body: &FullBody<'_>) {
        self.json.key("params");
        self.json.begin_list();
        for param in body.params {
            self.json.item();
            self.element(param);
        }
        self.rest_element(body.rest);
        self.json.end_list();
        match body.expression {
            Some(expr) => self.expr_field("body", expr),
            None => {
                self.json.key("body");
                self.json.open_unplaced("BlockStatement");
                self.statements("body", body.statements, true);
                self.json.close();
            }
        }
    }

    fn class(&mut self, kind: &str, class: &Class<'_>) {
        self.json.open(kind, class.span);
        self.ident("id", class.name);
        self.optional_expr("superClass", class.heritage);
        if !class.decorators.is_empty() {
            self.exprs("decorators", class.decorators);
        }
        self.json.key("body");
        self.json.open_unplaced("ClassBody");
        self.json.key("body");
        self.json.begin_list();
        let mut constructor = class.constructor;
        for member in class.members {
            if constructor.is_some_and(|function| function.info.span.start < member.span.start) {
                self.constructor(constructor.take());
            }
            self.json.item();
            self.member(member);
        }
        self.constructor(constructor);
        self.json.end_list();
        self.json.close();
        self.json.close();
    }

    fn constructor(&mut self, function: Option<&Function<'_>>) {
        let Some(function) = function else { return };
        self.json.item();
        self.json.open("MethodDefinition", function.info.span);
        self.json.boolean("static", false);
        self.json.boolean("computed", false);
        self.json.key("key");
        self.unplaced_identifier(Name::CONSTRUCTOR);
        self.json.string("kind", b"constructor");
        self.json.key("value");
        self.method_value(function);
        self.json.close();
    }

    fn member(&mut self, member: &ClassMember<'_>) {
        let kind = match &member.kind {
            ClassMemberKind::StaticBlock(block) => {
                self.json.open("StaticBlock", member.span);
                self.statements("body", block.statements, false);
                return self.json.close();
            }
            ClassMemberKind::Field(_) => "PropertyDefinition",
            ClassMemberKind::Accessor(_) => "AccessorProperty",
            _ => "MethodDefinition",
        };
        self.json.open(kind, member.span);
        self.json.boolean("static", member.is_static);
        self.json
            .boolean("computed", matches!(member.key, PropertyKey::Computed(_)));
        self.json.key("key");
        self.key(&member.key, member.key_span);
        if !member.decorators.is_empty() {
            self.exprs("decorators", member.decorators);
        }
        match &member.kind {
            ClassMemberKind::Field(initializer) | ClassMemberKind::Accessor(initializer) => {
                self.optional_expr("value", initializer.map(|initializer| initializer.value));
            }
            ClassMemberKind::Method(function) => self.method_member("method", function),
            ClassMemberKind::Getter(function) => self.method_member("get", function),
            ClassMemberKind::Setter(function) => self.method_member("set", function),
            ClassMemberKind::StaticBlock(_) => {}
        }
        self.json.close();
    }

    fn method_member(&mut self, kind: &str, function: &Function<'_>) {
        self.json.string("kind", kind.as_bytes());
        self.json.key("value");
        self.method_value(function);
    }

    // ------------------------------------------------------------ statements

    fn statement_field(&mut self, key: &str, statement: &Stmt<'_>) {
        self.json.key(key);
        self.statement(statement);
    }

    fn statement(&mut self, statement: &Stmt<'_>) {
        let span = statement.span;
        let kind = match &statement.kind {
            StmtKind::Function(function) => {
                return self.function("FunctionDeclaration", function, function.info.span);
            }
            StmtKind::Class(class) => return self.class("ClassDeclaration", class),
            StmtKind::Variables(variables) => return self.variables(variables, span),
            StmtKind::Block(block) => return self.block(block),
            StmtKind::Import(import) => return self.import(import, span),
            StmtKind::Export(export) => return self.export(export, span),
            StmtKind::If(_) => return self.if_chain(statement),
            StmtKind::Empty => "EmptyStatement",
            StmtKind::Expr(_) => "ExpressionStatement",
            StmtKind::For(_) => "ForStatement",
            StmtKind::ForIn(_) => "ForInStatement",
            StmtKind::ForOf(_) => "ForOfStatement",
            StmtKind::While(_) => "WhileStatement",
            StmtKind::DoWhile(_) => "DoWhileStatement",
            StmtKind::Switch(_) => "SwitchStatement",
            StmtKind::Return(_) => "ReturnStatement",
            StmtKind::Break(_) => "BreakStatement",
            StmtKind::Continue(_) => "ContinueStatement",
            StmtKind::Throw(_) => "ThrowStatement",
            StmtKind::Try(_) => "TryStatement",
            StmtKind::Labeled(_) => "LabeledStatement",
            StmtKind::With(_) => "WithStatement",
            StmtKind::Debugger => "DebuggerStatement",
        };
        self.json.open(kind, span);
        self.statement_parts(statement);
        self.json.close();
    }

    fn statement_parts(&mut self, statement: &Stmt<'_>) {
        match &statement.kind {
            StmtKind::Expr(expr) => self.expr_field("expression", expr),
            StmtKind::For(part) => {
                self.json.key("init");
                match &part.init {
                    ForInit::None => self.json.null(),
                    ForInit::Expr(expr) => self.expr(expr),
                    ForInit::Variables(variables) => {
                        self.unplaced_variables(variables.kind, variables.declarators)
                    }
                }
                self.optional_expr("test", part.test);
                self.optional_expr("update", part.update);
                self.statement_field("body", &part.body);
            }
            StmtKind::ForIn(part) | StmtKind::ForOf(part) => {
                if matches!(statement.kind, StmtKind::ForOf(_)) {
                    self.json.boolean("await", part.is_await);
                }
                self.json.key("left");
                match &part.left {
                    ForTarget::Pattern(pattern) => self.pattern(pattern),
                    ForTarget::Declaration { kind, target, init } => {
                        let declarator = Declarator {
                            span: target.span,
                            target: *target,
                            init: *init,
                        };
                        self.unplaced_variables(*kind, &[declarator]);
                    }
                }
                self.expr_field("right", part.right);
                self.statement_field("body", &part.body);
            }
            StmtKind::While(part) | StmtKind::DoWhile(part) => {
                self.expr_field("test", part.test);
                self.statement_field("body", &part.body);
            }
            StmtKind::Switch(part) => {
                self.expr_field("discriminant", part.discriminant);
                self.json.key("cases");
                self.json.begin_list();
                for case in part.cases {
                    self.json.item();
                    self.json.open("SwitchCase", case.span);
                    self.optional_expr("test", case.test);
                    self.statements("consequent", case.statements, false);
                    self.json.close();
                }
                self.json.end_list();
            }
            StmtKind::Return(value) => self.optional_expr("argument", *value),
            StmtKind::Throw(value) => self.expr_field("argument", value),
            StmtKind::Break(label) | StmtKind::Continue(label) => {
                self.json.key("label");
                match label {
                    None => self.json.null(),
                    Some(name) => self.unplaced_identifier(*name),
                }
            }
            StmtKind::Try(part) => {
                self.json.key("block");
                self.block(&part.block);
                self.json.key("handler");
                match &part.handler {
                    None => self.json.null(),
                    Some(handler) => {
                        self.json.open("CatchClause", handler.span);
                        self.json.key("param");
                        match &handler.param {
                            Some(param) => self.pattern(param),
                            None => self.json.null(),
                        }
                        self.json.key("body");
                        self.block(&handler.body);
                        self.json.close();
                    }
                }
                self.json.key("finalizer");
                match &part.finalizer {
                    Some(block) => self.block(block),
                    None => self.json.null(),
                }
            }
            StmtKind::Labeled(part) => {
                self.ident("label", Some(part.label));
                self.statement_field("body", &part.body);
            }
            StmtKind::With(part) => {
                self.expr_field("object", part.object);
                self.statement_field("body", &part.body);
            }
            _ => {}
        }
    }

    /// A chain of `else if` is a loop here.
    fn if_chain(&mut self, statement: &Stmt<'_>) {
        let mut depth = 0;
        let mut at = statement;
        while let StmtKind::If(part) = &at.kind {
            depth += 1;
            self.json.open("IfStatement", at.span);
            self.expr_field("test", part.test);
            self.statement_field("consequent", &part.consequent);
            self.json.key("alternate");
            match &part.alternate {
                None => {
                    self.json.null();
                    break;
                }
                Some(alternate) if matches!(alternate.kind, StmtKind::If(_)) => at = alternate,
                Some(alternate) => {
                    self.statement(alternate);
                    break;
                }
            }
        }
        for _ in 0..depth {
            self.json.close();
        }
    }

    fn block(&mut self, block: &Block<'_>) {
        self.json.open("BlockStatement", block.span);
        self.statements("body", block.statements, false);
        self.json.close();
    }

    fn variables(&mut self, variables: &Variables<'_>, span: Span) {
        self.json.open("VariableDeclaration", span);
        self.declarators(variables.kind, variables.declarators);
    }

    fn unplaced_variables(&mut self, kind: VariablesKind, declarators: &[Declarator<'_>]) {
        self.json.open_unplaced("VariableDeclaration");
        self.declarators(kind, declarators);
    }

    fn declarators(&mut self, kind: VariablesKind, declarators: &[Declarator<'_>]) {
        self.json.string("kind", variables_text(kind).as_bytes());
        self.json.key("declarations");
        self.json.begin_list();
        for declarator in declarators {
            self.json.item();
            self.json.open("VariableDeclarator", declarator.span);
            self.json.key("id");
            self.pattern(&declarator.target);
            self.optional_expr("init", declarator.init);
            self.json.close();
        }
        self.json.end_list();
        self.json.close();
    }

    // ------------------------------------------------------------ modules

    fn module_name(&mut self, key: &str, name: ModuleExportName) {
        let is_string = matches!(
            self.source.get(name.span.start as usize),
            Some(b'"' | b'\'')
        );
        if is_string {
            self.json.key(key);
            self.key(
                &PropertyKey::Static {
                    name: name.name,
                    string: true,
                },
                name.span,
            );
        } else {
            self.ident(key, Some(name));
        }
    }

    fn specifier(&mut self, specifier: &[u8], attributes: &[ImportAttribute<'_>]) {
        self.json.key("source");
        self.json.open_unplaced("Literal");
        self.json.string("value", specifier);
        self.json.close();
        self.json.key("attributes");
        self.json.begin_list();
        for attribute in attributes {
            self.json.item();
            self.json.open_unplaced("ImportAttribute");
            self.module_name("key", attribute.key);
            self.json.key("value");
            self.json.open_unplaced("Literal");
            self.json.string("value", attribute.value);
            self.json.close();
            self.json.close();
        }
        self.json.end_list();
    }

    fn import(&mut self, import: &Import<'_>, span: Span) {
        self.json.open("ImportDeclaration", span);
        self.phase(import.phase);
        self.json.key("specifiers");
        self.json.begin_list();
        for (kind, local) in [
            ("ImportDefaultSpecifier", import.default),
            ("ImportNamespaceSpecifier", import.namespace),
        ] {
            if let Some(local) = local {
                self.json.item();
                self.json.open_unplaced(kind);
                self.ident("local", Some(local));
                self.json.close();
            }
        }
        for specifier in import.named {
            self.json.item();
            self.json.open_unplaced("ImportSpecifier");
            self.module_name("imported", specifier.imported);
            self.ident("local", Some(specifier.local));
            self.json.close();
        }
        self.json.end_list();
        self.specifier(import.specifier, import.attributes);
        self.json.close();
    }

    fn export(&mut self, export: &Export<'_>, span: Span) {
        let kind = match export {
            Export::Declaration(_) | Export::Named(_) | Export::NamedFrom { .. } => {
                "ExportNamedDeclaration"
            }
            Export::DefaultFunction(_) | Export::DefaultClass(_) | Export::DefaultExpr(_) => {
                "ExportDefaultDeclaration"
            }
            Export::All { .. } => "ExportAllDeclaration",
        };
        self.json.open(kind, span);
        match export {
            Export::Declaration(statement) => self.statement_field("declaration", statement),
            Export::DefaultFunction(function) => {
                self.json.key("declaration");
                self.function("FunctionDeclaration", function, function.info.span);
            }
            Export::DefaultClass(class) => {
                self.json.key("declaration");
                self.class("ClassDeclaration", class);
            }
            Export::DefaultExpr(expr) => self.expr_field("declaration", expr),
            Export::Named(named) | Export::NamedFrom { named, .. } => {
                self.json.key("specifiers");
                self.json.begin_list();
                for specifier in *named {
                    self.json.item();
                    self.json.open_unplaced("ExportSpecifier");
                    self.module_name("local", specifier.local);
                    self.module_name("exported", specifier.exported);
                    self.json.close();
                }
                self.json.end_list();
                if let Export::NamedFrom {
                    specifier,
                    attributes,
                    ..
                } = export
                {
                    self.specifier(specifier, attributes);
                }
            }
            Export::All {
                specifier,
                exported,
                attributes,
                ..
            } => {
                if let Some(exported) = exported {
                    self.module_name("exported", *exported);
                }
                self.specifier(specifier, attributes);
            }
        }
        self.json.close();
    }
}

/// ESTree type of a node with a left operand, the operand's field, and the operand.
fn left_operand<'a>(expr: &Expr<'a>) -> Option<(&'static str, &'static str, &'a Expr<'a>)> {
    Some(match &expr.kind {
        ExprKind::Binary { left, .. } => ("BinaryExpression", "left", left),
        ExprKind::Logical { left, .. } => ("LogicalExpression", "left", left),
        ExprKind::Member { object, .. }
        | ExprKind::Index { object, .. }
        | ExprKind::PrivateMember { object, .. } => ("MemberExpression", "object", object),
        ExprKind::Call(call) => ("CallExpression", "callee", call.callee),
        ExprKind::TaggedTemplate(tagged) => ("TaggedTemplateExpression", "tag", tagged.tag),
        _ => return None,
    })
}

fn template_start(template: &Template<'_>) -> u32 {
    template
        .quasis
        .first()
        .map_or(0, |quasi| quasi.span.start.saturating_sub(1))
}

fn variables_text(kind: VariablesKind) -> &'static str {
    match kind {
        VariablesKind::Var => "var",
        VariablesKind::Let => "let",
        VariablesKind::Const => "const",
        VariablesKind::Using => "using",
        VariablesKind::AwaitUsing => "await using",
    }
}

fn unary_text(op: UnaryOp) -> &'static str {
    match op {
        UnaryOp::Minus => "-",
        UnaryOp::Plus => "+",
        UnaryOp::Not => "!",
        UnaryOp::BitNot => "~",
        UnaryOp::Typeof => "typeof",
        UnaryOp::Void => "void",
        UnaryOp::Delete => "delete",
    }
}

fn logical_text(op: LogicalOp) -> &'static str {
    match op {
        LogicalOp::And => "&&",
        LogicalOp::Or => "||",
        LogicalOp::Coalesce => "??",
    }
}

fn binary_text(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Eq => "==",
        BinaryOp::Ne => "!=",
        BinaryOp::StrictEq => "===",
        BinaryOp::StrictNe => "!==",
        BinaryOp::Lt => "<",
        BinaryOp::Le => "<=",
        BinaryOp::Gt => ">",
        BinaryOp::Ge => ">=",
        BinaryOp::Shl => "<<",
        BinaryOp::Shr => ">>",
        BinaryOp::UShr => ">>>",
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::Div => "/",
        BinaryOp::Rem => "%",
        BinaryOp::Exp => "**",
        BinaryOp::BitOr => "|",
        BinaryOp::BitXor => "^",
        BinaryOp::BitAnd => "&",
        BinaryOp::In => "in",
        BinaryOp::Instanceof => "instanceof",
    }
}

fn assign_text(op: AssignOp) -> String {
    match op {
        AssignOp::Assign => "=".into(),
        AssignOp::Binary(op) => format!("{}=", binary_text(op)),
        AssignOp::Logical(op) => format!("{}=", logical_text(op)),
    }
}
