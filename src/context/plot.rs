//! `plot`: a figure with axes. Scatter, line, histogram or bars; the data inline or from a CSV beside the pack.

mod draw;
mod told;

use std::ops::Range;

use super::sheet::{Room, Sheet};
use super::{Scene, Shown, read_title};
use crate::diagnostic::{Code as Fault, Diagnostic};
use crate::read::{Keys, Reading, Value, decoded};
use crate::text::{Lang, SafeText, Text};

/// A figure with axes.
#[derive(Debug, Clone, PartialEq)]
pub struct Plot {
    /// In the frame.
    pub title: Option<Text>,
    kind: Kind,
    x: Option<Text>,
    y: Option<Text>,
    note: Option<Text>,
    labels: Vec<Text>,
    bins: Option<usize>,
    series: Vec<Series>,
    marks: Vec<Mark>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Scatter,
    Line,
    Histogram,
    Bar,
}

const KINDS: [(&str, Kind); 4] =
    [("scatter", Kind::Scatter), ("line", Kind::Line), ("histogram", Kind::Histogram), ("bar", Kind::Bar)];
const POINT_KINDS: [(&str, Kind); 2] = [("scatter", Kind::Scatter), ("line", Kind::Line)];

#[derive(Debug, Clone, PartialEq)]
struct Series {
    name: Option<Text>,
    data: Data,
}

#[derive(Debug, Clone, PartialEq)]
enum Data {
    /// Dots at (x, y).
    Dots(Vec<(f64, f64)>),
    /// A line through (x, y), in the order given.
    Path(Vec<(f64, f64)>),
    /// Raw observations of a histogram, or the heights of bars.
    Values(Vec<f64>),
}

#[derive(Debug, Clone, PartialEq)]
struct Mark {
    at: MarkAt,
    label: Option<Text>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum MarkAt {
    X(f64),
    Y(f64),
}

/// The most series: as many as there are marks and colours to tell them apart.
const SERIES_MAX: usize = 4;
const POINTS_MAX: usize = 2000;
/// The most bytes of a data file.
const BYTES_MAX: usize = 4 << 20;

impl Plot {
    pub(super) fn read(keys: &mut Keys, reading: &mut Reading) -> Option<Self> {
        let title = read_title(keys, reading);
        let kind = keys.required("type", reading).and_then(|v| reading.word(v, &KINDS));
        let x = keys.optional("x").and_then(|v| reading.text(v, 40));
        let y = keys.optional("y").and_then(|v| reading.text(v, 40));
        let note = keys.optional("note").and_then(|v| reading.text(v, 74));
        let labels = keys.optional("labels");
        let bins = keys.optional("bins").and_then(|v| reading.integer(v, 2..=60)).map(|n| n as usize);
        let marks = keys.optional("mark").map(|v| reading.list(v, 8)).unwrap_or_default();
        let marks = marks.iter().filter_map(|v| Mark::read(v, reading)).collect();
        let list = keys.required("series", reading).map(|v| reading.list(v, SERIES_MAX)).unwrap_or_default();
        let kind = kind?;
        let label_list = labels.map(|v| reading.list(v, 24)).unwrap_or_default();
        let label_texts: Vec<Text> = label_list.iter().filter_map(|v| reading.text(v, 30)).collect();
        let series: Vec<Series> = list.iter().filter_map(|v| Series::read(v, kind, reading)).collect();
        if kind == Kind::Bar {
            match labels {
                None => drop(keys.required("labels", reading)),
                Some(at) => {
                    for series in &series {
                        if let Data::Values(values) = &series.data
                            && values.len() != label_list.len()
                        {
                            let fault = reading.fault(Fault::LengthMismatch, at.span());
                            reading.push(fault.arg("found", label_list.len()).arg("wanted", values.len()));
                        }
                    }
                }
            }
        }
        Some(Self { title, kind, x, y, note, labels: label_texts, bins, series, marks })
    }

    /// Its height when there is room for no more.
    const ROWS_MIN: usize = 10;
    /// Its height at most: a taller figure says no more.
    const ROWS_MAX: usize = 20;
}

impl Shown for Plot {
    fn draw(&self, scene: &Scene) -> Sheet<'_> {
        let Scene { lang, room, .. } = *scene;
        let rows = room.rows.clamp(Self::ROWS_MIN, Self::ROWS_MAX);
        let room = Room { cols: room.cols, rows: rows - usize::from(self.note.is_some()) };
        let mut sheet = draw::draw(self, lang, room);
        sheet.rows.extend(self.note.as_ref().map(|note| draw::note(note.get(lang))));
        sheet
    }

    fn lines(&self, lang: Lang, _: &[&str]) -> Vec<String> {
        told::lines(self, lang)
    }
}

impl Series {
    fn read(value: &Value, plot: Kind, reading: &mut Reading) -> Option<Self> {
        let mut keys = Keys::of(value, reading)?;
        let name = keys.optional("name").and_then(|v| reading.text(v, 30));
        let data = match plot {
            Kind::Scatter | Kind::Line => {
                let own = keys.optional("type").map_or(Some(plot), |v| reading.word(v, &POINT_KINDS));
                let points = Self::points(&mut keys, reading);
                points.zip(own).map(|(points, own)| match own {
                    Kind::Line => Data::Path(points),
                    Kind::Scatter | Kind::Histogram | Kind::Bar => Data::Dots(points),
                })
            }
            Kind::Histogram | Kind::Bar => Self::values(&mut keys, reading).map(Data::Values),
        };
        keys.finish(reading);
        Some(Self { name, data: data? })
    }

