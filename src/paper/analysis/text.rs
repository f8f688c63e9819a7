//! The report for a terminal of 80 columns.

use std::fmt::Write as _;

use super::{MISREAD_MAX, Report};
use crate::analysis::Item;
use crate::maths::classifier::Table;
use crate::pack::{Colour, DomainId};
use crate::text::{shorten, slice, width, wrap};
use crate::words;

/// The columns there are.
const COLS: usize = 80;
/// The cells of a bar.
const BAR: usize = 16;
/// Ids, names and terms are cut there.
const NAME: usize = 24;
/// Only the latest of more records are listed, or nothing else could be found.
const SITTINGS_MAX: usize = 24;

const BOLD: &str = "1";
const DIM: &str = "2";

/// A part of a line: what is written, at which side of its column, and how (as ANSI has it).
#[derive(Debug, Clone, Default)]
struct Cell {
    text: String,
    right: bool,
    style: &'static str,
}

fn left(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), ..Cell::default() }
}

fn right(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), right: true, ..Cell::default() }
}

impl Cell {
    fn styled(self, style: &'static str) -> Self {
        Self { style, ..self }
    }
}

/// The whole report.
pub(super) fn report(report: &Report) -> String {
    let said = report.said();
    let mut out = Lines { colour: report.colour, text: String::new() };
    out.paragraph("", &[(BOLD, &format!("{}{} {}", said.title, report.words.report().colon, report.title()))]);
    out.paragraph("", &[("", &report.summary().join(" · "))]);
    days(report, &mut out);
    for (of, matrix) in report.matrices() {
        let of = of.map(|of| format!("{} {of}", report.words.report().colon)).unwrap_or_default();
        out.heading(&format!("{}{of}", said.matrix));
        out.table(&confusion(report, matrix));
    }
    misread(report, &mut out);
    let looks = report.to_look_at();
    if !looks.is_empty() {
        out.heading(&said.looks);
        for item in looks {
            out.paragraph("  ", &[(BOLD, report.id(item.place))]);
            report.looks(item).iter().for_each(|why| out.paragraph("    ", &[("", why)]));
        }
    }
    questions(report, &mut out);
    talked(report, &mut out);
    sittings(report, &mut out);
    for (title, notes) in [(&said.left_out, report.left_out()), (&said.method, report.method())] {
        if !notes.is_empty() {
            out.heading(title);
            notes.iter().for_each(|note| out.paragraph("  ", &[("", note)]));
        }
    }
    out.text
}

/// Two lines a day: how many came, and when.
fn days(report: &Report, out: &mut Lines) {
    let days = report.days();
    if days.is_empty() {
        return;
    }
    out.heading(&report.said().days);
    let mut next = 0;
    let mut cell = |text: &String| {
        next += 1;
        if next % 4 == 1 { left(text) } else { right(text) }
    };
    let mut rows: Vec<Vec<Cell>> = vec![report.day_heads().map(|head| cell(head).styled(DIM)).into()];
    rows.extend(days.iter().map(|day| report.day_cells(day).iter().map(&mut cell).collect()));
    for (i, line) in out.rows(&rows).iter().enumerate() {
        out.line(line);
        if let Some(day) = i.checked_sub(1).and_then(|i| days.get(i)) {
            // An hour and its number stay together.
            let whole = |(hour, n): &(String, u64)| format!("{hour}  {}", words::thousands(*n)).replace(' ', "\u{a0}");
            let hours: Vec<String> = day.hours.iter().map(whole).collect();
            out.paragraph("    ", &[(DIM, &hours.join(" · "))]);
        }
    }
}

/// As the game has them in sixteen colours: the darker blue cannot be read on black.
fn style(report: &Report, id: DomainId) -> &'static str {
    match report.analysis.pack.domain(id).colour {
        Colour::Blue => "94",
        Colour::Orange => "33",
        Colour::Green => "32",
        Colour::Pink => "35",
    }
}

/// A domain, as short as its column.
fn domain(report: &Report, id: DomainId, cols: usize) -> Cell {
    left(shorten(&report.domain(id), cols)).styled(style(report, id))
}

