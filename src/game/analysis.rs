//! What was confused: records of one pack as numbers. Answers are judged by the pack as it is now, so that a mended key
//! mends old answers too.
//!
//! A voice is one answer of one person: a player has one a question, a class as many as hands were raised. All numbers
//! are of first votes, but for [`Item::talked`]. What formulas there are, and what can be read from them, is in
//! `docs/report.md`.

mod item;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

pub use self::item::{Item, Look, Talked, discrimination};
use crate::game::record::{Answers, Kind, Record};
use crate::maths::classifier::ConfusionMatrix;
use crate::maths::summary::mean;
use crate::pack::{DomainId, DomainSet, Pack, QuestionRef};
use crate::text::{SafeText, shorten};

/// With fewer voices or games than these, neither how hard a question is nor how well it discriminates is worth telling:
/// even of thirty, a share of one half is known to 18 points on both sides only (1.96 · √(0.25 / 30)).
pub const STABLE: u64 = 30;

pub(crate) const RESAMPLES: usize = 2000;

/// The seed of each interval: the same answers make the same report.
pub(crate) const SEED: u64 = 1;

pub(crate) const CONFIDENCE: f64 = 0.95;

/// More hands than these are in no room: such a count is a slip, or a joke.
const HANDS_MAX: u32 = 100_000;

/// The ids of questions that nobody knows are cut there.
const NAME_MAX: usize = 40;

/// Longer answers than these were left alone by their player; in seconds.
pub(crate) const SECONDS_MAX: f64 = 3600.0;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Voices {
    /// How many named each domain, in the pack's order.
    pub said: Vec<u64>,
    /// How many named none, because the time ran out.
    pub none: u64,
}

impl Voices {
    fn silent(domains: usize) -> Self {
        Self { said: vec![0; domains], none: 0 }
    }

    pub fn n(&self) -> u64 {
        self.said.iter().sum::<u64>() + self.none
    }

    pub(crate) fn named(&self, domain: DomainId) -> u64 {
        self.said.get(usize::from(domain.0)).copied().unwrap_or(0)
    }

    pub(crate) fn of(&self, domains: DomainSet) -> u64 {
        domains.iter().map(|domain| self.named(domain)).sum()
    }

    /// The share that named one of these domains; none of nobody.
    pub(crate) fn share(&self, domains: DomainSet) -> Option<f64> {
        (self.n() > 0).then(|| self.of(domains) as f64 / self.n() as f64)
    }

    fn add(&mut self, other: &Voices) {
        self.said.iter_mut().zip(&other.said).for_each(|(sum, n)| *sum += n);
        self.none += other.none;
    }
}

#[derive(Debug, Clone)]
pub struct Sitting<'a> {
    pub(crate) record: &'a Record,
    pub(crate) questions: usize,
    pub(crate) n: u64,
    pub right: u64,
    /// How long an answer took in the mean, in seconds.
    pub(crate) seconds: Option<f64>,
    /// As [`Analysis::matrix`], of this record alone.
    pub(crate) matrix: ConfusionMatrix,
}

impl Sitting<'_> {
    pub(crate) fn share(&self) -> Option<f64> {
        (self.n > 0).then(|| self.right as f64 / self.n as f64)
    }
}

/// A term in one sense, or in several that are right at once, and what it was taken for.
#[derive(Debug, Clone)]
pub(crate) struct AskedSense {
    pub(crate) term: usize,
    pub(crate) was: DomainSet,
    pub(crate) voices: Voices,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Misread {
    pub term: usize,
    pub(crate) was: DomainSet,
    pub(crate) said: DomainId,
    pub times: u64,
    pub of: u64,
}

#[derive(Debug)]
pub struct Analysis<'a> {
    pub pack: &'a Pack,
    pub sittings: Vec<Sitting<'a>>,
    /// One for each question that was answered: the hardest first.
    pub items: Vec<Item>,
    /// What it was (rows) and what was said (columns; the last is no answer, and its row is empty). Questions with
    /// several right domains are not in it: what they were is not one thing.
    pub matrix: ConfusionMatrix,
    /// Voices on questions with several right domains.
    pub several: u64,
    /// By term and what it was, in the pack's order.
    pub(crate) asked: Vec<AskedSense>,
    /// Questions that are no longer in the pack, and how many voices they had.
    pub gone: Vec<(SafeText, u64)>,
    pub strangers: u64,
    /// Answers of which nothing can be believed: their counts are of no class.
    pub odd: usize,
    /// Voices given after the hint. They count.
    pub(crate) hinted: u64,
    /// Records that were there twice, word for word; they count once.
    pub twice: usize,
}

