//! From one edition of a previewed pack to the next: which question is shown then, and how far it is.

use std::collections::HashMap;
use std::sync::Arc;

use super::shown::Previewed;
use super::{Over, Preview, places};
use crate::app::{App, Pick};
use crate::pack::{Pack, QuestionRef};
use crate::read::diagnostic::Source;

#[derive(Debug, Clone)]
pub struct Saved {
    /// The pack; none where it has errors.
    pub pack: Option<Arc<Pack>>,
    pub sources: Arc<[Source]>,
    pub told: Told,
    /// When they were saved, as a clock shows it; none if that was before the preview began.
    pub at: Option<String>,
    pub gone: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// As `report` tells them, in the trainer's language, with the colours of a terminal.
    pub text: String,
    pub count: usize,
}

impl Preview {
    pub(super) fn saved(&mut self, saved: &Saved, app: &mut App) {
        self.saved = Some(saved.clone());
        let Some(pack) = saved.pack.clone().filter(|pack| places(pack).next().is_some()) else {
            if self.shown.is_none() && !matches!(self.over, Over::Faults(_)) {
                // Nothing else is there to be seen.
                self.over = Over::Faults(Pick::default());
            }
            return;
        };
        let nothing_left = self.shown.is_none() || self.report().is_empty();
        if matches!(self.over, Over::Faults(_)) && nothing_left {
            self.over = Over::Nothing;
        }
        self.due = true;
        let sources = saved.sources.clone();
        self.shown = Some(match self.shown.take() {
            None => self.first(pack, sources, app),
            Some(shown) => self.next(shown, pack, sources, app),
        });
    }

    fn first(&self, pack: Arc<Pack>, sources: Arc<[Source]>, app: &mut App) -> Previewed {
        let wanted = self.wanted.as_deref().and_then(|id| with_id(&pack, id));
        let place = wanted.or(places(&pack).next()).unwrap_or(QuestionRef { term: 0, question: 0 });
        Previewed::open(pack, sources, place, self.lang, app)
    }

    fn next(&self, mut shown: Previewed, pack: Arc<Pack>, sources: Arc<[Source]>, app: &mut App) -> Previewed {
        let place = place_in(&pack, &shown);
        let (term, question) = pack.at(place);
        let (old_term, old) = shown.at();
        if question.id != old.id {
            return Previewed::open(pack, sources, place, self.lang, app);
        }
        // What stands beside it in its term may be shown for comparison.
        let same = term == old_term && pack.header == shown.pack.header;
        shown.sources = sources;
        if same {
            (shown.pack, shown.place) = (pack, place);
            return shown;
        }
        let languages = &question.languages;
        let lang = [self.lang, shown.lang].into_iter().find(|lang| languages.contains(lang));
        let lang = lang.or(languages.first().copied()).unwrap_or(self.lang);
        shown.revise(pack, place, lang, app);
        shown
    }
}

fn with_id(pack: &Pack, id: &str) -> Option<QuestionRef> {
    places(pack).find(|place| pack.at(*place).1.id.as_str() == id)
}

/// The only question that is new or different, as whoever changes one wants to see that one. Where many changed at
/// once, as by a search and replace, the one that was shown, or where it is gone, what is in its place now.
fn place_in(pack: &Pack, shown: &Previewed) -> QuestionRef {
    let old: HashMap<&str, _> = places(&shown.pack).map(|place| (&*shown.pack.at(place).1.id, place)).collect();
    let is_other = |place: &QuestionRef| {
        let (term, question) = pack.at(*place);
        old.get(question.id.as_str()).is_none_or(|place| {
            let (old_term, old_question) = shown.pack.at(*place);
            question != old_question || (&term.name, &term.senses) != (&old_term.name, &old_term.senses)
        })
    };
    let others: Vec<QuestionRef> = places(pack).filter(is_other).collect();
    let same = with_id(pack, &shown.at().1.id);
    match (same, others.as_slice()) {
        (_, [one]) => *one,
        (Some(same), _) => same,
        (None, _) => {
            let at = (shown.number().0.max(1) - 1).min(places(pack).count() - 1);
            places(pack).nth(at).unwrap_or(shown.place)
        }
    }
}
