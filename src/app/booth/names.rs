//! What visitors go by: three letters, or a pair of words that the program offers. Nobody has to have a name.

mod glyph;
mod letters;
mod refused;
mod search;
mod words;

pub(crate) use self::letters::Letters;
pub use self::refused::RefusedNames;

pub(crate) const NAME_COLS: usize = 24;
