//! `plot`: a figure with axes. Scatter, line, histogram or bars; the data inline or from a CSV beside the pack.

mod draw;
mod told;

use serde_json::{Value as Json, json};

use super::sheet::{Role, Room, Sheet, run};
use super::{ContextKind, Scene, title};
use crate::read::diagnostic::Code as Fault;
use crate::read::types::{KeyType, ValueType, list, simple};
use crate::read::{
    CaseSchema, FromTable, Keys, ORDER, Placed, Reading, Relation, TableSchema, Tables, Value, by_type, decoded, keys,
};
use crate::text::{Lang, SafeText, Text};

#[derive(Debug, Clone, PartialEq)]
pub struct Plot {
    pub(crate) title: Option<Text>,
    kind: PlotKind,
    x: Option<Text>,
    y: Option<Text>,
    note: Option<Text>,
    labels: Vec<Text>,
    bins: Option<usize>,
    series: Vec<Series>,
    marks: Vec<Mark>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PlotKind {
    Scatter,
    Line,
    Histogram,
    Bar,
}

const KINDS: [(&str, PlotKind); 4] = [
    ("scatter", PlotKind::Scatter),
    ("line", PlotKind::Line),
    ("histogram", PlotKind::Histogram),
    ("bar", PlotKind::Bar),
];
const POINT_KINDS: [(&str, PlotKind); 2] = [("scatter", PlotKind::Scatter), ("line", PlotKind::Line)];

#[derive(Debug, Clone, PartialEq)]
struct Series {
    name: Option<Text>,
    data: Data,
}

#[derive(Debug, Clone, PartialEq)]
enum Data {
    Dots(Vec<(f64, f64)>),
    /// A line through (x, y), in the order given.
    Path(Vec<(f64, f64)>),
    /// Raw observations of a histogram, or the heights of bars.
    Values(Vec<f64>),
}

#[derive(Debug, Clone, PartialEq)]
struct Mark {
    /// It stands at an `x`; else it lies at a `y`.
    upright: bool,
    at: f64,
    label: Option<Text>,
}

/// The most series: as many as there are marks and colours to tell them apart.
const SERIES_MAX: usize = 4;
const POINTS_MAX: usize = 2000;
/// The most bytes of a data file.
const BYTES_MAX: usize = 4 << 20;

keys! {
    /// A plot with axes.
    partial struct PlotKeys {
        /// In the frame. At most 60 characters.
        title: Option<Text> = title(),
        /// Which kind of plot.
        r#type: PlotKind = word(&KINDS),
        /// The name of the horizontal axis.
        x: Option<Text> = text(40).optional(),
        /// The name of the vertical axis.
        y: Option<Text> = text(40).optional(),
        /// A line below the plot. Example: `"dashed: least squares"`
        note: Option<Text> = text(74).optional(),
        /// The names of the bars, one for each value; a bar plot needs them. Example: `["Mon", "Tue"]`
        labels: Option<Placed<Vec<Text>>> = list(1, 24, text(30)).placed().optional(),
        /// Into how many classes a histogram counts its values. Unless said, as many as suit them.
        bins: Option<i64> = whole(2, 60).optional(),
        /// Lines through the plot, each at an x or at a y.
        mark: Vec<Mark> = list(1, 8, table::<Mark>()).or_empty(),
        /// The data, in one to four series.
        series: Vec<Series> = SeriesList,
    }
}

impl FromTable for Plot {
    const NAME: &'static str = "Plot";

    fn schema(tables: &mut Tables) -> Json {
        let cases = [
            ("scatter", "PointsPlot", PlotKind::Scatter),
            ("line", "PointsPlot", PlotKind::Line),
            ("histogram", "ValuesPlot", PlotKind::Histogram),
            ("bar", "BarPlot", PlotKind::Bar),
        ];
        let cases = cases.map(|(of, name, kind)| CaseSchema::new(of, name, tables, |_| kind.schema()));
        by_type(PlotKeys::schema(tables), cases.into())
    }

    fn read(keys: &mut Keys, reading: &mut Reading) -> Option<Self> {
        let own = PlotKeys::read(keys, reading);
        let kind = own.r#type?;
        let labels = own.labels?;
        if kind == PlotKind::Bar {
            match &labels {
                None => keys.missing("labels", reading),
                Some((labels, at)) => {
                    for series in own.series.iter().flatten() {
                        if let Data::Values(values) = &series.data {
                            reading.counted(labels.len(), values.len(), at.clone());
                        }
                    }
                }
            }
        }
        let (labels, bins) = (labels.unwrap_or_default().0, own.bins?.map(|n| n as usize));
        let (title, x, y, note, series, marks) = (own.title?, own.x?, own.y?, own.note?, own.series?, own.mark?);
        Some(Self { title, kind, x, y, note, labels, bins, series, marks })
    }
}

impl PlotKind {
    fn has_points(self) -> bool {
        matches!(self, PlotKind::Scatter | PlotKind::Line)
    }

    fn inline(self) -> &'static str {
        if self.has_points() { "points" } else { "values" }
    }

