//! From TOML to the parts of a pack, each part checked on its own. What ties parts together is `check`'s business.

mod types;

pub(crate) use self::types::{TELL_MAX, TELLS_MAX};

use std::ops::Range;

use serde_json::{Value as Json, json};

use super::{Allow, Colour, Domain, DomainId, DomainSet, Header, Level, QUESTIONS_MAX, Question, Sense};
use crate::context::{Context, context};
use crate::read::diagnostic::Code;
use crate::read::types::{ValueType, list};
use crate::read::{FromTable, Keys, Placed, Reading, Relation, Tables, keys};
use crate::text::{Lang, SafeText, Text};

/// The most characters of texts, which an import has to keep to, too.
pub(crate) const TITLE_MAX: usize = 60;
pub(crate) const DESCRIPTION_MAX: usize = 300;
pub(crate) const AUTHOR_MAX: usize = 80;
pub(crate) const AUTHORS_MAX: usize = 50;
pub(crate) const LICENCE_MAX: usize = 80;
pub(crate) const DOMAIN_NAME_MAX: usize = 14;
pub(crate) const TERM_NAME_MAX: usize = 40;
pub(crate) const GLOSS_MAX: usize = 120;
pub(crate) const SOURCE_MAX: usize = 200;
pub(crate) const REMARK_MAX: usize = 200;
pub(crate) const EXPLANATION_MAX: usize = 600;
pub(crate) const TAG_MAX: usize = 40;
pub(crate) const TAGS_MAX: usize = 20;

/// A term as read, with the places that later checks want to point at.
pub(crate) struct RawTerm {
    pub(crate) file: usize,
    pub(crate) id: (SafeText, Range<usize>),
    pub(crate) name: Text,
    pub(crate) senses: Vec<(Sense, Range<usize>)>,
    /// Every sense that is written there could be read.
    pub(crate) senses_whole: bool,
    pub(crate) questions: Vec<RawQuestion>,
    /// Every question that is written there could be read, and whom it asks for.
    pub(crate) questions_whole: bool,
    pub(crate) allow: Vec<Allow>,
}

/// A question as read, with the places that later checks want to point at.
#[derive(Clone)]
pub(crate) struct RawQuestion {
    pub(crate) question: Question,
    pub(crate) id_span: Range<usize>,
    pub(crate) key_spans: Vec<(DomainId, Range<usize>)>,
    /// Every right domain that is written there is one of the pack's.
    pub(crate) key_whole: bool,
    pub(crate) remark_spans: Vec<(DomainId, Range<usize>)>,
    pub(crate) context_span: Range<usize>,
    pub(crate) tell_span: Range<usize>,
}

/// The letters that answer nothing, because the game uses them itself during a question.
pub(crate) const LETTERS_TAKEN: &str = "cghpqr";

/// Who speaks in a pack that says nothing of domains.
pub(crate) const DEFAULT_DOMAINS: [&str; 3] = ["dev", "ml", "stats"];

/// Faults that terms seem to have where the domains of their pack could not be read.
pub(crate) const UNJUDGED: [Code; 4] =
    [Code::UnknownDomain, Code::FewSenses, Code::DomainWithoutSense, Code::SenseNotAsked];

keys! {
    /// A pack of polysemy, or a file of one: the header (`format` to `[[domain]]`) stands in a pack’s only file or in its
    /// `pack.toml`, the terms stand below it or in files of their own.
    partial struct HeaderKeys {
        /// The version of these rules: 1.
        format: i64 = types::format(),
        /// The languages of the pack: `["en"]`, `["fr"]` or both. Every text is either one string for all of them, or a
        /// table with all of them: `{ en = "...", fr = "..." }`.
        languages: Vec<Lang> = types::pack_languages(),
        /// The pack’s name for programs: lower-case letters, digits and dashes. It never changes. Example: `"my-pack"`
        id: SafeText = id(),
        /// The pack’s name for people. Example: `{ en = "Our words", fr = "Nos mots" }`
        title: Text = text(TITLE_MAX),
        /// A sentence about the pack.
        description: Option<Text> = text(DESCRIPTION_MAX).optional(),
        /// Who wrote it. Example: `["Noor", "Sam"]`
        authors: Vec<SafeText> = list(1, AUTHORS_MAX, line(AUTHOR_MAX)).or_empty(),
        /// Under which licence others may use it. Example: `"CC-BY-SA-4.0"`
        licence: Option<SafeText> = line(LICENCE_MAX).optional(),
        /// Rules of `polysemy lint` that the whole pack breaks on purpose, each with the reason.
        allow: Option<Vec<Allow>> = types::allow().optional(),
        /// Who speaks: two to four domains of your own. Without them: dev, ml and stats.
        domain: Option<Vec<Domain>> = types::domains().optional(),
    }
    relation Relation::Together("format", &["id", "title", "languages"]);
}

