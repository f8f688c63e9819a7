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
mod sheet;
mod table;

pub use self::chat::Chat;
pub use self::code::{Code, highlight};
pub use self::figure::Figure;
pub use self::form::Form;
pub use self::formula::Formula;
pub use self::log::Log;
pub use self::picture::Picture;
pub use self::plot::Plot;
pub use self::sheet::{PIXELS, Rgb, Role, Room, Row, Run, Sheet, Spot};
pub use self::table::Table;

use std::time::Duration;

use crate::diagnostic::Code as Fault;
use crate::read::{Keys, Reading, Value};
use crate::text::{Lang, SafeText, Text, wrap_whole};

/// The room in which every context must fit: an 80x24 terminal, less the frame, and four answers with their glosses.
pub const SMALLEST_ROOM: Room = Room { cols: 74, rows: 13 };

/// The most characters that a text within a context may have.
const BLOCK_MAX: usize = 4000;

/// Frames of a living figure are so many a second.
pub const FRAMES_A_SECOND: u32 = 30;

/// How far a living figure is: the number of a frame, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Frame(pub u32);

impl Frame {
    /// The last of any figure: where nothing moves any more, or nothing may move.
    pub const END: Frame = Frame(u32::MAX);

    /// The frame that is shown after so much time.
    pub fn at(time: Duration) -> Self {
        // A nanosecond more, lest the very time of a frame be rounded down to the one before it.
        let frames = (time.as_nanos() + 1) * u128::from(FRAMES_A_SECOND) / 1_000_000_000;
        Frame(u32::try_from(frames).unwrap_or(u32::MAX))
    }

    /// When it is shown first.
    pub fn time(self) -> Duration {
        Duration::from_nanos((u64::from(self.0) * 1_000_000_000).div_ceil(u64::from(FRAMES_A_SECOND)))
    }

    /// The next one.
    pub fn after(self) -> Self {
        Frame(self.0.saturating_add(1))
    }
}

/// What a drawing depends on besides the context itself.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// In which language.
    pub lang: Lang,
    /// How much room there is; at least [`SMALLEST_ROOM`].
    pub room: Room,
    /// Texts that are kept whole where text is wrapped.
    pub tells: &'a [&'a str],
    /// How far a living figure is.
    pub frame: Frame,
    /// A figure or picture is told in words instead.
    pub in_words: bool,
    /// What was made ready ahead, if it was.
    pub ready: Option<&'a Ready>,
}

impl<'a> Scene<'a> {
    /// A figure at its end, nothing made ready.
    pub fn still(lang: Lang, room: Room, tells: &'a [&'a str]) -> Self {
        Self { lang, room, tells, frame: Frame::END, in_words: false, ready: None }
    }
}

/// What takes too long to be made while drawing, and is made ahead. A drawing without it is whole, only plainer.
#[derive(Debug, Clone, PartialEq)]
pub enum Ready {
    /// Where the tokens of code are.
    Tokens(highlight::Tokens),
    /// A decoded picture.
    Pixels(picture::Pixels),
}

impl Ready {
    fn tokens(&self) -> Option<&highlight::Tokens> {
        match self {
            Ready::Tokens(tokens) => Some(tokens),
            Ready::Pixels(_) => None,
        }
    }

    /// The picture, if it is one.
    pub fn pixels(&self) -> Option<&picture::Pixels> {
        match self {
            Ready::Tokens(_) => None,
            Ready::Pixels(pixels) => Some(pixels),
        }
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

    /// A tell as it stands in the drawing. In a formula it may be written in LaTeX, and take several lines.
    pub(crate) fn tell(&self, tell: SafeText) -> SafeText {
        match self {
            Context::Formula(formula) => formula.tell(tell),
            Context::Log(_)
            | Context::Code(_)
            | Context::Plot(_)
            | Context::Table(_)
            | Context::Form(_)
            | Context::Chat(_)
            | Context::Figure(_)
            | Context::Picture(_) => tell,
        }
    }

    /// The drawing.
    pub fn draw(&self, scene: &Scene) -> Sheet<'_> {
        let Scene { lang, room, tells, .. } = *scene;
        match self {
            Context::Log(log) => log.draw(lang),
            Context::Code(code) => code.paint(lang, scene.ready.and_then(Ready::tokens)),
            Context::Plot(plot) => plot.draw(lang, room),
            Context::Formula(formula) => formula.draw(lang, room),
            Context::Table(table) => table.draw(lang),
            Context::Form(form) => form.draw(lang, room, tells),
            Context::Chat(chat) => chat.draw(lang, room, tells),
            Context::Figure(figure) if scene.in_words => words(figure.alt.get(lang), room, tells),
            Context::Figure(figure) => figure.draw(lang, room, scene.frame),
            Context::Picture(picture) => {
                let pixels = scene.ready.and_then(Ready::pixels).filter(|_| !scene.in_words);
                picture.draw(lang, room, tells, pixels)
            }
        }
    }

    /// What a figure or picture shows, in words.
    pub fn alt(&self) -> Option<&Text> {
        match self {
            Context::Figure(figure) => Some(&figure.alt),
            Context::Picture(picture) => Some(&picture.alt),
            Context::Log(_)
            | Context::Code(_)
            | Context::Plot(_)
            | Context::Formula(_)
            | Context::Table(_)
            | Context::Form(_)
            | Context::Chat(_) => None,
        }
    }

    /// Whether something can be made ready for it.
    pub fn wants_ready(&self) -> bool {
        match self {
            Context::Code(code) => highlight::knows(&code.language),
            Context::Log(_)
            | Context::Plot(_)
            | Context::Formula(_)
            | Context::Table(_)
            | Context::Form(_)
            | Context::Chat(_)
            | Context::Figure(_) => false,
            Context::Picture(_) => true,
        }
    }

    /// Makes ready what it needs; slow, so never while drawing. `None` where there is nothing, or it fails.
    pub fn make_ready(&self, lang: Lang) -> Option<Ready> {
        match self {
            Context::Code(code) => highlight::highlight(&code.language, code.text(lang)).map(Ready::Tokens),
            Context::Log(_)
            | Context::Plot(_)
            | Context::Formula(_)
            | Context::Table(_)
            | Context::Form(_)
            | Context::Chat(_)
            | Context::Figure(_) => None,
            Context::Picture(picture) => picture.decode().map(Ready::Pixels),
        }
    }

    /// The next frame that differs from one; none if nothing moves after it.
    pub fn next_frame(&self, frame: Frame) -> Option<Frame> {
        match self {
            Context::Figure(figure) => figure.timeline().next(frame),
            Context::Picture(_)
            | Context::Log(_)
            | Context::Code(_)
            | Context::Plot(_)
            | Context::Formula(_)
            | Context::Table(_)
            | Context::Form(_)
            | Context::Chat(_) => None,
        }
    }
}

/// A drawing in words.
fn words<'a>(text: &'a str, room: Room, tells: &[&str]) -> Sheet<'a> {
    let lines = wrap_whole(text, room.cols, tells).into_iter();
    let rows = lines.map(|line| vec![sheet::run(&text[line], Role::Plain)]);
    Sheet::of(rows.collect())
}

/// Reads a title: a text of one line, short enough for the frame.
fn read_title(keys: &mut Keys, reading: &mut Reading) -> Option<Text> {
    keys.optional("title").and_then(|value| reading.text(value, 60))
}
