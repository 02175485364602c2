//! Rows in aligned columns, fitted to a width.

use crate::screen::{Styles, cut, printable, styled, width};
use anstyle::Style;
use std::fmt::Write as _;

/// The blanks between columns.
const GAP: usize = 2;
/// Columns are not cut to less than this; fewer are shown instead.
const NARROWEST: usize = 8;

/// The first rows of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rows<'t> {
    /// The names of the columns; none if the table has no header.
    pub(super) names: &'t [String],
    /// The texts of the cells.
    pub(super) rows: &'t [Vec<String>],
    /// How many rows the table has; unknown if it was not read to its end.
    pub(super) of: Option<usize>,
    /// How many columns it has.
    pub(super) columns: usize,
    /// How it looks.
    pub(super) styles: Styles,
}

impl Rows<'_> {
    /// The header, the rows and the number of those not shown, in lines of at most `columns` columns with an indent.
    pub(super) fn fitted(self, columns: usize, indent: usize) -> String {
        let room = columns.saturating_sub(indent);
        let name = |at: usize| self.names.get(at).map_or("", String::as_str);
        let cell = |row: usize, at: usize| self.rows[row].get(at).map_or("", String::as_str);
        // A cell is never wider than the line.
        let short = |text: &str| cut(&printable(start(text, room)), room).into_owned();
        // Columns that cannot fit are not looked at.
        let looked = self.columns.min(room / (1 + GAP) + 1);
        let grid: Vec<(String, Vec<String>)> = (0..looked)
            .map(|at| (short(name(at)), (0..self.rows.len()).map(|row| short(cell(row, at))).collect()))
            .collect();
        let wide: Vec<usize> = grid
            .iter()
            .map(|(name, cells)| cells.iter().chain([name]).map(|text| width(text)).max().unwrap_or(0).max(1))
            .collect();
        let widths = fit(&wide, room, self.columns);
        let numbers: Vec<bool> = grid.iter().map(|(_, cells)| are_numbers(cells)).collect();
        let cut_off = widths.len() < self.columns;
        let mut out = String::new();
        let Styles { head, accent, dim } = self.styles;
        let mut line = |texts: &mut dyn Iterator<Item = &str>, style: Option<Style>| {
            let mut line = " ".repeat(indent);
            for (at, text) in texts.enumerate() {
                let text = cut(text, widths[at]);
                let blanks = " ".repeat(widths[at].saturating_sub(width(&text)));
                let (before, after) = if numbers[at] { (&*blanks, "") } else { ("", &*blanks) };
                let style = style.unwrap_or(if numbers[at] { accent } else { Style::new() });
                let _ = write!(line, "{before}{}{after}{}", styled(style, &text), " ".repeat(GAP));
            }
            line += &styled(dim, if cut_off { "…" } else { "" });
            out += line.trim_end();
            out.push('\n');
        };
        if !self.names.is_empty() {
            line(&mut grid.iter().take(widths.len()).map(|(name, _)| name.as_str()), Some(head));
            let rules: Vec<String> = widths.iter().map(|&width| "─".repeat(width)).collect();
            line(&mut rules.iter().map(String::as_str), Some(dim));
        }
        for row in 0..self.rows.len() {
            line(&mut grid.iter().take(widths.len()).map(|(_, cells)| cells[row].as_str()), None);
        }
        let more = self
            .of
            .map_or(Some("more rows".to_owned()), |of| more(of.saturating_sub(self.rows.len()), "row"));
        let more = [more, more_columns(self.columns - widths.len())];
        let more: Vec<String> = more.into_iter().flatten().collect();
        if !more.is_empty() {
            let more = format!("… {}", more.join(", "));
            let _ = writeln!(out, "{}{}", " ".repeat(indent), styled(dim, &cut(&more, room)));
        }
        out
    }
}

fn more_columns(count: usize) -> Option<String> {
    more(count, "column")
}

fn more(count: usize, noun: &str) -> Option<String> {
    let plural = if count == 1 { "" } else { "s" };
    (count > 0).then(|| format!("{count} more {noun}{plural}"))
}

