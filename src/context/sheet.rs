//! A drawing made of text: rows of runs, each with a role that the view turns into a style.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{find, find_in_any_case, floor, same, slice, width};

/// The room that a drawing may fill, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    pub(crate) cols: usize,
    /// Rows. Only drawings without a size of their own (plots) grow with it.
    pub(crate) rows: usize,
}

/// What a piece of text is, for the theme to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    Plain,
    Dim,
    Strong,
    Good,
    Bad,
    Warn,
    Info,
    Field,
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
    Series(u8),
    /// Two pixels, one above the other, in a cell whose character is [`PIXELS`].
    Pixels(Rgb, Rgb),
}

/// Red, green, blue, as sRGB has them.
pub type Rgb = (u8, u8, u8);

/// The character of a cell that shows two pixels: its upper half.
pub const PIXELS: &str = "▀";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRun<'a> {
    pub text: Cow<'a, str>,
    pub(crate) role: Role,
    /// It is part of the tell, and the time has come to show it.
    pub(crate) lit: bool,
}

pub type SheetRow<'a> = Vec<SheetRun<'a>>;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet<'a> {
    pub rows: Vec<SheetRow<'a>>,
    /// Parts that have a name and cannot be found by their text: what a tell may point at in a picture.
    pub(crate) spots: Vec<Spot<'a>>,
    /// Where a picture is, that a terminal may be able to show better.
    pub(crate) picture: Option<Spot<'a>>,
}

/// A named rectangle of a sheet, in cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) cols: Range<usize>,
    pub(crate) rows: Range<usize>,
}

pub(super) fn run<'a>(text: impl Into<Cow<'a, str>>, role: Role) -> SheetRun<'a> {
    SheetRun { text: text.into(), role, lit: false }
}

pub(super) fn space(cells: usize) -> SheetRun<'static> {
    const SPACES: &str = "                                                                                ";
    match SPACES.get(..cells) {
        Some(spaces) => run(spaces, Role::Plain),
        None => run(" ".repeat(cells), Role::Plain),
    }
}

/// Cuts a line into tokens, by their bytes and from left to right, and the plain text between them.
pub(super) fn cut<'a>(line: &'a str, tokens: &[(Range<u32>, Role)], row: &mut SheetRow<'a>) {
    let floor = |at: u32| floor(line, at as usize);
    let mut done = 0;
    for (range, role) in tokens {
        let start = floor(range.start).max(done);
        let end = floor(range.end).max(start);
        if start < end {
            if done < start {
                row.push(run(slice(line, done..start), Role::Plain));
            }
            row.push(run(slice(line, start..end), *role));
            done = end;
        }
    }
    // An empty line is a run too, as it is without tokens.
    if done < line.len() || line.is_empty() {
        row.push(run(slice(line, done..), Role::Plain));
    }
}

impl<'a> Sheet<'a> {
    /// A drawing of rows, none of whose parts has a name of its own.
    pub(super) fn of(rows: Vec<SheetRow<'a>>) -> Self {
        Self { rows, ..Self::default() }
    }

    /// Puts another drawing at its right, from a column on.
    pub(super) fn beside(mut self, col: usize, right: Sheet<'a>) -> Self {
        for (row, right) in self.rows.iter_mut().zip(right.rows) {
            row.push(space(col.saturating_sub(row_width(row))));
            row.extend(right);
        }
        self
    }

    pub(crate) fn cols(&self) -> usize {
        self.rows.iter().map(row_width).max().unwrap_or(0)
    }

    /// Whether a text stands in one of its rows, word for word, or names one of its spots; of a text of several lines,
    /// whether they stand right below one another. No-break spaces and plain ones are alike, and so are `’` and `'`.
    pub fn contains(&self, text: &str) -> bool {
        if text.contains('\n') {
            return !self.rectangles(text).is_empty();
        }
        let named = self.spots.iter().any(|spot| same(&spot.name, text));
        named || self.rows.iter().any(|row| !find(&joined(row), text).is_empty())
    }

