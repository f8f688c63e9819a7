//! From what was found in a file to a pack that passes its check.

mod pack;

use std::collections::HashMap;

use self::pack::{DraftQuestion, DraftTerm};
use super::domains::{self, DraftDomain};
use super::found::{ForeignCard, ForeignContent, ForeignQuestion};
use super::losses::{Losses, Reason};
use super::rich::{cleaned, cut, one_line};
use super::tree::TreeTable;
use super::{context, folded_text, id, term};
use crate::pack::QUESTIONS_MAX;
use crate::pack::read::{EXPLANATION_MAX, GLOSS_MAX, REMARK_MAX, SOURCE_MAX, TAG_MAX, TAGS_MAX, TERM_NAME_MAX};
use crate::text::{Lang, fill};
use crate::words::Exchange;

pub struct Wish<'a> {
    pub id: Option<&'a str>,
    /// The name of the file, without what stands behind the dot.
    pub name: &'a str,
    /// In which language the questions are, where the file does not say.
    pub lang: Lang,
    pub words: &'a Exchange,
    /// How the game asks, with `{term}`, in every language.
    pub which: &'a [&'a str],
}

#[derive(Debug, Clone, Default)]
pub struct ImportedPack {
    pub pack: Option<TreeTable>,
    pub(crate) id: String,
    pub losses: Losses,
    pub kept: usize,
    /// Questions of the pack of which something is lost or made up for.
    pub part: usize,
}

/// Of what is lost, no more is ever shown.
const LOSS_MAX: usize = 300;

pub fn resolve(mut found: ForeignContent, wish: &Wish) -> ImportedPack {
    let domains = domains::of(&mut found);
    let mut work = Work {
        domains,
        wish,
        terms: Vec::new(),
        by_name: HashMap::new(),
        by_gloss: HashMap::new(),
        count: 0,
        room: 0,
        losses: found.losses,
    };
    work.named(&found.terms);
    for sense in found.senses {
        match domains::find(&sense.domain, &work.domains) {
            Some((domain, _)) => work.sense(&sense.term, domain, &sense.gloss, sense.source, sense.line),
            None => work.losses.add(Reason::NoDomain, sense.line, &format!("{}: {}", sense.term, sense.gloss)),
        }
    }
    let mut questions = found.questions;
    for card in found.cards {
        questions.extend(work.card(card));
    }
    questions.sort_by_key(|question| question.line);
    // Options that are glosses need all glosses first.
    for question in &questions {
        work.glosses(question);
    }
    for question in &questions {
        if let Err(loss) = work.question(question) {
            let (reason, what) = named(loss, question);
            work.losses.add(reason, question.line, &what);
        }
    }
    work.room = QUESTIONS_MAX.saturating_sub(work.count);
    work.finish(&found.header)
}

fn named((reason, what): (Reason, String), question: &ForeignQuestion) -> (Reason, String) {
    (reason, if what.is_empty() { question.text.line() } else { what })
}

fn is_blank(text: &str) -> bool {
    one_line(&cleaned(text).0).is_empty()
}

struct Work<'a> {
    domains: Vec<DraftDomain>,
    wish: &'a Wish<'a>,
    terms: Vec<DraftTerm>,
    by_name: HashMap<String, usize>,
    by_gloss: HashMap<String, (usize, usize)>,
    count: usize,
    room: usize,
    losses: Losses,
}

