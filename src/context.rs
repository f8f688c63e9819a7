//! What is shown with a question. One file per kind: how it is read from TOML, and how it draws itself as a [`Sheet`].
//!
//! A context knows its own drawing, in rows of text with roles, so that what is checked (does it fit? is the tell
//! there?) is what is shown. Colours are the view's business.

mod chart;
mod chat;
mod code;
pub mod figure;
mod form;
mod formula;
mod log;
pub mod picture;
mod plot;
mod scene;
mod sheet;
mod table;

pub use self::chat::Chat;
pub use self::code::{Code, highlight, numbers_width};
pub use self::figure::Figure;
pub use self::form::Form;
pub use self::formula::Formula;
pub use self::log::{LOG_NUMBERS, Log};
pub use self::picture::Picture;
pub use self::plot::Plot;
pub use self::scene::{FRAMES_A_SECOND, Frame, Ready, Scene};
pub use self::sheet::{PIXELS, Rgb, Role, Room, Row, Run, Sheet, Spot};
pub use self::table::Table;

use crate::diagnostic::Code as Fault;
use crate::read::types::{Optional, TextType, ValueType, text};
use crate::read::{FromTable, Keys, Reading, Value};
use crate::text::{Lang, SafeText, Text, slice, wrap_whole};

/// The room in which every context must fit: an 80x24 terminal, less the frame, and four answers with their glosses.
pub const SMALLEST_ROOM: Room = Room { cols: 74, rows: 13 };

/// The most characters that a text within a context may have.
pub(crate) const BLOCK_MAX: usize = 4000;

/// What every kind can do, and what only some can.
trait Shown {
    /// The drawing.
    fn draw(&self, scene: &Scene) -> Sheet<'_>;

    /// A tell as it stands in the drawing. In a formula it may be written in LaTeX, and take several lines.
    fn tell(&self, tell: SafeText) -> SafeText {
        tell
    }

    /// What a figure or picture shows, in words.
    fn alt(&self) -> Option<&Text> {
        None
    }

    /// It as lines of text alone, for somebody who hears it: what is drawn is told in words.
    fn lines(&self, lang: Lang, tells: &[&str]) -> Vec<String> {
        match self.alt() {
            Some(alt) => vec![alt.get(lang).to_owned()],
            None => self.draw(&Scene::still(lang, SMALLEST_ROOM, tells)).rows.iter().map(|row| row_text(row)).collect(),
        }
    }

    /// A tell as it stands in the lines, where it does so otherwise than in the drawing.
    fn tell_in_lines(&self, _: &str, _: Lang) -> Option<String> {
        None
    }

    /// Whether something can be made ready for it.
    fn wants_ready(&self) -> bool {
        false
    }

    /// Makes ready what it needs; slow, so never while drawing. `None` where there is nothing, or it fails.
    fn make_ready(&self, _: Lang) -> Option<Ready> {
        None
    }

    /// The next frame that differs from one; none if nothing moves after it.
    fn next_frame(&self, _: Frame) -> Option<Frame> {
        None
    }
}

/// What is shown with a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Context {
    /// What a CI job, a server or a test runner prints.
    Log(Log),
    /// A piece of a source file.
    Code(Code),
    /// A figure with axes.
    Plot(Plot),
    /// Mathematics.
    Formula(Formula),
    /// A dataframe or the result of a query.
    Table(Table),
    /// A form on a web page.
    Form(Form),
    /// Messages: a channel, a mail, a commit, a ticket.
    Chat(Chat),
    /// A small simulation that moves.
    Figure(Figure),
    /// A PNG or JPEG.
    Picture(Picture),
}

/// The names of the kinds, as packs write them.
pub const KINDS: [&str; 9] = ["log", "code", "plot", "formula", "table", "form", "chat", "figure", "picture"];

impl Context {
    /// Reads the one kind that the table `context` holds.
    pub(crate) fn read(value: &Value, reading: &mut Reading) -> Option<Self> {
        let keys = Keys::of(value, reading)?;
        let mut found = Vec::new();
        for (name, span, inner) in keys.entries() {
            if KINDS.contains(&name) {
                found.push((name, inner));
            } else {
                let fault = reading.fault(Fault::UnknownKind, span).arg("found", name).known(name, &KINDS);
                reading.push(fault);
            }
        }
        let &[(name, inner)] = found.as_slice() else {
            if !(found.is_empty() && keys.entries().next().is_some()) {
                let fault = reading.fault(Fault::ContextCount, keys.span());
                reading.push(fault.arg("found", found.len()).arg("known", KINDS.join(", ")));
            }
            return None;
        };
        let mut keys = Keys::of(inner, reading)?;
        let context = match name {
            "log" => Log::read(&mut keys, reading).map(Context::Log),
            "code" => Code::read(&mut keys, reading).map(Context::Code),
            "plot" => Plot::read(&mut keys, reading).map(Context::Plot),
            "formula" => Formula::read(&mut keys, reading).map(Context::Formula),
            "table" => Table::read(&mut keys, reading).map(Context::Table),
            "form" => Form::read(&mut keys, reading).map(Context::Form),
            "chat" => Chat::read(&mut keys, reading).map(Context::Chat),
            "figure" => Figure::read(&mut keys, reading).map(Context::Figure),
            "picture" => Picture::read(&mut keys, reading).map(Context::Picture),
            _ => None,
        };
        keys.finish(reading);
        context
    }

