//! What a context may hold, one type for each kind but figures. The comments are what an editor shows beside the key.

use schemars::{JsonSchema, json_schema};

use super::by_type::by_type;
use super::values::{Cell, Line, Text, value};
use crate::context::BLOCK_MAX;

/// What a CI job, a server or a test runner prints. Words such as ERROR, WARN and ok get their colours by themselves.
#[derive(JsonSchema)]
pub(super) struct Log {
    /// In the frame. At most 60 characters. Example: `"nightly build #4812"`
    title: Option<Text<60>>,
    /// Whether lines have numbers.
    #[schemars(extend("default" = false))]
    numbers: Option<bool>,
    /// What was printed, between `"""` and `"""`. At most 13 rows of 74 columns.
    text: Text<BLOCK_MAX>,
}

/// A piece of a source file.
#[derive(JsonSchema)]
pub(super) struct Code {
    /// The file’s name, in the frame. Example: `"models.py"`
    file: Option<Line<60>>,
    /// The language, which colours the code. Example: `"python"`, or `"text"` for none
    language: Line<20>,
    /// Whether lines have numbers.
    #[schemars(extend("default" = true))]
    numbers: Option<bool>,
    /// The number of the first line.
    #[schemars(range(min = 1, max = 99_980), extend("default" = 1))]
    first: Option<i64>,
    /// The code, between `"""` and `"""`. At most 13 rows of 74 columns.
    text: Text<BLOCK_MAX>,
}

