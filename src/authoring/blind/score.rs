//! How far readers and keys agree, as Markdown.

use super::answers::BookletAnswers;
use super::{AGREEMENT_LEAST, GUESSING_MOST};
use crate::context::KINDS;
use crate::doc::tenths;
use crate::pack::{Pack, Question, QuestionRef};
use crate::text::{SafeText, fill};
use crate::words::Words;

pub struct ReaderScore<'a> {
    pub(crate) reader: SafeText,
    pub(crate) answers: &'a BookletAnswers,
    marks: Vec<MarkedAnswer>,
    pack: &'a Pack,
}

struct MarkedAnswer {
    place: QuestionRef,
    /// Its place in the booklet, from 0.
    at: usize,
    right: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub of: usize,
    pub right: usize,
}

impl Tally {
    /// Between 0 and 1; 0 of nothing.
    pub fn share(self) -> f64 {
        self.right as f64 / (self.of as f64).max(1.0)
    }
}

impl<'a> ReaderScore<'a> {
    pub fn new(reader: SafeText, answers: &'a BookletAnswers, pack: &'a Pack) -> Self {
        let order = answers.booklet.order(pack).into_iter();
        let mark = |(at, place): (usize, QuestionRef)| {
            let answer = answers.given[at].as_ref()?;
            Some(MarkedAnswer { place, at, right: pack.at(place).1.key.contains(answer.domain) })
        };
        let marks = order.enumerate().filter_map(mark).collect();
        Self { reader, answers, marks, pack }
    }

    pub fn tally(&self, meant: impl Fn(&Question) -> bool) -> Tally {
        let marks = self.marks.iter().filter(|mark| meant(self.pack.at(mark.place).1));
        marks.fold(Tally::default(), |tally, mark| Tally {
            of: tally.of + 1,
            right: tally.right + usize::from(mark.right),
        })
    }

    /// What always naming the most frequent domain would reach, between 0 and 1.
    pub(crate) fn most_frequent(&self) -> f64 {
        let lang = self.answers.booklet.lang;
        let named = |domain| self.pack.questions(lang).filter(|(_, question)| question.key.contains(domain)).count();
        let most = self.pack.domain_ids().map(named).max().unwrap_or(0);
        Tally { of: self.answers.given.len(), right: most }.share()
    }

    /// Whether every question was answered: some of them say little of the others.
    pub(crate) fn is_whole(&self) -> bool {
        self.marks.len() == self.answers.given.len()
    }

    /// The share to be reached with contexts, or not to be passed without.
    pub(crate) fn bar(&self) -> f64 {
        if self.answers.booklet.hidden { self.most_frequent() + GUESSING_MOST } else { AGREEMENT_LEAST }
    }

    /// Whether the pack passes; not before every question was answered.
    pub fn passes(&self) -> bool {
        if !self.is_whole() {
            return false;
        }
        let share = self.tally(|_| true).share();
        if self.answers.booklet.hidden { share <= self.bar() } else { share >= self.bar() }
    }

    fn said(&self, place: QuestionRef) -> Option<(bool, String)> {
        let mark = self.marks.iter().find(|mark| mark.place == place)?;
        let answer = self.answers.given[mark.at].as_ref()?;
        let id = &self.pack.domain(answer.domain).id;
        let said = if answer.note.is_empty() { id.to_string() } else { format!("{id} ({})", answer.note) };
        Some((mark.right, said))
    }
}

/// A table with a column for each reader, then the questions on which somebody who saw the contexts differs from the key.
pub(crate) fn markdown(scores: &[ReaderScore], pack: &Pack, words: &Words) -> String {
    let blind = words.blind();
    let percent = |share: f64| tenths(share, words.lang());
    let tally = |tally: Tally| match tally.of {
        0 => "–".to_owned(),
        of => format!("{} ({of})", percent(tally.share())),
    };
    let mut out = String::new();
    let mut row = |name: &str, cell: &dyn Fn(&ReaderScore) -> String| {
        let cells: String = scores.iter().map(|score| format!(" {} |", escape(&cell(score)))).collect();
        out += &format!("| {} |{cells}\n", escape(name));
    };
    row(&blind.reader, &|score| score.reader.to_string());
    row("---", &|_| "---".to_owned());
    row(&blind.language, &|score| score.answers.booklet.lang.code().to_owned());
    row(&blind.contexts, &|score| if score.answers.booklet.hidden { &blind.hidden } else { &blind.shown }.clone());
    row(&blind.answered, &|score| {
        let given = score.answers.given.iter().flatten().count().to_string();
        fill(&blind.of, &[("n", &given), ("all", &score.answers.given.len().to_string())])
    });
    row(&blind.agrees, &|score| percent(score.tally(|_| true).share()));
    row(&blind.bar, &|score| {
        let sign = if score.answers.booklet.hidden { "≤" } else { "≥" };
        let verdict = match (score.is_whole(), score.passes()) {
            (false, _) => &blind.unfinished,
            (true, true) => &blind.passed,
            (true, false) => &blind.failed,
        };
        format!("{sign} {} ({verdict})", percent(score.bar()))
    });
    row(&blind.most_frequent, &|score| percent(score.most_frequent()));
    for domain in pack.domain_ids() {
        row(&pack.domain(domain).id, &|score| tally(score.tally(|question| question.key.contains(domain))));
    }
    let asked = |kind: &str| pack.all_questions().any(|(_, question)| question.context.kind() == kind);
    for kind in KINDS.into_iter().filter(|kind| asked(kind)) {
        row(kind, &|score| tally(score.tally(|question| question.context.kind() == kind)));
    }
    out + &differences(scores, pack, words)
}

fn differences(scores: &[ReaderScore], pack: &Pack, words: &Words) -> String {
    let mut out = format!("\n{}\n\n", words.blind().differ);
    let none = out.len();
    for (place, question) in pack.all_questions() {
        let said: Vec<(&ReaderScore, bool, String)> = scores
            .iter()
            .filter(|score| !score.answers.booklet.hidden)
            .filter_map(|score| score.said(place).map(|(right, said)| (score, right, said)))
            .collect();
        if said.iter().all(|(_, right, _)| *right) {
            continue;
        }
        let key = pack.ids(question.key).join(", ");
        let said: Vec<String> =
            said.iter().map(|(score, _, said)| format!("{} {}", escape(&score.reader), escape(said))).collect();
        out += &format!("- `{}` = {}: {}\n", question.id, key, said.join("; "));
    }
    if out.len() == none {
        out += &format!("{}\n", words.blind().nowhere);
    }
    out
}

/// What would end a cell, or begin a heading, loses its meaning.
fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|").replace('`', "\\`").replace('<', "&lt;")
}
