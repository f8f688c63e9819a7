//! What lies over a screen.

use tui_input::{Input, StateChanged};

use super::booth::Operator;
use super::catalogue::Want;
use super::round::{Phase, Round};
use super::{Act, App, Edit, Effect, Screen};
use crate::game::RunCode;
use crate::text::SafeText;

/// What lies over the screen and wants to be dealt with first. The clock stands still meanwhile.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// What all the keys do.
    Help,
    /// The game is paused.
    Pause,
    /// Whether to leave the game.
    Leave,
    /// A run code is being typed.
    Code(CodeEntry),
    /// The operator of a booth comes in.
    Operator(Operator),
}

/// A run code that is being typed.
#[derive(Debug, Clone, Default)]
pub struct CodeEntry {
    /// What is typed so far.
    pub input: Input,
    /// What was typed last was none.
    pub wrong: bool,
}

impl App {
    /// Whether the question is not to be read, because the clock that runs for it stands still.
    pub fn hides_question(&self) -> bool {
        let timed = |round: &Round| matches!(round.phase, Phase::Question { .. }) && round.game.rules.time.is_some();
        let stands = self.overlay.is_some() && self.booth.is_none();
        stands && matches!(self.screen(), Screen::Round(round) if timed(round))
    }

    /// Takes in what is done to what lies over the screen.
    pub(super) fn over(&mut self, overlay: Overlay, act: Act) -> Vec<Effect> {
        match (overlay, act) {
            (Overlay::Leave, Act::Choose | Act::Pick(0)) => {
                if self.screens.len() == 1 {
                    let mut effects = match self.screen_mut() {
                        Screen::Class(class) => class.leave(),
                        _ => Vec::new(),
                    };
                    effects.push(Effect::Quit);
                    return effects;
                }
                self.screens.truncate(1);
            }
            (
                Overlay::Help | Overlay::Pause | Overlay::Leave,
                Act::Choose | Act::Back | Act::Pause | Act::Help | Act::Pick(_),
            ) => {}
            (Overlay::Code(_), Act::Back) => {}
            (Overlay::Code(CodeEntry { input, .. }), Act::Choose) => match RunCode::parse(input.value()) {
                Some(code) => return self.begin(Want::Run(code)),
                None => self.overlay = Some(Overlay::Code(CodeEntry { input, wrong: true })),
            },
            (Overlay::Code(CodeEntry { mut input, .. }), Act::Type(edit)) => {
                type_into(&mut input, edit, 12);
                self.overlay = Some(Overlay::Code(CodeEntry { input, wrong: false }));
            }
            (overlay, _) => self.overlay = Some(overlay),
        }
        Vec::new()
    }
}

/// Types into a text of at most `max` characters.
pub(super) fn type_into(input: &mut Input, edit: Edit, max: usize) -> Option<StateChanged> {
    let full = input.value().chars().count() >= max;
    match edit {
        Edit::InsertChar(c) if full || SafeText::first_unsafe(c.encode_utf8(&mut [0; 4])).is_some() || c < ' ' => None,
        edit => input.handle(edit),
    }
}
