//! One answered question of a game that is over, as it was after its answer.

use ratatui::text::Span;

use super::Review;
use crate::app::App;
use crate::app::exhibit::view::Asked;
use crate::app::play::round::view::draw_answered;
use crate::app::view::View;
use crate::context::Frame;
use crate::ui::keymap::{
    BACK, Binding, CONTRAST, Down, Enter, GLOSSARY, HELP, IN_WORDS, Left, PageDown, PageUp, Right, SPACE, Up, pair,
    quiet,
};
use crate::ui::pen::Pen;
use crate::ui::widget::header;
use crate::ui::{Act, Cursor, Skin};

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
    fn draw(&self, app: &App, mut pen: Pen) -> Cursor {
        let skin = pen.skin;
        let number = format!("{}/{}", self.pick.at + 1, self.game.answers.len());
        header::draw(&skin.words.ui.review, Span::styled(number, skin.theme.strong), &mut pen);
        let answer = self.answer()?;
        let asked = Asked {
            pack: &self.game.pack,
            lang: self.game.lang,
            place: answer.question,
            lit: Some(1.0),
            frame: Frame::END,
            in_words: self.exhibit.in_words,
            click: Some(Act::Right),
        };
        draw_answered(asked, &self.game, answer, &self.exhibit, app, pen);
        None
    }

    fn keys(&self) -> &'static [Binding] {
        REVIEW
    }

    fn wants(&self, act: &Act, _: &Skin) -> bool {
        *act != Act::Contrast || self.contrast().is_some()
    }
}
