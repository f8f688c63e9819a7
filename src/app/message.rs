//! What comes in and what goes out: the whole vocabulary between the app and the edge.

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::news::News;
use super::preview::{Saved, Told};
use crate::app::settings::Settings;
use crate::context::Ready;
use crate::game::record::Line;
use crate::game::scores::{BoardScope, GameNo, RunEvent, RunId};
use crate::pack::{Pack, QuestionRef};
use crate::read::diagnostic::Source;
use crate::text::{Lang, SafeText};
use crate::ui::Act;

#[derive(Debug, Clone)]
pub enum Msg {
    Act(Act),
    /// Somebody is there: they pressed a key that does nothing, or only moved the mouse, which wakes nothing.
    Stir {
        wakes: bool,
    },
    /// The time that went by since the last message.
    Tick(Duration),
    News(News),
    Loaded(usize, Option<Arc<Pack>>),
    /// Lines could not be added to a file of records, and why not.
    NotWritten {
        lines: Vec<Line>,
        reason: SafeText,
    },
    /// What a question's context needs was made ready; none if it cannot be.
    Prepared {
        pack: Arc<Pack>,
        question: QuestionRef,
        lang: Lang,
        ready: Option<Arc<Ready>>,
    },
    /// The files of the previewed pack were read, at first or because they were saved.
    Saved(Box<Saved>),
    /// What a closer look at a question of the previewed pack found.
    Inspected {
        pack: Arc<Pack>,
        question: QuestionRef,
        found: Told,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Put the day's games, and what was confused in them, into its archive.
    EndDay,
    /// Write all games into a file.
    Export,
    Names,
    RemoveName(RunId),
    Games,
    TakeOff(RunId),
    Examine,
    /// Crash, to see that the booth comes back.
    Crash,
}

/// What is worth a line in a booth's log, as it is written there. There is nothing personal in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    Begun {},
    /// A visitor went through a game: how many answers were right, and how long it took.
    Finished {
        right: u16,
        asked: u16,
        seconds: u64,
        lang: Lang,
    },
    Left {},
    Operator {},
    WrongPin {},
    /// Visitors are turned away from here on, or let in again.
    Paused(bool),
}

#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Load the n-th pack of the catalogue, and say so with [`Msg::Loaded`].
    Load(usize),
    /// Make ready what a question's context needs, away from the screen, and say so with [`Msg::Prepared`].
    Prepare {
        pack: Arc<Pack>,
        question: QuestionRef,
        lang: Lang,
    },
    /// Read the n-th pack of the catalogue, now and whenever one of its files is saved, and say so with [`Msg::Saved`] in
    /// a language; look every second where the file system does not tell of changes, if it `polls`.
    Watch {
        at: usize,
        lang: Lang,
        polls: bool,
    },
    /// Look at one question more closely than at all of them, and say so with [`Msg::Inspected`] in a language.
    Inspect {
        pack: Arc<Pack>,
        sources: Arc<[Source]>,
        question: QuestionRef,
        lang: Lang,
    },
    Save(Settings),
    /// Write steps of a game down, and say so with [`News::Kept`].
    Keep {
        game: GameNo,
        steps: Vec<RunEvent>,
    },
    /// Rank games, with the player's own among them, and say so with [`News::Board`].
    Rank {
        scope: BoardScope,
        own: Option<GameNo>,
    },
    /// Do what an operator wants, and say so with [`Msg::News`].
    Do(Deed),
    Note(Note),
    /// Add lines to a file of records, where the time at which one began is filled in; where it cannot be, say so with
    /// [`Msg::NotWritten`].
    Record {
        file: String,
        lines: Vec<Line>,
    },
    Quit,
}
