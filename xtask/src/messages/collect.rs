//! The messages of a source file: every literal that is language, with what is known about its values.

use super::format::{self, Part};
use super::sources::is_test;
use super::text::{Piece, Text};
use super::{Message, Style};
use std::collections::HashMap;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{BinOp, Block, Expr, File, Lit, Local, Macro, Member, Meta, Pat, Token};

/// Files with sentences and labels.
const PROSE: &[&str] = &["crates/cli/src/cli/", "crates/cli/src/explain.rs"];
/// Files with data or markup.
const DATA: &[&str] = &[
    "crates/number-format/src/",
    "crates/read-wiki/src/templates/facts/",
    "crates/wiki/src/names.rs",
    "crates/write-html/src/style.rs",
    "crates/write-odf/src/style.rs",
    "crates/write-xlsx/src/format_code.rs",
];
/// Macros whose first argument is a format string.
const FORMATS: &[&str] = &["format", "print", "println", "eprint", "eprintln", "panic", "format_args"];
/// Macros that write to their first argument, by a format string.
const WRITES: &[&str] = &["write", "writeln"];
/// Macros for the programmer.
const CHECKS: &[&str] =
    &["assert", "assert_eq", "assert_ne", "debug_assert", "debug_assert_eq", "matches", "unreachable"];
/// Methods that take a message or a hint last.
const METHODS: &[&str] = &["note", "warning", "error", "hint"];
/// Methods that look for their argument in a text.
const SEARCHES: &[&str] =
    &["contains", "ends_with", "find", "split", "split_once", "starts_with", "strip_prefix"];
/// Functions that take a message, and where.
const FUNCTIONS: &[(&str, usize)] = &[
    ("Diagnostic::note", 1),
    ("Diagnostic::warning", 1),
    ("Diagnostic::error", 1),
    ("Diagnostic::new", 2),
    ("Error::usage", 0),
    ("Error::output", 0),
    ("Error::internal", 0),
    ("Error::setting", 1),
    ("Hint::from", 0),
];
/// Names of variables that are a number of things.
const COUNTS: &[&str] =
    &["bytes", "cells", "columns", "count", "files", "lines", "more", "number", "rows", "total"];

/// The messages of a file in order.
pub(super) fn messages(path: &str, file: &File) -> Vec<Message> {
    if DATA.iter().any(|start| path.starts_with(start)) {
        return Vec::new();
    }
    let is_prose = PROSE.iter().any(|start| path.starts_with(start));
    let style = if is_prose { Style::Prose } else { Style::Message };
    let mut collector = Collector { style, found: Vec::new(), variables: vec![HashMap::new()] };
    collector.visit_file(file);
    collector.found.into_iter().flatten().collect()
}

struct Collector {
    style: Style,
    /// The messages in order; `None` for those that are part of another.
    found: Vec<Option<Message>>,
    /// The variables with a text, by block: the text and its index in `found`.
    variables: Vec<HashMap<String, (Text, Option<usize>)>>,
}

impl Collector {
    /// Adds a text, and returns its index.
    fn add(&mut self, text: Text) -> Option<usize> {
        self.found.push(Some(Message { text, style: self.style }));
        Some(self.found.len() - 1)
    }

    /// Adds the message of a call, even if it is a single word.
    fn message(&mut self, expr: &Expr) {
        match self.text(expr) {
            Some(text) => _ = self.add(text),
            None => self.visit_expr(expr),
        }
    }

    fn prose(&mut self, visit: impl FnOnce(&mut Self)) {
        let style = std::mem::replace(&mut self.style, Style::Prose);
        visit(self);
        self.style = style;
    }