fn confusion(report: &Report, matrix: &Table) -> Vec<Vec<Cell>> {
    let said = report.said();
    let ids = || report.analysis.pack.domain_ids();
    let corner = left(format!("{} ↓", said.was)).styled(DIM);
    // Four domains leave less room to each.
    let cols = if ids().count() > 3 { 7 } else { 9 };
    let mut rows: Vec<Vec<Cell>> = vec![[corner].into()];
    rows[0].extend(ids().map(|id| Cell { right: true, ..domain(report, id, cols) }));
    rows[0].extend([right(said.none.as_str()).styled(DIM), right(said.recall.as_str()).styled(DIM)]);
    for id in ids() {
        let at = usize::from(id.0);
        let mut row = vec![domain(report, id, 14)];
        row.extend(
            matrix
                .counts
                .get(at)
                .into_iter()
                .flatten()
                .enumerate()
                .map(|(column, n)| right(words::thousands(*n as u64)).styled(if column == at { BOLD } else { "" })),
        );
        row.push(right(report.percent(matrix.recall(at))));
        rows.push(row.into_iter().take(rows[0].len()).collect());
    }
    let mut last = vec![left(said.precision.as_str()).styled(DIM)];
    last.extend(ids().map(|id| right(report.percent(matrix.precision(usize::from(id.0))))));
    last.extend([left(""), right(report.percent(matrix.accuracy())).styled(BOLD)]);
    rows.push(last);
    rows
}

fn misread(report: &Report, out: &mut Lines) {
    let said = report.said();
    let (misread, more) = report.misread(MISREAD_MAX);
    if misread.is_empty() {
        return;
    }
    out.heading(&said.misread);
    let mut rows = vec![vec![
        left(said.term.as_str()).styled(DIM),
        left(said.was.as_str()).styled(DIM),
        left(said.they_said.as_str()).styled(DIM),
        right(said.times.as_str()).styled(DIM),
        right(said.of.as_str()).styled(DIM),
    ]];
    rows.extend(misread.iter().map(|misread| {
        let was = shorten(&report.domains(misread.was), NAME);
        let style = misread.was.iter().next().map_or("", |id| style(report, id));
        vec![
            left(shorten(report.term(misread.term), NAME)),
            left(was).styled(style),
            domain(report, misread.said, NAME),
            right(words::thousands(misread.times)),
            right(words::thousands(misread.of)).styled(DIM),
        ]
    }));
    out.table(&rows);
    more.iter().for_each(|more| out.paragraph("  ", &[(DIM, more)]));
}

/// Two lines a question: how many were right, and what they said.
fn questions(report: &Report, out: &mut Lines) {
    let said = report.said();
    out.heading(&said.questions);
    let head = [
        left(&said.question),
        left("0–100"),
        right(&said.right),
        right(&said.interval),
        right(&said.n),
        right(&said.time),
    ];
    let mut rows: Vec<Vec<Cell>> = vec![head.map(|cell| cell.styled(DIM)).into()];
    rows.extend(report.analysis.items.iter().map(|item| {
        vec![
            left(shorten(report.id(item.place), NAME)),
            left(bar(item)),
            right(report.percent(item.share())).styled(BOLD),
            right(report.interval(item)),
            right(words::thousands(item.voices.n())),
            right(report.seconds(item.seconds)),
        ]
    }));
    let lines = out.rows(&rows);
    for (i, line) in lines.iter().enumerate() {
        out.line(line);
        if let Some(item) = i.checked_sub(1).and_then(|i| report.analysis.items.get(i)) {
            let choices = choices(report, item);
            let parts: Vec<(&str, &str)> = choices.iter().map(|(style, text)| (*style, text.as_str())).collect();
            out.paragraph("    ", &parts);
        }
    }
    out.paragraph("  ", &[(DIM, &said.bar_legend)]);
}

/// What was said: `◆ dev 3  ● ML 17 ✓  ■ stats 4  no answer 0`.
fn choices(report: &Report, item: &Item) -> Vec<(&'static str, String)> {
    let mut parts = Vec::new();
    for (id, n) in report.analysis.pack.domain_ids().zip(&item.voices.said) {
        let tick = if item.key.contains(id) { " ✓" } else { "" };
        // One part each: no-break spaces hold it together.
        let text = format!("{} {}{tick}", report.domain(id), words::thousands(*n)).replace(' ', "\u{a0}");
        parts.push((style(report, id), text + "  "));
    }
    let none = format!("{} {}", report.said().none, words::thousands(item.voices.none)).replace(' ', "\u{a0}");
    parts.push((DIM, none));
    if let Some(r) = item.discrimination {
        let r = super::decimal(r, 2, report.lang());
        parts.push((DIM, format!("  {}\u{a0}{r}", report.said().discrimination)));
    }
    parts
}