pub(crate) fn file_schema(tables: &mut Tables) -> Json {
    let mut file = HeaderKeys::schema(tables);
    let mut terms = list(1, QUESTIONS_MAX, types::term()).schema(tables);
    terms["description"] = "The words that mean different things to different people.".into();
    file["properties"]["term"] = terms;
    file["minProperties"] = json!(1);
    file
}

/// Reads the header; `None` where not even the languages and domains can be told.
///
/// A newer format is reported alone: what else the file says cannot be judged.
pub(crate) fn header(keys: &mut Keys, reading: &mut Reading) -> Option<Header> {
    if let Some(format) = keys.value("format") {
        types::format().read(format, reading)?;
    }
    let own = HeaderKeys::read(keys, reading);
    let domains = own.domain.unwrap_or_default().unwrap_or_else(default_domains);
    reading.domains = domains.iter().map(|domain| domain.id.clone()).collect();
    Some(Header {
        // A header with a fault stands in for the real one, so that the terms below it can still be checked.
        id: own.id.unwrap_or_default(),
        title: own.title.unwrap_or(Text::Same(SafeText::default())),
        description: own.description.flatten(),
        authors: own.authors.unwrap_or_default(),
        licence: own.licence.flatten(),
        languages: own.languages.unwrap_or_else(|| Lang::ALL.to_vec()),
        domains,
        allow: own.allow.flatten().unwrap_or_default(),
    })
}

pub(crate) fn default_domains() -> Vec<Domain> {
    let shown = [("dev", 'd', Colour::Blue), ("ML", 'm', Colour::Orange), ("stats", 's', Colour::Green)];
    let domain = |(id, (name, letter, colour))| {
        let name = Text::Same(SafeText::new(name));
        Domain { id: SafeText::new(id), name, letter, colour }
    };
    DEFAULT_DOMAINS.into_iter().zip(shown).map(domain).collect()
}

keys! {
    /// Who speaks: a domain that gives words a meaning of its own.
    partial struct DomainKeys {
        /// What senses and questions call it: lower-case letters, digits and dashes. Example: `"law"`
        id: Placed<SafeText> = id().placed(),
        /// What players read. At most 14 characters. Example: `"lawyers"`
        name: Text = text(DOMAIN_NAME_MAX),
        /// The key that answers: a lower-case letter, for each domain another. The game needs c, g, h, p, q and r for itself.
        letter: Placed<char> = types::letter().placed(),
        /// Its colour.
        colour: Colour = word(&Colour::NAMES),
    }
}

/// Reads the `[[term]]` tables of one file.
pub(crate) fn terms(keys: &mut Keys, reading: &mut Reading) -> Vec<RawTerm> {
    let Some(value) = keys.optional("term") else { return Vec::new() };
    reading.list(value, QUESTIONS_MAX).iter().filter_map(|value| types::term().read(value, reading)).collect()
}

keys! {
    /// A word that has several senses, and the questions about it.
    partial struct TermKeys {
        /// Its name for programs: lower-case letters, digits and dashes; unique in the pack. Example: `"test"`
        id: Placed<SafeText> = id().placed(),
        /// The word. At most 40 characters. Example: `{ en = "weight", fr = "poids" }`
        name: Text = text(TERM_NAME_MAX),
        /// What it means, one sense for each domain that has one; two at least. Each must be the answer to a question.
        sense: types::Parts<Placed<Sense>> = types::parts::<Placed<Sense>>(2, 4, 20),
        /// What is asked about it.
        question: types::Parts<RawQuestion> = types::parts::<RawQuestion>(1, QUESTIONS_MAX, QUESTIONS_MAX),
        /// Rules of `polysemy lint` that this term and its questions break on purpose, each with the reason.
        allow: Option<Vec<Allow>> = types::allow().optional(),
    }
}

