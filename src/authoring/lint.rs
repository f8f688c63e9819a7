//! Whether questions are good ones, as far as a machine can tell: `polysemy lint`.
//! A rule is an entry of [`RULES`]: a name, a function that finds where it is broken, and a page in `docs/lint/`. What
//! `pack` and `layout` enforce has its page here too, and no function. A pack may break a rule of the others on purpose,
//! and says why (`allow`).

mod balance;
mod gives_away;
mod glosses;
mod length;
mod stats;
mod tells;
mod typography;
mod words;

use std::collections::HashMap;
use std::ops::Range;

pub use self::stats::{Guess, Guessed, LangStats, Measured, OfSense, Stats};
use crate::context::row_text;
use crate::pack::load::Loaded;
use crate::pack::place::{Leaf, Places, Scope};
use crate::pack::{Pack, Question, QuestionRef, Term};
use crate::read::diagnostic::{Code, Diagnostic, Place, Slip, Source};
use crate::read::{FAULTS_MAX, place_in};
use crate::text::Lang;

#[derive(Debug)]
pub struct Rule {
    /// As the list of rules numbers it: `E1` is an error, `W1` a warning. Two rules may share a number.
    pub id: &'static str,
    pub name: &'static str,
    pub codes: &'static [Code],
    find: Option<Find>,
    pages: [&'static str; 2],
}

type Find = fn(&Linting) -> Vec<Breach>;

impl Rule {
    pub fn page(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.pages[0],
            Lang::Fr => self.pages[1],
        }
    }
}

/// Lists the rules: number, name, faults, function where there is one.
macro_rules! rules {
    ($($id:literal $name:literal [$($code:ident),*] $find:expr,)*) => {
        pub const RULES: &[Rule] = &[$(Rule {
            id: $id,
            name: $name,
            codes: &[$(Code::$code),*],
            find: $find,
            pages: [
                include_str!(concat!("../../docs/lint/en/", $name, ".md")),
                include_str!(concat!("../../docs/lint/fr/", $name, ".md")),
            ],
        },)*];
    };
}

rules! {
    "E1" "domain-without-sense" [DomainWithoutSense, MissingKey, EmptyList, UnknownDomain] None,
    "E2" "duplicate" [Duplicate, BadId, FewSenses] None,
    "E3" "tell-not-found" [TellNotFound] None,
    "E4" "missing-language" [MissingLanguage, MissingKey, EmptyText] None,
    "E5" "layout-cut" [LayoutCut, LayoutScroll, TooManyRows, TooWide] None,
    "E6" "sense-not-asked" [SenseNotAsked] None,
    "E7" "missing-alt" [MissingKey, EmptyText, MissingLanguage] None,
    "W1" "gives-away" [GivesAway] Some(gives_away::find),
    "W2" "lopsided-keys" [LopsidedKeys] Some(balance::lopsided_keys),
    "W3" "lopsided-kind" [LopsidedKind] Some(balance::lopsided_kind),
    "W4" "one-answer-term" [OneAnswerTerm] Some(balance::one_answer_term),
    "W5" "long-explanation" [LongExplanation] Some(length::long_explanation),
    "W5" "slow-context" [SlowContext] Some(length::slow_context),
    "W6" "uneven-glosses" [UnevenGlosses] Some(glosses::uneven_glosses),
    "W7" "unnamed-tell" [UnnamedTell] Some(tells::find),
    "W8" "no-source" [NoSource] Some(glosses::no_source),
    "W9" "typography" [Typography] Some(typography::find),
}

/// The rules that somebody may mean by a name, a number (`W5`) or the code of a fault.
pub fn rules_named(name: &str) -> Vec<&'static Rule> {
    let named: Vec<_> = RULES.iter().filter(|rule| rule.name == name || rule.id.eq_ignore_ascii_case(name)).collect();
    if named.is_empty() {
        RULES.iter().filter(|rule| rule.codes.iter().any(|code| code.name() == name)).collect()
    } else {
        named
    }
}

struct Linting<'a> {
    pack: &'a Pack,
    sources: &'a [Source],
    places: Places<'a>,
    asked: Vec<AskedQuestion<'a>>,
}

struct AskedQuestion<'a> {
    lang: Lang,
    place: QuestionRef,
    term: &'a Term,
    question: &'a Question,
    /// The title, and the rows of the context as they are drawn.
    shown: String,
}

impl<'a> Linting<'a> {
    fn of(pack: &'a Pack, sources: &'a [Source]) -> Self {
        let asked = pack.header.languages.iter().flat_map(|lang| {
            pack.questions(*lang).map(|(place, question)| {
                let term = &pack.terms[place.term];
                AskedQuestion { lang: *lang, place, term, question, shown: shown(question, *lang) }
            })
        });
        Self { pack, sources, places: Places::of(sources), asked: asked.collect() }
    }

    fn asked_in(&self, lang: Lang) -> impl Iterator<Item = &AskedQuestion<'a>> {
        self.asked.iter().filter(move |asked| asked.lang == lang)
    }

    fn within(&self, leaf: &Leaf, bytes: Range<usize>) -> Place {
        let Place { file, span } = leaf.place.clone();
        Place { file, span: place_in(&self.sources[file].text, span, leaf.text, bytes) }
    }

    fn breach(&self, code: Code, asked: &AskedQuestion, key: &str) -> Breach {
        let (scope, lang) = (Scope::Question(asked.place), Some(asked.lang));
        Breach::new(code, scope, lang, self.places.at(scope, &[key], lang))
    }
}

