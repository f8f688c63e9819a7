//! What is shown with a question. One file per kind: how it is read from TOML, and how it draws itself as a [`Sheet`].
//!
//! A context knows its own drawing, in rows of text with roles, so that what is checked (does it fit? is the tell
//! there?) is what is shown. Colours are the view's business.

mod chat;
mod code;
mod form;
mod formula;
mod log;
mod plot;
mod sheet;
mod table;

pub use self::chat::Chat;
pub use self::code::Code;
pub use self::form::Form;
pub use self::formula::Formula;
pub use self::log::Log;
pub use self::plot::Plot;
pub use self::sheet::{Role, Room, Row, Run, Sheet};
pub use self::table::Table;

use crate::diagnostic::Code as Fault;
use crate::read::{Keys, Reading, Value};
use crate::text::{Lang, SafeText, Text};

/// The room in which every context must fit: an 80x24 terminal, less the frame, and four answers with their glosses.
pub const SMALLEST_ROOM: Room = Room { cols: 74, rows: 13 };

/// The most characters that a text within a context may have.
const BLOCK_MAX: usize = 4000;

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
}

/// The names of the kinds, as packs write them.
pub const KINDS: [&str; 7] = ["log", "code", "plot", "formula", "table", "form", "chat"];

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
            | Context::Chat(_) => tell,
        }
    }

    /// The drawing, in at least [`SMALLEST_ROOM`]. `tells` are kept whole where text is wrapped.
    pub fn draw<'a>(&'a self, lang: Lang, room: Room, tells: &[&str]) -> Sheet<'a> {
        match self {
            Context::Log(log) => log.draw(lang),
            Context::Code(code) => code.draw(lang),
            Context::Plot(plot) => plot.draw(lang, room),
            Context::Formula(formula) => formula.draw(lang, room),
            Context::Table(table) => table.draw(lang),
            Context::Form(form) => form.draw(lang, room, tells),
            Context::Chat(chat) => chat.draw(lang, room, tells),
        }
    }
}

/// Reads a title: a text of one line, short enough for the frame.
fn read_title(keys: &mut Keys, reading: &mut Reading) -> Option<Text> {
    keys.optional("title").and_then(|value| reading.text(value, 60))
}
