//! `table`: a dataframe, the result of a query, or a plain table, in the typography of the tool that prints it.

use std::borrow::Cow;

use super::sheet::{Role, Sheet, SheetRow, run, space};
use super::{ContextKind, Scene, title};
use crate::read::{Placed, Reading, keys};
use crate::text::{Lang, SafeText, Text, width};

#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub(crate) title: Option<Text>,
    style: TableStyle,
    prompt: Option<Text>,
    note: Option<Text>,
    columns: Vec<Text>,
    types: Vec<SafeText>,
    index: Vec<Text>,
    rows: Vec<Vec<Text>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TableStyle {
    Dataframe,
    Query,
    Terminal,
    Plain,
}

const STYLES: [(&str, TableStyle); 4] = [
    ("dataframe", TableStyle::Dataframe),
    ("query", TableStyle::Query),
    ("terminal", TableStyle::Terminal),
    ("plain", TableStyle::Plain),
];

const COLUMNS_MAX: usize = 16;
const ROWS_MAX: usize = 30;

keys! {
    /// A dataframe, the result of a query, or a plain table.
    partial struct TableKeys for Table {
        /// In the frame. At most 60 characters.
        title: Option<Text> = title(),
        /// Which tool prints it: a dataframe of pandas, a SQL client, a command in a terminal, or none.
        style: TableStyle = word(&STYLES).or(TableStyle::Plain),
        /// A line above it. Example: `"In [3]: naps.head()"`
        prompt: Option<Text> = text(74).optional(),
        /// A line below it. Example: `"3 rows"`
        note: Option<Text> = text(74).optional(),
        /// The names of the columns. Example: `["cat", "age"]`
        columns: Vec<Text> = list(1, COLUMNS_MAX, cell()),
        /// The rows, each with a cell for each column. Example: `[["Moka", 3], ["Nala", 5]]`
        rows: Vec<Placed<Vec<Text>>> = list(1, ROWS_MAX, list(1, COLUMNS_MAX, cell()).placed()),
        /// The types of the columns, one for each. Example: `["object", "int64"]`
        types: Option<Placed<Vec<SafeText>>> = list(1, COLUMNS_MAX, line(20)).placed().optional(),
        /// The names of the rows, one for each. Example: `[0, 1, 2]`
        index: Option<Placed<Vec<Text>>> = list(1, ROWS_MAX, cell()).placed().optional(),
    }
}

impl Table {
    fn of(keys: TableKeys, reading: &mut Reading) -> Option<Self> {
        let (columns, rows) = (keys.columns?, keys.rows?);
        if let Some((types, at)) = keys.types.as_ref().and_then(Option::as_ref) {
            reading.counted(types.len(), columns.len(), at.clone());
        }
        for (row, at) in &rows {
            reading.counted(row.len(), columns.len(), at.clone());
        }
        if let Some((index, at)) = keys.index.as_ref().and_then(Option::as_ref) {
            reading.counted(index.len(), rows.len(), at.clone());
        }
        let rows = rows.into_iter().map(|(row, _)| row).collect();
        let (title, style, prompt, note) = (keys.title?, keys.style?, keys.prompt?, keys.note?);
        let (types, index) = (keys.types?.unwrap_or_default().0, keys.index?.unwrap_or_default().0);
        Some(Self { title, style, prompt, note, columns, types, index, rows })
    }
}

impl ContextKind for Table {
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
            TableStyle::Query => {
                let rule: Vec<String> = columns.iter().map(|column| "─".repeat(column.cols + 2)).collect();
                sheet.rows.push(vec![run(rule.join("┼"), Role::Dim)]);
            }
            TableStyle::Plain => {
                let cols = columns.iter().map(|column| column.cols + 2).sum::<usize>();
                sheet.rows.push(vec![run("─".repeat(cols.saturating_sub(2)), Role::Dim)]);
            }
            TableStyle::Dataframe | TableStyle::Terminal => {}
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
    fn layout(&self, lang: Lang) -> Vec<TableColumn<'_>> {
        let index = (!self.index.is_empty())
            .then(|| TableColumn::new("", "", self.index.iter().map(|text| text.get(lang)).collect(), true));
        let columns = self.columns.iter().enumerate().map(|(i, name)| {
            let cells = self.rows.iter().map(|row| row.get(i).map_or("", |cell| cell.get(lang))).collect();
            TableColumn::new(name.get(lang), self.types.get(i).map_or("", |name| name), cells, false)
        });
        index.into_iter().chain(columns).collect()
    }

    fn line<'a>(
        &self,
        columns: &[TableColumn<'a>],
        role: Role,
        cell: impl Fn(&TableColumn<'a>) -> &'a str,
    ) -> SheetRow<'a> {
        let mut row = SheetRow::with_capacity(columns.len() * 2);
        for (i, column) in columns.iter().enumerate() {
            match (i, self.style) {
                (0, TableStyle::Query) => row.push(space(1)),
                (0, _) => {}
                (_, TableStyle::Query) => row.push(run(" │ ", Role::Dim)),
                (_, TableStyle::Dataframe | TableStyle::Plain) => row.push(space(2)),
                (_, TableStyle::Terminal) => row.push(space(3)),
            }
            let text = cell(column);
            let pad = column.cols.saturating_sub(width(text));
            let right = match self.style {
                TableStyle::Dataframe => !column.index,
                TableStyle::Query | TableStyle::Plain => column.right,
                TableStyle::Terminal => false,
            };
            let (before, after) = if right { (pad, 0) } else { (0, pad) };
            let role = if column.index { Role::Dim } else { role };
            row.extend([space(before), run(Cow::Borrowed(text), role), space(after)]);
        }
        row
    }
}

struct TableColumn<'a> {
    name: &'a str,
    type_name: &'a str,
    cells: Vec<&'a str>,
    cols: usize,
    right: bool,
    index: bool,
}

impl<'a> TableColumn<'a> {
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
