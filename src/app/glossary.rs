//! The terms of a pack with their senses, found as one types.

use std::sync::Arc;

use tui_input::Input;

use super::{Act, type_into};
use crate::pack::{Pack, Term};
use crate::text::Lang;

/// The terms of a pack.
#[derive(Debug, Clone)]
pub struct Glossary {
    /// Whose terms.
    pub pack: Arc<Pack>,
    /// In which language.
    pub lang: Lang,
    /// What is searched.
    pub search: Input,
    /// Which of the terms found is selected.
    pub selected: usize,
}

impl Glossary {
    /// The whole glossary, with a term selected.
    pub fn new(pack: Arc<Pack>, lang: Lang, term: Option<usize>) -> Self {
        let mut glossary = Self { pack, lang, search: Input::default(), selected: 0 };
        let at = term.and_then(|term| {
            let id = &glossary.pack.terms[term].id;
            glossary.found().iter().position(|found| found.id == *id)
        });
        glossary.selected = at.unwrap_or(0);
        glossary
    }

    /// The terms that match, by name. A term matches if its name in any language, or a gloss, contains what is typed;
    /// accents and capitals do not matter.
    pub fn found(&self) -> Vec<&Term> {
        let wanted = plain(self.search.value());
        let name = |term: &Term| plain(term.name.get(self.lang));
        let has = |term: &&Term| {
            Lang::ALL.iter().any(|lang| plain(term.name.get(*lang)).contains(&wanted))
                || term.senses.iter().any(|sense| plain(sense.gloss.get(self.lang)).contains(&wanted))
        };
        let mut found: Vec<&Term> = self.pack.terms.iter().filter(has).collect();
        // Names that begin with it come first.
        found.sort_by_cached_key(|term| (!name(term).starts_with(&wanted), name(term)));
        found
    }

    pub(super) fn act(&mut self, act: Act) {
        let last = self.found().len().saturating_sub(1);
        match act {
            Act::Up => self.selected = self.selected.saturating_sub(1),
            Act::Down => self.selected = (self.selected + 1).min(last),
            Act::Page(pages) => {
                let rows = usize::from(pages.unsigned_abs()) * 8;
                let down = (self.selected + rows).min(last);
                self.selected = if pages < 0 { self.selected.saturating_sub(rows) } else { down };
            }
            Act::Pick(at) => self.selected = at.min(last),
            Act::Type(edit) if type_into(&mut self.search, edit, 40).is_some_and(|changed| changed.value) => {
                self.selected = 0;
            }
            Act::Back => {
                self.search.reset();
                self.selected = 0;
            }
            _ => {}
        }
    }
}

/// Small letters without accents, for the letters of the languages that we speak.
fn plain(text: &str) -> String {
    let folded = text.chars().flat_map(char::to_lowercase).map(|c| match c {
        'à' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        '’' => '\'',
        c => c,
    });
    folded.collect::<String>().replace('œ', "oe")
}
