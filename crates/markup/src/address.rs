//! Addresses of links: pages of the same site, and full addresses.

use model::MarkKind;

/// The scheme of an address ([RFC 3986, section 3.1](https://www.rfc-editor.org/rfc/rfc3986#section-3.1)).
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let mut bytes = scheme.bytes();
    let starts_well = bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic());
    let continues_well = bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    (starts_well && continues_well).then_some(scheme)
}

/// The address of a page of the same site. A `./` keeps a colon in its name from being read as the end of a scheme.
///
/// ```
/// assert_eq!(convert_markup::address("Sun Long"), "Sun Long");
/// assert_eq!(convert_markup::address("Category:Skaters"), "./Category:Skaters");
/// ```
pub fn address(target: &str) -> String {
    let own = scheme(target).is_none() && !target.starts_with("//") && !target.starts_with("./");
    if own { target.to_owned() } else { format!("./{target}") }
}

/// The mark of a link to an address.
///
/// ```
/// use model::MarkKind;
/// assert_eq!(convert_markup::link("./Category:Skaters"), MarkKind::Link { target: "Category:Skaters".into() });
/// assert_eq!(convert_markup::link("HTTP://a.b"), MarkKind::ExternalLink { url: "HTTP://a.b".into() });
/// ```
pub fn link(address: &str) -> MarkKind {
    if scheme(address).is_some() || address.starts_with("//") {
        return MarkKind::ExternalLink { url: address.to_owned() };
    }
    MarkKind::Link { target: address.strip_prefix("./").unwrap_or(address).to_owned() }
}

/// Whether an address is safe to follow: on the web, a mailbox, or on the same site. Others may run code.
pub fn is_safe(address: &str) -> bool {
    // Browsers strip these characters before they look for a scheme.
    let plain = !address.contains(|c: char| c.is_control()) && !address.starts_with(' ');
    plain
        && scheme(address).is_none_or(|scheme| {
            ["http", "https", "mailto"].iter().any(|known| known.eq_ignore_ascii_case(scheme))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_not_safe() {
        for address in
            ["javascript:alert(1)", "JAVASCRIPT:x", "java\nscript:x", " javascript:x", "data:text/html,x"]
        {
            assert!(!is_safe(address), "{address}");
        }
        for address in ["https://a.b", "mailto:a@b", "/a:b", "a/b:c", "#top", "?a=b:c", ""] {
            assert!(is_safe(address), "{address}");
        }
    }

    #[test]
    fn every_page_name_comes_back() {
        for target in ["a", "File:a.png", "javascript:x", "./a", "//a", "#top", "", "a b"] {
            assert_eq!(link(&address(target)), MarkKind::Link { target: target.into() });
        }
    }
}