keys! {
    /// What the term means in one domain.
    partial struct SenseKeys {
        /// Whose meaning it is: `"dev"`, `"ml"`, `"stats"`, or one of the pack’s own domains.
        domain: Placed<DomainId> = types::domain().placed(),
        /// The definition, in a few words; best of about the same length for all domains. At most 120 characters, of which 58
        /// fit the smallest screen.
        gloss: Text = text(GLOSS_MAX),
        /// Where the definition can be checked. Example: `"pytest documentation"`
        source: Option<Text> = text(SOURCE_MAX).optional(),
    }
}

impl FromTable for Placed<Sense> {
    const NAME: &'static str = "Sense";

    fn schema(tables: &mut Tables) -> Json {
        SenseKeys::schema(tables)
    }

    fn read(keys: &mut Keys, reading: &mut Reading) -> Option<Self> {
        let own = SenseKeys::read(keys, reading);
        let (domain, at) = own.domain?;
        Some((Sense { domain, gloss: own.gloss?, source: own.source.flatten() }, at))
    }
}

keys! {
    /// A context, the domains that are right, and why.
    partial struct QuestionKeys {
        /// Only ask in these languages, for a context that works in no other. Example: `["en"]`
        languages: Option<()> = types::question_languages().optional(),
        /// Its name for programs: unique in the pack, and never changes, because history hangs on it. Example: `"test-pytest"`
        id: Placed<SafeText> = id().placed(),
        /// The right domain, or a list where several are right. Example: `"dev"` or `["ml", "stats"]`
        key: types::Parts<Placed<DomainId>> = types::right_domains(),
        /// How hard it is: 1 easy, 2 vocabulary of the trade, 3 for experts; worth 100, 150 or 200 points.
        level: i64 = whole(1, 3).or(1),
        /// The part of the context that decides, word for word as it is shown there, each within one line; a list where there
        /// are several. It lights up after the answer. Example: `"assert nap.minutes == 60"`
        tell: Placed<Vec<(Option<Lang>, Vec<SafeText>)>> = types::tell().placed(),
        /// Names the tell, then says what it means: a sentence or two. At most 600 characters, of which 220 fit the smallest
        /// screen.
        explanation: Text = text(EXPLANATION_MAX),
        /// The message for players who chose a wrong domain. Example: `remark.ml = "Easily confused: ..."`
        remark: Option<Vec<(DomainId, Text, Range<usize>)>> = types::remarks().optional(),
        /// Your own words, to pick questions by. Example: `["onboarding"]`
        tags: Vec<SafeText> = list(1, TAGS_MAX, line(TAG_MAX)).or_empty(),
        /// Rules of `polysemy lint` that this question breaks on purpose, each with the reason.
        allow: Option<Vec<Allow>> = types::allow().optional(),
        context: Placed<Context> = context().placed(),
    }
}

impl FromTable for RawQuestion {
    const NAME: &'static str = "Question";

    fn schema(tables: &mut Tables) -> Json {
        QuestionKeys::schema(tables)
    }

    fn read(keys: &mut Keys, reading: &mut Reading) -> Option<Self> {
        let pack_needs = std::mem::replace(&mut reading.needed, reading.langs.clone());
        let own = QuestionKeys::read(keys, reading);
        let languages = std::mem::replace(&mut reading.needed, pack_needs);
        let (key_spans, key_whole) = own.key.unwrap_or_default();
        let ((id, id_span), (context, context_span), (tells, tell_span)) = (own.id?, own.context?, own.tell?);
        let level = match own.level? {
            1 => Level::Easy,
            2 => Level::Trade,
            _ => Level::Expert,
        };
        let shown = |tells: Vec<SafeText>| tells.into_iter().map(|tell| context.tell(tell)).collect();
        let tells = tells.into_iter().map(|(lang, tells)| (lang, shown(tells))).collect();
        let remarks = own.remark.flatten().unwrap_or_default();
        let question = Question {
            id,
            context,
            key: key_spans.iter().map(|(domain, _)| *domain).collect::<DomainSet>(),
            level,
            tells,
            explanation: own.explanation?,
            remarks: remarks.iter().map(|(domain, text, _)| (*domain, text.clone())).collect(),
            languages,
            tags: own.tags.unwrap_or_default(),
            allow: own.allow.flatten().unwrap_or_default(),
        };
        let remark_spans = remarks.into_iter().map(|(domain, _, span)| (domain, span)).collect();
        Some(Self { question, id_span, key_spans, key_whole, remark_spans, context_span, tell_span })
    }
}