fn shown(question: &Question, lang: Lang) -> String {
    let title = question.context.title(lang).unwrap_or_default();
    let sheet = question.drawn(lang);
    let rows = sheet.rows.iter().map(|row| row_text(row));
    [title.to_owned()].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}

struct Breach {
    scope: Scope,
    lang: Option<Lang>,
    fault: Diagnostic,
}

impl Breach {
    fn new(code: Code, scope: Scope, lang: Option<Lang>, place: Place) -> Self {
        Self { scope, lang, fault: Diagnostic::error(code, place.file, place.span).warning() }
    }

    fn arg(self, name: &'static str, value: impl ToString) -> Self {
        Self { fault: self.fault.arg(name, value), ..self }
    }

    fn slip(self, slip: Slip) -> Self {
        Self { fault: self.fault.slip(slip), ..self }
    }

    /// Findings of one rule, where those that only differ in their language are one.
    fn merged(mut found: Vec<Breach>) -> impl Iterator<Item = (Scope, Diagnostic)> {
        found.sort_by_key(|finding| (finding.fault.place.file, finding.fault.place.span.start));
        let mut merged: Vec<(Breach, Vec<&str>)> = Vec::with_capacity(found.len());
        for finding in found {
            let here = merged.iter_mut().rev().take_while(|(other, _)| other.fault.place == finding.fault.place);
            let lang = finding.lang.map(Lang::code);
            match here.into_iter().find(|(other, _)| other.fault == finding.fault && other.scope == finding.scope) {
                Some((_, langs)) => langs.extend(lang),
                None => merged.push((finding, lang.into_iter().collect())),
            }
        }
        merged.into_iter().map(|(finding, langs)| {
            let Breach { scope, fault, .. } = finding;
            (scope, if langs.is_empty() { fault } else { fault.arg("language", langs.join(", ")) })
        })
    }
}

/// Adds to a pack's faults what the rules find in it, but for what it allows, and what it allows in vain.
pub fn check(loaded: &mut Loaded) {
    let Some(pack) = &loaded.checked.pack else { return };
    let linting = Linting::of(pack, &loaded.sources);
    let mut allowed = allowed(pack);
    let mut faults = Vec::new();
    for find in RULES.iter().filter_map(|rule| rule.find) {
        for (scope, fault) in Breach::merged(find(&linting)) {
            let mut silencers = outwards(scope).map(|scope| (scope, fault.code));
            match silencers.find(|silencer| allowed.contains_key(silencer)) {
                Some(silencer) => drop(allowed.insert(silencer, true)),
                None => faults.push(fault),
            }
        }
    }
    let mut in_vain: Vec<(Scope, Code)> =
        allowed.into_iter().filter(|(_, used)| !used).map(|(silencer, _)| silencer).collect();
    in_vain.sort_unstable();
    faults.extend(in_vain.into_iter().map(|(scope, rule)| {
        let place = linting.places.at(scope, &["allow", rule.name()], None);
        Diagnostic::error(Code::UselessAllow, place.file, place.span).warning().arg("rule", rule.name())
    }));
    let room = FAULTS_MAX.saturating_sub(loaded.checked.faults.len());
    loaded.checked.more += faults.len().saturating_sub(room);
    loaded.checked.faults.extend(faults.into_iter().take(room));
    loaded.checked.faults.sort_by_key(|fault| (fault.place.file, fault.place.span.start));
}

pub fn of_question(pack: &Pack, sources: &[Source], place: QuestionRef) -> Vec<Diagnostic> {
    let mut linting = Linting::of(pack, sources);
    linting.asked.retain(|asked| asked.place == place);
    let (own, allowed) = (Scope::Question(place), allowed(pack));
    let found = RULES.iter().filter_map(|rule| rule.find).flat_map(|find| Breach::merged(find(&linting)));
    let found = found.filter(|(scope, fault)| {
        *scope == own && !outwards(own).any(|scope| allowed.contains_key(&(scope, fault.code)))
    });
    found.map(|(_, fault)| fault).collect()
}

fn allowed<'a>(pack: &'a Pack) -> HashMap<(Scope, Code), bool> {
    let header = pack.header.allow.iter().map(|allow| (Scope::Pack, allow));
    let of_term = |(at, term): (usize, &'a Term)| term.allow.iter().map(move |allow| (Scope::Term(at), allow));
    let terms = pack.terms.iter().enumerate().flat_map(of_term);
    let of_question =
        |(place, question): (_, &'a Question)| question.allow.iter().map(move |allow| (Scope::Question(place), allow));
    let questions = pack.all_questions().flat_map(of_question);
    header.chain(terms).chain(questions).map(|(scope, allow)| ((scope, allow.rule), false)).collect()
}

/// A scope and those around it, from the innermost.
fn outwards(scope: Scope) -> impl Iterator<Item = Scope> {
    let term = match scope {
        Scope::Question(place) => Some(Scope::Term(place.term)),
        Scope::Term(_) | Scope::Pack => None,
    };
    let pack = (scope != Scope::Pack).then_some(Scope::Pack);
    [Some(scope), term, pack].into_iter().flatten()
}