    fn barred(self) -> &'static [&'static str] {
        if self.has_points() { &["values"] } else { &["type", "points"] }
    }

    /// What a plot of this kind narrows, and what it needs.
    fn schema(self) -> Json {
        let inline = self.inline();
        let known = SeriesKeys::schema(&mut Tables::default());
        let known = known[ORDER].as_array().into_iter().flatten();
        let known: Vec<&Json> = known.filter(|key| !self.barred().iter().any(|barred| *key == barred)).collect();
        let series = json!({
            "propertyNames": { "enum": known },
            "oneOf": [{ "required": [inline] }, { "required": ["csv"] }],
            "dependencies": { "csv": ["columns"] },
        });
        let mut keys = json!({ "series": { "type": "array", "items": series } });
        let mut needed = vec!["series"];
        if self == PlotKind::Bar {
            keys["labels"] = true.into();
            needed.insert(0, "labels");
        }
        json!({ "type": "object", "properties": keys, "required": needed })
    }
}

/// The series of a plot, whose keys depend on the plot's kind.
struct SeriesList;

impl KeyType for SeriesList {
    type Value = Vec<Series>;

    fn take(&self, key: &'static str, keys: &mut Keys, reading: &mut Reading) -> Option<Vec<Series>> {
        let kind = keys.text("type").and_then(|name| KINDS.iter().find(|(known, _)| *known == name));
        series(kind.map(|(_, kind)| *kind)).take(key, keys, reading)
    }

    fn describe(&self, key: &'static str, meaning: &[&str], table: &mut TableSchema, tables: &mut Tables) {
        series(None).describe(key, meaning, table, tables);
    }
}

fn series(kind: Option<PlotKind>) -> impl ValueType<Value = Vec<Series>> {
    let read = move |value: &Value, reading: &mut Reading| {
        let (kind, mut keys) = (kind?, Keys::of(value, reading)?);
        keys.bar(kind.barred());
        let series = Series::read(kind, &mut keys, reading);
        keys.finish(reading);
        series
    };
    list(1, SERIES_MAX, simple(|tables| tables.add("Series", SeriesKeys::schema), read))
}

impl Plot {
    const ROWS_MIN: usize = 10;
    /// Its height at most: a taller figure says no more.
    const ROWS_MAX: usize = 20;
}

impl ContextKind for Plot {
    fn draw(&self, scene: &Scene) -> Sheet<'_> {
        let Scene { lang, room, .. } = *scene;
        let rows = room.rows.clamp(Self::ROWS_MIN, Self::ROWS_MAX);
        let room = Room { cols: room.cols, rows: rows - usize::from(self.note.is_some()) };
        let mut sheet = draw::draw(self, lang, room);
        sheet.rows.extend(self.note.as_ref().map(|note| vec![run(note.get(lang), Role::Dim)]));
        sheet
    }

    fn lines(&self, lang: Lang, _: &[&str]) -> Vec<String> {
        told::lines(self, lang)
    }
}

keys! {
    /// The data of a plot: `points` of a scatter or line plot, `values` of a histogram or of bars, or `csv` with `columns` in
    /// place of either.
    partial struct SeriesKeys {
        /// Its name in the legend; not needed by the only one. At most 30 characters.
        name: Option<Text> = text(30).optional(),
        /// In a scatter or line plot: how this series is drawn, where it differs from the plot.
        r#type: Option<PlotKind> = word(&POINT_KINDS).optional(),
        /// Points `[x, y]` of a scatter or line plot. Example: `[[1, 9], [2, 8.5]]`
        points: Option<Vec<(f64, f64)>> = list(1, POINTS_MAX, pair()).optional(),
        /// Raw values of a histogram, which does the counting, or heights of bars. Example: `[12, 14, 9]`
        values: Option<Vec<f64>> = list(1, POINTS_MAX, any_number()).optional(),
        /// A CSV file beside the pack, whose first row names the columns. Example: `"naps.csv"`
        csv: Option<Placed<SafeText>> = line(200).placed().optional(),
        /// Which columns of the CSV: two for points, one for values. Example: `["age", "naps"]`
        columns: Vec<Placed<SafeText>> = list(1, 2, line(60).placed()).or_empty(),
    }
}

impl Series {
    fn read(plot: PlotKind, keys: &mut Keys, reading: &mut Reading) -> Option<Self> {
        let own = SeriesKeys::read(keys, reading);
        let columns = own.columns_of_file(plot, keys, reading)?;
        let data = if plot.has_points() {
            let points = match columns.as_deref() {
                Some([xs, ys]) => xs.iter().copied().zip(ys.iter().copied()).collect(),
                _ => own.points??,
            };
            match own.r#type?.unwrap_or(plot) {
                PlotKind::Line => Data::Path(points),
                PlotKind::Scatter | PlotKind::Histogram | PlotKind::Bar => Data::Dots(points),
            }
        } else {
            Data::Values(match columns {
                Some(mut columns) => columns.pop()?,
                None => own.values??,
            })
        };
        Some(Self { name: own.name?, data })
    }
}

