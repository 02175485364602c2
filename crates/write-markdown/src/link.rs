//! The addresses of links in CommonMark.

use model::MarkKind;

/// The address of a link, if it is safe.
pub(crate) fn address(kind: &MarkKind) -> Option<String> {
    match kind {
        MarkKind::Link { target } => Some(markup::address(target)),
        MarkKind::ExternalLink { url } => markup::is_safe(url).then(|| url.clone()),
        _ => None,
    }
}

/// Whether an address can stand alone, as `<https://example.org>`
/// ([autolinks](https://spec.commonmark.org/0.31.2/#autolinks)).
pub(crate) fn stands_alone(kind: &MarkKind, text: &str) -> bool {
    let plain =
        |c: char| !c.is_ascii_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | '|' | '\\' | '`');
    matches!(kind, MarkKind::ExternalLink { url } if url == text)
        && (text.starts_with("https://") || text.starts_with("http://"))
        && text.chars().all(plain)
}

/// Writes a [destination](https://spec.commonmark.org/0.31.2/#link-destination).
pub(crate) fn destination(out: &mut String, address: &str) {
    let bare = |c: char| {
        !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | '(' | ')' | '\\' | '|' | '&')
    };
    if !address.is_empty() && address.chars().all(bare) {
        out.push_str(address);
        return;
    }
    out.push('<');
    for (at, c) in address.char_indices() {
        match c {
            '<' | '>' | '\\' | '|' => out.extend(['\\', c]),
            '&' if is_reference(&address[at..]) => out.push_str("\\&"),
            '\0' => out.push('\u{FFFD}'),
            c if c.is_control() => out.push_str(&format!("&#{};", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('>');
}

/// Whether an ampersand could start a character reference.
pub(crate) fn is_reference(text: &str) -> bool {
    text.as_bytes().get(1).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
}