impl Work<'_> {
    /// Terms with an id: it names them before any name does.
    fn named(&mut self, terms: &[super::found::ForeignTerm]) {
        for term in terms {
            let known = id(&term.id);
            if known.as_deref() != Some(term.id.trim()) {
                self.losses.add(Reason::NewId, 0, &term.id);
            }
            let name = Some(self.line(&term.name, TERM_NAME_MAX, 0)).filter(|name| !name.is_empty());
            let name = name.unwrap_or_else(|| self.line(&term.id, TERM_NAME_MAX, 0));
            if name.is_empty() {
                continue;
            }
            let next = self.terms.len();
            if *self.by_name.entry(folded_text(&term.id)).or_insert(next) == next {
                self.terms.push(DraftTerm { id: known, name, ..DraftTerm::default() });
            }
        }
        for at in 0..self.terms.len() {
            self.by_name.entry(folded_text(&self.terms[at].name)).or_insert(at);
        }
    }

    fn term(&mut self, name: &str) -> usize {
        let key = folded_text(name);
        let next = self.terms.len();
        let at = *self.by_name.entry(key).or_insert(next);
        if at == next {
            let name = self.line(name, TERM_NAME_MAX, 0);
            self.terms.push(DraftTerm { name, ..DraftTerm::default() });
        }
        at
    }

    fn line(&mut self, text: &str, max: usize, line: usize) -> String {
        let (text, harm) = cleaned(text);
        let text = one_line(&text);
        if harm {
            self.losses.add(Reason::Unsafe, line, &text);
        }
        if text.chars().count() <= max {
            return text;
        }
        self.losses.add(Reason::Cut, line, &text);
        cut(&text, max)
    }

    /// Notes what a term means in a domain; what is known already stays.
    fn sense(&mut self, term: &str, domain: usize, gloss: &str, source: Option<String>, line: usize) {
        let gloss = self.line(gloss, GLOSS_MAX, line);
        let source = source.map(|source| self.line(&source, SOURCE_MAX, line)).filter(|source| !source.is_empty());
        if gloss.is_empty() {
            return;
        }
        if is_blank(term) {
            return self.losses.add(Reason::NoTerm, line, &gloss);
        }
        let at = self.term(term);
        let known = &mut self.terms[at].senses[domain];
        known.option = true;
        match &known.gloss {
            None => {
                self.by_gloss.entry(folded_text(gloss.trim_end_matches('.'))).or_insert((at, domain));
                (known.gloss, known.source, known.line) = (Some(gloss), source, line);
            }
            Some(own) if folded_text(own) != folded_text(&gloss) => {
                let said = format!("{term}, {}: {gloss}", self.domains[domain].name);
                self.losses.add(Reason::OtherGloss, line, &said);
            }
            Some(_) => {}
        }
    }

    /// A card becomes a sense where it says whose, or a question where it answers with a domain.
    fn card(&mut self, card: ForeignCard) -> Option<ForeignQuestion> {
        let (front, back) = (card.front.line(), card.back.line());
        if domains::find(&back, &self.domains).is_some_and(|(_, gloss)| gloss.is_none() || front.len() > back.len()) {
            let choices = vec![super::found::ForeignChoice { text: back, right: true, remark: None }];
            let ForeignCard { line, front, path, tags, .. } = card;
            return Some(ForeignQuestion { line, path, text: front, choices, tags, ..ForeignQuestion::default() });
        }
        let said = domains::in_brackets(&front)
            .and_then(|(word, label)| Some((word.to_owned(), domains::find(label, &self.domains)?.0)))
            .or_else(|| {
                let (domain, word) = domains::find(&front, &self.domains)?;
                Some((word?.to_owned(), domain))
            })
            .or_else(|| {
                let mut names = card.tags.iter().chain(card.path.iter().rev());
                Some((front.clone(), names.find_map(|name| domains::find(name, &self.domains))?.0))
            });
        match said {
            Some((word, domain)) if word.chars().count() <= TERM_NAME_MAX && !back.is_empty() => {
                if card.front.media + card.back.media > 0 {
                    self.losses.add(Reason::Media, card.line, &front);
                }
                let is_domain = |tag: &&String| domains::find(tag, &self.domains).is_some();
                let tags: Vec<&str> = card.tags.iter().filter(|tag| !is_domain(tag)).map(String::as_str).collect();
                if !tags.is_empty() {
                    self.losses.add(Reason::NoTags, card.line, &format!("{front}: {}", tags.join(" ")));
                }
                self.sense(&word, domain, &back, None, card.line);
            }
            _ => self.losses.add(Reason::NoDomain, card.line, &format!("{front}: {back}")),
        }
        None
    }

    fn glosses(&mut self, question: &ForeignQuestion) {
        let Some(term) = term::of(question) else { return };
        for choice in &question.choices {
            if let Some((domain, Some(gloss))) = domains::find(&choice.text, &self.domains) {
                let gloss = gloss.to_owned();
                self.sense(&term, domain, &gloss, None, question.line);
            }
        }
    }

    /// The term and the domain of an option that is, or holds, a gloss that is known.
    fn by_gloss(&self, option: &str, term: Option<usize>) -> Option<(usize, usize)> {
        let option = folded_text(option.trim_end_matches('.'));
        let Some(at) = term else { return self.by_gloss.get(&option).copied() };
        let is = |gloss: &str| {
            let gloss = folded_text(gloss.trim_end_matches('.'));
            option == gloss || (gloss.len() >= 8 && option.contains(&gloss))
        };
        let domain = self.terms[at].senses.iter().position(|sense| sense.gloss.as_deref().is_some_and(is))?;
        Some((at, domain))
    }

    fn question(&mut self, question: &ForeignQuestion) -> Result<(), (Reason, String)> {
        let name = term::of(question);
        let known = name.as_ref().and_then(|name| self.by_name.get(&folded_text(name)).copied());
        let mut by_gloss = known;
        let mut chosen: Vec<usize> = Vec::new();
        for choice in &question.choices {
            let named = domains::find(&choice.text, &self.domains).map(|(domain, _)| domain);
            let domain = named.or_else(|| {
                let (term, domain) = self.by_gloss(&choice.text, by_gloss)?;
                by_gloss = Some(term);
                Some(domain)
            });
            match domain {
                Some(domain) if !chosen.contains(&domain) => chosen.push(domain),
                _ => return Err((Reason::OtherOptions, format!("{} | {}", choice.text, question.text.line()))),
            }
        }
        let options = question.choices.iter().zip(chosen.iter().copied());
        let (right, wrong): (Vec<_>, Vec<_>) = options.partition(|(choice, _)| choice.right);
        let mut key: Vec<usize> = right.iter().map(|(_, domain)| *domain).collect();
        key.sort_unstable();
        if key.is_empty() {
            return Err((Reason::NoRight, String::new()));
        }
        // A gloss names its term, too.
        let name = match (by_gloss, name) {
            (Some(at), _) => self.terms[at].name.clone(),
            (None, Some(name)) if !is_blank(&name) => name,
            (None, _) => return Err((Reason::NoTerm, String::new())),
        };
        let asked: Vec<String> = self.wish.which.iter().map(|which| fill(which, &[("term", &name)])).collect();
        let shown = context::of(question, &asked)?;
        let line = question.line;
        let mut losses: Vec<_> = question.losses.iter().chain(&shown.losses).cloned().collect();
        let (tells, told) = context::tells(question, &shown, &mut losses);
        let mut notes = Vec::new();
        if !told {
            notes.push(self.wish.words.note_tell.clone());
        }
        let mut explanation = question.explanation.as_deref().map(str::trim).unwrap_or_default().to_owned();
        for (choice, _) in &right {
            // What is said to someone who is right belongs to the explanation.
            if let Some(remark) = choice.remark.as_deref().map(str::trim).filter(|remark| !remark.is_empty()) {
                explanation = format!("{explanation}\n{remark}");
            }
        }
        let before = self.losses.count(Reason::Cut) + self.losses.count(Reason::Unsafe);
        let mut explanation = self.line(&explanation, EXPLANATION_MAX, line);
        if explanation.is_empty() {
            let right = right.iter().map(|(choice, _)| choice.text.trim());
            explanation = self.line(&right.collect::<Vec<_>>().join("; "), EXPLANATION_MAX, line);
            losses.push((Reason::NoExplanation, String::new()));
            notes.push(self.wish.words.note_explanation.clone());
        }
        let remarks = wrong.into_iter().filter_map(|(choice, domain)| Some((domain, choice.remark.clone()?)));
        let elsewhere = question.remarks.iter().filter_map(|(domain, remark)| {
            let (domain, _) = domains::find(domain, &self.domains)?;
            (!chosen.contains(&domain)).then(|| (domain, remark.clone()))
        });
        let mut remarks: Vec<(usize, String)> = remarks.chain(elsewhere).collect();
        // The same domain may be named twice where nothing keeps count.
        remarks.sort_by_key(|(domain, _)| *domain);
        remarks.dedup_by_key(|(domain, _)| *domain);
        let remarks = remarks.into_iter().map(|(domain, remark)| (domain, self.line(&remark, REMARK_MAX, line)));
        let remarks: Vec<(usize, String)> = remarks.filter(|(_, remark)| !remark.is_empty()).collect();
        let tags = self.tags(question, &name, &mut losses);
        let level = Some(question.level.unwrap_or(1)).filter(|level| (1..=3).contains(level));
        if level.is_none() {
            losses.push((Reason::BadLevel, String::new()));
        }
        if question.text.media > 0 {
            losses.push((Reason::Media, String::new()));
        }
        let harm = self.losses.count(Reason::Cut) + self.losses.count(Reason::Unsafe) > before;
        let part = harm || !losses.is_empty();
        let losses = losses.into_iter().map(|loss| named(loss, question));
        let losses = losses.map(|(reason, what)| (reason, cut(&what, LOSS_MAX))).collect();
        let at = by_gloss.unwrap_or_else(|| self.term(&name));
        let term = &mut self.terms[at];
        for domain in chosen {
            term.senses[domain].option = true;
            term.senses[domain].asked |= key.contains(&domain);
        }
        self.count += 1;
        term.questions.push(DraftQuestion {
            order: self.count,
            id: question.title.as_deref().and_then(id),
            said: question.title.clone().filter(|_| question.is_id),
            line,
            key,
            level: level.unwrap_or(1),
            tells,
            explanation,
            remarks,
            tags,
            context: shown.table,
            notes,
            losses,
            part,
        });
        Ok(())
    }

    fn tags(&self, question: &ForeignQuestion, term: &str, losses: &mut Vec<(Reason, String)>) -> Vec<String> {
        let term = folded_text(term);
        let is_group = |name: &&String| !name.starts_with('$') && *name != "top" && folded_text(name) != term;
        let mut tags: Vec<String> = Vec::new();
        for whole in question.tags.iter().chain(question.path.iter().filter(is_group)) {
            let whole = one_line(&cleaned(whole).0);
            let tag = cut(&whole, TAG_MAX);
            if tag.is_empty() || tags.contains(&tag) {
                continue;
            }
            if tag != whole || tags.len() == TAGS_MAX {
                losses.push((Reason::Cut, whole));
            }
            if tags.len() < TAGS_MAX {
                tags.push(tag);
            }
        }
        tags
    }
}
