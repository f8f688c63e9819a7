//! The drawing of a confusion matrix, part by part.

use super::{CLASSES_MAX, Confusion, Labels};
use crate::context::figure::prelude::*;
use crate::maths::classifier::ConfusionMatrix;

/// Where everything lies: names at the left and above, the matrix, measures around it.
pub(super) struct MatrixPage<'a> {
    lang: Lang,
    words: &'static Labels,
    actual: &'a str,
    predicted: &'a str,
    labels: Vec<&'a str>,
    /// The column of the matrix' left edge.
    left: usize,
    /// The room within a cell.
    wide: usize,
    tall: usize,
    room: Room,
}

/// The row of the matrix' upper edge.
const TOP: usize = 2;

impl<'a> MatrixPage<'a> {
    pub(super) fn new(of: &'a Confusion, lang: Lang, room: Room) -> Self {
        let words = Labels::of(lang);
        let classes = of.whole.counts.len();
        let ours = if classes == 2 { vec![words.no.as_str(), &words.yes] } else { NAMES[..classes].to_vec() };
        let labels: Vec<&str> = ours.into_iter().enumerate().map(|(i, ours)| of.names.or(i, lang, ours)).collect();
        let (actual, predicted) = (of.axes.y.or(lang, &words.actual), of.axes.x.or(lang, &words.predicted));
        let longest = labels.iter().map(|label| width(label)).max().unwrap_or(0).min(14);
        let left = width(actual).min(16) + longest + 4;
        // Recall stands at the right of more than two classes.
        let right = if classes > 2 { 12 } else { 14 };
        let wide = ((room.cols.saturating_sub(left + right + 1)) / classes - 1).clamp(5, 18);
        let tall = ((room.rows.saturating_sub(5)) / classes - 1).clamp(1, 3);
        // Little is left at the sides, so that it stands in the middle.
        let spare = room.cols.saturating_sub(left + right + classes * (wide + 1) + 1) / 2;
        Self { lang, words, actual, predicted, labels, left: left + spare, wide, tall, room }
    }

    fn classes(&self) -> usize {
        self.labels.len()
    }

    fn col(&self, col: usize) -> usize {
        self.left + 1 + col * (self.wide + 1)
    }

    fn row(&self, row: usize) -> usize {
        TOP + 1 + row * (self.tall + 1)
    }

    pub(super) fn frame(&self, board: &mut Grid) {
        let (right, bottom) = (self.col(self.classes()) - 1, self.row(self.classes()) - 1);
        let lines = 0..=self.classes();
        for line in lines.clone() {
            board.level(self.left..right + 1, self.row(line) - 1, '─', Role::Dim);
        }
        for line in lines.clone() {
            board.upright(self.col(line) - 1, TOP..bottom + 1, '│', Role::Dim);
        }
        let end = |line: usize| if line == 0 { 0 } else { 1 + usize::from(line == self.classes()) };
        for (i, j) in lines.clone().flat_map(|i| lines.clone().map(move |j| (i, j))) {
            board.put(self.col(j) - 1, self.row(i) - 1, CROSSINGS[end(i)][end(j)], Role::Dim);
        }
        board.centred((self.left + right) / 2 + 1, 0, &shorten(self.predicted, right - self.left), Role::Plain);
        let middle = (TOP + bottom) / 2;
        let longest = self.labels.iter().map(|label| width(label)).max().unwrap_or(0).min(14);
        board.ending(self.left - longest - 3, middle, &shorten(self.actual, 16), Role::Plain);
        for (i, label) in self.labels.iter().enumerate() {
            let label = shorten(label, longest.min(self.wide));
            board.centred(self.col(i) + self.wide / 2, 1, &label, Role::Strong);
            board.ending(
                self.left - 1,
                self.row(i) + (self.tall - 1) / 2,
                &shorten(self.labels[i], longest),
                Role::Strong,
            );
        }
    }

    /// The counts; below each, where there is room, a bar: its share of its row when all is counted.
    pub(super) fn counts(
        &self,
        table: &ConfusionMatrix,
        last: &ConfusionMatrix,
        now: Option<(usize, usize)>,
        board: &mut Grid,
    ) {
        let names = [&self.words.tn, &self.words.fp, &self.words.r#fn, &self.words.tp];
        for (i, row) in table.counts.iter().enumerate() {
            for (j, count) in row.iter().enumerate() {
                let role = if i == j { Role::Good } else { Role::Bad };
                let (left, upper) = (self.col(j), self.row(i));
                let line = upper + usize::from(self.tall > 2);
                if self.classes() == 2 {
                    board.write(left + 1, upper, names[2 * i + j], Role::Dim);
                }
                let text = if now == Some((i, j)) { format!("▸ {count}") } else { count.to_string() };
                let role_of_text = if now == Some((i, j)) { Role::Strong } else { role };
                board.ending(left + self.wide / 2 + 2, line, &text, role_of_text);
                let whole = last.support(i);
                if self.tall > 1 && whole > 0 {
                    let room = self.wide - 2;
                    let halves = (count * room * 2).div_ceil(whole);
                    let glyph = if i == j { "━" } else { "╍" };
                    board.write(left + 1, upper + self.tall - 1, &half_bar(halves, glyph), role);
                }
            }
        }
    }

    /// Below: how many cases, how many of them right; precision and recall, of yes or class by class.
    pub(super) fn measures(&self, table: &ConfusionMatrix, board: &mut Grid) {
        let total: usize = table.counts.iter().flatten().sum();
        let bottom = self.row(self.classes());
        let number = |number: Option<f64>| number.map_or("–".to_owned(), |number| fixed(number, 2, self.lang));
        let cases = fill(&self.words.cases, &[("n", &total.to_string())]);
        let accuracy = format!("{} = {}", self.words.accuracy, number(table.accuracy()));
        let right = self.col(self.classes()) - 1;
        if self.classes() == 2 {
            // How many there are of each, at the ends of the rows and columns.
            for i in 0..2 {
                board.write(
                    right + 2,
                    self.row(i) + (self.tall - 1) / 2,
                    &format!("Σ {}", table.support(i)),
                    Role::Dim,
                );
                board.centred(self.col(i) + self.wide / 2, bottom, &format!("Σ {}", table.said(i)), Role::Dim);
            }
            board.write(right + 2, bottom, &cases, Role::Dim);
            let texts = [
                accuracy,
                format!("{} = {}", self.words.precision, number(table.precision(1))),
                format!("{} = {}", self.words.recall, number(table.recall(1))),
            ];
            let texts = texts.join("    ");
            let start = self.room.cols.saturating_sub(width(&texts)) / 2;
            board.write(start, (bottom + 2).min(self.room.rows - 1), &texts, Role::Plain);
        } else {
            board.write(right + 2, 1, &self.words.recall, Role::Plain);
            board.ending(self.left - 1, bottom, &self.words.precision, Role::Plain);
            for i in 0..self.classes() {
                board.write(right + 2, self.row(i) + (self.tall - 1) / 2, &number(table.recall(i)), Role::Plain);
                board.centred(self.col(i) + self.wide / 2, bottom, &number(table.precision(i)), Role::Plain);
            }
            let text = format!("{accuracy}    {cases}");
            board.centred((self.left + right) / 2, (bottom + 1).min(self.room.rows - 1), &text, Role::Plain);
        }
    }
}

/// Where lines meet: at the first, between, at the last.
const CROSSINGS: [[char; 3]; 3] = [['┌', '┬', '┐'], ['├', '┼', '┤'], ['└', '┴', '┘']];

const NAMES: [&str; CLASSES_MAX] = ["A", "B", "C", "D"];
