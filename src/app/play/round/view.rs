//! A question with its context, and the same after the answer: nothing moves, what is new appears below.

use super::{Phase, Round, progress};
use crate::app::exhibit::view::{QuestionPage, lit};
use crate::app::view::prelude::*;
use crate::context::Frame;
use crate::game::{Answer, Game};
use crate::pack::{DomainId, Pack, Question, Term};
use crate::ui::keymap::*;

static QUESTION: &[Binding] = &[
    ANSWER,
    pair("", (&[Left], Act::Left), (&[Right], Act::Right), |_| "").unsaid(),
    pair("", (&[Up], Act::Up), (&[Down], Act::Down), |_| "").unsaid(),
    bind(&[Enter], "←→ enter", Act::Choose, |words| &words.ui.keys_choose).rare(),
    bind(&[Char('h')], "h", Act::Hint, |words| &words.ui.keys_hint),
    bind(&[Char('p'), SPACE], "p", Act::Pause, |words| &words.ui.keys_pause),
    IN_WORDS,
    REPLAY,
    LEAVE,
    HELP,
];

static FEEDBACK: &[Binding] = &[NEXT, CONTRAST, SCROLL, IN_WORDS, GLOSSARY, REPLAY, LEAVE, HELP];

impl View for Round {
    fn draw(&self, app: &App, mut pen: Pen) {
        progress::draw(self, &mut pen);
        let Some(place) = self.place().filter(|_| !self.is_hidden(app)) else { return };
        let asked = QuestionPage::new(&self.game.pack, self.game.lang, place, &self.exhibit);
        match self.phase {
            Phase::Question { selected, hinted, .. } => {
                asked.draw("", app, &mut pen);
                draw_answers(&asked, (selected, hinted), pen);
            }
            Phase::Feedback { since } => {
                let asked = QuestionPage { lit: lit(since, pen.skin), click: Some(Act::Choose), ..asked };
                let Some(answer) = self.game.answers.last() else { return };
                draw_answered(asked, &self.game, answer, self.exhibit.contrast, app, pen);
            }
        }
    }

    fn keys(&self) -> &'static [Binding] {
        match self.phase {
            Phase::Question { .. } => QUESTION,
            Phase::Feedback { .. } => FEEDBACK,
        }
    }

    fn wants(&self, act: &Act, skin: &Skin) -> bool {
        match act {
            Act::Hint => !matches!(self.phase, Phase::Question { hinted: true, .. }),
            Act::Replay => self.shown().is_some_and(|(_, question)| moves(question, skin)),
            Act::Contrast => self.contrast().is_some(),
            _ => true,
        }
    }

    fn pack(&self) -> Option<&Pack> {
        Some(&self.game.pack)
    }
}

pub(crate) fn moves(question: &Question, skin: &Skin) -> bool {
    !skin.still && question.context.next_frame(Frame(0)).is_some()
}

fn draw_answers(asked: &QuestionPage, (selected, hinted): (Option<DomainId>, bool), mut pen: Pen) {
    let (skin, pack, lang) = (pen.skin, asked.pack, asked.lang);
    let term = pack.at(asked.place).0;
    let rows = if hinted { pack.header.domains.len() as u16 } else { 1 };
    let spare = pen.area.height.saturating_sub(1 + rows);
    let gap = spare.min(1);
    // Below the tallest contexts, what is asked gives way to the answers.
    let asks = pen.area.height > rows;
    pen.skip(gap);
    if asks {
        pen.text(fill(&skin.words.ui.which, &[("term", term.name.get(lang))]), skin.theme.base);
        pen.skip(spare.saturating_sub(gap + 1).min(1));
    }
    let number = |id: DomainId| digit_label(usize::from(id.0) + 1, skin.words.lang());
    for id in pack.domain_ids() {
        let style = if Some(id) == selected { skin.theme.selected } else { Style::new() };
        let own = domain::style(pack, id, skin);
        let number = Span::styled(format!(" {} ", number(id)), own);
        let line = Line::from(vec![number, domain::span(pack, id, lang, skin), Span::styled(" ", own)]).style(style);
        let cols = line.width() as u16;
        if hinted {
            let mut row = pen.top(1);
            row.click(Act::Say(id));
            row.at(Rect { width: cols, ..row.area }).put(line);
            row.skip_cols(domain::widest(pack, lang) + 5 + width(&digit_label(1, skin.words.lang())));
            row.put(gloss(term, id, lang, skin));
        } else {
            let place = Rect { width: cols, height: 1, ..pen.area };
            pen.at(place).put(line);
            // A row above and one below belong to it.
            pen.at(Rect { y: place.y.saturating_sub(1), height: 3, ..place }).click(Act::Say(id));
            pen.skip_cols(usize::from(cols) + 6);
        }
    }
}

pub(crate) fn gloss<'a>(term: &'a Term, id: DomainId, lang: Lang, skin: &'a Skin) -> Span<'a> {
    match term.sense(id) {
        Some(sense) => Span::styled(sense.gloss.get(lang), skin.theme.base),
        None => Span::styled(&skin.words.ui.no_sense, skin.theme.dim),
    }
}

/// Draws an answered question; in a contrast, the one to which the chosen domain is the right answer.
pub(crate) fn draw_answered(
    asked: QuestionPage,
    game: &Game,
    answer: &Answer,
    contrast: bool,
    app: &App,
    mut pen: Pen,
) {
    let skin = pen.skin;
    match (game.contrast(answer).filter(|_| contrast), answer.said) {
        (Some(place), Some(said)) => {
            let here = Span::styled(format!("{} ", skin.words.ui.contrast), skin.theme.dim);
            let verdict = vec![here, domain::span(&game.pack, said, game.lang, skin)];
            QuestionPage { place, frame: Frame::END, ..asked }.draw(verdict, app, &mut pen);
        }
        (_, said) => QuestionPage { said, ..asked }.draw(verdict(game, answer, skin), app, &mut pen),
    }
}

fn verdict(game: &Game, answer: &Answer, skin: &Skin) -> Line<'static> {
    let ui = &skin.words.ui;
    let mut spans = match (answer.right, answer.said) {
        (true, _) => vec![
            Span::styled(format!("✓ {}", ui.right), skin.theme.good),
            Span::styled(format!("  +{}", answer.points.total()), skin.theme.strong),
        ],
        (false, Some(_)) => vec![Span::styled(format!("✗ {}", ui.easily_confused), skin.theme.bad)],
        (false, None) => vec![Span::styled(format!("✗ {}", ui.time_out), skin.theme.bad)],
    };
    if answer.right && answer.points.streak > 0 {
        let before = game.answers.iter().rposition(|other| other == answer).unwrap_or(0);
        let streak = game.answers[..=before].iter().rev().take_while(|answer| answer.right).count().to_string();
        spans.push(Span::styled(format!("  {}", fill(&ui.streak, &[("n", &streak)])), skin.theme.accent));
    }
    if let (false, Some(said)) = (answer.right, answer.said) {
        let you_said = format!("   {} ", ui.you_said);
        spans.extend([Span::styled(you_said, skin.theme.dim), domain::span(&game.pack, said, game.lang, skin)]);
    }
    Line::from(spans)
}