impl SeriesKeys {
    /// The columns of a CSV file, as many as the plot needs, unless the data stand here; exactly one of the two.
    fn columns_of_file(&self, plot: PlotKind, keys: &Keys, reading: &mut Reading) -> Option<Option<Vec<Vec<f64>>>> {
        let inline = plot.inline();
        let csv = match (keys.has(inline), self.csv.as_ref()?) {
            (true, None) => return Some(None),
            (false, Some(csv)) => csv,
            (true, Some((_, at))) => {
                reading.push(reading.fault(Fault::DataTwice, at.clone()).arg("key", inline).arg("other", "csv"));
                return None;
            }
            (false, None) => {
                keys.missing(inline, reading);
                return None;
            }
        };
        let (path, at) = csv;
        let names = self.columns.as_deref()?;
        if names.is_empty() {
            keys.missing("columns", reading);
            return None;
        }
        let text = (reading.fetch)(path, BYTES_MAX)
            .and_then(|bytes| decoded(bytes.to_vec()).map_err(|(code, reason)| (code, SafeText::line(&reason))));
        match text {
            Ok(text) => {
                let columns = csv_columns(&text, names, csv, reading)?;
                let wanted = if plot.has_points() { 2 } else { 1 };
                reading.counted(columns.len(), wanted, keys.span()).then_some(Some(columns))
            }
            Err((code, reason)) => {
                reading.push(reading.fault(code, at.clone()).arg("found", path).arg("reason", reason));
                None
            }
        }
    }
}

/// Columns of numbers of a CSV file with a header row; faults in it are noted where the pack names the file.
fn csv_columns(
    text: &str,
    names: &[Placed<SafeText>],
    (path, at): &Placed<SafeText>,
    reading: &mut Reading,
) -> Option<Vec<Vec<f64>>> {
    let fault = |code, reading: &Reading| reading.fault(code, at.clone()).arg("found", path);
    let mut rows = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
    let header = rows.headers().cloned().unwrap_or_default();
    let known: Vec<&str> = header.iter().collect();
    if let (1, Some(separator)) = (known.len(), known.concat().chars().find(|c| matches!(c, ';' | '\t'))) {
        let separator = if separator == ';' { ";" } else { "TAB" };
        reading.push(fault(Fault::CsvSeparator, reading).arg("separator", separator));
        return None;
    }
    let mut places = Vec::new();
    for (name, span) in names {
        match known.iter().position(|column| *column == name.as_str()) {
            Some(place) => places.push(place),
            None => {
                let fault = reading.fault(Fault::UnknownColumn, span.clone()).arg("found", name);
                reading.push(fault.known(name, &known));
            }
        }
    }
    let mut columns = vec![Vec::new(); places.len()];
    for row in rows.records() {
        let row = row.unwrap_or_default();
        let line = row.position().map_or(0, csv::Position::line);
        if row.len() != known.len() {
            let fault = fault(Fault::RaggedCsv, reading).arg("row", line).arg("cells", row.len());
            reading.push(fault.arg("wanted", known.len()));
            return None;
        }
        for (column, place) in columns.iter_mut().zip(&places) {
            let cell = row.get(*place).unwrap_or_default();
            match cell.parse::<f64>().ok().filter(|number| number.is_finite()) {
                Some(number) => column.push(number),
                None => {
                    let fault = fault(Fault::BadCsv, reading).arg("row", line).arg("cell", cell);
                    reading.push(fault.arg("column", known[*place]));
                    return None;
                }
            }
        }
        if columns.first().is_some_and(|column| column.len() > POINTS_MAX) {
            let fault = reading.fault(Fault::ListTooLong, at.clone());
            reading.push(fault.arg("found", format!("> {POINTS_MAX}")).arg("max", POINTS_MAX));
            return None;
        }
    }
    if columns.first().is_some_and(Vec::is_empty) {
        reading.push(fault(Fault::EmptyCsv, reading));
        return None;
    }
    (places.len() == names.len()).then_some(columns)
}

keys! {
    /// A line through a plot: upright where it has an `x`, level where it has a `y`.
    partial struct MarkKeys {
        /// Where an upright line stands.
        x: Option<f64> = any_number().optional(),
        /// Where a level line lies.
        y: Option<f64> = any_number().optional(),
        /// What is written at it.
        label: Option<Text> = text(30).optional(),
    }
    relation Relation::OneOf(&["x", "y"]);
}

impl FromTable for Mark {
    const NAME: &'static str = "Mark";

    fn schema(tables: &mut Tables) -> Json {
        MarkKeys::schema(tables)
    }

    fn read(keys: &mut Keys, reading: &mut Reading) -> Option<Self> {
        let own = MarkKeys::read(keys, reading);
        let (upright, at) = match (own.x.flatten(), own.y.flatten()) {
            (Some(x), None) => (true, x),
            (None, Some(y)) => (false, y),
            _ => {
                reading.push(reading.fault(Fault::MarkPlace, keys.span()));
                return None;
            }
        };
        Some(Self { upright, at, label: own.label? })
    }
}
