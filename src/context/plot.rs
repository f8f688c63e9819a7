//! `plot`: a figure with axes. Scatter, line, histogram or bars; the data inline or from a CSV beside the pack.

mod axis;
mod draw;

use super::read_title;
use super::sheet::{Room, Sheet};
use crate::diagnostic::Code as Fault;
use crate::read::{Keys, Reading, Value};
use crate::text::{Lang, Text};

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
                None => reading.push(reading.fault(Fault::MissingKey, keys.span()).arg("key", "labels")),
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

    pub(super) fn draw(&self, lang: Lang, room: Room) -> Sheet<'_> {
        let rows = room.rows.clamp(Self::ROWS_MIN, Self::ROWS_MAX);
        let room = Room { cols: room.cols, rows: rows - usize::from(self.note.is_some()) };
        let mut sheet = draw::draw(self, lang, room);
        sheet.rows.extend(self.note.as_ref().map(|note| draw::note(note.get(lang))));
        sheet
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
                let pairs = list.iter().filter_map(|pair| match reading.numbers(pair, 2).as_slice() {
                    [x, y] => Some((*x, *y)),
                    [_] => {
                        reading
                            .push(reading.fault(Fault::LengthMismatch, pair.span()).arg("found", 1).arg("wanted", 2));
                        None
                    }
                    _ => None,
                });
                Some(pairs.collect())
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
                    reading.push(reading.fault(Fault::MissingKey, keys.span()).arg("key", "columns"));
                    return None;
                }
                let path = reading.line(file, 200)?;
                match (reading.fetch)(&path) {
                    Ok(text) => read_csv(&text, &names, file, reading).map(Given::File),
                    Err(code) => {
                        let fault = reading.fault(code, file.span()).arg("found", &path);
                        reading.push(fault);
                        None
                    }
                }
            }
            _ => {
                reading.push(reading.fault(Fault::DataSource, keys.span()).arg("key", key));
                None
            }
        }
    }
}

enum Given<'v, 'i> {
    Inline(&'v Value<'i>),
    File(Vec<Vec<f64>>),
}

type Named = (crate::text::SafeText, std::ops::Range<usize>);

/// Picks columns of numbers out of CSV with a header row.
fn read_csv(text: &str, names: &[Named], at: &Value, reading: &mut Reading) -> Option<Vec<Vec<f64>>> {
    let mut rows = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let header = rows.headers().cloned().unwrap_or_default();
    let known: Vec<&str> = header.iter().collect();
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
    for (i, row) in rows.records().enumerate() {
        if i == POINTS_MAX {
            reading.push(reading.fault(Fault::ListTooLong, at.span()).arg("found", "…").arg("max", POINTS_MAX));
            return None;
        }
        for (column, place) in columns.iter_mut().zip(&places) {
            let cell = row.as_ref().ok().and_then(|row| row.get(*place)).unwrap_or_default();
            match cell.parse::<f64>() {
                Ok(number) if number.is_finite() => column.push(number),
                _ => {
                    let fault = reading.fault(Fault::BadCsv, at.span()).arg("row", i + 2).arg("found", cell);
                    reading.push(fault);
                    return None;
                }
            }
        }
    }
    (places.len() == names.len()).then_some(columns)
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
                reading.push(reading.fault(Fault::DataSource, keys.span()).arg("key", "x"));
                None
            }
        };
        keys.finish(reading);
        Some(Self { at: at?, label })
    }
}