    /// The text that an expression is, if it is built from literals here. Visits what is inside it, unless there is
    /// none.
    fn text(&mut self, expr: &Expr) -> Option<Text> {
        match expr {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(Text::words(text.value())),
                _ => None,
            },
            Expr::Paren(inner) => self.text(&inner.expr),
            Expr::Group(inner) => self.text(&inner.expr),
            Expr::Reference(inner) => self.text(&inner.expr),
            Expr::Binary(sum) if matches!(sum.op, BinOp::Add(_)) => {
                let (left, right) = (self.text(&sum.left), self.text(&sum.right));
                if left.is_none() && right.is_none() {
                    return None;
                }
                let left = left.unwrap_or_else(|| self.part(&sum.left));
                Some(left.then(right.unwrap_or_else(|| self.part(&sum.right))))
            }
            Expr::MethodCall(call) => match (call.method.to_string().as_str(), call.args.len()) {
                ("to_owned" | "into" | "to_string", 0) => self.text(&call.receiver),
                ("text", 1) => Some(self.hint(&call.receiver)?.then(self.part(&call.args[0]))),
                ("name", 1) => Some(self.hint(&call.receiver)?.then(self.part(&call.args[0]))),
                ("setting", 2) => {
                    let hint = self.hint(&call.receiver)?;
                    let (name, value) = (self.part(&call.args[0]), self.part(&call.args[1]));
                    Some(hint.then(name).then(Text::words("=")).then(value))
                }
                _ => None,
            },
            Expr::Call(call) => match (function(&call.func).as_str(), call.args.len()) {
                ("Hint::default", 0) => Some(Text::default()),
                ("Hint::from" | "String::from", 1) => Some(self.part(&call.args[0])),
                ("plural" | "model::plural", 3) => {
                    self.visit_expr(&call.args[0]);
                    let forms = [1, 2].map(|at| self.part(&call.args[at]).renderings().concat());
                    let [one, many] = forms;
                    Some(Text(vec![Piece::Plural(one, many)]))
                }
                _ => None,
            },
            Expr::Macro(call) => self.formatted(&call.mac),
            _ => None,
        }
    }

    /// The text of a hint that a method call extends.
    fn hint(&mut self, expr: &Expr) -> Option<Text> {
        self.variable(expr).or_else(|| match expr {
            Expr::MethodCall(_) | Expr::Call(_) => self.text(expr),
            _ => None,
        })
    }

    /// The text in a variable, which then is not a separate message.
    fn variable(&mut self, expr: &Expr) -> Option<Text> {
        let Expr::Path(path) = expr else { return None };
        let name = path.path.get_ident()?.to_string();
        self.named(&name)
    }

    fn named(&mut self, name: &str) -> Option<Text> {
        let (text, at) = self.variables.iter().rev().find_map(|block| block.get(name))?.clone();
        if let Some(at) = at {
            self.found[at] = None;
        }
        Some(text)
    }

    /// A part of a text: words, or a value.
    fn part(&mut self, expr: &Expr) -> Text {
        if let Some(text) = self.variable(expr).or_else(|| self.text(expr)) {
            return text;
        }
        self.visit_expr(expr);
        Text(vec![value(expr)])
    }

    /// The text of a macro with a format string.
    fn formatted(&mut self, mac: &Macro) -> Option<Text> {
        let name = mac.path.segments.last()?.ident.to_string();
        let is_written = WRITES.contains(&name.as_str());
        if !is_written && !FORMATS.contains(&name.as_str()) {
            return None;
        }
        let arguments = arguments(mac)?;
        let mut arguments = arguments.iter().skip(usize::from(is_written));
        let format = arguments.next()?;
        let Expr::Lit(literal) = format else { return None };
        let Lit::Str(format) = &literal.lit else { return None };
        let (named, numbered): (Vec<&Expr>, Vec<&Expr>) =
            arguments.partition(|argument| matches!(argument, Expr::Assign(_)));
        let mut named: HashMap<String, Text> = named
            .into_iter()
            .filter_map(|argument| match argument {
                Expr::Assign(assign) => Some((name_of(&assign.left), self.part(&assign.right))),
                _ => None,
            })
            .collect();
        let numbered: Vec<Text> = numbered.into_iter().map(|argument| self.part(argument)).collect();
        let mut next = 0;
        let mut text = Text::default();
        for part in format::parse(&format.value()) {
            text = text.then(match part {
                Part::Words(words) => Text::words(words),
                Part::Argument(number) => {
                    let number = number.unwrap_or_else(|| {
                        next += 1;
                        next - 1
                    });
                    numbered.get(number).cloned().unwrap_or_default()
                }
                Part::Named(name) => match named.remove(&name).or_else(|| self.named(&name)) {
                    Some(text) => text,
                    None => Text(vec![value_named(name)]),
                },
            });
        }
        Some(text)
    }

    /// Remembers the text that a variable is bound to.
    fn bind(&mut self, pattern: &Pat, value: &Expr) {
        match (pattern, value) {
            (Pat::Type(typed), _) => self.bind(&typed.pat, value),
            (Pat::Tuple(names), Expr::Tuple(values)) if names.elems.len() == values.elems.len() => {
                names.elems.iter().zip(&values.elems).for_each(|(name, value)| self.bind(name, value));
            }
            (Pat::Ident(name), _) => {
                let Some(text) = self.text(value) else { return self.visit_expr(value) };
                let at = if text.is_language() { self.add(text.clone()) } else { None };
                if name.mutability.is_none()
                    && let Some(block) = self.variables.last_mut()
                {
                    block.insert(name.ident.to_string(), (text, at));
                }
            }
            _ => self.visit_expr(value),
        }
    }
}

