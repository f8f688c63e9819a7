//! What keeps a key that is meant for one screen from doing something on the next.

use std::mem::{Discriminant, discriminant};
use std::time::Duration;

use crate::app::{App, Overlay, Screen};
use crate::ui::Act;

/// Nothing is taken in for so long after the screen changed: it was meant for what was there before.
const SETTLE: Duration = Duration::from_millis(300);

/// A key that is held down begins to repeat within this time, on any keyboard in use.
const HELD: Duration = Duration::from_millis(700);

/// Presses of one key that come faster than this come from the keyboard, not from a finger.
const REPEAT: Duration = Duration::from_millis(110);

/// So many taps into the corner, each so soon after the one before, ask for the operator's PIN: five in three seconds.
const TAPS: (u8, Duration) = (5, Duration::from_millis(750));

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Focus {
    screen: Discriminant<Screen>,
    overlay: Option<Discriminant<Overlay>>,
    step: usize,
}

#[derive(Debug, Clone, Default)]
pub(super) struct KeyGuard {
    view: Option<Focus>,
    settled: Duration,
    /// None after a key that meant nothing, which may have been any.
    last: Option<Act>,
    since: Duration,
    /// It led to the screen that is shown, and may be held down since.
    held: Held,
    taps: u8,
    tapped: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Held {
    #[default]
    No,
    /// It led here, and has not come again yet.
    Perhaps,
    /// It came again as soon as a key that is held down does for the first time. If it is one, the next comes very soon.
    Likely,
}

impl KeyGuard {
    pub(super) fn tick(&mut self, time: Duration) {
        self.settled += time;
        self.since += time;
        self.tapped += time;
    }

    /// A key that means nothing here was pressed: held down, it may mean something on the next screen.
    pub(super) fn stirred(&mut self) {
        (self.last, self.since) = (None, Duration::ZERO);
    }

    pub(super) fn lets(&mut self, act: &Act) -> bool {
        let again = self.last.as_ref().is_none_or(|last| last == act);
        let since = std::mem::take(&mut self.since);
        self.last = Some(act.clone());
        let repeats = again && since < REPEAT && !steers(act);
        let held = match self.held {
            // Nothing is lost where one goes back twice, or on in a list.
            _ if !again || since >= HELD || *act == Act::Back || steers(act) => Held::No,
            Held::Perhaps => Held::Likely,
            // Whoever hammers on a key is slower than a keyboard, and means it.
            Held::Likely if since >= REPEAT => Held::No,
            held => held,
        };
        self.held = held;
        held == Held::No && !repeats && self.settled >= SETTLE
    }

    /// What is on the screen now. Whatever led there, keys are taken in a moment later.
    pub(super) fn saw(&mut self, view: Focus) {
        if self.view.replace(view) != Some(view) {
            (self.settled, self.held) = (Duration::ZERO, Held::Perhaps);
        }
    }

    /// A tap into the corner; whether it was the last of enough.
    pub(super) fn tap(&mut self) -> bool {
        let (enough, within) = TAPS;
        self.taps = if self.tapped <= within { self.taps + 1 } else { 1 };
        self.tapped = Duration::ZERO;
        self.taps %= enough;
        self.taps == 0
    }
}

/// Whether a key may well be held down, because it only moves something about.
fn steers(act: &Act) -> bool {
    matches!(act, Act::Up | Act::Down | Act::Left | Act::Right | Act::Type(_))
}

impl App {
    /// Whether what is done now may have been meant for what was there before: always at a booth, where anybody may lean on
    /// a key, and in a game that counts. Elsewhere nothing is lost by it.
    pub(super) fn is_guarded(&self) -> bool {
        self.booth.is_some() || self.hurried && self.screen().is_kept()
    }

    pub(super) fn view(&self) -> Focus {
        let overlay = self.overlay.as_ref().map(discriminant);
        Focus { screen: discriminant(self.screen()), overlay, step: self.screen().step() }
    }
}