struct QuestionCount {
    voices: Voices,
    /// Both votes of the classes that voted twice.
    talked: (Voices, Voices),
    seconds: Vec<f64>,
    /// Of each game: whether this was right, and the share of its other answers that were.
    games: Vec<(bool, f64)>,
}

impl<'a> Analysis<'a> {
    pub fn new(pack: &'a Pack, records: &'a [Record]) -> Self {
        let domains = pack.header.domains.len();
        let mut analysis = Self {
            pack,
            sittings: Vec::new(),
            items: Vec::new(),
            matrix: ConfusionMatrix { counts: vec![vec![0; domains + 1]; domains + 1] },
            several: 0,
            asked: Vec::new(),
            gone: Vec::new(),
            strangers: 0,
            odd: 0,
            hinted: 0,
            twice: 0,
        };
        let places = pack.all_questions().map(|(place, question)| (question.id.as_str(), place)).collect();
        let (mut counts, mut gone) = (BTreeMap::new(), BTreeMap::new());
        let mut seen = HashSet::new();
        for record in records {
            if seen.insert(fingerprint(record)) {
                analysis.sit(record, &places, &mut counts, &mut gone);
            } else {
                analysis.twice += 1;
            }
        }
        analysis.sittings.sort_by_key(|sitting| sitting.record.heading.began);
        analysis.gone = gone.into_iter().map(|(id, voices)| (SafeText::line(&shorten(id, NAME_MAX)), voices)).collect();
        analysis.asked = asked(pack, &counts);
        let item = |(place, count): (QuestionRef, QuestionCount)| Item::new(pack, place, count);
        analysis.items = counts.into_iter().filter(|(_, count)| count.voices.n() > 0).map(item).collect();
        let share = |item: &Item| item.share().unwrap_or(0.0);
        analysis.items.sort_by(|a, b| share(a).total_cmp(&share(b)).then(b.voices.n().cmp(&a.voices.n())));
        analysis
    }

    fn sit(
        &mut self,
        record: &'a Record,
        places: &HashMap<&str, QuestionRef>,
        counts: &mut BTreeMap<QuestionRef, QuestionCount>,
        gone: &mut BTreeMap<&'a str, u64>,
    ) {
        let pack = self.pack;
        let domains = pack.header.domains.len();
        let mut sitting = Sitting {
            record,
            questions: 0,
            n: 0,
            right: 0,
            seconds: None,
            matrix: ConfusionMatrix { counts: vec![vec![0; domains + 1]; domains + 1] },
        };
        let (mut seconds, mut second_votes) = (Vec::new(), HashMap::new());
        let (mut first_votes, mut marks) = (Vec::new(), Vec::new());
        for answers in record.answers.iter().filter(|answers| !answers.warm_up) {
            if answers.voices() > HANDS_MAX || !matches!(answers.vote, 1 | 2) {
                self.odd += 1;
                continue;
            }
            let Some(&place) = places.get(answers.question.as_str()) else {
                if answers.vote == 1 {
                    *gone.entry(answers.question.as_str()).or_default() += u64::from(answers.voices());
                }
                continue;
            };
            let voices = voices(pack, answers);
            if answers.vote == 2 {
                second_votes.insert(place, voices);
                continue;
            }
            self.strangers += u64::from(answers.voices()) - voices.n();
            if voices.n() == 0 {
                continue;
            }
            self.hinted += if answers.hinted { voices.n() } else { 0 };
            let key = pack.at(place).1.key;
            let (n, right) = (voices.n(), voices.of(key));
            sitting.questions += 1;
            (sitting.n, sitting.right) = (sitting.n + n, sitting.right + right);
            match key.iter().collect::<Vec<_>>().as_slice() {
                [was] => enter(&mut sitting.matrix, *was, &voices),
                _ => self.several += n,
            }
            let count = counts.entry(place).or_insert_with(|| QuestionCount {
                voices: Voices::silent(domains),
                talked: (Voices::silent(domains), Voices::silent(domains)),
                seconds: Vec::new(),
                games: Vec::new(),
            });
            count.voices.add(&voices);
            if let Some(took) = answers.seconds.filter(|took| (0.0..=SECONDS_MAX).contains(took)) {
                count.seconds.push(took);
                seconds.push(took);
            }
            if record.heading.kind != Kind::Class && n == 1 {
                marks.push((place, right == 1));
            }
            first_votes.push((place, voices));
        }
        for (place, first) in first_votes {
            if let (Some(second), Some(count)) = (second_votes.get(&place), counts.get_mut(&place)) {
                count.talked.0.add(&first);
                count.talked.1.add(second);
            }
        }
        let right = marks.iter().filter(|(_, right)| *right).count();
        for (place, own) in marks.iter().filter(|_| marks.len() > 1) {
            let others = (right - usize::from(*own)) as f64 / (marks.len() - 1) as f64;
            counts.get_mut(place).into_iter().for_each(|count| count.games.push((*own, others)));
        }
        for (sum, own) in self.matrix.counts.iter_mut().flatten().zip(sitting.matrix.counts.iter().flatten()) {
            *sum += own;
        }
        sitting.seconds = mean(&seconds);
        self.sittings.push(sitting);
    }

