//! What was confused, as a report for whoever taught. Here is what it says; [`sections`] puts it together.

mod days;
mod sections;

use std::collections::HashMap;
use std::fmt::Display;

use crate::doc::{DocFormat, decimal, percent, range};
use crate::game::analysis::{Analysis, CONFIDENCE, Item, Look, Misread, RESAMPLES, SEED, STABLE, Sitting, Talked};
use crate::game::record::{self, Kind};
use crate::maths::classifier::ConfusionMatrix;
use crate::pack::{DomainId, DomainSet, QuestionRef};
use crate::text::{Lang, SafeText};
use crate::words::{self, Words, fill};

/// What a report can be written as, as the command line names it.
pub const REPORT_FORMATS: [(&str, DocFormat); 4] =
    [("text", DocFormat::Text), ("csv", DocFormat::Csv), ("md", DocFormat::Markdown), ("html", DocFormat::Html)];

struct Listed<'a> {
    sitting: &'a Sitting<'a>,
    who: String,
    when: &'a When,
}

#[derive(Debug)]
pub struct Report<'a> {
    pub analysis: &'a Analysis<'a>,
    pub words: &'a Words,
    /// The day and the time of each [`Sitting`], in words; nothing here knows a calendar.
    pub whens: Vec<When>,
    pub names: bool,
    pub colour: bool,
    pub left_out: LeftOut,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct When {
    pub day: String,
    pub clock: String,
    pub hour: String,
    /// The day that a booth counts it to: one that ends in the small hours.
    pub evening: String,
}

/// What files held that is not in the numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftOut {
    pub other_packs: Vec<(SafeText, usize)>,
    pub lost: usize,
}

impl LeftOut {
    pub(crate) fn notes(&self, words: &Words) -> Vec<String> {
        let said = words.analysis();
        let packs = (!self.other_packs.is_empty())
            .then(|| fill(&said.other_packs, &[("packs", &listed(&self.other_packs, words))]));
        let lost = (self.lost > 0).then(|| fill(&said.lost, &[("n", &words::thousands(self.lost as u64))]));
        packs.into_iter().chain(lost).collect()
    }
}

/// The first of some names with their numbers, and how many more there are.
fn listed<N: Display>(names: &[(SafeText, N)], words: &Words) -> String {
    let mut list: Vec<String> = names.iter().take(NAMED_MAX).map(|(name, n)| format!("{name} ({n})")).collect();
    let more = names.len().saturating_sub(NAMED_MAX);
    if more > 0 {
        list.push(fill(&words.analysis().and_more, &[("n", &words::thousands(more as u64))]));
    }
    list.join(", ")
}

pub fn report(report: &Report, format: DocFormat) -> String {
    report.doc().write(format, report.words, report.colour)
}

/// What a terminal has room for: ids, names and terms are cut there.
const NAME: usize = 24;
/// Only the latest of more records are listed there, or nothing else could be found.
const SITTINGS_LISTED: usize = 24;
const SITTINGS_MAX: usize = 500;
/// Beyond the most frequent, somebody pressed a wrong key.
const MISREAD_MAX: usize = 15;

/// More questions or packs than these are not named one by one.
const NAMED_MAX: usize = 8;

impl<'a> Report<'a> {
    fn lang(&self) -> Lang {
        self.words.lang()
    }

    fn said(&self) -> &words::Analysis {
        self.words.analysis()
    }

    fn title(&self) -> &str {
        self.analysis.pack.header.title.get(self.lang())
    }

    /// A domain as it looks everywhere: its shape and its name.
    fn domain(&self, id: DomainId) -> String {
        format!("{} {}", id.shape(), self.analysis.pack.domain(id).name.get(self.lang()))
    }

    fn domains(&self, set: DomainSet) -> String {
        set.iter().map(|id| self.domain(id)).collect::<Vec<_>>().join(" / ")
    }

    fn term(&self, term: usize) -> &str {
        self.analysis.pack.terms.get(term).map_or("", |term| term.name.get(self.lang()))
    }

    fn id(&self, place: QuestionRef) -> &str {
        &self.analysis.pack.at(place).1.id
    }

    /// What a kind of record is called, one of them with its number, and how many there are: one, and more.
    fn kind(&self, kind: Kind) -> [&str; 4] {
        let said = self.said();
        match kind {
            Kind::Game => [&said.kind_game, &said.player_n, &said.game_one, &said.games],
            Kind::Class => [&said.kind_class, &said.class_n, &said.class_one, &said.classes],
            Kind::Booth => [&said.kind_booth, &said.visitor_n, &said.booth_one, &said.booths],
        }
    }

