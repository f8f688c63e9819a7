//! `table`: a dataframe, the result of a query, or a plain table, in the typography of the tool that prints it.

use std::borrow::Cow;

use super::sheet::{Role, Row, Sheet, run, space};
use super::{Scene, Shown, read_title};
use crate::diagnostic::Code as Fault;
use crate::read::{Keys, Reading, Value};
use crate::text::{Lang, SafeText, Text, width};

/// Rows and columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// In the frame.
    pub title: Option<Text>,
    style: Style,
    prompt: Option<Text>,
    note: Option<Text>,
    columns: Vec<Text>,
    types: Vec<SafeText>,
    index: Vec<Text>,
    rows: Vec<Vec<Text>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Dataframe,
    Query,
    Terminal,
    Plain,
}

const STYLES: [(&str, Style); 4] =
    [("dataframe", Style::Dataframe), ("query", Style::Query), ("terminal", Style::Terminal), ("plain", Style::Plain)];

const COLUMNS_MAX: usize = 16;
const ROWS_MAX: usize = 30;

impl Table {
    pub(super) fn read(keys: &mut Keys, reading: &mut Reading) -> Option<Self> {
        let title = read_title(keys, reading);
        let style = keys.optional("style").map_or(Some(Style::Plain), |v| reading.word(v, &STYLES));
        let prompt = keys.optional("prompt").and_then(|v| reading.text(v, 74));
        let note = keys.optional("note").and_then(|v| reading.text(v, 74));
        let header = keys.required("columns", reading);
        let body = keys.required("rows", reading);
        let types = keys.optional("types");
        let index = keys.optional("index");

        let columns = cells(header?, COLUMNS_MAX, reading);
        let type_names = types.map(|v| reading.list(v, COLUMNS_MAX)).unwrap_or_default();
        let type_names: Vec<SafeText> = type_names.iter().filter_map(|v| reading.line(v, 20)).collect();
        if let Some(types) = types {
            same_length(types, columns.len(), reading);
        }
        let lines = reading.list(body?, ROWS_MAX);
        let rows: Vec<Vec<Text>> = lines
            .iter()
            .map(|line| {
                same_length(line, columns.len(), reading);
                cells(line, COLUMNS_MAX, reading)
            })
            .collect();
        let names = index.map(|v| cells(v, ROWS_MAX, reading)).unwrap_or_default();
        if let Some(index) = index {
            same_length(index, rows.len(), reading);
        }
        Some(Self { title, style: style?, prompt, note, columns, types: type_names, index: names, rows })
    }
}

impl Shown for Table {
    fn draw(&self, scene: &Scene) -> Sheet<'_> {
        let lang = scene.lang;
        let mut sheet = Sheet::default();
        sheet.rows.extend(self.prompt.as_ref().map(|prompt| vec![run(prompt.get(lang), Role::Info)]));
        let columns = self.layout(lang);
        sheet.rows.push(self.line(&columns, Role::Strong, |column| column.name));
        if !self.types.is_empty() {
            sheet.rows.push(self.line(&columns, Role::Dim, |column| column.type_name));
        }
        match self.style {
            Style::Query => {
                let rule: Vec<String> = columns.iter().map(|column| "─".repeat(column.cols + 2)).collect();
                sheet.rows.push(vec![run(rule.join("┼"), Role::Dim)]);
            }
            Style::Plain => {
                let cols = columns.iter().map(|column| column.cols + 2).sum::<usize>();
                sheet.rows.push(vec![run("─".repeat(cols.saturating_sub(2)), Role::Dim)]);
            }
            Style::Dataframe | Style::Terminal => {}
        }
        for i in 0..self.rows.len() {
            sheet.rows.push(self.line(&columns, Role::Plain, |column| column.cells.get(i).copied().unwrap_or("")));
        }
        sheet.rows.extend(self.note.as_ref().map(|note| vec![run(note.get(lang), Role::Dim)]));
        sheet
    }
}

impl Table {
    /// The columns to draw, the index first where there is one.
    fn layout(&self, lang: Lang) -> Vec<Column<'_>> {
        let index = (!self.index.is_empty())
            .then(|| Column::new("", "", self.index.iter().map(|text| text.get(lang)).collect(), true));
        let columns = self.columns.iter().enumerate().map(|(i, name)| {
            let cells = self.rows.iter().map(|row| row.get(i).map_or("", |cell| cell.get(lang))).collect();
            Column::new(name.get(lang), self.types.get(i).map_or("", |name| name), cells, false)
        });
        index.into_iter().chain(columns).collect()
    }

    fn line<'a>(&self, columns: &[Column<'a>], role: Role, cell: impl Fn(&Column<'a>) -> &'a str) -> Row<'a> {
        let mut row = Row::with_capacity(columns.len() * 2);
        for (i, column) in columns.iter().enumerate() {
            match (i, self.style) {
                (0, Style::Query) => row.push(space(1)),
                (0, _) => {}
                (_, Style::Query) => row.push(run(" │ ", Role::Dim)),
                (_, Style::Dataframe | Style::Plain) => row.push(space(2)),
                (_, Style::Terminal) => row.push(space(3)),
            }
            let text = cell(column);
            let pad = column.cols.saturating_sub(width(text));
            let right = match self.style {
                Style::Dataframe => !column.index,
                Style::Query | Style::Plain => column.right,
                Style::Terminal => false,
            };
            let (before, after) = if right { (pad, 0) } else { (0, pad) };
            let role = if column.index { Role::Dim } else { role };
            row.extend([space(before), run(Cow::Borrowed(text), role), space(after)]);
        }
        row
    }
}

struct Column<'a> {
    name: &'a str,
    type_name: &'a str,
    cells: Vec<&'a str>,
    cols: usize,
    /// Numbers stand at the right.
    right: bool,
    index: bool,
}

impl<'a> Column<'a> {
    fn new(name: &'a str, type_name: &'a str, cells: Vec<&'a str>, index: bool) -> Self {
        let cols = cells.iter().map(|cell| width(cell)).chain([width(name), width(type_name)]).max().unwrap_or(0);
        let right = !index && cells.iter().all(|cell| looks_like_number(cell));
        Self { name, type_name, cells, cols, right, index }
    }
}

fn looks_like_number(cell: &str) -> bool {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    matches!(cell, "" | "NaN" | "NA" | "—" | "-")
        || (digits > 0 && digits * 2 >= cell.len() && !cell.contains([':', '/']))
}

fn cells(value: &Value, max: usize, reading: &mut Reading) -> Vec<Text> {
    let empty = |v: &Value| v.get_ref().as_str() == Some("");
    let blank = || Some(Text::Same(Default::default()));
    reading.list(value, max).iter().filter_map(|v| if empty(v) { blank() } else { reading.cell(v, 74) }).collect()
}

fn same_length(value: &Value, wanted: usize, reading: &mut Reading) {
    let found = value.get_ref().as_array().map_or(0, |list| list.len());
    if found != wanted && found > 0 {
        let fault = reading.fault(Fault::LengthMismatch, value.span()).arg("found", found).arg("wanted", wanted);
        reading.push(fault);
    }
}
