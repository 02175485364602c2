//! Matches the columns of a table, by name, with those that it had when it was written.

use std::collections::HashMap;

/// The most columns that are compared with each other.
const MOST: usize = 1 << 10;

/// For each column as it was written, where it is now; `None` if it was deleted.
///
/// Columns keep their order unless they were moved; a renamed column is between the same neighbours as before.
pub(crate) fn follow(old: &[String], new: &[String]) -> Vec<Option<usize>> {
    if old == new || old.len() > MOST || new.len() > MOST {
        return (0..old.len()).map(Some).collect();
    }
    let mut map = common(old, new);
    let mut taken: Vec<bool> = vec![false; new.len()];
    map.iter().flatten().for_each(|&at| taken[at] = true);
    // A column that was moved is only found if its name is unique.
    let mut free: HashMap<&str, Option<usize>> = HashMap::new();
    for (at, name) in new.iter().enumerate().filter(|(at, _)| !taken[*at]) {
        free.entry(name).and_modify(|found| *found = None).or_insert(Some(at));
    }
    for (at, name) in old.iter().enumerate() {
        if map[at].is_none()
            && let Some(found) = free.get_mut(name.as_str()).and_then(Option::take)
        {
            (map[at], taken[found]) = (Some(found), true);
        }
    }
    // If as many columns are left between two known ones as there were before, they were renamed.
    let mut at = 0;
    while at < old.len() {
        let end = (at..old.len()).find(|&next| map[next].is_some()).unwrap_or(old.len());
        let start = at.checked_sub(1).and_then(|before| map[before]).map_or(0, |found| found + 1);
        let stop = map.get(end).copied().flatten().unwrap_or(new.len());
        let left: Vec<usize> = (start..stop).filter(|&place| !taken[place]).collect();
        if left.len() == end - at {
            map[at..end].iter_mut().zip(left).for_each(|(place, found)| *place = Some(found));
        }
        at = end + 1;
    }
    map
}

/// A longest common subsequence of the names.
fn common(old: &[String], new: &[String]) -> Vec<Option<usize>> {
    let width = new.len() + 1;
    let mut lengths = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            lengths[i * width + j] = if old[i] == new[j] {
                lengths[(i + 1) * width + j + 1] + 1
            } else {
                lengths[(i + 1) * width + j].max(lengths[i * width + j + 1])
            };
        }
    }
    let mut map = vec![None; old.len()];
    let (mut i, mut j) = (0, 0);
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            map[i] = Some(j);
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    map
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &str, new: &str, expected: &[isize]) {
        let names = |names: &str| names.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let found = follow(&names(old), &names(new));
        let found: Vec<isize> = found.iter().map(|at| at.map_or(-1, |at| at as isize)).collect();
        assert_eq!(found, expected, "{old} / {new}");
    }

    #[test]
    fn columns_are_followed() {
        check("a b c", "a b c", &[0, 1, 2]);
        check("a b c", "a x b c", &[0, 2, 3]);
        check("a b c", "a c", &[0, -1, 1]);
        check("a b c", "a x c", &[0, 1, 2]);
        check("a b c", "x y c", &[0, 1, 2]);
        check("a b c", "a b x", &[0, 1, 2]);
        check("a b c", "x y z", &[0, 1, 2]);
        check("a b c", "a b", &[0, 1, -1]);
        check("a b c", "c a b", &[1, 2, 0]);
        check("a b c d", "a x d", &[0, -1, -1, 2]);
        check("x x x", "x x", &[0, 1, -1]);
    }
}
