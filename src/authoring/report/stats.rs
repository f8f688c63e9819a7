//! The numbers of a pack as tables.

use crate::authoring::lint::{Guess, Guessed, LangStats, Measured, OfSense, Stats};
use crate::doc::{DocCell, Passage, Section, TEXT, TableBuilder, sections};
use crate::words::{Report, Words, fill, names};

pub fn stats(stats: &Stats, words: &Words) -> String {
    let parts = stats.languages.iter().flat_map(|of_lang| {
        let (count, language) = (of_lang.questions.to_string(), of_lang.language.code());
        let values = [("pack", stats.pack.as_str()), ("language", language), ("count", &count)];
        let title = Section::new(&fill(&words.report().stats_title, &values));
        [title].into_iter().chain(tables(stats, of_lang, words))
    });
    sections(&parts.collect::<Vec<_>>(), words)
}

fn tables(stats: &Stats, of_lang: &LangStats, words: &Words) -> [Section; 9] {
    let said = words.report();
    let of_kinds = of_lang.kinds.iter().map(|kind| (kind.of.to_owned(), &kind.keys, kind.questions));
    let of_levels = of_lang.levels.iter().map(|level| (level.of.to_string(), &level.keys, level.questions));
    let all = [(String::new(), &of_lang.keys, of_lang.questions)];
    let number = |n: usize| DocCell::Number(n.to_string());
    let counts = |title, counts: Vec<Counted>| {
        let mut columns = TableBuilder::new().text(TEXT, "", |(of, ..): &Counted| DocCell::text(of));
        for (at, domain) in stats.domains.iter().enumerate() {
            columns = columns.number(TEXT, domain.as_str(), move |(_, by_domain, _)| number(by_domain[at]));
        }
        let columns = columns.number(TEXT, said.stats_all.as_str(), move |(.., questions)| number(*questions));
        Section::new(title).with(Passage::Table(columns.table("", counts)))
    };
    let senses = |title, senses: &[OfSense]| {
        let columns = TableBuilder::new()
            .text(TEXT, "", |sense: &&OfSense| DocCell::text(&sense.term))
            .text(TEXT, "", |sense| DocCell::text(&sense.domain))
            .text(TEXT, "", |sense| DocCell::text(sense.kind.unwrap_or_default()));
        let none = TableBuilder::new().text(TEXT, "", |none: &&str| DocCell::text(none));
        let none = none.table("", senses.is_empty().then_some(said.stats_none.as_str()));
        Section::new(title).with(Passage::Table(columns.table("", senses))).with(Passage::Table(none))
    };
    let longest = |title, texts: &[Measured]| {
        let columns = TableBuilder::new().text(TEXT, "", |text: &&Measured| DocCell::text(&text.of)).number(
            TEXT,
            "",
            move |text| number(text.length),
        );
        Section::new(title).with(Passage::Table(columns.table("", texts)))
    };
    let share = |guessed: &&Guessed| {
        let (n, of) = (guessed.right, of_lang.questions);
        let percent = (n * 100 + of / 2).checked_div(of).unwrap_or(0).to_string();
        let values = [("percent", percent.as_str()), ("groups", &guessed.groups.to_string())];
        DocCell::text(&fill(&said.stats_share, &values))
    };
    let guesses = TableBuilder::new()
        .text(TEXT, "", |guessed: &&Guessed| DocCell::text(said.guess(guessed.by)))
        .number(TEXT, "", move |guessed| number(guessed.right))
        .text(TEXT, "", share)
        .table("", &of_lang.guesses);
    [
        counts(&said.stats_keys, all.into()),
        counts(&said.stats_kinds, of_kinds.collect()),
        counts(&said.stats_levels, of_levels.collect()),
        senses(&said.stats_unasked, &of_lang.unasked),
        senses(&said.stats_one_kind, &of_lang.one_kind),
        longest(&said.stats_explanations, &of_lang.longest.explanations),
        longest(&said.stats_contexts, &of_lang.longest.contexts),
        longest(&said.stats_glosses, &of_lang.longest.glosses),
        Section::new(&said.stats_guesses).with(Passage::Table(guesses)),
    ]
}

names!(Report.guess(Guess) {
    Blind: guess_blind, Kind: guess_kind, Term: guess_term, TermAndKind: guess_term_and_kind,
});

/// What some questions are, how many of them each domain has, and how many there are.
type Counted<'a> = (String, &'a Vec<usize>, usize);
