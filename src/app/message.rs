//! What comes in and what goes out: the whole vocabulary between the app and the edge.

use std::sync::Arc;
use std::time::Duration;

pub use tui_input::InputRequest as Edit;

use super::preview::{Saved, Told};
use crate::context::Ready;
use crate::diagnostic::Source;
use crate::pack::{DomainId, Pack, QuestionRef};
use crate::record::Line;
use crate::settings::Settings;
use crate::text::{Lang, SafeText};

/// What the player does. The keymap turns keys into these, and clicks arrive as the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// One up in a list, or back in a text.
    Up,
    /// One down.
    Down,
    /// The value before, or the answer to the left.
    Left,
    /// The next value, or the answer to the right.
    Right,
    /// So many rows up or down at once.
    Page(i8),
    /// Takes what is selected; goes on.
    Choose,
    /// Selects and takes the n-th of what is shown.
    Pick(usize),
    /// Answers.
    Say(DomainId),
    /// Shows the glosses, for half the points.
    Hint,
    /// Stops the clock.
    Pause,
    /// The same deck again.
    Again,
    /// The questions answered wrong.
    Misses,
    /// A new deck.
    Fresh,
    /// A living figure from its beginning.
    Replay,
    /// A figure or picture in words, and back.
    InWords,
    /// After a miss: where the chosen meaning would have been right, and back.
    Contrast,
    /// The glossary of the pack.
    Glossary,
    /// In a class: starts or stops the clock.
    Clock,
    /// In a class: one stage back, or to the question before.
    Earlier,
    /// In a class: to the next question without a word; out of the plan.
    Skip,
    /// In a class: what is asked, in which order.
    Plan,
    /// In a class: the questions up to here do not count.
    WarmUp,
    /// In a class: one hand fewer.
    Fewer(DomainId),
    /// Selects a sense in the glossary.
    Sense(DomainId),
    /// Shows the contexts of a sense in the glossary.
    Contexts(DomainId),
    /// Asks for a run code.
    EnterCode,
    /// What all the keys do.
    Help,
    /// The first of what can be shown.
    First,
    /// The last.
    Last,
    /// The next language of a question.
    Language,
    /// The next size of a previewed terminal.
    Size,
    /// The next theme.
    Theme,
    /// In ASCII, and back.
    Ascii,
    /// All faults of a previewed pack.
    Faults,
    /// Asks for the id of a question.
    Find,
    /// One screen back.
    Back,
    /// Out of the program, from anywhere.
    Quit,
    /// Types into the text that has the focus.
    Type(Edit),
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Msg {
    /// The player did something.
    Act(Act),
    /// So much time went by since the last message.
    Tick(Duration),
    /// A pack was loaded; none if it has faults.
    Loaded(usize, Option<Arc<Pack>>),
    /// Lines could not be added to a file of records.
    NotWritten {
        /// Which.
        lines: Vec<Line>,
        /// Why not.
        reason: SafeText,
    },
    /// What a question's context needs was made ready; none if it cannot be.
    Prepared {
        /// Whose question.
        pack: Arc<Pack>,
        /// Which question.
        question: QuestionRef,
        /// In which language.
        lang: Lang,
        /// What was made.
        ready: Option<Arc<Ready>>,
    },
    /// The files of the previewed pack were read, at first or because they were saved.
    Saved(Box<Saved>),
    /// What a closer look at a question of the previewed pack found.
    Inspected {
        /// Whose question.
        pack: Arc<Pack>,
        /// Which question.
        question: QuestionRef,
        /// What was found.
        found: Told,
    },
}

/// What the edge is to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Load the n-th pack of the catalogue, and say so with [`Msg::Loaded`].
    Load(usize),
    /// Make ready what a question's context needs, away from the screen, and say so with [`Msg::Prepared`].
    Prepare {
        /// Whose question.
        pack: Arc<Pack>,
        /// Which question.
        question: QuestionRef,
        /// In which language.
        lang: Lang,
    },
    /// Read the n-th pack of the catalogue, now and whenever one of its files is saved, and say so with [`Msg::Saved`].
    Watch {
        /// Which pack.
        at: usize,
        /// The language of the reports.
        lang: Lang,
        /// Look every second, where the file system does not tell of changes.
        polls: bool,
    },
    /// Look at one question more closely than at all of them, and say so with [`Msg::Inspected`].
    Inspect {
        /// Whose question.
        pack: Arc<Pack>,
        /// The files of the pack.
        sources: Arc<[Source]>,
        /// Which question.
        question: QuestionRef,
        /// The language of the report.
        lang: Lang,
    },
    /// Write the settings down.
    Save(Settings),
    /// Write down which questions were seen, the latest last.
    Remember(Vec<String>),
    /// Add lines to a file of records; where it cannot be, say so with [`Msg::NotWritten`].
    Record {
        /// The name of the file.
        file: String,
        /// What to add. When a record began is filled in.
        lines: Vec<Line>,
    },
    /// Leave.
    Quit,
}