    pub fn n(&self) -> u64 {
        self.sittings.iter().map(|sitting| sitting.n).sum()
    }

    /// The share of all voices that was right; none of nobody.
    pub(crate) fn share(&self) -> Option<f64> {
        let right: u64 = self.sittings.iter().map(|sitting| sitting.right).sum();
        (self.n() > 0).then(|| right as f64 / self.n() as f64)
    }

    pub(crate) fn count(&self, kind: Kind) -> usize {
        self.sittings.iter().filter(|sitting| sitting.record.heading.kind == kind).count()
    }

    /// What was said where it was something else, the most frequent first.
    pub fn misread(&self) -> Vec<Misread> {
        let of = |asked: &AskedSense| {
            let AskedSense { term, was, voices } = asked.clone();
            let wrong = self.pack.domain_ids().filter(move |said| !was.contains(*said));
            wrong.map(move |said| Misread { term, was, said, times: voices.named(said), of: voices.n() })
        };
        let mut all: Vec<Misread> = self.asked.iter().flat_map(of).filter(|misread| misread.times > 0).collect();
        // Of two as frequent, the one with the larger share: the one of fewer voices.
        all.sort_by_key(|misread| (std::cmp::Reverse(misread.times), misread.of));
        all
    }
}

/// What is the same in two copies of a record, and hardly ever in two records.
fn fingerprint(record: &Record) -> (u64, u64) {
    let mut hasher = DefaultHasher::new();
    (&record.heading.name, &record.heading.id).hash(&mut hasher);
    for answers in &record.answers {
        let seconds = answers.seconds.map(f64::to_bits);
        (&answers.question, answers.vote, &answers.said, answers.none, seconds).hash(&mut hasher);
    }
    (record.heading.began, hasher.finish())
}

fn voices(pack: &Pack, answers: &Answers) -> Voices {
    let said = pack.domain_ids().map(|domain| u64::from(answers.of(pack, domain)));
    Voices { said: said.collect(), none: answers.none.into() }
}

fn enter(matrix: &mut ConfusionMatrix, was: DomainId, voices: &Voices) {
    let row = matrix.counts.get_mut(usize::from(was.0));
    let said = voices.said.iter().chain([&voices.none]);
    row.into_iter().flatten().zip(said).for_each(|(count, n)| *count += *n as usize);
}

fn asked(pack: &Pack, counts: &BTreeMap<QuestionRef, QuestionCount>) -> Vec<AskedSense> {
    let mut all: Vec<AskedSense> = Vec::new();
    for (place, count) in counts {
        let was = pack.at(*place).1.key;
        match all.iter_mut().rev().take_while(|asked| asked.term == place.term).find(|asked| asked.was == was) {
            Some(asked) => asked.voices.add(&count.voices),
            None => all.push(AskedSense { term: place.term, was, voices: count.voices.clone() }),
        }
    }
    all
}
