//! Packs as the documents of other programs, and back. Each format has a file that knows nothing of the others. What
//! is read is first what was [`found`], and becomes a pack in [`resolve`]; what a format cannot hold is noted among the
//! [`losses`], never dropped. No file is opened here: text and rows come in, text goes out.

pub(crate) mod anki;
pub(crate) mod context;
pub mod csv;
mod domains;
pub(crate) mod format;
pub mod found;
pub mod gift;
pub mod json;
pub mod losses;
mod plain;
pub mod resolve;
mod rich;
mod term;
pub(crate) mod tree;
pub(crate) mod unsupported;
pub mod worksheet;

pub use self::format::{ExportFormat, Format};
use crate::authoring::template;
pub(crate) use crate::read::is_id;

/// The longest id, less the room for a number behind it.
const SLUG_MAX: usize = 52;

pub(crate) fn slug(text: &str) -> Option<String> {
    template::slug(text, SLUG_MAX)
}

fn id(text: &str) -> Option<String> {
    if is_id(text) { Some(text.to_owned()) } else { slug(text) }
}

/// A text as it is compared: in small letters without accents.
fn folded_text(text: &str) -> String {
    crate::text::folded(text.trim()).map(|(_, c)| c).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_small_letters_digits_and_dashes() {
        assert_eq!(slug("Kanji Origins (2)").as_deref(), Some("kanji-origins-2"));
        assert_eq!(slug("  Échantillon d’été ").as_deref(), Some("echantillon-d-ete"));
        assert_eq!(slug("?!"), None);
        assert!(slug(&"a-".repeat(500)).is_some_and(|slug| slug.len() <= 60));
    }
}
