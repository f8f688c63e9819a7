//! A document for a terminal of 80 columns.

use std::fmt::Write as _;

use super::{Doc, DocCell, DocColumn, DocFormat, DocRow, DocTable, Inline, Passage, ScaleChart, Section};
use crate::pack::Colour;
use crate::text::{Lang, shorten, slice, width, wrap};
use crate::words::Words;

const COLS: usize = 80;
const BAR: usize = 16;

const BOLD: &str = "1";
const DIM: &str = "2";

type Styled = (&'static str, String);

pub(super) fn doc(doc: &Doc, words: &Words, colour: bool) -> String {
    let mut out = TextWriter::new(words, colour);
    out.paragraph("", &[(BOLD, format!("{}{} {}", doc.kind, out.colon, doc.title))]);
    out.paragraph("", &[("", doc.facts.join(" · "))]);
    doc.sections.iter().for_each(|section| out.section(section));
    out.text
}

pub(crate) fn sections(sections: &[Section], words: &Words) -> String {
    let mut out = TextWriter::new(words, false);
    sections.iter().for_each(|section| out.section(section));
    out.text
}

struct TextWriter<'a> {
    lang: Lang,
    colon: &'a str,
    colour: bool,
    text: String,
}

impl<'a> TextWriter<'a> {
    fn new(words: &'a Words, colour: bool) -> Self {
        Self { lang: words.lang(), colon: &words.report().colon, colour, text: String::new() }
    }

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

    fn paragraph(&mut self, indent: &str, parts: &[Styled]) {
        let text: String = parts.iter().map(|(_, part)| part.as_str()).collect();
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

    fn section(&mut self, section: &Section) {
        self.heading(&section.title);
        for block in section.blocks(DocFormat::Text) {
            match block {
                Passage::Table(table) => self.table(table),
                Passage::Tables(tables) => tables.iter().for_each(|table| {
                    if let Some(caption) = &table.caption {
                        self.heading(&format!("{}{} {caption}", section.title, self.colon));
                    }
                    self.table(table);
                }),
                Passage::Legend(legend) => self.paragraph("  ", &[(DIM, legend.clone())]),
                Passage::Reasons(reasons) => reasons.iter().for_each(|(id, why)| {
                    self.paragraph("  ", &[(BOLD, id.clone())]);
                    why.iter().for_each(|why| self.paragraph("    ", &[("", why.clone())]));
                }),
                Passage::Notes(notes) => notes.iter().for_each(|note| self.paragraph("  ", &[("", note.clone())])),
            }
        }
    }

    /// The rows as lines, their columns below one another and two cells apart.
    fn table(&mut self, table: &DocTable) {
        let columns = table.columns(DocFormat::Text);
        let cut = |column: &DocColumn, (style, text): Styled| (style, shorten(&text, column.cols));
        let heads: Vec<Styled> = columns.iter().map(|(_, column)| cut(column, head(&column.head))).collect();
        let cells = |row: &DocRow| -> Vec<Styled> {
            columns.iter().map(|(at, column)| cut(column, cell(&row.cells[*at], column, self.lang))).collect()
        };
        let mut rows: Vec<Vec<Styled>> = table.rows.iter().map(cells).collect();
        rows.extend(table.foot.iter().map(|foot| {
            let mut foot = cells(foot);
            foot.first_mut().into_iter().for_each(|(style, _)| *style = DIM);
            foot.last_mut().into_iter().for_each(|(style, _)| *style = BOLD);
            foot
        }));
        let all = || [&heads].into_iter().chain(&rows);
        let cols: Vec<usize> =
            (0..columns.len()).map(|at| all().map(|row| width(&row[at].1)).max().unwrap_or(0)).collect();
        if heads.iter().any(|(_, head)| !head.is_empty()) {
            self.row(&heads, &columns, &cols);
        }
        for (at, row) in rows.iter().enumerate() {
            self.row(row, &columns, &cols);
            let detail = table.rows.get(at).map_or(&[][..], |row| &row.detail);
            let style = |(colour, text): &(Option<Colour>, String)| (colour.map_or(DIM, ansi), text.clone());
            if !detail.is_empty() {
                self.paragraph("    ", &detail.iter().map(style).collect::<Vec<_>>());
            }
        }
    }

    fn row(&mut self, row: &[Styled], columns: &[(usize, &DocColumn)], cols: &[usize]) {
        let mut line = String::new();
        for (((style, text), (_, column)), cols) in row.iter().zip(columns).zip(cols) {
            let pad = " ".repeat(cols.saturating_sub(width(text)));
            let text = self.paint(text, style);
            let (before, after) = if column.is_right() { (pad.as_str(), "") } else { ("", pad.as_str()) };
            let _ = write!(line, "  {before}{text}{after}");
        }
        self.line(line.trim_end());
    }
}

/// As the game has them in sixteen colours: the darker blue cannot be read on black.
fn ansi(colour: Colour) -> &'static str {
    match colour {
        Colour::Blue => "94",
        Colour::Orange => "33",
        Colour::Green => "32",
        Colour::Pink => "35",
    }
}

fn head(head: &Inline) -> Styled {
    match head {
        Inline::Domain(domain) => (ansi(domain.colour), domain.plain()),
        Inline::Text(_) | Inline::Code(_) | Inline::Faint(_) => (DIM, head.plain()),
    }
}

fn cell(cell: &DocCell, column: &DocColumn, lang: Lang) -> Styled {
    let style = match cell {
        DocCell::Domains(domains) => domains.first().map_or("", |domain| ansi(domain.colour)),
        DocCell::Heat { right: true, .. } => BOLD,
        _ if column.strong.contains(&DocFormat::Text) => BOLD,
        _ if column.faint => DIM,
        _ => "",
    };
    match cell {
        DocCell::Chart(ScaleChart::Whiskers { share, interval, .. }, ..) => {
            (style, bar(*share, interval.low, interval.high))
        }
        cell => (style, cell.plain(lang)),
    }
}

fn bar(share: f64, low: f64, high: f64) -> String {
    let cell = |at: usize| match (at as f64 + 0.5) / BAR as f64 {
        x if x < low => '█',
        x if x < share => '▓',
        x if x < high => '▒',
        _ => '░',
    };
    (0..BAR).map(cell).collect()
}