/// As much of a text as could fit into a width.
fn start(text: &str, room: usize) -> &str {
    let most = room.saturating_add(1).saturating_mul(8);
    text.char_indices().nth(most).map_or(text, |(end, _)| &text[..end])
}

/// The widths of the columns that fit, of `all` columns: the widest are cut first.
fn fit(wide: &[usize], room: usize, all: usize) -> Vec<usize> {
    let least = |wide: usize| wide.min(NARROWEST) + GAP;
    // If columns are left out, the line ends in `…`.
    let fits = |count: usize| {
        let end = if count < all { 1 } else { 0 };
        wide[..count].iter().map(|&wide| least(wide)).sum::<usize>() + end
            <= room + if end == 0 { GAP } else { 0 }
    };
    let count = (1..=wide.len()).rev().find(|&count| fits(count)).unwrap_or(wide.len().min(1));
    let gaps = GAP * count.saturating_sub(1) + if count < all { GAP + 1 } else { 0 };
    let room = room.saturating_sub(gaps).max(count);
    let mut widths = wide[..count].to_vec();
    let mut widest = widths.iter().copied().max().unwrap_or(0);
    while widths.iter().sum::<usize>() > room && widest > 1 {
        widest -= 1;
        widths.iter_mut().for_each(|width| *width = (*width).min(widest));
    }
    // Blanks that are left over after cutting them all to the same width go to the first that were cut.
    let mut left = room.saturating_sub(widths.iter().sum());
    for (width, &wide) in widths.iter_mut().zip(wide) {
        if *width < wide && left > 0 {
            (*width, left) = (*width + 1, left - 1);
        }
    }
    widths
}

/// Whether every cell that is not empty is a number.
fn are_numbers(cells: &[String]) -> bool {
    let mut cells = cells.iter().filter(|cell| !cell.is_empty()).peekable();
    let is_number = |cell: &String| {
        cell.trim_start_matches(['-', '+', '−']).starts_with(|first: char| first.is_ascii_digit())
            && cell.chars().all(|character| character.is_ascii_digit() || "-+−.,:%eE".contains(character))
    };
    cells.peek().is_some() && cells.all(is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fitted(names: &[&str], rows: &[&[&str]], of: Option<usize>, columns: usize) -> String {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let rows: Vec<Vec<String>> = rows.iter().map(|row| owned(row)).collect();
        let wide = rows.iter().map(Vec::len).chain([names.len()]).max().unwrap_or(0);
        let styles = Styles::default();
        Rows { names: &owned(names), rows: &rows, of, columns: wide, styles }.fitted(columns, 1)
    }

    #[test]
    fn columns_are_aligned_by_their_width_on_the_screen() {
        assert_eq!(
            fitted(
                &["#", "Name"],
                &[&["1", "競輪"], &["10", "Zoë"], &["", "x\u{1b}[0m", "more"]],
                Some(3),
                80
            ),
            " \u{20}#  Name\n ──  ─────  ────\n  1  競輪\n 10  Zoë\n     x␛[0m  more\n"
        );
        assert_eq!(fitted(&[], &[&["a", "b"]], Some(2), 80), " a  b\n … 1 more row\n");
        assert_eq!(fitted(&["a"], &[], None, 80), " a\n ─\n … more rows\n");
    }

    #[test]
    fn the_widest_columns_are_cut_then_the_last_are_left_out() {
        let long = "x".repeat(60);
        assert_eq!(
            fitted(&["n", "text"], &[&["1", &long]], Some(1), 20),
            " n  text\n ─  ────────────────\n 1  xxxxxxxxxxxxxxx…\n"
        );
        assert_eq!(
            fitted(&["one", "two", "three"], &[&[&long, &long, &long]], Some(1), 24),
            " one        two        …\n ─────────  ─────────  …\n xxxxxxxx…  xxxxxxxx…  …\n … 1 more column\n"
        );
    }

    #[test]
    fn no_line_is_too_wide() {
        let long = "競".repeat(30);
        for columns in 12..140 {
            for wide in 1..40 {
                let row = vec![&*long; wide];
                let table = fitted(&row, &[&row, &vec!["1"; wide]], None, columns);
                assert!(table.lines().all(|line| width(line) <= columns), "{columns}, {wide}:\n{table}");
            }
        }
    }
}