/// A plot with axes.
#[derive(JsonSchema)]
struct PlotKeys {
    /// In the frame. At most 60 characters.
    title: Option<Text<60>>,
    /// Which kind of plot.
    r#type: PlotType,
    /// The name of the horizontal axis.
    x: Option<Text<40>>,
    /// The name of the vertical axis.
    y: Option<Text<40>>,
    /// A line below the plot. Example: `"dashed: least squares"`
    note: Option<Text<74>>,
    /// The names of the bars, one for each value; a bar plot needs them. Example: `["Mon", "Tue"]`
    #[schemars(length(min = 1, max = 24))]
    labels: Option<Vec<Text<30>>>,
    /// Into how many classes a histogram counts its values. Unless said, as many as suit them.
    #[schemars(range(min = 2, max = 60))]
    bins: Option<i64>,
    /// Lines through the plot, each at an x or at a y.
    #[schemars(length(min = 1, max = 8))]
    mark: Option<Vec<Mark>>,
    /// The data, in one to four series.
    #[schemars(length(min = 1, max = 4))]
    series: Vec<Series>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum PlotType {
    Scatter,
    Line,
    Histogram,
    Bar,
}

/// The data of a plot: `points` of a scatter or line plot, `values` of a histogram or of bars, or `csv` with `columns` in
/// place of either.
#[derive(JsonSchema)]
struct Series {
    /// Its name in the legend; not needed by the only one. At most 30 characters.
    name: Option<Text<30>>,
    /// In a scatter or line plot: how this series is drawn, where it differs from the plot.
    r#type: Option<PointType>,
    /// Points `[x, y]` of a scatter or line plot. Example: `[[1, 9], [2, 8.5]]`
    #[schemars(length(min = 1, max = 2000))]
    points: Option<Vec<[f64; 2]>>,
    /// Raw values of a histogram, which does the counting, or heights of bars. Example: `[12, 14, 9]`
    #[schemars(length(min = 1, max = 2000))]
    values: Option<Vec<f64>>,
    /// A CSV file beside the pack, whose first row names the columns. Example: `"naps.csv"`
    csv: Option<Line<200>>,
    /// Which columns of the CSV: two for points, one for values. Example: `["age", "naps"]`
    #[schemars(length(min = 1, max = 2))]
    columns: Option<Vec<Line<60>>>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum PointType {
    Scatter,
    Line,
}

value! {
    /// Which keys a series has in a scatter or line plot.
    PointsSeries => json_schema!({
        "propertyNames": { "enum": ["name", "type", "points", "csv", "columns"] },
        "oneOf": [{ "required": ["points"] }, { "required": ["csv"] }],
        "dependencies": { "csv": ["columns"] },
    })
}

value! {
    /// Which keys a series has in a histogram or bar plot.
    ValuesSeries => json_schema!({
        "propertyNames": { "enum": ["name", "values", "csv", "columns"] },
        "oneOf": [{ "required": ["values"] }, { "required": ["csv"] }],
        "dependencies": { "csv": ["columns"] },
    })
}

#[derive(JsonSchema)]
struct PointsPlot {
    series: Vec<PointsSeries>,
}

#[derive(JsonSchema)]
struct ValuesPlot {
    series: Vec<ValuesSeries>,
}

#[derive(JsonSchema)]
struct BarPlot {
    labels: serde_json::Value,
    series: Vec<ValuesSeries>,
}

by_type! {
    Plot of PlotKeys: "scatter" PointsPlot, "line" PointsPlot, "histogram" ValuesPlot, "bar" BarPlot
}

/// A line through a plot: upright where it has an `x`, level where it has a `y`.
#[derive(JsonSchema)]
#[schemars(extend("oneOf" = [{ "required": ["x"] }, { "required": ["y"] }]))]
struct Mark {
    /// Where an upright line stands.
    x: Option<f64>,
    /// Where a level line lies.
    y: Option<f64>,
    /// What is written at it.
    label: Option<Text<30>>,
}

/// Mathematics: either `text` as it is to be shown, or `latex`, which is laid out.
#[derive(JsonSchema)]
#[schemars(extend("oneOf" = [{ "required": ["text"] }, { "required": ["latex"] }]))]
pub(super) struct Formula {
    /// In the frame. At most 60 characters.
    title: Option<Text<60>>,
    /// The formula as it is to be shown, over as many lines as it needs. Example: `"aₙ₊₁ = aₙ − γ ∇F(aₙ)"`
    text: Option<Text<BLOCK_MAX>>,
    /// The formula in LaTeX, in single quotes. Example: `'\frac{1}{n} \sum_{i=1}^{n} x_i'`
    latex: Option<Text<BLOCK_MAX>>,
    /// Lines below it. Example: `"γ: step size"`
    note: Option<Text<300>>,
}

/// A dataframe, the result of a query, or a plain table.
#[derive(JsonSchema)]
pub(super) struct Table {
    /// In the frame. At most 60 characters.
    title: Option<Text<60>>,
    /// Which tool prints it: a dataframe of pandas, a SQL client, a command in a terminal, or none.
    #[schemars(extend("default" = "plain"))]
    style: Option<TableStyle>,
    /// A line above it. Example: `"In [3]: naps.head()"`
    prompt: Option<Text<74>>,
    /// A line below it. Example: `"3 rows"`
    note: Option<Text<74>>,
    /// The names of the columns. Example: `["cat", "age"]`
    #[schemars(length(min = 1, max = 16))]
    columns: Vec<Cell<74>>,
    /// The types of the columns, one for each. Example: `["object", "int64"]`
    #[schemars(length(min = 1, max = 16))]
    types: Option<Vec<Line<20>>>,
    /// The names of the rows, one for each. Example: `[0, 1, 2]`
    #[schemars(length(min = 1, max = 30))]
    index: Option<Vec<Cell<74>>>,
    /// The rows, each with a cell for each column. Example: `[["Moka", 3], ["Nala", 5]]`
    #[schemars(length(min = 1, max = 30), inner(length(min = 1, max = 16)))]
    rows: Vec<Vec<Cell<74>>>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum TableStyle {
    Dataframe,
    Query,
    Terminal,
    Plain,
}

/// A form on a web page.
#[derive(JsonSchema)]
pub(super) struct Form {
    /// In the frame. At most 60 characters.
    title: Option<Text<60>>,
    /// What stands in the address bar. Example: `"https://naps.example/cats/new"`
    url: Option<Line<60>>,
    /// Its buttons. Example: `["Save", "Cancel"]`
    #[schemars(length(min = 1, max = 4))]
    buttons: Option<Vec<Text<30>>>,
    /// Its fields, from top to bottom.
    #[schemars(length(min = 1, max = 12))]
    field: Vec<Field>,
}

/// A field of a form.
#[derive(JsonSchema)]
struct FieldKeys {
    /// What stands beside or above it; the whole sentence of a note.
    label: Text<72>,
    /// Which kind of field.
    #[schemars(extend("default" = "text"))]
    r#type: Option<FieldType>,
    /// What the page complains about. Example: `"this name is taken"`
    error: Option<Text<60>>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum FieldType {
    Text,
    Select,
    Radio,
    Check,
    Note,
}

#[derive(JsonSchema)]
struct TextField {
    /// What is filled in.
    value: Option<Text<200>>,
}

#[derive(JsonSchema)]
struct SelectField {
    /// What is chosen.
    value: Option<Text<200>>,
    /// What can be chosen; the list is shown closed.
    #[schemars(length(min = 1, max = 20))]
    options: Option<Vec<Text<60>>>,
}

#[derive(JsonSchema)]
struct RadioField {
    /// What can be chosen, all shown. Example: `["disagree", "neither", "agree"]`
    #[schemars(length(min = 1, max = 8))]
    options: Vec<Text<40>>,
    /// Which one of the options is chosen.
    value: Option<Text<40>>,
}

#[derive(JsonSchema)]
struct CheckField {
    /// Whether it is ticked.
    #[schemars(extend("default" = false))]
    value: Option<bool>,
}

#[derive(JsonSchema)]
struct NoteField {}

by_type! {
    Field of FieldKeys: "text" TextField, "select" SelectField, "radio" RadioField, "check" CheckField, "note" NoteField
}

/// Messages: a channel, a mail, a commit or a ticket.
#[derive(JsonSchema)]
pub(super) struct Chat {
    /// In the frame. At most 60 characters. Example: `"#data-team"`
    title: Option<Text<60>>,
    /// What the messages look like.
    #[schemars(extend("default" = "chat"))]
    style: Option<ChatStyle>,
    /// The messages, from first to last.
    #[schemars(length(min = 1, max = 20))]
    message: Vec<Message>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum ChatStyle {
    Chat,
    Mail,
    Commit,
    Ticket,
}

/// A message.
#[derive(JsonSchema)]
struct Message {
    /// Who wrote it. Example: `"Noor"`
    from: Text<60>,
    /// Whom it is for, in a mail.
    to: Option<Text<60>>,
    /// When it was written. Example: `"09:12"`
    at: Option<Text<40>>,
    /// The subject of a mail, the first line of a commit, the title of a ticket.
    subject: Option<Text<60>>,
    /// The hash of a commit, or the number of a ticket. Example: `"#311"`
    id: Option<Line<40>>,
    /// The labels of a ticket. Example: `["bug"]`
    #[schemars(length(min = 1, max = 6))]
    tags: Option<Vec<Line<20>>>,
    /// What it says.
    text: Text<1000>,
}

/// A PNG or JPEG beside the pack.
#[derive(JsonSchema)]
pub(super) struct Picture {
    /// In the frame. At most 60 characters.
    title: Option<Text<60>>,
    /// The file, without a folder. Example: `"laptop.png"`
    file: Line<200>,
    /// What the picture shows, in words, for those who cannot see it.
    alt: Text<500>,
    /// Parts of the picture that a tell may name.
    #[schemars(length(min = 1, max = 8))]
    spot: Option<Vec<Spot>>,
}

/// A part of the picture that a tell may name.
#[derive(JsonSchema)]
struct Spot {
    /// As the tell names it. Example: `"the lid"`
    name: Text<40>,
    /// Left, top, width and height, in percent of the picture. Example: `[21, 4, 64, 66]`
    #[schemars(length(min = 4, max = 4), inner(range(min = 0, max = 100)))]
    at: Vec<f64>,
}
