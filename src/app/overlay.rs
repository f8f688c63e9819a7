//! What lies over a screen.

pub(crate) mod view;

use tui_input::{Input, StateChanged};

use super::booth::Operator;
use super::{App, Effect, Want};
use crate::game::RunCode;
use crate::text::SafeText;
use crate::ui::{Act, Edit};

/// What lies over the screen and wants to be dealt with first. The clock stands still meanwhile.
#[derive(Debug, Clone)]
pub enum Overlay {
    Help,
    Pause,
    Leave,
    Code(CodeEntry),
    Operator(Operator),
}

#[derive(Debug, Clone, Default)]
pub struct CodeEntry {
    pub(crate) input: Input,
    pub(crate) wrong: bool,
}

impl App {
    /// Whether time stands still, because something lies over the screen. At a booth nobody makes it.
    pub(crate) fn stands_still(&self) -> bool {
        self.overlay.is_some() && self.booth.is_none()
    }

    pub(super) fn over(&mut self, overlay: Overlay, act: Act) {
        match (overlay, act) {
            (Overlay::Leave, Act::Choose | Act::Pick(0)) if self.screens.len() == 1 => {
                self.with_screen(|screen, app| screen.leaving(app));
                self.effects.push(Effect::Quit);
            }
            (Overlay::Leave, Act::Choose | Act::Pick(0)) => self.screens.truncate(1),
            (
                Overlay::Help | Overlay::Pause | Overlay::Leave,
                Act::Choose | Act::Back | Act::Pause | Act::Help | Act::Pick(_),
            ) => {}
            (Overlay::Code(_), Act::Back) => {}
            (Overlay::Code(CodeEntry { input, .. }), Act::Choose) => match RunCode::parse(input.value()) {
                Some(code) => self.begin(Want::Run(code)),
                None => self.overlay = Some(Overlay::Code(CodeEntry { input, wrong: true })),
            },
            (Overlay::Code(CodeEntry { mut input, .. }), Act::Type(edit)) => {
                type_into(&mut input, edit, 12);
                self.overlay = Some(Overlay::Code(CodeEntry { input, wrong: false }));
            }
            (overlay, _) => self.overlay = Some(overlay),
        }
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
