//! What a mistyped name was meant to be.

/// Names longer than this are no slips of the keyboard.
const LONGEST: usize = 100;

/// The end of a message about a name that nothing goes by: the nearest one or two of those that there are, or nothing
/// where none is near. Upper and lower case are one.
///
/// ```
/// use convert_model::did_you_mean;
/// assert_eq!(did_you_mean("ymal", ["csv", "yaml", "json"]), "; did you mean 'yaml'?");
/// assert_eq!(did_you_mean("heat 3", ["Heat 1", "Heat 2", "Final"]), "; did you mean 'Heat 1' or 'Heat 2'?");
/// assert_eq!(did_you_mean("pdf", ["csv", "yaml", "json"]), "");
/// ```
pub fn did_you_mean<'n>(wrong: &str, known: impl IntoIterator<Item = &'n str>) -> String {
    let length = wrong.chars().count();
    if length > LONGEST {
        return String::new();
    }
    // One slip in a short word, one in three characters of a longer one; but not all of it.
    let most = (length / 3).max(1).min(length.saturating_sub(1));
    let lower = wrong.to_lowercase();
    let mut near: Vec<(usize, &str)> = Vec::new();
    for name in known {
        if near.iter().any(|(_, other)| *other == name) || name.chars().count() > LONGEST {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&lower, &name.to_lowercase());
        if distance <= most {
            near.push((distance, name));
        }
    }
    // Of equals the first comes first.
    near.sort_by_key(|(distance, _)| *distance);
    match near[..] {
        [] => String::new(),
        [(best, one), (next, other), ..] if best == next => {
            format!("; did you mean '{one}' or '{other}'?")
        }
        [(_, one), ..] => format!("; did you mean '{one}'?"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_and_other_words_are_not() {
        for (wrong, known, meant) in [
            ("nmae", ["Rank", "Name", "Time"], "; did you mean 'Name'?"),
            ("NAME", ["Rank", "Name", "Time"], "; did you mean 'Name'?"),
            ("Quaterfinal", ["Heats", "Quarterfinals", "Final A"], "; did you mean 'Quarterfinals'?"),
            ("Slalom", ["Heats", "Quarterfinals", "Final A"], ""),
            // One character for another is not a slip but another name.
            ("a", ["b", "c", "d"], ""),
            ("", ["b", "", "d"], "; did you mean ''?"),
            ("utf9", ["utf-8", "utf8", "utf8"], "; did you mean 'utf8'?"),
        ] {
            assert_eq!(did_you_mean(wrong, known), meant, "{wrong}");
        }
        assert_eq!(did_you_mean(&"x".repeat(LONGEST + 1), [&*"x".repeat(LONGEST)]), "");
    }
}
