//! What a player goes by on the board.

use crate::app::booth::names::Letters;
use crate::app::play::naming::Naming;
use crate::app::view::prelude::*;
use crate::ui::keymap::*;
use crate::ui::widget::list::pad;

static KEYS: &[Binding] = &[
    // What is offered is taken by its number.
    digits(|digit| Some(digit.checked_sub(1).map_or(Act::Fresh, Act::Pick))),
    bind(&[Enter], "enter", Act::Choose, |words| &words.booth().keys_take),
    pair("↑↓", (&[Up], Act::Up), (&[Down], Act::Down), |words| &words.booth().keys_letters),
    pair("", (&[Left], Act::Left), (&[Right], Act::Right), |_| "").unsaid(),
    bind(&[Tab, BackTab], "tab", Act::Other, |words| &words.booth().keys_other),
    bind(&[Esc], "esc", Act::Back, |words| &words.booth().keys_no_name),
    HELP,
    TEXT,
];

/// The columns of a letter, with what is around it.
const LETTER: u16 = 11;

impl View for Naming {
    fn draw(&self, _: &App, mut pen: Pen) {
        let skin = pen.skin;
        let said = skin.words.booth();
        let points = fill(&skin.words.ui.points, &[("n", &thousands(self.points.into()))]);
        header::draw(&said.name, Span::styled(points, skin.theme.strong), &mut pen);
        pen.skip(pen.roomy(pen.page_rows() / 4, 4) - 2);
        pen.skip_cols(5);
        pen.text(&said.name_note, skin.theme.base);
        pen.skip(2);
        if let Some(letters) = &self.letters {
            for i in 0..letters.shown().len() {
                draw_letter(letters, i, self.at.is_none(), pen.left(LETTER));
            }
            pen.skip_cols(4);
        }
        draw_offers(self, pen);
    }

    fn keys(&self) -> &'static [Binding] {
        KEYS
    }
}

/// Draws a letter between two arrows; above and below it can be turned.
fn draw_letter(chosen: &Letters, i: usize, focus: bool, mut pen: Pen) {
    let theme = &pen.skin.theme;
    let (style, arrow) =
        if focus && chosen.at() == i { (theme.accent, theme.accent) } else { (theme.strong, theme.frame) };
    let up = Rect { y: pen.area.y.saturating_sub(1), height: 4, ..pen.area };
    pen.at(up).click(Act::Turn(i, true));
    pen.at(Rect { y: pen.area.y + 3, height: 6, ..pen.area }).click(Act::Turn(i, false));
    pen.right(2);
    let middle = (pen.area.width - 1) / 2;
    let letter = chosen.shown()[i];
    let drawn = if letter == ' ' { '_' } else { letter };
    pen.top(2).inset(middle, 0).text("▲", arrow);
    letters::large(&drawn.to_string(), style, pen.top(letters::LARGE_ROWS));
    pen.skip(1);
    pen.inset(middle, 0).text("▼", arrow);
}

fn draw_offers(naming: &Naming, mut pen: Pen) {
    let said = pen.skin.words.booth();
    let digit = |i: usize| digit_label(i, pen.skin.words.lang());
    let mut lines: Vec<(String, &str, bool, Act)> = Vec::new();
    for (i, offer) in naming.offers.iter().enumerate() {
        lines.push((digit(i + 1), offer, naming.at.is_some_and(|pick| pick.at == i), Act::Pick(i)));
    }
    if !naming.offers.is_empty() {
        lines.push((digit(0), &said.name_others, false, Act::Fresh));
    }
    lines.push(("esc".to_owned(), &said.name_none, false, Act::Back));
    for (key, text, selected, act) in lines {
        let theme = &pen.skin.theme;
        let key = format!(" {key} ");
        let pad = pad(&key, 7);
        let mut line = pen.top(2);
        line.click(act);
        line.put(vec![
            Span::styled(key, if selected { theme.selected } else { theme.strong }),
            Span::raw(pad),
            Span::styled(text, if selected { theme.accent } else { theme.base }),
        ]);
    }
}
