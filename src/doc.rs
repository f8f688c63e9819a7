//! Documents as data. What is built once is written as text for a terminal, as Markdown and as a page of HTML, and its
//! tables as CSV. What only some of them have room for says so itself (`only`).

pub mod paper;
mod chart;
mod csv;
mod html;
mod markdown;
mod numbers;
mod text;

pub(crate) use self::csv::guarded;
pub(crate) use self::html::page;
pub(crate) use self::markdown::{code, escaped, write_table};
use self::numbers::points;
pub(crate) use self::numbers::{decimal, percent, range, seconds, tenths};
pub(crate) use self::text::sections;
use crate::maths::Interval;
use crate::pack::{Colour, DomainId, Pack};
use crate::text::Lang;
use crate::words::{Words, thousands};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocFormat {
    /// For a terminal of 80 columns.
    Text,
    Csv,
    /// As CommonMark and GitHub's tables have it.
    Markdown,
    /// One page that needs nothing else.
    Html,
}

use DocFormat::{Csv, Html, Markdown, Text};

type Only = &'static [DocFormat];

pub(crate) const ALL: Only = &[Text, Csv, Markdown, Html];
pub(crate) const READ: Only = &[Text, Markdown, Html];
pub(crate) const TEXT: Only = &[Text];
pub(crate) const CSV: Only = &[Csv];
pub(crate) const MARKDOWN: Only = &[Markdown];
pub(crate) const HTML: Only = &[Html];

pub(crate) struct Doc {
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) facts: Vec<String>,
    pub(crate) domains: Vec<DomainLabel>,
    pub(crate) sections: Vec<Section>,
    pub(crate) colophon: String,
    /// What a page adds to the style of all pages, and the class of its body.
    pub(crate) style: (&'static str, &'static str),
}

impl Doc {
    /// `colour` is for a terminal.
    pub(crate) fn write(&self, format: DocFormat, words: &Words, colour: bool) -> String {
        match format {
            Text => text::doc(self, words, colour),
            Csv => csv::doc(self, words.lang()),
            Markdown => markdown::doc(self, words),
            Html => html::doc(self, words),
        }
    }
}

pub(crate) struct Section {
    pub(crate) title: String,
    blocks: Vec<(Only, Passage)>,
}

impl Section {
    pub(crate) fn new(title: &str) -> Self {
        Self { title: title.to_owned(), blocks: Vec::new() }
    }

    pub(crate) fn with(self, block: Passage) -> Self {
        self.only(READ, block)
    }

    pub(crate) fn only(mut self, only: Only, block: Passage) -> Self {
        self.blocks.push((only, block));
        self
    }

    pub(crate) fn legend(self, only: Only, legend: Option<&str>) -> Self {
        match legend {
            Some(legend) => self.only(only, Passage::Legend(legend.to_owned())),
            None => self,
        }
    }

    fn blocks(&self, format: DocFormat) -> impl Iterator<Item = &Passage> {
        self.blocks.iter().filter(move |(only, _)| only.contains(&format)).map(|(_, block)| block)
    }
}

pub(crate) enum Passage {
    Table(DocTable),
    /// Tables of one kind, each but the first with a caption.
    Tables(Vec<DocTable>),
    /// Beside a table, how to read it.
    Legend(String),
    /// What is to be said of questions, by their ids.
    Reasons(Vec<(String, Vec<String>)>),
    Notes(Vec<String>),
}

#[derive(Debug, Clone)]
pub(crate) enum Inline {
    Text(String),
    Faint(String),
    Code(String),
    Domain(DomainLabel),
}

impl From<&str> for Inline {
    fn from(text: &str) -> Self {
        Inline::Text(text.to_owned())
    }
}

impl From<DomainLabel> for Inline {
    fn from(domain: DomainLabel) -> Self {
        Inline::Domain(domain)
    }
}

impl Inline {
    pub(crate) fn plain(&self) -> String {
        match self {
            Inline::Text(text) | Inline::Faint(text) | Inline::Code(text) => text.clone(),
            Inline::Domain(domain) => domain.plain(),
        }
    }
}

/// A domain as it looks everywhere: a shape, a colour and a word.
#[derive(Debug, Clone)]
pub(crate) struct DomainLabel {
    shape: &'static str,
    name: String,
    pub(crate) colour: Colour,
}

