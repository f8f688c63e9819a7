//! One answered question of a game that is over, as it was after its answer.

use super::Review;
use crate::app::exhibit::view::QuestionPage;
use crate::app::play::round::view::draw_answered;
use crate::app::view::prelude::*;
use crate::context::Frame;
use crate::ui::keymap::*;

static REVIEW: &[Binding] = &[
    pair("←→", (&[Left, Up, PageUp], Act::Left), (&[Right, Down, PageDown, SPACE], Act::Right), |words| {
        &words.ui.keys_move
    }),
    quiet(&[Enter], Act::Choose),
    CONTRAST,
    IN_WORDS,
    GLOSSARY,
    BACK,
    HELP,
];

impl View for Review {
    fn draw(&self, app: &App, mut pen: Pen) {
        let skin = pen.skin;
        let number = format!("{}/{}", self.pick.at + 1, self.game.answers.len());
        header::draw(&skin.words.ui.review, Span::styled(number, skin.theme.strong), &mut pen);
        let Some(answer) = self.answer() else { return };
        let asked = QuestionPage::new(&self.game.pack, self.game.lang, answer.question, &self.exhibit);
        let asked = QuestionPage { lit: Some(1.0), frame: Frame::END, click: Some(Act::Right), ..asked };
        draw_answered(asked, &self.game, answer, self.exhibit.contrast, app, pen);
    }

    fn keys(&self) -> &'static [Binding] {
        REVIEW
    }

    fn wants(&self, act: &Act, _: &Skin) -> bool {
        *act != Act::Contrast || self.contrast().is_some()
    }
}
