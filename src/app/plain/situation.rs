//! Where the player is, as far as the game line by line leads.

use crate::app::glossary::Glossary;
use crate::app::play::results::Results;
use crate::app::play::review::Review;
use crate::app::play::round::{Phase, Round};
use crate::app::{App, Overlay, Screen};

pub(super) enum Situation<'a> {
    Paused,
    /// Asked whether to leave the game.
    Leaving,
    Question(&'a Round),
    Feedback(&'a Round),
    Results(&'a Results),
    Review(&'a Review),
    Glossary(&'a Glossary),
    /// On a screen to which no line leads.
    Elsewhere,
}

impl<'a> Situation<'a> {
    pub(super) fn of(app: &'a App) -> Self {
        match &app.overlay {
            Some(Overlay::Pause) => return Self::Paused,
            Some(Overlay::Leave) => return Self::Leaving,
            Some(Overlay::Help | Overlay::Code(_) | Overlay::Operator(_)) | None => {}
        }
        match app.screen() {
            Screen::Round(round) => match round.phase {
                Phase::Question { .. } => Self::Question(round),
                Phase::Feedback { .. } => Self::Feedback(round),
            },
            Screen::Results(results) => Self::Results(results),
            Screen::Review(results) => Self::Review(results),
            Screen::Glossary(glossary) => Self::Glossary(glossary),
            Screen::Title(_)
            | Screen::Settings(_)
            | Screen::Class(_)
            | Screen::Preview(_)
            | Screen::Attract(_)
            | Screen::Welcome(_)
            | Screen::Portrait(_)
            | Screen::Naming(_)
            | Screen::Standings(_) => Self::Elsewhere,
        }
    }
}
