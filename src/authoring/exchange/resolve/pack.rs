//! The parts of the pack to be, and how they are written.

use std::collections::HashSet;

use super::{GLOSS_MAX, ImportedPack, Work};
use crate::authoring::exchange::context::{self, one_or_more};
use crate::authoring::exchange::domains::{self, DraftDomain};
use crate::authoring::exchange::found::{self, ForeignHeader};
use crate::authoring::exchange::losses::{Losses, Reason};
use crate::authoring::exchange::rich::{cleaned, cut, one_line};
use crate::authoring::exchange::tree::TreeTable;
use crate::authoring::exchange::{SLUG_MAX, id, slug};
use crate::pack::read::{AUTHOR_MAX, AUTHORS_MAX, DESCRIPTION_MAX, LICENCE_MAX, TITLE_MAX};
use crate::pack::{FORMAT, QUESTIONS_MAX};
use crate::text::Lang;

#[derive(Debug, Clone, Default)]
pub(crate) struct DraftTerm {
    pub(crate) id: Option<String>,
    pub(crate) name: String,
    pub(crate) senses: [DraftSense; 4],
    pub(crate) questions: Vec<DraftQuestion>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct DraftSense {
    pub(crate) line: usize,
    pub(crate) option: bool,
    pub(crate) asked: bool,
    pub(crate) gloss: Option<String>,
    pub(crate) source: Option<String>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct DraftQuestion {
    pub(crate) order: usize,
    pub(crate) id: Option<String>,
    /// How the file says its id, where it says one.
    pub(crate) said: Option<String>,
    pub(crate) line: usize,
    pub(crate) key: Vec<usize>,
    /// From 1 to 3.
    pub(crate) level: i64,
    pub(crate) tells: Vec<String>,
    pub(crate) explanation: String,
    pub(crate) remarks: Vec<(usize, String)>,
    pub(crate) tags: Vec<String>,
    pub(crate) context: TreeTable,
    pub(crate) notes: Vec<String>,
    /// What of it is lost, each with the words that say so; told where the question itself is kept.
    pub(crate) losses: Vec<(Reason, String)>,
    /// Something of it is lost, or made up for.
    pub(crate) part: bool,
}

const DEFINITION: &str = "definition";

impl Work<'_> {
    /// The pack, of the terms that have two senses that are asked.
    pub(super) fn finish(mut self, header: &ForeignHeader) -> ImportedPack {
        let mut terms = std::mem::take(&mut self.terms);
        terms.retain_mut(|term| self.complete(term));
        let id = self.wish.id.and_then(id).or_else(|| header.id.as_deref().and_then(id));
        let id = id.or_else(|| slug(self.wish.name)).unwrap_or_else(|| "imported".to_owned());
        self.surplus(&mut terms);
        let mut kept: Vec<&DraftQuestion> = terms.iter().flat_map(|term| &term.questions).collect();
        kept.sort_by_key(|question| question.order);
        for question in kept {
            question.losses.iter().for_each(|(reason, what)| self.losses.add(*reason, question.line, what));
        }
        self.ids(&mut terms);
        let part = terms.iter().flat_map(|term| &term.questions).filter(|question| question.part).count();
        let kept = terms.iter().map(|term| term.questions.len()).sum::<usize>() - part;
        let pack = (!terms.is_empty()).then(|| self.table(&id, header, terms));
        ImportedPack { pack, id, losses: self.losses, kept, part }
    }

    fn complete(&mut self, term: &mut DraftTerm) -> bool {
        let asked = |term: &DraftTerm| term.senses.iter().filter(|sense| sense.asked).count();
        for domain in 0..self.domains.len() {
            let sense = &term.senses[domain];
            if sense.asked || !sense.option {
                continue;
            }
            let said = format!("{}, {}", term.name, self.domains[domain].name);
            let others = asked(term) + term.senses.iter().filter(|sense| !sense.asked && sense.gloss.is_some()).count();
            match sense.gloss.clone() {
                Some(gloss) if others > 1 && self.room > 0 => {
                    self.room -= 1;
                    let line = sense.line;
                    if let Some(question) = self.definition(&gloss, domain, line) {
                        self.losses.add(Reason::Defined, line, &format!("{said}: {gloss}"));
                        term.senses[domain].asked = true;
                        term.questions.push(question);
                    }
                }
                _ if asked(term) > 1 => self.losses.add(Reason::NotAsked, 0, &said),
                _ => {}
            }
        }
        if asked(term) > 1 {
            return true;
        }
        self.alone(term);
        let cards = term.senses.iter().filter(|sense| !sense.asked && sense.gloss.is_some());
        for (sense, gloss) in cards.filter_map(|sense| Some((sense, sense.gloss.as_deref()?))) {
            if term.questions.is_empty() {
                self.losses.add(Reason::OneSense, sense.line, &format!("{}: {gloss}", term.name));
            }
        }
        false
    }

    fn alone(&mut self, term: &DraftTerm) {
        for question in &term.questions {
            self.losses.add(Reason::OneSense, question.line, &term.name);
        }
    }

    fn surplus(&mut self, terms: &mut Vec<DraftTerm>) {
        let count = terms.iter().map(|term| term.questions.len()).sum::<usize>();
        if count <= QUESTIONS_MAX {
            return;
        }
        let mut all: Vec<(usize, usize, String)> = Vec::with_capacity(count);
        for term in terms.iter() {
            all.extend(term.questions.iter().map(|question| (question.order, question.line, term.name.clone())));
        }
        all.sort_unstable();
        let (end, line, name) = &all[QUESTIONS_MAX];
        self.losses.add_many(Reason::TooMany, *line, name, count - QUESTIONS_MAX);
        terms.retain_mut(|term| {
            term.questions.retain(|question| question.order < *end);
            for (domain, sense) in term.senses.iter_mut().enumerate() {
                sense.asked &= term.questions.iter().any(|question| question.key.contains(&domain));
            }
            let kept = term.senses.iter().filter(|sense| sense.asked).count() > 1;
            if !kept {
                self.alone(term);
            }
            kept
        });
    }

    /// Gives every term and every question an id of its own, and notes which are others than the file says.
    fn ids(&mut self, terms: &mut [DraftTerm]) {
        let mut ids = Ids::default();
        // The ids that the file says are taken first, so that they stay whatever stands before them.
        let taken = terms.iter().flat_map(|term| &term.questions).filter_map(|question| question.id.clone());
        ids.said = taken.collect();
        let mut term_ids = Ids::default();
        for term in terms {
            let id = term.id.take().or_else(|| slug(&term.name)).unwrap_or_else(|| "term".to_owned());
            let of_term = term.id.insert(term_ids.free(id));
            for question in &mut term.questions {
                let own = question.id.take().map(|own| ids.free(own));
                let own = own.unwrap_or_else(|| ids.numbered(of_term, 1));
                if let Some(said) = question.said.as_deref().filter(|said| said.trim() != own) {
                    self.losses.add(Reason::NewId, question.line, &format!("{} → {own}", said.trim()));
                    question.part = true;
                }
                question.id = Some(own);
            }
        }
    }

    /// A question that shows a definition, until a trainer has found a context.
    fn definition(&self, gloss: &str, domain: usize, line: usize) -> Option<DraftQuestion> {
        let question = found::ForeignQuestion {
            text: crate::authoring::exchange::rich::Rich::plain(gloss),
            ..found::ForeignQuestion::default()
        };
        let shown = context::of(&question, &[]).ok()?;
        let (tells, _) = context::tells(&question, &shown, &mut Vec::new());
        Some(DraftQuestion {
            order: usize::MAX,
            line,
            key: vec![domain],
            level: 1,
            tells,
            explanation: gloss.to_owned(),
            tags: vec![DEFINITION.to_owned()],
            context: shown.table,
            notes: vec![self.wish.words.note_definition.clone()],
            part: true,
            ..DraftQuestion::default()
        })
    }

    fn table(&mut self, id: &str, header: &ForeignHeader, terms: Vec<DraftTerm>) -> TreeTable {
        let mut table = TreeTable { notes: vec![self.wish.words.note_pack.clone()], ..TreeTable::default() };
        table.set("format", FORMAT);
        table.set("id", id);
        let title =
            header.title.as_deref().map(|title| self.line(title, TITLE_MAX, 0)).filter(|title| !title.is_empty());
        let name = cut(&one_line(&cleaned(self.wish.name).0), TITLE_MAX);
        let name = if name.is_empty() { id.to_owned() } else { name };
        table.set("title", title.unwrap_or(name));
        table.set_text("description", header.description.as_deref().map(|text| self.line(text, DESCRIPTION_MAX, 0)));
        let authors = header.authors.iter().take(AUTHORS_MAX).map(|author| self.line(author, AUTHOR_MAX, 0));
        table.set_list("authors", authors.filter(|author| !author.is_empty()).collect());
        table.set_text("licence", header.licence.as_deref().map(|licence| self.line(licence, LICENCE_MAX, 0)));
        let said = header.language.as_deref().and_then(Lang::from_locale);
        table.set("languages", vec![said.unwrap_or(self.wish.lang).code()]);
        if self.domains != domains::usual() {
            table.set("domain", self.domains.iter().map(domain_table).collect::<Vec<_>>());
        }
        let terms = terms.into_iter().map(|term| term_table(term, &self.domains, &mut self.losses));
        table.set("term", terms.collect::<Vec<_>>());
        table
    }
}

#[derive(Default)]
struct Ids {
    given: HashSet<String>,
    /// Not to be made up for a question that says none.
    said: HashSet<String>,
    /// Where to go on counting, so that a thousand equal names are not counted a thousand times.
    next: std::collections::HashMap<String, usize>,
}

impl Ids {
    /// The id, or the first free one with a number behind it.
    fn free(&mut self, id: String) -> String {
        if self.given.insert(id.clone()) {
            return id;
        }
        self.numbered(&id, 2)
    }