    /// What stands in one of its rows and differs from a text only in capitals, for those who look for the text in vain.
    pub(crate) fn almost(&self, text: &str) -> Option<String> {
        self.rows.iter().map(|row| joined(row)).find_map(|row| {
            let found = find_in_any_case(&row, text).into_iter().next()?;
            Some(slice(&row, found).to_owned())
        })
    }

    /// Lights the tells up, wherever they stand. Where a tell names a series, its marks light up too; where it names a
    /// spot, a frame around it.
    pub(crate) fn light(&mut self, tells: &[&str]) {
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
        let spots = std::mem::take(&mut self.spots);
        for spot in spots.iter().filter(|spot| tells.iter().any(|tell| same(tell, &spot.name))) {
            self.outline(spot);
        }
        self.spots = spots;
    }

    /// Draws a lit frame along the inner edge of a spot, with its name in the lower edge or, where that is too short,
    /// from there to the right or left.
    fn outline(&mut self, spot: &Spot) {
        let (rows, cols) = (&spot.rows, &spot.cols);
        let room = self.cols();
        for at in rows.clone() {
            let Some(row) = self.rows.get_mut(at) else { continue };
            let (left, middle, right) = match at {
                at if at == rows.start => ("┏", "━", "┓"),
                at if at + 1 == rows.end => ("┗", "━", "┛"),
                _ => ("┃", "", "┃"),
            };
            if !middle.is_empty() {
                put_lit(row, cols.start + 1, &middle.repeat(cols.len().saturating_sub(2)));
            }
            put_lit(row, cols.start, left);
            put_lit(row, cols.end.saturating_sub(1), right);
            if at + 1 == rows.end {
                let name = format!(" {} ", spot.name);
                let start = (cols.start + 2).min(room.saturating_sub(width(&name)));
                put_lit(row, start, &name);
            }
        }
    }
}

/// Writes lit text over whatever stands at a column of a row, unless the row ends before it.
fn put_lit(row: &mut SheetRow, col: usize, text: &str) {
    if row_width(row) < col {
        return;
    }
    let mut out = part(row, 0..col);
    out.push(SheetRun { text: Cow::Owned(text.to_owned()), role: Role::Strong, lit: true });
    out.extend(part(row, col + width(text)..usize::MAX));
    *row = out;
}

/// What begins within some cells of a row.
fn part<'a>(row: &SheetRow<'a>, cols: Range<usize>) -> SheetRow<'a> {
    let mut at = 0;
    let mut out = SheetRow::new();
    for run in row {
        let inside = |c: &char| {
            let here = at;
            at += width(c.encode_utf8(&mut [0; 4]));
            cols.contains(&here)
        };
        let text: String = run.text.chars().filter(inside).collect();
        if !text.is_empty() {
            out.push(SheetRun { text: text.into(), ..*run });
        }
    }
    out
}

