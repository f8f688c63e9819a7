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

pub(crate) use self::chat::Chat;
pub use self::code::{Code, highlight, numbers_width};
pub(crate) use self::figure::Figure;
pub(crate) use self::form::Form;
pub(crate) use self::formula::Formula;
pub(crate) use self::log::{LOG_NUMBERS, Log};
pub(crate) use self::picture::Picture;
pub(crate) use self::plot::Plot;
pub use self::scene::{FRAMES_A_SECOND, Frame, Ready, Scene};
pub use self::sheet::{PIXELS, Rgb, Role, Room, Sheet, SheetRow, SheetRun, Spot};
pub(crate) use self::table::Table;

use std::ops::Deref;

use serde_json::{Value as Json, json};

use crate::read::diagnostic::Code as Fault;
use crate::read::types::{KeyType, ValueType, simple, table, text};
use crate::read::{Keys, Reading, Tables, Value};
use crate::text::{Lang, SafeText, Text, slice, wrap_whole};

/// The room in which every context must fit: an 80x24 terminal, less the frame, and four answers with their glosses.
pub const SMALLEST_ROOM: Room = Room { cols: 74, rows: 13 };

/// The most characters that a text within a context may have.
pub(crate) const BLOCK_MAX: usize = 4000;

/// What every kind can do, and what only some can.
pub trait ContextKind {
    fn draw(&self, scene: &Scene) -> Sheet<'_>;

    /// A tell as it stands in the drawing. In a formula it may be written in LaTeX, and take several lines.
    fn tell(&self, tell: SafeText) -> SafeText {
        tell
    }

    fn alt(&self) -> Option<&Text> {
        None
    }

    /// It as lines of text alone, for somebody who hears it: what is drawn is told in words. Its tells are kept whole.
    fn lines(&self, lang: Lang, tells: &[&str]) -> Vec<String> {
        match self.alt() {
            Some(alt) => vec![alt.get(lang).to_owned()],
            None => self.draw(&Scene::still(lang, SMALLEST_ROOM, tells)).rows.iter().map(|row| row_text(row)).collect(),
        }
    }

    /// A tell as it stands in the lines, where it does so otherwise than in the drawing: one of several rows stands on one.
    fn tell_in_lines(&self, _: &str, _: Lang) -> Option<String> {
        None
    }

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

/// Lists the kinds: the name in packs, the type.
macro_rules! contexts {
    ($($name:literal $kind:ident,)*) => {
        /// What is shown with a question.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Context { $($kind($kind),)* }

        /// The names of the kinds, as packs write them.
        pub const KINDS: [&str; [$($name),*].len()] = [$($name),*];

        const READERS: [fn(&Value, &mut Reading) -> Option<Context>; KINDS.len()] =
            [$(|value, reading| table::<$kind>().read(value, reading).map(Context::$kind)),*];

        fn references(tables: &mut Tables) -> [Json; KINDS.len()] {
            [$(tables.reference::<$kind>()),*]
        }

        impl Context {
            pub fn kind(&self) -> &'static str {
                match self { $(Context::$kind(_) => $name,)* }
            }
        }

        /// What every kind can do, a context can.
        impl Deref for Context {
            type Target = dyn ContextKind;

            fn deref(&self) -> &Self::Target {
                match self { $(Context::$kind(kind) => kind,)* }
            }
        }
    };
}

contexts! {
    "log" Log,
    "code" Code,
    "plot" Plot,
    "formula" Formula,
    "table" Table,
    "form" Form,
    "chat" Chat,
    "figure" Figure,
    "picture" Picture,
}

/// The table `context` with the one kind that it holds.
pub(crate) fn context() -> impl ValueType<Value = Context> {
    simple(|tables| tables.add("Context", schema), read)
}

fn schema(tables: &mut Tables) -> Json {
    let kinds: serde_json::Map<_, _> = KINDS.map(str::to_owned).into_iter().zip(references(tables)).collect();
    json!({
        "type": "object",
        "description": "What is shown: exactly one kind, such as `[term.question.context.log]`. It fits 74 columns and \
            13 rows, and is best with 10 at most.",
        "properties": kinds,
        "minProperties": 1,
        "maxProperties": 1,
    })
}

fn read(value: &Value, reading: &mut Reading) -> Option<Context> {
    let so_far = reading.errors;
    let keys = Keys::of(value, reading)?;
    let mut found = Vec::new();
    for (name, span, inner) in keys.entries() {
        if let Some(kind) = KINDS.iter().position(|kind| *kind == name) {
            found.push((READERS[kind], inner));
        } else {
            let fault = reading.fault(Fault::UnknownKind, span).arg("found", name).known(name, &KINDS);
            reading.push(fault);
        }
    }
    match found.as_slice() {
        // In a context that has a fault, a tell would seem to be wrong, too.
        [(read, inner)] => read(inner, reading).filter(|_| reading.errors == so_far),
        [] if keys.entries().next().is_some() => None,
        found => {
            let fault = reading.fault(Fault::ContextCount, keys.span());
            reading.push(fault.arg("found", found.len()).arg("known", KINDS.join(", ")));
            None
        }
    }
}

impl Context {
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
}

/// The text of a row, without the spaces at its end.
pub fn row_text(row: &[SheetRun]) -> String {
    sheet::joined(row).trim_end().to_owned()
}

fn words<'a>(text: &'a str, room: Room, tells: &[&str]) -> Sheet<'a> {
    let lines = wrap_whole(text, room.cols, tells).into_iter();
    let rows = lines.map(|line| vec![sheet::run(slice(text, line), Role::Plain)]);
    Sheet::of(rows.collect())
}

/// What stands in the frame's upper edge: a text of one line, short enough for it.
fn title() -> impl KeyType<Value = Option<Text>> {
    text(60).optional()
}
