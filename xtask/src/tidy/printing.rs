//! Libraries neither print nor read the environment: only the program does.

use super::source::{code, without_tests};
use super::{Broken, Tree};

/// Programs, and packages for tests only.
const PROGRAMS: &[&str] = &["cli", "xtask", "testkit", "fuzz"];
/// Code that prints.
const PRINTS: &[&str] = &[
    "println!",
    "eprintln!",
    "print!",
    "eprint!",
    "dbg!",
    "io::stdout",
    "io::stderr",
    "stdout()",
    "stderr()",
];
/// Code that reads the environment.
const READS_ENVIRONMENT: &[&str] =
    &["std::env::", "env::var", "env::args", "env::current_dir", "env::temp_dir"];

/// Libraries neither print nor read the environment; build scripts and tests may.
pub(super) fn printing(tree: &Tree) -> Vec<Broken> {
    let libraries = tree.packages().filter(|(name, _)| !PROGRAMS.contains(name));
    let sources = libraries.flat_map(|(_, folder)| tree.sources(folder));
    sources.flat_map(|(path, text)| uses(path, text)).collect()
}

/// The first use in a file.
fn uses(path: &str, text: &str) -> Option<Broken> {
    let code = without_tests(&code(text));
    for (number, line) in code.lines().enumerate() {
        let used = |what: &[&'static str]| what.iter().find(|&&name| starts_a_word(line, name)).copied();
        let broken = used(PRINTS)
            .map(|name| format!("line {}: `{name}` prints, which libraries must not", number + 1))
            .or_else(|| {
                used(READS_ENVIRONMENT).map(|name| {
                    format!("line {}: `{name}` reads the environment, which libraries must not", number + 1)
                })
            });
        if let Some(message) = broken {
            return Some(Broken::new(path, message));
        }
    }
    None
}

/// Whether a line has a name, but not as the end of a longer word.
fn starts_a_word(line: &str, name: &str) -> bool {
    let before = |at: usize| line[..at].chars().next_back();
    line.match_indices(name).any(|(at, _)| !before(at).is_some_and(|c| c == '_' || c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, expected: &[&str]) {
        let folder = path.split("/src/").next().unwrap_or_default();
        let tree = Tree::of(&[(&format!("{folder}/Cargo.toml"), ""), (path, text)]);
        let found: Vec<String> = printing(&tree).into_iter().map(|broken| broken.message).collect();
        assert_eq!(found, expected, "{path} {text}");
    }

    #[test]
    fn libraries_do_not_print() {
        let prints = |name: &str| format!("line 2: `{name}` prints, which libraries must not");
        for name in ["println!", "eprint!", "dbg!", "io::stdout"] {
            check("crates/a/src/a.rs", &format!("//! A.\nfn a() {{ {name}() }}"), &[&prints(name)]);
        }
        let asks = ["line 1: `std::env::` reads the environment, which libraries must not"];
        check("crates/a/src/a.rs", "let home = std::env::var(\"HOME\");", &asks);
        check("crates/a/src/a.rs", "/// println!()\nfn pretty_println() { \"dbg!\" }", &[]);
        check("crates/a/src/a.rs", "#[cfg(test)]\nmod tests { fn a() { println!() } }", &[]);
    }

    #[test]
    fn programs_and_scripts_may_print() {
        check("crates/cli/src/main.rs", "fn main() { println!() }", &[]);
        check("xtask/src/main.rs", "fn main() { println!() }", &[]);
        check("crates/a/build.rs", "fn main() { println!() }", &[]);
    }
}