impl Sheet<'_> {
    /// Where the lines of a text stand right below one another: the rows, and the bytes of each that are meant.
    fn rectangles(&self, text: &str) -> Vec<(usize, Range<usize>)> {
        let lines: Vec<&str> = text.lines().collect();
        let cols = lines.iter().map(|line| width(line)).max().unwrap_or(0);
        let rows: Vec<String> = self.rows.iter().map(|row| joined(row)).collect();
        let mut found = Vec::new();
        for (y, window) in rows.windows(lines.len()).enumerate() {
            for col in 0..self.cols() {
                let ranges: Option<Vec<Range<usize>>> = window
                    .iter()
                    .zip(&lines)
                    .map(|(row, line)| {
                        cells(row, col, cols).filter(|range| same(slice(row, range.clone()).trim_end(), line))
                    })
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

pub(super) fn row_width(row: &SheetRow) -> usize {
    row.iter().map(|run| width(&run.text)).sum()
}

pub(super) fn joined(row: &[SheetRun]) -> String {
    row.iter().map(|run| run.text.as_ref()).collect()
}

fn ranges_of(row: &SheetRow, tells: &[&str]) -> Vec<Range<usize>> {
    let row = joined(row);
    let mut ranges: Vec<Range<usize>> = tells.iter().flat_map(|tell| find(&row, tell)).collect();
    ranges.sort_by_key(|range| range.start);
    ranges
}

/// Cuts the runs of a row at the edges of the ranges, and lights what is inside.
fn split<'a>(row: &SheetRow<'a>, ranges: &[Range<usize>]) -> SheetRow<'a> {
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
            let text = Cow::Owned(slice(&run.text, pair[0] - start..pair[1] - start).to_owned());
            out.push(SheetRun { text, role: run.role, lit });
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
        let mut sheet = Sheet::of(vec![vec![run("passed ", Role::Good), run("on #4811", Role::Plain)]]);
        assert!(sheet.contains("passed on"));
        sheet.light(&["passed on"]);
        let lit: Vec<(&str, bool)> = sheet.rows[0].iter().map(|run| (run.text.as_ref(), run.lit)).collect();
        assert_eq!(lit, [("passed ", true), ("on", true), (" #4811", false)]);
    }

    #[test]
    fn the_kind_of_spaces_does_not_matter() {
        for (drawn, tell) in [("perte\u{a0}: 0,3 %", "perte : 0,3\u{202f}%"), ("1 000 chats", "1\u{a0}000 chats")] {
            let mut sheet = Sheet::of(vec![vec![run("la ", Role::Plain), run(drawn, Role::Plain)]]);
            assert!(sheet.contains(tell));
            sheet.light(&[tell]);
            let lit: String = sheet.rows[0].iter().filter(|run| run.lit).map(|run| run.text.as_ref()).collect();
            assert_eq!(lit, drawn);
        }
        let mut sheet = Sheet::of(vec![vec![run("abcdef", Role::Plain)]; 2]);
        sheet.spots.push(Spot { name: "le\u{a0}chat".into(), cols: 0..6, rows: 0..2 });
        assert!(sheet.contains("le chat"));
        sheet.light(&["le chat"]);
        assert!(sheet.rows[0][0].lit);
        let block = Sheet::of(["a\u{a0}b", "───"].map(|row| vec![run(row, Role::Plain)]).to_vec());
        assert!(block.contains("a b\n───"));
        let almost = Sheet::of(vec![vec![run("Perte\u{a0}: 0,3", Role::Plain)]]).almost("perte : 0,3");
        assert_eq!(almost.as_deref(), Some("Perte\u{a0}: 0,3"));
    }

    #[test]
    fn a_named_spot_gets_a_frame() {
        let mut sheet = Sheet::of(vec![vec![run("abc", Role::Dim), run("def", Role::Plain)]; 3]);
        sheet.spots.push(Spot { name: "lid".into(), cols: 1..5, rows: 0..3 });
        assert!(sheet.contains("lid"));
        sheet.light(&["lid"]);
        let rows: Vec<String> =
            sheet.rows.iter().map(|row| row.iter().map(|run| run.text.as_ref()).collect()).collect();
        assert_eq!(rows, ["a┏━━┓f", "a┃cd┃f", "a lid "]);
    }

    #[test]
    fn a_tell_of_several_lines_lights_up_where_they_stand_below_one_another() {
        let rows = ["     1    1 ", "x̄ = ───, ───", "     n    m "];
        let mut sheet = Sheet::of(rows.iter().map(|row| vec![run(*row, Role::Strong)]).collect());
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
        let mut sheet = Sheet::of(vec![
            vec![run("●", Role::Series(1))],
            vec![run("▲ fit", Role::Series(0)), run("● out", Role::Series(1))],
        ]);
        sheet.light(&["out"]);
        assert!(sheet.rows[0][0].lit);
        assert!(!sheet.rows[1][0].lit);
    }
}
