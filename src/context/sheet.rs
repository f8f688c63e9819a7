//! A drawing made of text: rows of runs, each with a role that the view turns into a style.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

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

    /// Whether a text stands in one of its rows, word for word; of a text of several lines, whether they stand right
    /// below one another.
    pub fn contains(&self, text: &str) -> bool {
        if text.contains('\n') {
            return !self.rectangles(text).is_empty();
        }
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
        let blocks = tells.iter().filter(|tell| tell.contains('\n'));
        let rectangles: Vec<(usize, Range<usize>)> = blocks.flat_map(|tell| self.rectangles(tell)).collect();
        for (y, row) in self.rows.iter_mut().enumerate() {
            let mut ranges = ranges_of(row, tells);
            ranges.extend(rectangles.iter().filter(|(at, _)| *at == y).map(|(_, range)| range.clone()));
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

impl Sheet<'_> {
    /// Where the lines of a text stand right below one another: the rows, and the bytes of each that are meant.
    fn rectangles(&self, text: &str) -> Vec<(usize, Range<usize>)> {
        let lines: Vec<&str> = text.lines().collect();
        let cols = lines.iter().map(|line| width(line)).max().unwrap_or(0);
        let rows: Vec<String> = self.rows.iter().map(|row| row.iter().map(|run| run.text.as_ref()).collect()).collect();
        let mut found = Vec::new();
        for (y, window) in rows.windows(lines.len()).enumerate() {
            for col in 0..self.cols() {
                let ranges: Option<Vec<Range<usize>>> = window
                    .iter()
                    .zip(&lines)
                    .map(|(row, line)| cells(row, col, cols).filter(|range| row[range.clone()].trim_end() == *line))
                    .collect();
                found.extend(ranges.into_iter().flatten().enumerate().map(|(i, range)| (y + i, range)));
            }
        }
        found
    }
}

/// The bytes of some cells of a row, fewer where the row ends before; none where a wide character is cut.
fn cells(row: &str, col: usize, cols: usize) -> Option<Range<usize>> {
    let mut edges = vec![(0, 0)];
    let mut at = 0;
    for (start, grapheme) in row.grapheme_indices(true) {
        at += width(grapheme);
        edges.push((at, start + grapheme.len()));
    }
    let edge = |col: usize| match edges.iter().find(|(at, _)| *at >= col) {
        Some((at, byte)) => (*at == col).then_some(*byte),
        None => Some(row.len()),
    };
    Some(edge(col)?..edge(col + cols)?)
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
    fn a_tell_of_several_lines_lights_up_where_they_stand_below_one_another() {
        let rows = ["     1    1 ", "x̄ = ───, ───", "     n    m "];
        let mut sheet = Sheet { rows: rows.iter().map(|row| vec![run(*row, Role::Strong)]).collect() };
        assert!(sheet.contains(" 1\n───\n m"));
        assert!(!sheet.contains(" 1\n───\n k"), "another line");
        assert!(!sheet.contains("1\n───\nm"), "another column");
        assert!(!sheet.contains("1\n═"));
        sheet.light(&[" 1\n───\n m"]);
        let lit =
            |y: usize| sheet.rows[y].iter().filter(|run| run.lit).map(|run| run.text.as_ref()).collect::<String>();
        assert_eq!([lit(0), lit(1), lit(2)], [" 1 ", "───", " m "]);
        assert!(!sheet.rows[1][0].lit);
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
