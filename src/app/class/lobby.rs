//! Before a class begins: what is asked, for how long, and whether to go on with one that was left.

use std::collections::BTreeSet;
use std::time::Duration;

use super::{Class, Plan, Vote};
use crate::app::settings::COUNTS;
use crate::app::{Effect, Pick, cycle};
use crate::game::deck;
use crate::game::record::Record;
use crate::pack::{Pack, QuestionRef};
use crate::text::{Lang, SafeText};
use crate::ui::Act;

/// The seconds to think that are on offer; 0 is no clock.
const SECONDS: [u16; 6] = [0, 20, 30, 60, 90, 120];

const WARM_UPS: [usize; 4] = [0, 1, 2, 3];

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    /// How many questions; 0 for all.
    pub count: u8,
    pub tag: Option<SafeText>,
    /// Only questions about these terms, by id; all where it is empty.
    pub terms: Vec<SafeText>,
    /// How many of the first do not count.
    pub warm_up: usize,
    /// The time to think, in seconds; 0 for no clock.
    pub seconds: u16,
    pub seed: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LobbyRow {
    Resume,
    Begin,
    Questions,
    Tag,
    WarmUp,
    Time,
    Arrange,
    Draw,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Unfinished {
    pub record: Record,
    pub file: String,
    /// When it began, how far it is and what it goes by, for people.
    pub label: SafeText,
}

impl Eq for Unfinished {}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lobby {
    pub(crate) choices: Choices,
    /// The classes that can be resumed, the latest first.
    pub(crate) unfinished: Vec<Unfinished>,
    pub(crate) resumed: usize,
    pub(crate) tags: Vec<SafeText>,
    pub(crate) pick: Pick,
}

impl Lobby {
    pub fn new(pack: &Pack, choices: Choices, unfinished: Vec<Unfinished>) -> Self {
        let questions = pack.terms.iter().flat_map(|term| &term.questions);
        let tags: BTreeSet<&SafeText> = questions.flat_map(|question| &question.tags).collect();
        let tags = tags.into_iter().cloned().collect();
        Self { choices, unfinished, resumed: 0, tags, pick: Pick::default() }
    }

    /// Selects the class of a name among those that can be resumed; where none has it, to begin is what is meant.
    pub fn prefer(&mut self, name: Option<&str>) {
        let Some(name) = name else { return };
        match self.unfinished.iter().position(|left| left.record.heading.name.as_deref() == Some(name)) {
            Some(at) => self.resumed = at,
            None => self.pick = Pick::new(usize::from(!self.unfinished.is_empty())),
        }
    }

    pub fn rows(&self) -> Vec<LobbyRow> {
        let resume = (!self.unfinished.is_empty()).then_some(LobbyRow::Resume);
        let tag = (!self.tags.is_empty()).then_some(LobbyRow::Tag);
        let rows = [
            resume,
            Some(LobbyRow::Begin),
            Some(LobbyRow::Questions),
            tag,
            Some(LobbyRow::WarmUp),
            Some(LobbyRow::Time),
        ];
        rows.into_iter().flatten().chain([LobbyRow::Arrange, LobbyRow::Draw]).collect()
    }

    /// The questions that the choices leave, in an order that follows from the seed.
    pub(crate) fn draw(&self, pack: &Pack, lang: Lang) -> Plan {
        let Choices { count, tag, terms, warm_up, seed, .. } = &self.choices;
        let fits = |place: &QuestionRef| {
            let (term, question) = pack.at(*place);
            tag.as_ref().is_none_or(|tag| question.tags.contains(tag)) && (terms.is_empty() || terms.contains(&term.id))
        };
        let all = pack.questions(lang).map(|(place, _)| place).filter(fits).collect::<Vec<_>>();
        let deck = deck::of(pack, lang, &all, *count, *seed);
        let warm_up = (*warm_up).min(deck.len());
        Plan { deck, at: 0, warm_up }
    }
}

impl Class {
    pub(super) fn in_lobby(&mut self, act: Act, out: &mut Vec<Effect>) {
        let lobby = &mut self.lobby;
        let rows = lobby.rows();
        if lobby.pick.turn(&act, rows.len()) {
            return;
        }
        let chosen = match &act {
            Act::Pick(at) => lobby.pick.take(*at, rows.len()),
            act => *act == Act::Choose,
        };
        let row = rows[lobby.pick.at.min(rows.len() - 1)];
        match (&act, row) {
            (Act::Plan, _) => self.arranging = Some(Pick::default()),
            (Act::Left | Act::Right, row) => self.change(row, act == Act::Right),
            (_, LobbyRow::Resume) if chosen => self.resume(),
            (_, LobbyRow::Begin) if chosen => self.begin(out),
            (_, LobbyRow::Arrange) if chosen => self.arranging = Some(Pick::default()),
            (_, row) if chosen => self.change(row, true),
            _ => {}
        }
    }

    fn change(&mut self, row: LobbyRow, forward: bool) {
        let lobby = &mut self.lobby;
        let choices = &mut lobby.choices;
        match row {
            LobbyRow::Questions => choices.count = cycle(&COUNTS, choices.count, forward),
            LobbyRow::Tag => {
                let all: Vec<Option<&SafeText>> = [None].into_iter().chain(lobby.tags.iter().map(Some)).collect();
                choices.tag = cycle(&all, choices.tag.as_ref(), forward).cloned();
            }
            LobbyRow::WarmUp => {
                choices.warm_up = cycle(&WARM_UPS, choices.warm_up, forward);
                self.plan.warm_up = choices.warm_up.min(self.plan.deck.len());
                return;
            }
            LobbyRow::Time => {
                choices.seconds = cycle(&SECONDS, choices.seconds, forward);
                self.clock = super::Clock::new(Duration::from_secs(choices.seconds.into()));
                return;
            }
            LobbyRow::Draw => {
                choices.seed = if forward { choices.seed.wrapping_add(1) } else { choices.seed.wrapping_sub(1) };
            }
            LobbyRow::Resume => {
                let all: Vec<usize> = (0..lobby.unfinished.len()).collect();
                lobby.resumed = cycle(&all, lobby.resumed, forward);
                return;
            }
            LobbyRow::Begin | LobbyRow::Arrange => return,
        }
        self.plan = lobby.draw(&self.pack, self.lang);
    }

    fn begin(&mut self, out: &mut Vec<Effect>) {
        if self.plan.deck.is_empty() {
            return;
        }
        self.enter();
        let lines = vec![self.heading(), self.standing()];
        self.write(lines, out);
    }

    /// Goes on where a class was left. Questions that the pack no longer has are left out.
    fn resume(&mut self) {
        let Some(Unfinished { record, file, .. }) = self.lobby.unfinished.get(self.lobby.resumed) else { return };
        let lang = record.heading.lang;
        let lang = if self.pack.header.languages.contains(&lang) { lang } else { self.lang };
        let places: Vec<(QuestionRef, &str)> =
            self.pack.questions(lang).map(|(place, question)| (place, question.id.as_str())).collect();
        let find = |id: &str| places.iter().find(|(_, own)| *own == id).map(|(place, _)| *place);
        let Some(standing) = &record.standing else { return };
        let kept = |ids: &[String]| ids.iter().filter_map(|id| find(id)).count();
        let head = |n: usize| &standing.deck[..n.min(standing.deck.len())];
        let plan = Plan {
            deck: standing.deck.iter().filter_map(|id| find(id)).collect(),
            at: kept(head(standing.at)),
            warm_up: kept(head(standing.warm_up)),
        };
        for answers in &record.answers {
            if let Some(place) = find(&answers.question) {
                let hands = self.pack.domain_ids().map(|domain| answers.of(&self.pack, domain)).collect();
                let took = Duration::try_from_secs_f64(answers.seconds.unwrap_or(0.0)).unwrap_or_default();
                self.votes.entry(place).or_default().set(answers.vote, Vote { hands, took });
            }
        }
        (self.lang, self.name) = (lang, record.heading.name.as_deref().map(SafeText::line));
        self.gone = standing.deck.len() - plan.deck.len();
        (self.file, self.plan) = (file.clone(), plan);
        self.enter();
    }
}