impl DomainLabel {
    pub(crate) fn of(pack: &Pack, id: DomainId, lang: Lang) -> Self {
        let domain = pack.domain(id);
        Self { shape: id.shape(), name: domain.name.get(lang).to_owned(), colour: domain.colour }
    }

    pub(crate) fn plain(&self) -> String {
        format!("{} {}", self.shape, self.name)
    }
}

pub(crate) struct DocTable {
    class: &'static str,
    pub(crate) caption: Option<String>,
    columns: Vec<DocColumn>,
    pub(crate) rows: Vec<DocRow>,
    /// Below all: what each column comes to, and in its last cell what all of them do.
    pub(crate) foot: Option<DocRow>,
}

impl DocTable {
    /// The columns that a format has, each with its place.
    fn columns(&self, format: DocFormat) -> Vec<(usize, &DocColumn)> {
        self.columns.iter().enumerate().filter(|(_, column)| column.only.contains(&format)).collect()
    }
}

#[derive(Default)]
pub(crate) struct DocRow {
    pub(crate) anchor: Option<String>,
    cells: Vec<DocCell>,
    /// What a terminal says below it, in the colour of a domain or in none.
    pub(crate) detail: Vec<(Option<Colour>, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ColumnKind {
    Text,
    Number,
    Heat,
    /// What is read from a table of heat: it has no heat of its own.
    Reading,
    Length,
    Chart,
}

pub(crate) struct DocColumn {
    head: Inline,
    kind: ColumnKind,
    only: Only,
    cols: usize,
    strong: Only,
    faint: bool,
}

impl DocColumn {
    fn is_right(&self) -> bool {
        matches!(self.kind, ColumnKind::Number | ColumnKind::Heat | ColumnKind::Reading)
    }
}

/// What stands in a table. Where there is no number, a dash says so.
#[derive(Debug, Clone)]
pub(crate) enum DocCell {
    /// With a space between its parts.
    Text(Vec<Inline>),
    Domains(Vec<DomainLabel>),
    Count(u64),
    /// Between 0 and 1.
    Share(Option<f64>),
    /// The difference of two shares.
    Gain(Option<f64>),
    Seconds(Option<f64>),
    Real(Option<f64>),
    Range(Option<Interval>),
    Number(String),
    /// How many of its row, and whether they are right.
    Heat {
        n: u64,
        of: u64,
        right: bool,
    },
    /// Between 0 and 1.
    Length(f64, Colour),
    Choices(Vec<VoiceCount>),
    /// A drawing, what it shows in words, and what stands below it.
    Chart(ScaleChart, String, Vec<VoiceCount>),
}

impl DocCell {
    pub(crate) fn text(text: &str) -> Self {
        DocCell::Text(vec![text.into()])
    }

    pub(crate) fn code(text: &str) -> Self {
        DocCell::Text(vec![Inline::Code(text.to_owned())])
    }

    fn plain(&self, lang: Lang) -> String {
        let or_dash = |text: Option<String>| text.unwrap_or("–".to_owned());
        match self {
            DocCell::Text(parts) => parts.iter().map(Inline::plain).collect::<Vec<_>>().join(" "),
            DocCell::Domains(domains) => domains.iter().map(DomainLabel::plain).collect::<Vec<_>>().join(" / "),
            DocCell::Count(n) | DocCell::Heat { n, .. } => thousands(*n),
            DocCell::Share(share) => or_dash(share.map(|share| percent(share, lang))),
            DocCell::Gain(gain) => or_dash(gain.map(points)),
            DocCell::Seconds(time) => or_dash(time.map(|time| seconds(time, lang))),
            DocCell::Real(x) => or_dash(x.map(|x| decimal(x, 2, lang))),
            DocCell::Range(interval) => or_dash(interval.map(|interval| range(interval, lang))),
            DocCell::Number(text) => text.clone(),
            DocCell::Choices(choices) => {
                let choices = choices.iter().map(|choice| format!("{} ({})", choice.name.plain(), choice.n));
                choices.collect::<Vec<_>>().join(", ")
            }
            DocCell::Length(..) | DocCell::Chart(..) => String::new(),
        }
    }
}

/// What was said, how often, and whether it is right.
#[derive(Debug, Clone)]
pub(crate) struct VoiceCount {
    pub(crate) name: Inline,
    pub(crate) n: u64,
    pub(crate) right: bool,
}

/// What is drawn on a scale from 0 to 1.
#[derive(Debug, Clone)]
pub(crate) enum ScaleChart {
    /// A share, and where it may lie; hollow as long as there are too few voices.
    Whiskers {
        share: f64,
        interval: Interval,
        hollow: bool,
    },
    Way {
        from: f64,
        to: f64,
    },
}

/// Columns, each with how its cells follow from what a row is about.
pub(crate) struct TableBuilder<'a, T>(Vec<(DocColumn, CellOf<'a, T>)>);

