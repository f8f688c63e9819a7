//! What each screen, and whatever lies over one, is to the eye and to the keyboard.

use ratatui::layout::Rect;

use super::keymap::Binding;
use super::pen::Pen;
use super::screen::overlay::{HELP, Interruption, LEAVE, PAUSE};
use super::{Cursor, Skin, page};
use crate::app::screen::screens;
use crate::app::{Act, App, Overlay, Screen};
use crate::pack::Pack;

pub trait View {
    /// Draws it on the page above its footer; returns where the cursor is, if something is typed.
    fn draw(&self, app: &App, pen: Pen) -> Cursor;

    /// The rows of its keys, in the order in which they are named.
    fn keys(&self) -> &'static [Binding];

    /// Whether an act is worth a hint now.
    fn wants(&self, _: &Act, _: &Skin) -> bool {
        true
    }

    fn pack(&self) -> Option<&Pack> {
        None
    }

    /// The row of the terminal for its keys, if there is one.
    fn footer(&self, terminal: Rect) -> Option<Rect> {
        page(terminal).rows().next_back()
    }

    fn pause(&self) -> &'static Interruption {
        &PAUSE
    }

    fn leave(&self) -> &'static Interruption {
        &LEAVE
    }
}

macro_rules! views {
    ($($(#[$doc:meta])* $name:ident($state:ty),)+) => {
        pub fn of(screen: &Screen) -> &dyn View {
            match screen { $(Screen::$name(state) => &**state,)+ }
        }
    };
}
screens!(views);

pub fn over<'a>(app: &'a App, overlay: &'a Overlay) -> &'a dyn View {
    match overlay {
        Overlay::Help => &HELP,
        Overlay::Pause => of(app.screen()).pause(),
        Overlay::Leave => of(app.screen()).leave(),
        Overlay::Code(code) => code,
        Overlay::Operator(operator) => operator,
    }
}

pub fn in_force(app: &App) -> &dyn View {
    app.overlay.as_ref().map_or_else(|| of(app.screen()), |overlay| over(app, overlay))
}