    /// The name of the kind, one of [`KINDS`].
    pub fn kind(&self) -> &'static str {
        match self {
            Context::Log(_) => "log",
            Context::Code(_) => "code",
            Context::Plot(_) => "plot",
            Context::Formula(_) => "formula",
            Context::Table(_) => "table",
            Context::Form(_) => "form",
            Context::Chat(_) => "chat",
            Context::Figure(_) => "figure",
            Context::Picture(_) => "picture",
        }
    }

    /// What stands in the frame's upper edge.
    pub fn title(&self, lang: Lang) -> Option<&str> {
        let title: &Option<Text> = match self {
            Context::Log(log) => &log.title,
            Context::Code(code) => return code.file.as_deref(),
            Context::Plot(plot) => &plot.title,
            Context::Formula(formula) => &formula.title,
            Context::Table(table) => &table.title,
            Context::Form(form) => &form.title,
            Context::Chat(chat) => &chat.title,
            Context::Figure(figure) => &figure.title,
            Context::Picture(picture) => &picture.title,
        };
        title.as_ref().map(|title| title.get(lang))
    }

    /// The kind, by what it can do.
    fn shown(&self) -> &dyn Shown {
        match self {
            Context::Log(log) => log,
            Context::Code(code) => code,
            Context::Plot(plot) => plot,
            Context::Formula(formula) => formula,
            Context::Table(table) => table,
            Context::Form(form) => form,
            Context::Chat(chat) => chat,
            Context::Figure(figure) => figure,
            Context::Picture(picture) => picture,
        }
    }

    /// The drawing.
    pub fn draw(&self, scene: &Scene) -> Sheet<'_> {
        self.shown().draw(scene)
    }

    /// A tell as it stands in the drawing. In a formula it may be written in LaTeX, and take several lines.
    pub(crate) fn tell(&self, tell: SafeText) -> SafeText {
        self.shown().tell(tell)
    }

    /// What a figure or picture shows, in words.
    pub fn alt(&self) -> Option<&Text> {
        self.shown().alt()
    }

    /// It as lines of text alone, for somebody who hears it: what is drawn is told in words. Its tells are kept whole.
    pub fn lines(&self, lang: Lang, tells: &[&str]) -> Vec<String> {
        self.shown().lines(lang, tells)
    }

    /// A tell as it stands in the lines, where it does so otherwise than in the drawing: one of several rows stands on one.
    pub fn tell_in_lines(&self, tell: &str, lang: Lang) -> Option<String> {
        self.shown().tell_in_lines(tell, lang)
    }

    /// Whether something can be made ready for it.
    pub fn wants_ready(&self) -> bool {
        self.shown().wants_ready()
    }

    /// Makes ready what it needs; slow, so never while drawing. `None` where there is nothing, or it fails.
    pub fn make_ready(&self, lang: Lang) -> Option<Ready> {
        self.shown().make_ready(lang)
    }

    /// The next frame that differs from one; none if nothing moves after it.
    pub fn next_frame(&self, frame: Frame) -> Option<Frame> {
        self.shown().next_frame(frame)
    }
}

/// The text of a row, without the spaces at its end.
pub fn row_text(row: &[Run]) -> String {
    let text: String = row.iter().map(|run| run.text.as_ref()).collect();
    text.trim_end().to_owned()
}

/// A drawing in words.
fn words<'a>(text: &'a str, room: Room, tells: &[&str]) -> Sheet<'a> {
    let lines = wrap_whole(text, room.cols, tells).into_iter();
    let rows = lines.map(|line| vec![sheet::run(slice(text, line), Role::Plain)]);
    Sheet::of(rows.collect())
}

/// What stands in the frame's upper edge: a text of one line, short enough for it.
fn title() -> Optional<TextType> {
    text(60).optional()
}

/// Reads a title: a text of one line, short enough for the frame.
fn read_title(keys: &mut Keys, reading: &mut Reading) -> Option<Text> {
    keys.optional("title").and_then(|value| reading.text(value, 60))
}