    fn numbered(&mut self, stem: &str, from: usize) -> String {
        // An id is of ASCII only.
        let stem = stem.get(..SLUG_MAX).unwrap_or(stem);
        let next = self.next.entry(stem.to_owned()).or_insert(from);
        loop {
            let id = format!("{stem}-{next}");
            *next += 1;
            if !self.said.contains(&id) && self.given.insert(id.clone()) {
                return id;
            }
        }
    }
}

fn domain_table(domain: &DraftDomain) -> TreeTable {
    let mut table = TreeTable::default();
    table.set("id", domain.id.as_str());
    table.set("name", domain.name.as_str());
    table.set("letter", domain.letter.to_string());
    table.set("colour", domain.colour.name());
    table
}

fn term_table(term: DraftTerm, domains: &[DraftDomain], losses: &mut Losses) -> TreeTable {
    let mut table = TreeTable::default();
    table.set("id", term.id.unwrap_or_default());
    table.set("name", term.name.as_str());
    let asked = term.senses.into_iter().zip(domains).filter(|(sense, _)| sense.asked);
    let senses = asked.map(|(sense, domain)| {
        let mut table = TreeTable::default();
        table.set("domain", domain.id.as_str());
        let gloss = sense.gloss.unwrap_or_else(|| {
            losses.add(Reason::NoGloss, 0, &format!("{}, {}", term.name, domain.name));
            cut(&domain.name, GLOSS_MAX)
        });
        table.set("gloss", gloss);
        table.set_text("source", sense.source);
        table
    });
    table.set("sense", senses.collect::<Vec<_>>());
    let questions = term.questions.into_iter().map(|question| question_table(question, domains));
    table.set("question", questions.collect::<Vec<_>>());
    table
}

fn question_table(question: DraftQuestion, domains: &[DraftDomain]) -> TreeTable {
    let mut table = TreeTable { notes: question.notes, ..TreeTable::default() };
    table.set("id", question.id.unwrap_or_default());
    let key: Vec<String> = question.key.iter().map(|domain| domains[*domain].id.clone()).collect();
    table.set("key", one_or_more(&key));
    if question.level != 1 {
        table.set("level", question.level);
    }
    table.set("tell", one_or_more(&question.tells));
    table.set("explanation", question.explanation);
    if !question.remarks.is_empty() {
        let mut remarks = TreeTable::default();
        for (domain, remark) in question.remarks {
            remarks.set(&domains[domain].id, remark);
        }
        table.set("remark", remarks);
    }
    table.set_list("tags", question.tags);
    table.set("context", question.context);
    table
}
