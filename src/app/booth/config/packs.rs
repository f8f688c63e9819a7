//! What an organiser sets, held against the packs that it names.

use super::read::CheckedConfig;
use crate::pack::Pack;
use crate::read::diagnostic::{Code, Diagnostic};
use crate::text::{Lang, SafeText};

impl CheckedConfig {
    /// Notes which languages the packs lack; where none are set, they are those that all packs have.
    pub fn hold_against(&mut self, packs: &[(&SafeText, &Pack)]) {
        let has = |pack: &Pack, lang: Lang| pack.questions(lang).next().is_some();
        if self.places.languages.is_empty() {
            self.config.languages.retain(|lang| packs.iter().all(|(_, pack)| has(pack, *lang)));
            if self.config.languages.is_empty() {
                self.faults.push(Diagnostic::error(Code::NoCommonLanguage, 0, 0..0));
            }
            return;
        }
        for (lang, span) in self.config.languages.iter().zip(&self.places.languages) {
            let lacking = packs.iter().filter(|(_, pack)| !has(pack, *lang)).map(|(name, _)| {
                let fault = Diagnostic::error(Code::PackLacksLanguage, 0, span.clone());
                fault.arg("pack", name).arg("language", lang.code())
            });
            self.faults.extend(lacking);
        }
    }
}