type CellOf<'a, T> = Box<dyn Fn(&T) -> DocCell + 'a>;

impl<'a, T> TableBuilder<'a, T> {
    pub(crate) fn new() -> Self {
        Self(Vec::new())
    }

    fn column(
        mut self,
        kind: ColumnKind,
        only: Only,
        head: impl Into<Inline>,
        cell: impl Fn(&T) -> DocCell + 'a,
    ) -> Self {
        let column = DocColumn { head: head.into(), kind, only, cols: usize::MAX, strong: &[], faint: false };
        self.0.push((column, Box::new(cell)));
        self
    }

    pub(crate) fn text(self, only: Only, head: &str, cell: impl Fn(&T) -> DocCell + 'a) -> Self {
        self.column(ColumnKind::Text, only, head, cell)
    }

    pub(crate) fn number(self, only: Only, head: impl Into<Inline>, cell: impl Fn(&T) -> DocCell + 'a) -> Self {
        self.column(ColumnKind::Number, only, head, cell)
    }

    pub(crate) fn count(self, only: Only, head: &str, count: impl Fn(&T) -> u64 + 'a) -> Self {
        self.number(only, head, move |of| DocCell::Count(count(of)))
    }

    /// Of shares between 0 and 1.
    pub(crate) fn share(self, only: Only, head: &str, share: impl Fn(&T) -> Option<f64> + 'a) -> Self {
        self.number(only, head, move |of| DocCell::Share(share(of)))
    }

    pub(crate) fn seconds(self, only: Only, head: &str, time: impl Fn(&T) -> Option<f64> + 'a) -> Self {
        self.number(only, head, move |of| DocCell::Seconds(time(of)))
    }

    pub(crate) fn heat(self, head: impl Into<Inline>, cell: impl Fn(&T) -> DocCell + 'a) -> Self {
        self.column(ColumnKind::Heat, READ, head, cell)
    }

    /// What is read from a table of heat, and has no heat of its own.
    pub(crate) fn reading(self, head: &str, share: impl Fn(&T) -> Option<f64> + 'a) -> Self {
        self.column(ColumnKind::Reading, READ, head, move |of| DocCell::Share(share(of)))
    }

    pub(crate) fn length(self, cell: impl Fn(&T) -> DocCell + 'a) -> Self {
        self.column(ColumnKind::Length, HTML, "", cell)
    }

    /// Shares on a scale from 0 to 100.
    pub(crate) fn chart(self, only: Only, cell: impl Fn(&T) -> DocCell + 'a) -> Self {
        self.column(ColumnKind::Chart, only, "0–100", cell)
    }

    fn last(mut self, change: impl FnOnce(&mut DocColumn)) -> Self {
        if let Some((column, _)) = self.0.last_mut() {
            change(column);
        }
        self
    }

    /// In a terminal, cells of the last column are cut there.
    pub(crate) fn cut(self, cols: usize) -> Self {
        self.last(|column| column.cols = cols)
    }

    pub(crate) fn strong(self, strong: Only) -> Self {
        self.last(|column| column.strong = strong)
    }

    pub(crate) fn faint(self) -> Self {
        self.last(|column| column.faint = true)
    }

    pub(crate) fn table(self, class: &'static str, rows: impl IntoIterator<Item = T>) -> DocTable {
        let row = |of: T| DocRow { cells: self.0.iter().map(|(_, cell)| cell(&of)).collect(), ..DocRow::default() };
        let rows = rows.into_iter().map(row).collect();
        let columns = self.0.into_iter().map(|(column, _)| column).collect();
        DocTable { class, caption: None, columns, rows, foot: None }
    }
}
