//! What a key or a click means.

pub use tui_input::InputRequest as Edit;

use crate::pack::DomainId;

/// What the player does. The keymap turns keys into these, and clicks arrive as the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// One up in a list, or back in a text.
    Up,
    Down,
    Left,
    Right,
    /// So many rows up or down at once.
    Page(i8),
    Choose,
    /// Selects and takes the n-th of what is shown.
    Pick(usize),
    Say(DomainId),
    /// Shows the glosses, for half the points.
    Hint,
    Pause,
    Again,
    Misses,
    Fresh,
    Replay,
    /// A figure or picture in words, and back.
    InWords,
    /// After a miss: where the chosen meaning would have been right, and back.
    Contrast,
    Glossary,
    /// In a class: starts or stops the clock.
    Clock,
    /// In a class: one stage back, or to the question before.
    Earlier,
    /// In a class: to the next question without a word; out of the plan.
    Skip,
    Plan,
    /// In a class: the questions up to here do not count.
    WarmUp,
    Fewer(DomainId),
    Sense(DomainId),
    Contexts(DomainId),
    EnterCode,
    Help,
    First,
    Last,
    Language,
    Size,
    Theme,
    Ascii,
    Faults,
    Find,
    Back,
    Other,
    /// Turns the n-th letter of a name, to the next (or the one before).
    Turn(usize, bool),
    /// The card to take along, and back.
    Card,
    Portrait,
    Operator,
    /// At a booth: a tap into the corner, several of which ask for the PIN where there is no keyboard.
    Corner,
    Quit,
    Type(Edit),
}
