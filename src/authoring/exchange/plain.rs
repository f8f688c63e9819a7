//! The context of a question as plain text, for formats that know nothing else.

use super::losses::{Losses, Reason};
use crate::context::{Context, SMALLEST_ROOM, row_text};
use crate::pack::{Pack, Question, QuestionRef};
use crate::text::{Lang, Text, slice, wrap_whole};

pub(crate) struct PlainContext<'a> {
    /// Its lines, none wider than the smallest room.
    pub(crate) text: String,
    pub(crate) title: Option<&'a str>,
    pub(crate) language: Option<&'a str>,
    /// The number of the first line, where lines are numbered.
    pub(crate) first: Option<u32>,
}

/// The context of a question; notes what text cannot show.
pub(crate) fn of<'a>(question: &'a Question, lang: Lang, losses: &mut Losses) -> PlainContext<'a> {
    let title = question.context.title(lang);
    let (reason, text) = match &question.context {
        Context::Log(log) => {
            let first = log.numbers.then_some(1);
            return PlainContext { text: log.text(lang).to_owned(), title, language: None, first };
        }
        Context::Code(code) => {
            let (language, first) = (Some(code.language.as_str()), code.first());
            return PlainContext { text: code.text(lang).to_owned(), title, language, first };
        }
        Context::Figure(_) | Context::Picture(_) => (Reason::InWords, words(question, lang)),
        Context::Plot(_) | Context::Formula(_) | Context::Table(_) | Context::Form(_) | Context::Chat(_) => {
            let rows = question.drawn(lang).rows;
            (Reason::Drawn, rows.iter().map(|row| row_text(row)).collect::<Vec<_>>().join("\n"))
        }
    };
    losses.add(reason, 0, &format!("{} ({})", question.id, question.context.kind()));
    PlainContext { text, title, language: None, first: None }
}

fn words(question: &Question, lang: Lang) -> String {
    let text = question.context.alt().map_or("", |alt: &Text| alt.get(lang));
    let lines = wrap_whole(text, SMALLEST_ROOM.cols, &question.tells(lang));
    lines.into_iter().map(|line| slice(text, line)).collect::<Vec<_>>().join("\n")
}

/// The questions of a pack in a language, and what a document in one language leaves out.
pub(crate) fn questions(pack: &Pack, lang: Lang, losses: &mut Losses) -> Vec<QuestionRef> {
    let others: Vec<&str> =
        pack.header.languages.iter().filter(|other| **other != lang).map(|other| other.name()).collect();
    if !others.is_empty() {
        losses.add(Reason::Languages, 0, &others.join(", "));
    }
    let elsewhere = pack.all_questions().filter(|(_, question)| !question.languages.contains(&lang));
    elsewhere.for_each(|(_, question)| losses.add(Reason::NotInLanguage, 0, &question.id));
    pack.questions(lang).map(|(place, _)| place).collect()
}

pub(crate) fn allowed(pack: &Pack, losses: &mut Losses) {
    let of_terms = pack.terms.iter().flat_map(|term| {
        let of_questions = term.questions.iter().filter(|q| !q.allow.is_empty()).map(|q| &q.id);
        (!term.allow.is_empty()).then_some(&term.id).into_iter().chain(of_questions)
    });
    for id in (!pack.header.allow.is_empty()).then_some(&pack.header.id).into_iter().chain(of_terms) {
        losses.add(Reason::Allow, 0, id);
    }
}
