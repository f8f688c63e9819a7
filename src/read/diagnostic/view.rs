//! The screens of a game in faults that only show when questions are drawn.

use crate::text::Lang;

/// A part of a screen, for sentences that say what cannot be read there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it all")]
pub enum Part {
    Term,
    Title,
    Context,
    Question,
    Answers,
    Gloss,
    Verdict,
    Explanation,
    Remark,
    Keys,
    /// What is drawn beside the page, or can be clicked off the screen.
    Page,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it all")]
pub(crate) enum Mode {
    Colour,
    Monochrome,
    Ascii,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum LayoutStage {
    Question,
    /// Its figure or picture is told in words, before or after the answer.
    Words,
    Hint,
    Right,
    Wrong,
    /// After a wrong answer, where that would have been right.
    Contrast,
}

/// One screen as one player may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LayoutView {
    /// Columns and rows of the terminal.
    pub(crate) size: (u16, u16),
    pub(crate) lang: Lang,
    pub(crate) mode: Mode,
    pub(crate) stage: LayoutStage,
}
