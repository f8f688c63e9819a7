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
        let screen = app.screen();
        if let Screen::Round(round) = screen {
            return match round.phase {
                Phase::Question { .. } => Self::Question(round),
                Phase::Feedback { .. } => Self::Feedback(round),
            };
        }
        if let Screen::Results(results) = screen {
            Self::Results(results)
        } else if let Screen::Review(review) = screen {
            Self::Review(review)
        } else if let Screen::Glossary(glossary) = screen {
            Self::Glossary(glossary)
        } else {
            Self::Elsewhere
        }
    }
}