impl<'ast> Visit<'ast> for Collector {
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}

    fn visit_pat(&mut self, _: &'ast Pat) {}

    fn visit_item(&mut self, item: &'ast syn::Item) {
        use syn::Item;
        let attributes = match item {
            Item::Const(item) => &item.attrs,
            Item::Fn(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            Item::Mod(item) => &item.attrs,
            Item::Static(item) => &item.attrs,
            _ => return visit::visit_item(self, item),
        };
        if !is_test(attributes) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        if !is_test(&function.attrs) {
            visit::visit_impl_item_fn(self, function);
        }
    }

    fn visit_block(&mut self, block: &'ast Block) {
        self.variables.push(HashMap::new());
        visit::visit_block(self, block);
        self.variables.pop();
    }

    fn visit_local(&mut self, local: &'ast Local) {
        if let Some(init) = &local.init {
            self.bind(&local.pat, &init.expr);
            if let Some((_, otherwise)) = &init.diverge {
                self.visit_expr(otherwise);
            }
        }
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        match self.text(expr) {
            Some(text) if text.is_language() => _ = self.add(text),
            Some(_) => {}
            None => visit::visit_expr(self, expr),
        }
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.visit_expr(&call.receiver);
        let name = call.method.to_string();
        if SEARCHES.contains(&name.as_str()) && matches!(call.args.first(), Some(Expr::Lit(_))) {
            return;
        }
        let last = call.args.len().saturating_sub(1);
        let reports = METHODS.contains(&name.as_str());
        for (at, argument) in call.args.iter().enumerate() {
            if reports && at == last { self.message(argument) } else { self.visit_expr(argument) }
        }
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        let name = function(&call.func);
        if name == "Example::Input" {
            return;
        }
        if name == "Example::Words" {
            return self.prose(|this| call.args.iter().for_each(|argument| this.message(argument)));
        }
        let message = FUNCTIONS.iter().find(|(function, _)| name.ends_with(function)).map(|(_, at)| *at);
        self.visit_expr(&call.func);
        for (at, argument) in call.args.iter().enumerate() {
            match name.as_str() {
                _ if message == Some(at) => self.message(argument),
                // As `crates/model/src/codes.rs` makes a `CodeSpec`: the last argument is the remedy.
                "code" if at == 3 => self.prose(|this| this.visit_expr(argument)),
                _ => self.visit_expr(argument),
            }
        }
    }

    fn visit_field_value(&mut self, field: &'ast syn::FieldValue) {
        match &field.member {
            Member::Named(name) if name == "remedy" => self.prose(|this| this.visit_expr(&field.expr)),
            _ => self.visit_expr(&field.expr),
        }
    }

    fn visit_macro(&mut self, mac: &'ast Macro) {
        let name = mac.path.segments.last().map(|name| name.ident.to_string()).unwrap_or_default();
        if CHECKS.contains(&name.as_str()) {
            return;
        }
        if name == "options" {
            for help in helps(mac) {
                self.prose(|this| _ = this.add(Text::words(help)));
            }
            return;
        }
        if let Some(text) = self.formatted(mac) {
            if text.is_language() {
                self.add(text);
            }
            return;
        }
        arguments(mac).iter().flatten().for_each(|argument| self.visit_expr(argument));
    }
}

/// The arguments of a macro, if they are expressions.
fn arguments(mac: &Macro) -> Option<Punctuated<Expr, Token![,]>> {
    mac.parse_body_with(Punctuated::parse_terminated).ok()
}

/// The help of the options that `options!` describes.
fn helps(mac: &Macro) -> Vec<String> {
    let Ok(options) = mac.parse_body::<Options>() else { return Vec::new() };
    options.0
}

/// What `options!` takes, its help alone.
struct Options(Vec<String>);

impl syn::parse::Parse for Options {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<Self> {
        input.call(syn::Attribute::parse_outer)?;
        input.parse::<syn::Visibility>()?;
        input.parse::<Token![struct]>()?;
        input.parse::<syn::Ident>()?;
        let fields;
        syn::braced!(fields in input);
        let mut helps = Vec::new();
        while !fields.is_empty() {
            let lines = fields.call(syn::Attribute::parse_outer)?;
            helps.push(lines.iter().filter_map(doc).collect::<String>());
            fields.parse::<syn::Visibility>()?;
            fields.parse::<syn::Ident>()?;
            fields.parse::<Token![:]>()?;
            fields.parse::<syn::Type>()?;
            if fields.parse::<Option<Token![=]>>()?.is_some() {
                fields.parse::<Expr>()?;
            }
            fields.parse::<Option<Token![,]>>()?;
        }
        Ok(Options(helps))
    }
}

/// A line of documentation.
fn doc(attribute: &syn::Attribute) -> Option<String> {
    let Meta::NameValue(meta) = &attribute.meta else { return None };
    let Expr::Lit(literal) = &meta.value else { return None };
    match &literal.lit {
        Lit::Str(text) if meta.path.is_ident("doc") => Some(text.value()),
        _ => None,
    }
}

/// The path of a function: `model::plural`.
fn function(expr: &Expr) -> String {
    match expr {
        Expr::Path(path) => {
            let names: Vec<String> = path.path.segments.iter().map(|name| name.ident.to_string()).collect();
            names.join("::")
        }
        _ => String::new(),
    }
}

/// The value of an expression in a message.
fn value(expr: &Expr) -> Piece {
    match expr {
        Expr::MethodCall(call) if call.method == "len" || call.method == "count" => {
            Piece::Value { name: name_of(&call.receiver), is_count: true }
        }
        Expr::Call(call) if function(&call.func).ends_with("grouped") => {
            Piece::Value { name: call.args.first().map(name_of).unwrap_or_default(), is_count: true }
        }
        _ => value_named(name_of(expr)),
    }
}

fn value_named(name: String) -> Piece {
    let is_count = COUNTS.contains(&name.as_str());
    Piece::Value { name, is_count }
}

/// What a value is called.
fn name_of(expr: &Expr) -> String {
    match expr {
        Expr::Path(path) if path.path.is_ident("self") => String::new(),
        Expr::Path(path) => path.path.segments.last().map(|name| name.ident.to_string()).unwrap_or_default(),
        Expr::Field(field) => match &field.member {
            Member::Named(name) => name.to_string(),
            Member::Unnamed(_) => name_of(&field.base),
        },
        Expr::MethodCall(call) if call.method == "name" || call.method == "kind" => call.method.to_string(),
        Expr::MethodCall(call) => match name_of(&call.receiver) {
            unnamed if unnamed.is_empty() => call.method.to_string(),
            name => name,
        },
        Expr::Call(call) => call.args.first().map(name_of).unwrap_or_default(),
        Expr::Index(index) => name_of(&index.expr),
        Expr::Reference(inner) => name_of(&inner.expr),
        Expr::Unary(inner) => name_of(&inner.expr),
        Expr::Paren(inner) => name_of(&inner.expr),
        Expr::Cast(inner) => name_of(&inner.expr),
        Expr::Try(inner) => name_of(&inner.expr),
        Expr::Binary(binary) => name_of(&binary.left),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of the list for the messages in this code.
    fn check(code: &str, expected: &[&str]) {
        let file = syn::parse_file(code).unwrap();
        let lines: Vec<String> =
            messages("a.rs", &file).iter().flat_map(|message| message.text.renderings()).collect();
        assert_eq!(lines, expected, "{code}");
    }

    #[test]
    fn language_is_a_message_and_a_name_is_not() {
        check(r#"fn f() { g("left out here", "name", "<a b c>", 'c'); }"#, &["left out here"]);
        check(r#"fn f() { CODE.note("damaged"); x.contains("not this one"); }"#, &["damaged"]);
        check(
            r#"/// Some words.
            fn f() { assert!(a, "not this one"); if let "nor this one" = a {} }"#,
            &[],
        );
        check(r#"#[cfg(test)] mod tests { fn f() { g("left out here"); } }"#, &[]);
        check(
            r#"const C: S = S { example: Example::Input("csv", "not this one"), remedy: "Look it up." };"#,
            &["Look it up."],
        );
    }

    #[test]
    fn values_have_names() {
        check(
            r#"fn f() { format!("{name} has {} of {:>3}", path.display(), self.width()); }"#,
            &["NAME has PATH of WIDTH"],
        );
        check(
            r#"fn f() { format!("not {a}{b}s, {}, {c} here", if x { 1 } else { 2 }, c = d.e); }"#,
            &["not A{B}s, …, E here"],
        );
        check(r#"fn f() { write!(f, "not {} here", self.0[1])?; }"#, &["not … here"]);
    }

    #[test]
    fn counts_are_spelled_out() {
        check(
            r#"fn f() { let rows = plural(n, "row", "rows"); CODE.note(format!("{rows} left out")); }"#,
            &["0 rows left out", "1 row left out", "2 rows left out"],
        );
    }

    #[test]
    fn hints_are_put_together() {
        check(
            r#"fn f() {
                let hint = Hint::from(format!("it is {id}: read it with "));
                e.hint(hint.setting("from", id));
                e.hint(Hint::default().setting("view", "document").text(" keeps it"));
                e.hint(Hint::from("name it with ").name("from"));
            }"#,
            &["it is ID: read it with from=ID", "view=document keeps it", "name it with from"],
        );
    }

    #[test]
    fn options_have_their_help() {
        check(
            "model::options! {
                /// How it is read.
                pub struct Options {
                    /// Leave out
                    /// the rest
                    pub rest: bool = false,
                    /// Keep it
                    pub it: Vec<u8>,
                }
            }",
            &["Leave out the rest", "Keep it"],
        );
    }
}
