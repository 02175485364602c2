//! Suggestions for mistyped names.

/// Names longer than this are not typing errors.
const LONGEST: usize = 200;
/// The similarity, out of 1, from which a name may have been meant.
const NEAR: f64 = 0.8;
/// If the similarities of two names differ by less than this, both are suggested.
const SAME: f64 = 0.001;

/// The end of a message about an unknown name: the one or two most similar names of those known, or nothing if none is
/// similar. Upper and lower case count as the same.
///
/// ```
/// use convert_model::did_you_mean;
/// assert_eq!(did_you_mean("ymal", ["csv", "yaml", "json"]), "; did you mean 'yaml'?");
/// assert_eq!(did_you_mean("heat 3", ["Heat 1", "Heat 2", "Final"]), "; did you mean 'Heat 1' or 'Heat 2'?");
/// assert_eq!(did_you_mean("pdf", ["csv", "yaml", "json"]), "");
/// ```
pub fn did_you_mean<'n>(wrong: &str, known: impl IntoIterator<Item = &'n str>) -> String {
    let wrong = wrong.to_lowercase();
    let mut near: Vec<(f64, &str)> = Vec::new();
    for name in known {
        if near.iter().any(|(_, other)| *other == name) || wrong.len().max(name.len()) > LONGEST {
            continue;
        }
        let lower = name.to_lowercase();
        let likeness = strsim::jaro_winkler(&wrong, &lower);
        if likeness >= NEAR {
            near.push((likeness, name));
        } else if is_swapped(&wrong, &lower) {
            near.push((NEAR, name));
        }
    }
    // The sort is stable: among equals, the first stays first.
    near.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    match near[..] {
        [] => String::new(),
        [(best, one), (next, other), ..] if best - next < SAME => {
            format!("; did you mean '{one}' or '{other}'?")
        }
        [(_, one), ..] => format!("; did you mean '{one}'?"),
    }
}

/// Whether two neighbouring characters are swapped, for which the similarity of a short name is too low.
fn is_swapped(one: &str, other: &str) -> bool {
    let sorted = |text: &str| {
        let mut characters: Vec<char> = text.chars().collect();
        characters.sort_unstable();
        characters
    };
    one.len() > 2 && strsim::osa_distance(one, other) == 1 && sorted(one) == sorted(other)
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
            ("Heta", ["Heats", "Quarterfinals", "Final A"], "; did you mean 'Heats'?"),
            // A difference of one character in names this short is not a typing error but another name.
            ("a", ["b", "c", "d"], ""),
            ("t1", ["t2", "t3", "u1"], ""),
            ("", ["b", "c", "d"], ""),
            ("cvs", ["tsv", "csv", "json"], "; did you mean 'csv'?"),
            ("vcs", ["tsv", "csv", "json"], ""),
            ("1t", ["t1", "t2", "u1"], ""),
            ("utf9", ["latin1", "utf8", "utf8"], "; did you mean 'utf8'?"),
        ] {
            assert_eq!(did_you_mean(wrong, known), meant, "{wrong}");
        }
        assert_eq!(did_you_mean(&"x".repeat(LONGEST + 1), [&*"x".repeat(LONGEST)]), "");
    }
}
