//! A visitor has come: which language?

use crate::app::booth::Welcome;
use crate::app::view::prelude::*;
use crate::ui::keymap::*;
use crate::words::Words;

static KEYS: &[Binding] = &[
    digits(|digit| digit.checked_sub(1).map(Act::Pick)),
    pair("←→", (&[Left, Up], Act::Left), (&[Right, Down], Act::Right), |words| &words.ui.keys_move).rare(),
    CHOOSE,
    HELP,
];

impl View for Welcome {
    fn draw(&self, app: &App, mut pen: Pen) {
        let skin = pen.skin;
        pen.skip(pen.roomy(pen.page_rows() / 5, 2));
        pen.skip_cols(6);
        letters::large("polysemy", skin.theme.accent, pen.top(letters::LARGE_ROWS));
        pen.skip(pen.roomy(4, 2));
        pen.right(6);
        pen.bottom(1);
        let questions = app.booth.as_ref().map_or(0, |booth| booth.config.questions);
        let cols = pen.area.width / self.languages.len() as u16;
        for (i, lang) in self.languages.iter().enumerate() {
            let mut column = pen.left(cols);
            column.right(3);
            column.click(Act::Pick(i));
            // Where French is spoken, so does the keyboard.
            let keys = if self.languages.contains(&Lang::Fr) { Lang::Fr } else { *lang };
            let words = skin.tongues.iter().find(|words| words.lang() == *lang).unwrap_or(&skin.words);
            draw_language(&digit_label(i + 1, keys), *lang, i == self.pick.at, (words, questions), column);
        }
    }

    fn keys(&self) -> &'static [Binding] {
        KEYS
    }
}

fn draw_language(key: &str, lang: Lang, selected: bool, (words, questions): (&Words, u8), mut pen: Pen) {
    let theme = &pen.skin.theme;
    pen.skip(1);
    pen.row(vec![
        Span::styled(format!(" {key} "), if selected { theme.selected } else { theme.strong }),
        Span::raw("  "),
        Span::styled(lang.name(), if selected { theme.accent } else { theme.strong }),
    ]);
    pen.skip_cols(5);
    pen.text("─".repeat(width(lang.name())), if selected { theme.accent } else { theme.frame });
    pen.skip(1);
    // Some twenty seconds a question, with its explanation.
    let minutes = (u32::from(questions) * 22).div_ceil(60);
    let sentence = if minutes > 1 { &words.booth().about } else { &words.booth().about_one };
    let about = fill(sentence, &[("n", &questions.to_string()), ("minutes", &minutes.to_string())]);
    let cols = pen.area.width.saturating_sub(1);
    pen.prose(&words.ui.tagline, cols, theme.base);
    pen.skip(1);
    pen.prose(&about, cols, theme.dim);
}
