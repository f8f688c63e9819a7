//! A drawing made of text: rows of runs, each with a role that the view turns into a style.

use std::borrow::Cow;
use std::ops::Range;

use crate::text::width;

/// The room that a drawing may fill, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Columns.
    pub cols: usize,
    /// Rows. Only drawings without a size of their own (plots) grow with it.
    pub rows: usize,
}

/// What a piece of text is, for the theme to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Ordinary text.
    Plain,
    /// Frame work, line numbers, what is by the way.
    Dim,
    /// Headings, names.
    Strong,
    /// It went well.
    Good,
    /// It went badly.
    Bad,
    /// Mind this.
    Warn,
    /// For information.
    Info,
    /// A field that one types into.
    Field,
    /// A button that one presses.
    Button,
    /// Of code: a word that belongs to the language.
    Keyword,
    /// Of code: a text in quotes.
    Literal,
    /// Of code: a number, or a value that has a name of its own (`true`, `None`).
    Number,
    /// Of code: what is said to people only.
    Comment,
    /// Of code: a function, a macro, a tag.
    Function,
    /// Of code: a type, a class, an attribute, a key.
    Type,
    /// The n-th series of a plot.
    Series(u8),
}

/// A piece of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run<'a> {
    /// What it says.
    pub text: Cow<'a, str>,
    /// What it is.
    pub role: Role,
    /// It is part of the tell, and the time has come to show it.
    pub lit: bool,
}

/// One row, from left to right.
pub type Row<'a> = Vec<Run<'a>>;

/// A drawing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet<'a> {
    /// From top to bottom.
    pub rows: Vec<Row<'a>>,
}

/// A run of a row.
pub(super) fn run<'a>(text: impl Into<Cow<'a, str>>, role: Role) -> Run<'a> {
    Run { text: text.into(), role, lit: false }
}

/// So many spaces.
pub(super) fn space(cells: usize) -> Run<'static> {
    const SPACES: &str = "                                                                                ";
    match SPACES.get(..cells) {
        Some(spaces) => run(spaces, Role::Plain),
        None => run(" ".repeat(cells), Role::Plain),
    }
}

impl Sheet<'_> {
    /// The width of its widest row, in cells.
    pub fn cols(&self) -> usize {
        self.rows.iter().map(row_width).max().unwrap_or(0)
    }

    /// Whether a text stands in one of its rows, word for word.
    pub fn contains(&self, text: &str) -> bool {
        let mut joined = String::new();
        self.rows.iter().any(|row| {
            joined.clear();
            row.iter().for_each(|run| joined.push_str(&run.text));
            joined.contains(text)
        })
    }

    /// What stands in one of its rows and differs from a text only in capitals, for those who look for the text in vain.
    pub fn almost(&self, text: &str) -> Option<String> {
        let rows = self.rows.iter().map(|row| row.iter().map(|run| run.text.as_ref()).collect::<String>());
        rows.into_iter().find_map(|row| {
            let mut starts = row.char_indices().map(|(at, _)| at);
            let found = starts.find(|at| {
                row.get(*at..*at + text.len()).is_some_and(|part| part.to_lowercase() == text.to_lowercase())
            })?;
            Some(row[found..found + text.len()].to_owned())
        })
    }

    /// Lights the tells up, wherever they stand. Where a tell names a series, its marks light up too.
    pub fn light(&mut self, tells: &[&str]) {
        let mut series = Vec::new();
        for row in &mut self.rows {
            let ranges = ranges_of(row, tells);
            if !ranges.is_empty() {
                *row = split(row, &ranges);
                series.extend(row.iter().filter(|run| run.lit).filter_map(|run| match run.role {
                    Role::Series(_) => Some(run.role),
                    _ => None,
                }));
            }
        }
        for run in self.rows.iter_mut().flatten().filter(|run| series.contains(&run.role)) {
            run.lit = true;
        }
    }
}

fn row_width(row: &Row) -> usize {
    row.iter().map(|run| width(&run.text)).sum()
}

fn ranges_of(row: &Row, tells: &[&str]) -> Vec<Range<usize>> {
    let joined: String = row.iter().map(|run| run.text.as_ref()).collect();
    let mut ranges: Vec<Range<usize>> = tells
        .iter()
        .filter(|tell| !tell.is_empty())
        .flat_map(|tell| joined.match_indices(tell).map(|(at, found)| at..at + found.len()))
        .collect();
    ranges.sort_by_key(|range| range.start);
    ranges
}

/// Cuts the runs of a row at the edges of the ranges, and lights what is inside.
fn split<'a>(row: &Row<'a>, ranges: &[Range<usize>]) -> Row<'a> {
    let mut out = Vec::with_capacity(row.len() + 2 * ranges.len());
    let mut start = 0;
    for run in row {
        let end = start + run.text.len();
        let mut cuts: Vec<usize> = ranges.iter().flat_map(|range| [range.start, range.end]).collect();
        cuts.retain(|cut| (start + 1..end).contains(cut));
        cuts.extend([start, end]);
        cuts.sort_unstable();
        cuts.dedup();
        for pair in cuts.windows(2) {
            let lit = ranges.iter().any(|range| range.contains(&pair[0]));
            let text = Cow::Owned(run.text[pair[0] - start..pair[1] - start].to_owned());
            out.push(Run { text, role: run.role, lit });
        }
        start = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tell_across_runs_lights_up_whole() {
        let mut sheet = Sheet { rows: vec![vec![run("passed ", Role::Good), run("on #4811", Role::Plain)]] };
        assert!(sheet.contains("passed on"));
        sheet.light(&["passed on"]);
        let lit: Vec<(&str, bool)> = sheet.rows[0].iter().map(|run| (run.text.as_ref(), run.lit)).collect();
        assert_eq!(lit, [("passed ", true), ("on", true), (" #4811", false)]);
    }

    #[test]
    fn a_named_series_lights_up_with_its_name() {
        let mut sheet = Sheet {
            rows: vec![
                vec![run("●", Role::Series(1))],
                vec![run("▲ fit", Role::Series(0)), run("● out", Role::Series(1))],
            ],
        };
        sheet.light(&["out"]);
        assert!(sheet.rows[0][0].lit);
        assert!(!sheet.rows[1][0].lit);
    }
}