    fn points(keys: &mut Keys, reading: &mut Reading) -> Option<Vec<(f64, f64)>> {
        match Self::source(keys, "points", reading)? {
            Given::Inline(value) => {
                let list = reading.list(value, POINTS_MAX);
                Some(list.iter().filter_map(|pair| reading.pair(pair)).collect())
            }
            Given::File(columns) => match <[Vec<f64>; 2]>::try_from(columns) {
                Ok([xs, ys]) => Some(xs.into_iter().zip(ys).collect()),
                Err(columns) => {
                    let fault = reading.fault(Fault::LengthMismatch, keys.span());
                    reading.push(fault.arg("found", columns.len()).arg("wanted", 2));
                    None
                }
            },
        }
    }

    fn values(keys: &mut Keys, reading: &mut Reading) -> Option<Vec<f64>> {
        match Self::source(keys, "values", reading)? {
            Given::Inline(value) => Some(reading.numbers(value, POINTS_MAX)),
            Given::File(mut columns) => match columns.len() {
                1 => columns.pop(),
                found => {
                    let fault = reading.fault(Fault::LengthMismatch, keys.span());
                    reading.push(fault.arg("found", found).arg("wanted", 1));
                    None
                }
            },
        }
    }

    /// The data: inline under a key, or the named columns of a CSV file; exactly one of the two.
    fn source<'v, 'i>(keys: &mut Keys<'v, 'i>, key: &'static str, reading: &mut Reading) -> Option<Given<'v, 'i>> {
        let (inline, file, columns) = (keys.optional(key), keys.optional("csv"), keys.optional("columns"));
        match (inline, file) {
            (Some(value), None) => Some(Given::Inline(value)),
            (None, Some(file)) => {
                let names = columns.map(|v| reading.list(v, 2)).unwrap_or_default();
                let names: Vec<_> = names.iter().filter_map(|v| Some((reading.line(v, 60)?, v.span()))).collect();
                if names.is_empty() {
                    keys.required("columns", reading);
                    return None;
                }
                let path = reading.line(file, 200)?;
                let text = (reading.fetch)(&path, BYTES_MAX).and_then(|bytes| {
                    decoded(bytes.to_vec()).map_err(|(code, reason)| (code, SafeText::line(&reason)))
                });
                match text {
                    Ok(text) => {
                        Csv { path: &path, at: file.span(), text: &text }.read(&names, reading).map(Given::File)
                    }
                    Err((code, reason)) => {
                        let fault = reading.fault(code, file.span()).arg("found", &path).arg("reason", reason);
                        reading.push(fault);
                        None
                    }
                }
            }
            (Some(_), Some(file)) => {
                reading.push(reading.fault(Fault::DataTwice, file.span()).arg("key", key).arg("other", "csv"));
                None
            }
            (None, None) => {
                keys.required(key, reading);
                None
            }
        }
    }
}

enum Given<'v, 'i> {
    Inline(&'v Value<'i>),
    File(Vec<Vec<f64>>),
}

type Named = (SafeText, Range<usize>);

/// A CSV file with a header row, and the place in the pack that names it.
struct Csv<'a> {
    path: &'a str,
    at: Range<usize>,
    text: &'a str,
}

impl Csv<'_> {
    /// Picks columns of numbers.
    fn read(&self, names: &[Named], reading: &mut Reading) -> Option<Vec<Vec<f64>>> {
        let mut rows = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(self.text.as_bytes());
        let header = rows.headers().cloned().unwrap_or_default();
        let known: Vec<&str> = header.iter().collect();
        if let (1, Some(separator)) = (known.len(), known.concat().chars().find(|c| matches!(c, ';' | '\t'))) {
            let separator = if separator == ';' { ";" } else { "TAB" };
            reading.push(self.fault(Fault::CsvSeparator, reading).arg("separator", separator));
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
                let fault = self.fault(Fault::RaggedCsv, reading).arg("row", line).arg("cells", row.len());
                reading.push(fault.arg("wanted", known.len()));
                return None;
            }
            for (column, place) in columns.iter_mut().zip(&places) {
                let cell = row.get(*place).unwrap_or_default();
                match cell.parse::<f64>().ok().filter(|number| number.is_finite()) {
                    Some(number) => column.push(number),
                    None => {
                        let fault = self.fault(Fault::BadCsv, reading).arg("row", line).arg("cell", cell);
                        reading.push(fault.arg("column", known[*place]));
                        return None;
                    }
                }
            }
            if columns.first().is_some_and(|column| column.len() > POINTS_MAX) {
                let fault = reading.fault(Fault::ListTooLong, self.at.clone());
                reading.push(fault.arg("found", format!("> {POINTS_MAX}")).arg("max", POINTS_MAX));
                return None;
            }
        }
        if columns.first().is_some_and(Vec::is_empty) {
            reading.push(self.fault(Fault::EmptyCsv, reading));
            return None;
        }
        (places.len() == names.len()).then_some(columns)
    }

    fn fault(&self, code: Fault, reading: &Reading) -> Diagnostic {
        reading.fault(code, self.at.clone()).arg("found", self.path)
    }
}

impl Mark {
    fn read(value: &Value, reading: &mut Reading) -> Option<Self> {
        let mut keys = Keys::of(value, reading)?;
        let x = keys.optional("x").and_then(|v| reading.number(v));
        let y = keys.optional("y").and_then(|v| reading.number(v));
        let label = keys.optional("label").and_then(|v| reading.text(v, 30));
        let at = match (x, y) {
            (Some(x), None) => Some(MarkAt::X(x)),
            (None, Some(y)) => Some(MarkAt::Y(y)),
            _ => {
                reading.push(reading.fault(Fault::MarkPlace, keys.span()));
                None
            }
        };
        keys.finish(reading);
        Some(Self { at: at?, label })
    }
}
