//! Attributes that affect only the look.

use crate::escape::escape_attribute;
use markup::Lost;

/// The style properties that are kept.
const PROPERTIES: &[&str] = &[
    "background",
    "background-color",
    "color",
    "font-style",
    "font-weight",
    "text-align",
    "text-decoration",
    "vertical-align",
    "white-space",
];

/// Writes the attributes that are safe anywhere; `except` is a class that has a meaning here.
pub(crate) fn write(out: &mut String, lost: &mut Lost, attributes: &[(String, String)], except: &str) {
    let (mut class, mut style) = (String::new(), String::new());
    for (name, value) in attributes {
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            "class" => {
                class =
                    value.split_ascii_whitespace().filter(|one| *one != except).collect::<Vec<_>>().join(" ");
            }
            "style" => value.split(';').for_each(|declaration| add(&mut style, lost, declaration)),
            "align" => add(&mut style, lost, &format!("text-align:{value}")),
            "valign" => add(&mut style, lost, &format!("vertical-align:{value}")),
            "bgcolor" => add(&mut style, lost, &format!("background-color:{value}")),
            _ => lost.add("attributes other than classes, colours and alignment"),
        }
    }
    for (name, value) in [("class", class), ("style", style)] {
        if !value.is_empty() {
            attribute(out, name, &value);
        }
    }
}

/// Writes one attribute.
pub(crate) fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape_attribute(out, value);
    out.push('"');
}

/// Adds a declaration to a style, if its property is kept and its value cannot load anything.
fn add(style: &mut String, lost: &mut Lost, declaration: &str) {
    if declaration.trim().is_empty() {
        return;
    }
    let (name, value) = declaration.split_once(':').unwrap_or((declaration, ""));
    let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
    let plain = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '#' | '%' | '.' | ',' | ' ' | '-' | '(' | ')' | '!')
    };
    let functions = ["rgb(", "rgba(", "hsl(", "hsla("];
    let calls = value.matches('(').count();
    let known: usize =
        functions.iter().map(|function| value.to_ascii_lowercase().matches(function).count()).sum();
    if !PROPERTIES.contains(&name.as_str()) || value.is_empty() || !value.chars().all(plain) || calls != known
    {
        return lost.add("attributes other than classes, colours and alignment");
    }
    if !style.is_empty() {
        style.push_str("; ");
    }
    style.push_str(&format!("{name}: {value}"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &str, value: &str) -> String {
        let mut out = String::new();
        write(&mut out, &mut Lost::default(), &[(name.to_owned(), value.to_owned())], "infobox");
        out
    }

    #[test]
    fn only_the_look_is_kept() {
        assert_eq!(
            written("style", "color:red; position:fixed;text-align: right"),
            " style=\"color: red; text-align: right\""
        );
        assert_eq!(written("style", "background: rgb(1, 2, 3)"), " style=\"background: rgb(1, 2, 3)\"");
        assert_eq!(written("bgcolor", "#FFF"), " style=\"background-color: #FFF\"");
        assert_eq!(written("class", "a infobox b\"c"), " class=\"a b&quot;c\"");
        for (name, value) in [
            ("style", "background:url(https://a.b)"),
            ("style", "color:expression(alert(1))"),
            ("style", "background:u\\72l(x)"),
            ("onclick", "alert(1)"),
            ("id", "x"),
        ] {
            assert_eq!(written(name, value), "", "{name}={value}");
        }
    }
}