/// Solid up to the share right, fainter where it may lie.
fn bar(item: &Item) -> String {
    let share = item.share().unwrap_or(0.0);
    let cell = |at: usize| match (at as f64 + 0.5) / BAR as f64 {
        x if x < item.interval.low => '█',
        x if x < share => '▓',
        x if x < item.interval.high => '▒',
        _ => '░',
    };
    (0..BAR).map(cell).collect()
}

fn talked(report: &Report, out: &mut Lines) {
    let (said, items) = (report.said(), report.talked());
    if items.is_empty() {
        return;
    }
    out.heading(&said.talked);
    let head = [
        left(&said.question),
        right(&said.n),
        right(&said.first_vote),
        left(""),
        right(&said.second_vote),
        right(&said.gain),
    ];
    let mut rows: Vec<Vec<Cell>> = vec![head.map(|cell| cell.styled(DIM)).into()];
    rows.extend(items.iter().filter_map(|item| {
        let [n, first, second, gain] = report.votes(item)?;
        let name = left(shorten(report.id(item.place), NAME));
        Some(vec![name, right(n), right(first), left("→"), right(second).styled(BOLD), right(gain)])
    }));
    out.table(&rows);
}

fn sittings(report: &Report, out: &mut Lines) {
    let said = report.said();
    out.heading(&said.who);
    let all = &report.analysis.sittings;
    let hidden = all.len().saturating_sub(SITTINGS_MAX);
    let head = [
        left(&said.date),
        left(&said.name),
        left(&said.kind),
        left(""),
        right(&said.n),
        right(&said.right),
        right(&said.time),
    ];
    let mut rows: Vec<Vec<Cell>> = vec![head.map(|cell| cell.styled(DIM)).into()];
    rows.extend(all.iter().zip(report.who()).zip(&report.whens).skip(hidden).map(|((sitting, who), when)| {
        let heading = &sitting.record.heading;
        vec![
            left(&when.day),
            left(shorten(&who, NAME - 4)),
            left(report.kind(heading.kind)),
            left(heading.lang.code()),
            right(words::thousands(sitting.n)),
            right(report.percent(sitting.share())),
            right(report.seconds(sitting.seconds)),
        ]
    }));
    out.table(&rows);
    report.more(hidden).iter().for_each(|more| out.paragraph("  ", &[(DIM, more)]));
}

/// What is written so far.
struct Lines {
    colour: bool,
    text: String,
}

impl Lines {
    fn paint(&self, text: &str, style: &str) -> String {
        if self.colour && !style.is_empty() { format!("\x1b[{style}m{text}\x1b[0m") } else { text.to_owned() }
    }

    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{line}");
    }

    fn heading(&mut self, text: &str) {
        let text = self.paint(text, BOLD);
        let _ = writeln!(self.text, "\n{text}");
    }

    /// Parts in their styles, wrapped.
    fn paragraph(&mut self, indent: &str, parts: &[(&str, &str)]) {
        let text: String = parts.iter().map(|(_, part)| *part).collect();
        for line in wrap(&text, COLS - width(indent)) {
            let mut out = String::from(indent);
            let mut at = 0;
            for (style, part) in parts {
                let (from, to) = (line.start.clamp(at, at + part.len()), line.end.clamp(at, at + part.len()));
                if from < to {
                    out += &self.paint(slice(&text, from..to), style);
                }
                at += part.len();
            }
            self.line(&out);
        }
    }

    fn table(&mut self, rows: &[Vec<Cell>]) {
        self.rows(rows).iter().for_each(|line| self.line(line));
    }

    /// The rows as lines, their columns below one another and two cells apart.
    fn rows(&self, rows: &[Vec<Cell>]) -> Vec<String> {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let of = |row: &[Cell], column: usize| row.get(column).map_or(0, |cell| width(&cell.text));
        let cols: Vec<usize> =
            (0..columns).map(|column| rows.iter().map(|row| of(row, column)).max().unwrap_or(0)).collect();
        let line = |row: &Vec<Cell>| {
            let mut line = String::new();
            for (cell, cols) in row.iter().zip(&cols) {
                let pad = " ".repeat(cols.saturating_sub(width(&cell.text)));
                let text = self.paint(&cell.text, cell.style);
                let (before, after) = if cell.right { (pad.as_str(), "") } else { ("", pad.as_str()) };
                let _ = write!(line, "  {before}{text}{after}");
            }
            line.trim_end().to_owned()
        };
        rows.iter().map(line).collect()
    }
}
