//! Paper: what a pack holds and what was confused in it, as documents to print and to hand around. Nothing is written
//! here; text comes out.

mod analysis;
mod handout;
mod html;
mod markdown;

pub use self::analysis::{LeftOut, REPORT_FORMATS, Report, When, report};
use self::handout::Missed;
use crate::doc::DocFormat;
use crate::game::analysis::Analysis;
use crate::pack::{DomainId, Level, Pack, Question, Sense, Term};
use crate::text::{Lang, Text, alphabetical, same};
use crate::words::Words;

/// What a glossary can be written as, as the command line names it.
pub(crate) const FORMATS: [(&str, DocFormat); 2] = [("md", DocFormat::Markdown), ("html", DocFormat::Html)];

/// The glossary of a pack. Headings are in the language of the words, terms in its order where the pack has it; every
/// other language of the pack stands beside.
pub fn glossary(pack: &Pack, words: &Words, format: DocFormat) -> String {
    write(&GlossaryDoc::new(pack, words), format)
}

/// The glossary of what was missed: the terms that somebody took for something else, most missed first, with what they
/// were taken for. No names. Where nothing was missed, it says so.
pub fn handout(analysis: &Analysis, words: &Words, format: DocFormat) -> String {
    write(&GlossaryDoc::missed(analysis, words), format)
}

fn write(glossary: &GlossaryDoc, format: DocFormat) -> String {
    if format == DocFormat::Html { html::glossary(glossary) } else { markdown::glossary(glossary) }
}

struct GlossaryDoc<'a> {
    pack: &'a Pack,
    words: &'a Words,
    /// The languages of the pack, the reader's first if it is among them.
    langs: Vec<Lang>,
    /// In the order of a dictionary, or of a handout.
    entries: Vec<GlossaryEntry<'a>>,
    missed: Option<Missed>,
}

struct GlossaryEntry<'a> {
    term: &'a Term,
    meanings: Vec<Meaning<'a>>,
    missed: Option<String>,
}

struct Meaning<'a> {
    sense: &'a Sense,
    /// Parts of contexts, word for word.
    tells: Vec<&'a str>,
    missed: Option<String>,
}

/// Tells of fewer letters are only shown where there are no others.
const TELL_LETTERS: usize = 7;
/// More tells than these would be an exercise again.
const TELLS_MAX: usize = 3;

impl<'a> GlossaryDoc<'a> {
    fn new(pack: &'a Pack, words: &'a Words) -> Self {
        let mut langs = pack.header.languages.clone();
        langs.sort_by_key(|lang| *lang != words.lang());
        // A pack without languages does not pass its check.
        let first = langs.first().copied().unwrap_or(words.lang());
        let entry = |term: &'a Term| {
            let meaning = |sense: &'a Sense| Meaning { sense, tells: tells(term, sense.domain, first), missed: None };
            GlossaryEntry { term, meanings: term.senses.iter().map(meaning).collect(), missed: None }
        };
        let mut entries: Vec<GlossaryEntry> = pack.terms.iter().map(entry).collect();
        entries.sort_by_cached_key(|entry| alphabetical(entry.term.name.get(first)));
        Self { pack, words, langs, entries, missed: None }
    }

    fn kind(&self) -> &'a str {
        if self.missed.is_some() { &self.words.analysis().handout } else { &self.words.paper().glossary }
    }

    fn lang(&self) -> Lang {
        self.langs[0]
    }

    /// The languages other than the first in which a text differs from the first, each with the text.
    fn others<'t>(&self, text: &'t Text) -> impl Iterator<Item = (Lang, &'t str)> {
        let first = text.get(self.lang());
        let others = self.langs[1..].iter().map(|lang| (*lang, text.get(*lang)));
        others.filter(move |(_, other)| *other != first)
    }
}

/// What gives a sense away: the first tell of each of its questions, then the second ones, until there are enough. The
/// easiest questions come first, and those in which the sense is alone right; pictures last, whose tells are no text.
fn tells(term: &Term, domain: DomainId, lang: Lang) -> Vec<&str> {
    let asked = |question: &&Question| question.key.contains(domain) && question.languages.contains(&lang);
    let mut questions: Vec<&Question> = term.questions.iter().filter(asked).collect();
    let rank = |question: &&Question| -> (bool, bool, Level) {
        let shared = question.key.iter().count() > 1;
        (shared, question.context.kind() == "picture", question.level)
    };
    questions.sort_by_key(rank);
    let by_question: Vec<Vec<&str>> = questions.into_iter().map(|question| question.tells(lang)).collect();
    let most = by_question.iter().map(Vec::len).max().unwrap_or(0);
    let in_turn = (0..most).flat_map(|at| by_question.iter().filter_map(move |tells| tells.get(at).copied()));
    let mut tells: Vec<&str> = Vec::new();
    for tell in in_turn {
        // A formula's tell of several rows means nothing without its drawing.
        if !tell.contains('\n') && !tells.iter().any(|known| same(known, tell)) {
            tells.push(tell);
        }
    }
    // A short one, too, may mean little out of its context.
    tells.sort_by_key(|tell| tell.chars().count() < TELL_LETTERS);
    tells.truncate(TELLS_MAX);
    tells
}