    /// What each record goes by: a name, or its kind and a number. Who has a name keeps one number; whoever has none is
    /// somebody else each time, for all that is known.
    fn who(&self) -> Vec<String> {
        let mut numbers: HashMap<(Kind, SafeText), usize> = HashMap::new();
        let mut counts: HashMap<Kind, usize> = HashMap::new();
        let of = |sitting: &Sitting| {
            let heading = &sitting.record.heading;
            let kind = heading.kind;
            let mut next = || {
                let count = counts.entry(kind).or_default();
                *count += 1;
                *count
            };
            let number = match heading.name.as_deref().and_then(record::name) {
                Some(name) if self.names => return name.to_string(),
                // At a booth many go by the same three letters.
                Some(name) if kind != Kind::Booth => *numbers.entry((kind, name)).or_insert_with(next),
                _ => next(),
            };
            let [_, sentence, ..] = self.kind(kind);
            fill(sentence, &[("n", &number.to_string())])
        };
        self.analysis.sittings.iter().map(of).collect()
    }

    /// The latest records: a row each of a hundred thousand games is a page that no browser likes.
    fn latest(&self, most: usize) -> impl Iterator<Item = Listed<'_>> {
        let all = &self.analysis.sittings;
        let rows = all.iter().zip(self.who()).zip(&self.whens).skip(all.len().saturating_sub(most));
        rows.map(|((sitting, who), when)| Listed { sitting, who, when })
    }

    fn only_latest(&self, most: usize) -> Option<String> {
        let all = self.analysis.sittings.len();
        let [shown, of] = [most, all].map(|n| words::thousands(n as u64));
        (all > most).then(|| fill(&self.said().latest, &[("n", &shown), ("all", &of)]))
    }

    fn percent(&self, share: Option<f64>) -> String {
        share.map_or("–".to_owned(), |share| percent(share, self.lang()))
    }

    /// The interval of a share; where all said the same, the bootstrap knows of none.
    fn interval(&self, item: &Item) -> String {
        if item.interval.width() > 0.0 { range(item.interval, self.lang()) } else { "–".to_owned() }
    }

    fn counted(&self, n: u64, one: &str, many: &str) -> String {
        if n == 1 { one.to_owned() } else { fill(many, &[("n", &words::thousands(n))]) }
    }

    fn summary(&self) -> Vec<String> {
        let (said, analysis) = (self.said(), self.analysis);
        let kinds = [Kind::Class, Kind::Game, Kind::Booth].into_iter().filter(|kind| analysis.count(*kind) > 0);
        let counted = kinds.map(|kind| {
            let [.., one, many] = self.kind(kind);
            self.counted(analysis.count(kind) as u64, one, many)
        });
        let mut parts: Vec<String> = counted.collect();
        parts.push(self.counted(analysis.n(), &said.voice_one, &said.voices));
        parts.push(self.counted(analysis.items.len() as u64, &said.question_one, &said.questions_n));
        parts.push(fill(&said.right_in_all, &[("share", &self.percent(analysis.share()))]));
        parts
    }

    fn looks(&self, item: &Item) -> Vec<String> {
        let said = self.said();
        let n = item.voices.n();
        let share = self.percent(item.share());
        let times = |id: DomainId| words::thousands(item.voices.named(id));
        let of = words::thousands(n);
        let sentence = |look: &Look| match look {
            Look::Nobody => fill(&said.look_nobody, &[("n", &of)]),
            Look::Ahead(id) => {
                let right = words::thousands(item.voices.of(item.key));
                let (domain, key) = (self.domain(*id), self.domains(item.key));
                let values = [("said", &domain), ("times", &times(*id)), ("key", &key), ("right", &right)];
                fill(&said.look_ahead, &values.map(|(name, value)| (name, value.as_str())))
            }
            Look::Backwards(r) => fill(&said.look_backwards, &[("r", &decimal(*r, 2, self.lang()))]),
            Look::Hard => fill(&said.look_hard, &[("share", &share)]),
            Look::Everybody => fill(&said.look_everybody, &[("n", &of)]),
            Look::Easy => fill(&said.look_easy, &[("share", &share)]),
            Look::Dull(r) => fill(&said.look_dull, &[("r", &decimal(*r, 2, self.lang()))]),
            Look::Idle(id) => fill(&said.look_idle, &[("said", &self.domain(*id)), ("times", &times(*id)), ("n", &of)]),
        };
        let mut all: Vec<String> = item.looks.iter().map(sentence).collect();
        if let (false, Some(last)) = (item.is_stable(), all.last_mut()) {
            *last += " ";
            *last += &fill(&said.look_few, &[("n", &of)]);
        }
        all
    }

    /// The questions to look at, the weightiest reasons first.
    fn to_look_at(&self) -> Vec<&Item> {
        let rank = |item: &&Item| match item.looks.first() {
            Some(Look::Nobody | Look::Ahead(_)) => 0,
            Some(Look::Backwards(_)) => 1,
            Some(Look::Hard) => 2,
            Some(Look::Everybody | Look::Easy) => 3,
            Some(Look::Dull(_)) => 4,
            Some(Look::Idle(_)) | None => 5,
        };
        let mut items: Vec<&Item> = self.analysis.items.iter().filter(|item| !item.looks.is_empty()).collect();
        items.sort_by_key(rank);
        items
    }

    /// The questions that a class answered twice, those first where talking helped most.
    fn talked(&self) -> Vec<(&'a Item, Talked)> {
        let talked = self.analysis.items.iter().filter_map(|item| Some((item, item.talked?)));
        let mut all: Vec<_> = talked.collect();
        all.sort_by(|(a, _), (b, _)| b.gain().unwrap_or(0.0).total_cmp(&a.gain().unwrap_or(0.0)));
        all
    }

    fn misread(&self, most: usize) -> (Vec<Misread>, Option<String>) {
        let mut misread = self.analysis.misread();
        let more = self.more(misread.len().saturating_sub(most));
        misread.truncate(most);
        (misread, more)
    }

    fn more(&self, n: usize) -> Option<String> {
        (n > 0).then(|| fill(&self.said().more, &[("n", &words::thousands(n as u64))]))
    }

    fn matrices(&self) -> Vec<(Option<String>, &ConfusionMatrix)> {
        let mut all = vec![(None, &self.analysis.matrix)];
        if self.analysis.sittings.len() > 1 {
            let classes = self.who().into_iter().zip(&self.analysis.sittings);
            let classes = classes.filter(|(_, sitting)| sitting.record.heading.kind == Kind::Class);
            all.extend(classes.map(|(who, sitting)| (Some(who), &sitting.matrix)));
        }
        all.retain(|(_, matrix)| matrix.accuracy().is_some());
        all
    }

    fn left_out(&self) -> Vec<String> {
        let (said, analysis) = (self.said(), self.analysis);
        let mut out = self.left_out.notes(self.words);
        if !analysis.gone.is_empty() {
            out.push(fill(&said.gone, &[("questions", &listed(&analysis.gone, self.words))]));
        }
        let counts = [
            (analysis.twice as u64, &said.twice),
            (analysis.strangers, &said.strangers),
            (analysis.odd as u64, &said.odd),
        ];
        let counts = counts.into_iter().filter(|(n, _)| *n > 0);
        out.extend(counts.map(|(n, sentence)| fill(sentence, &[("n", &words::thousands(n))])));
        out
    }

    fn method(&self) -> Vec<String> {
        let (said, analysis) = (self.said(), self.analysis);
        let stable = STABLE.to_string();
        let (resamples, seed) = (words::thousands(RESAMPLES as u64), SEED.to_string());
        let level = percent(CONFIDENCE, self.lang());
        let values = [("level", level.as_str()), ("resamples", &resamples), ("seed", &seed), ("n", &stable)];
        let mut out = vec![said.method_key.clone(), fill(&said.method_interval, &values)];
        if analysis.items.iter().any(|item| !item.is_stable()) {
            out.push(fill(&said.method_few, &values));
        }
        let games = analysis.items.iter().map(|item| item.games).max().unwrap_or(0);
        out.push(if analysis.count(Kind::Class) == analysis.sittings.len() {
            said.method_no_persons.clone()
        } else if (games as u64) < STABLE {
            fill(&said.method_few_games, &values)
        } else {
            fill(&said.method_discrimination, &values)
        });
        if analysis.several > 0 {
            out.push(fill(&said.method_several, &[("n", &words::thousands(analysis.several))]));
        }
        if analysis.hinted > 0 {
            out.push(fill(&said.method_hinted, &[("n", &words::thousands(analysis.hinted))]));
        }
        out
    }
}
