//! A class before one screen. The context stays where it is from the question to the explanation; below it come the
//! answers, the hands that are counted, the votes, and what was right.

mod end;
mod keys;
mod lobby;
mod plan;
mod votes;

use crate::app::class::{Class, Stage, Votes};
use crate::app::exhibit::view::{QuestionPage, lit};
use crate::app::overlay::view::Interruption;
use crate::app::play::round::TRANSITION;
use crate::app::view::prelude::*;
use crate::pack::{DomainSet, Pack, QuestionRef};

impl View for Class {
    fn draw(&self, app: &App, mut pen: Pen) {
        draw_header(self, &mut pen);
        match (&self.arranging, &self.stage) {
            (Some(row), _) => plan::draw(self, row.at, pen),
            (None, Stage::Lobby) => lobby::draw(self, &self.lobby, pen),
            (None, Stage::End { pick }) => end::draw(self, pick.at, pen),
            (None, Stage::Ask | Stage::Count { .. } | Stage::Chart { .. } | Stage::Reveal { .. }) => {
                draw_question(app, self, pen);
            }
        }
    }

    fn keys(&self) -> &'static [Binding] {
        match self.stage {
            _ if self.arranging.is_some() => keys::PLAN,
            Stage::Lobby => keys::LOBBY,
            Stage::Ask => keys::ASK,
            Stage::Count { .. } => keys::COUNT,
            Stage::Chart { .. } => keys::CHART,
            Stage::Reveal { .. } => keys::REVEAL,
            Stage::End { .. } => keys::END,
        }
    }

    fn wants(&self, act: &Act, _: &Skin) -> bool {
        match act {
            Act::Again => self.round == 1 && self.votes().count() > 0,
            Act::Clock => !self.clock.time.is_zero(),
            Act::Earlier => self.plan.at > 0 || self.round > 1 || !matches!(self.stage, Stage::Ask),
            _ => true,
        }
    }

    fn pack(&self) -> Option<&Pack> {
        Some(&self.pack)
    }

    fn pause(&self) -> &'static Interruption {
        &keys::PAUSE
    }

    fn leave(&self) -> &'static Interruption {
        if self.trouble.is_some() { &keys::LEAVE_UNWRITTEN } else { &keys::LEAVE }
    }
}

fn notice(class: &Class, skin: &Skin) -> Option<String> {
    let said = skin.words.class();
    match (&class.trouble, class.gone) {
        (Some(reason), _) => Some(fill(&said.unwritten, &[("reason", reason)])),
        (None, 0) => None,
        (None, n) => Some(counted(n, &said.gone_one, &said.gone)),
    }
}

/// Whose class, what counts and how far it is; the clock below, and over it what the trainer must know.
fn draw_header(class: &Class, pen: &mut Pen) {
    let skin = pen.skin;
    let mut right = Vec::new();
    if class.place().is_some() {
        if class.is_warm_up() {
            right.extend([Span::styled(&skin.words.class().warm_up_now, skin.theme.accent), Span::raw("    ")]);
        }
        let number = format!("{}/{}", class.plan.at + 1, class.plan.deck.len());
        right.push(Span::styled(number, skin.theme.strong));
    }
    let title = class.pack.header.title.get(skin.words.lang());
    let name = class.name.as_ref().map_or_else(|| title.to_owned(), |name| format!("{title} · {name}"));
    header::draw_names(&name, right, pen);
    let thinking = matches!(class.stage, Stage::Ask) && class.arranging.is_none();
    let clock = (thinking && !class.clock.time.is_zero()).then_some((class.clock.left, class.clock.time));
    let mut below = pen.top(1);
    header::draw_clock(clock, class.clock.runs, &mut below.at(below.area));
    if let Some(notice) = notice(class, skin) {
        let notice = format!(" {} ", shorten(&notice, below.cols() - 14));
        below.skip_cols(1);
        below.put(Span::styled(notice, skin.theme.bad));
    }
}

fn draw_question(app: &App, class: &Class, mut pen: Pen) {
    let Some(place) = class.place() else { return };
    let skin = pen.skin;
    let asked = QuestionPage::new(&class.pack, class.lang, place, &class.exhibit);
    if let Stage::Reveal { since } = class.stage {
        let votes = class.votes();
        let hands = votes.last().map(|vote| vote.hands.as_slice());
        let asked = QuestionPage { lit: lit(since, skin), click: Some(Act::Choose), hands, ..asked };
        return asked.draw(verdict(class, place, skin), app, &mut pen);
    }
    asked.draw("", app, &mut pen);
    pen.right(2);
    match &class.stage {
        Stage::Ask => votes::draw_ask(class, class.pack.at(place).0, pen),
        Stage::Count { hands, selected, .. } => votes::draw_count(class, hands, *selected, pen),
        Stage::Chart { since } => {
            let votes = class.votes().up_to(class.round);
            votes::draw_chart(class, &votes, header::eased(*since, TRANSITION, skin), pen);
        }
        Stage::Lobby | Stage::Reveal { .. } | Stage::End { .. } => {}
    }
}

/// What was right, and how many said so: `✓ ■ stats   14 → 20 of 23`.
fn verdict(class: &Class, place: QuestionRef, skin: &Skin) -> Line<'static> {
    let key = class.pack.at(place).1.key;
    let mut line = Line::from(Span::styled("✓ ", skin.theme.good));
    line.extend(domain::key(&class.pack, key, class.lang, skin));
    if let Some(of) = right_of(&class.votes(), key, skin) {
        line.extend([Span::raw("   "), Span::styled(of, skin.theme.strong)]);
    }
    line
}

/// How many were right in the last vote, behind how many in the one before: `14 → 20 of 23`.
fn right_of(votes: &Votes, key: DomainSet, skin: &Skin) -> Option<String> {
    let vote = votes.last()?;
    let before = votes.before().map(|before| format!("{} → ", before.right(key))).unwrap_or_default();
    let (right, all) = (format!("{before}{}", vote.right(key)), vote.total().to_string());
    Some(fill(&skin.words.class().right_of, &[("right", &right), ("all", &all)]))
}
