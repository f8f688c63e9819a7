//! The title: the name in large letters, what can be chosen, and the cat, asleep.

use crate::app::EntryState;
use crate::app::settings::menu::Setting;
use crate::app::settings::view::choice;
use crate::app::title::{Title, TitleItem};
use crate::app::view::prelude::*;
use crate::ui::keymap::*;
use crate::ui::widget::list::{MenuLine, pad};
use crate::words::right_of;

static KEYS: &[Binding] = &[
    MOVE,
    CHANGE,
    CHOOSE,
    GLOSSARY.rare(),
    bind(&[Char('r')], "r", Act::EnterCode, |words| &words.ui.enter_code).rare(),
    bind(&[Char('q')], "q", Act::Quit, |words| &words.ui.keys_quit),
    quiet(&[Esc], Act::Back),
    HELP,
];

const CAT: [&str; 5] =
    ["          z Z", r"   /\_/\ z", r"  ( -.- )______", r"  /  '           `.", r" (__(_)_(_)________)~-."];

const NAME: usize = 16;

/// The rows from the top of the cat to the end of the page.
const CAT_ROWS: u16 = 6;

impl View for Title {
    fn draw(&self, app: &App, mut pen: Pen) {
        let (skin, roomy) = (pen.skin, pen.is_roomy());
        match notice(app, skin) {
            Some(notice) => {
                pen.skip_cols(6);
                let lines = prose::lines(&notice, pen.area.width, skin.theme.bad);
                pen.at(pen.area).bottom(lines.len() as u16).rows(lines);
            }
            None => {
                let mut cat = pen.at(pen.area);
                let mut cat = cat.bottom(CAT_ROWS);
                draw_cat(cat.right(30));
                pen.skip_cols(6);
            }
        }
        pen.skip(pen.roomy(pen.page_rows() / 6, 2));
        letters::large("polysemy", skin.theme.accent, pen.top(letters::LARGE_ROWS));
        pen.skip(1);
        pen.prose(&skin.words.ui.tagline, pen.area.width - 2, skin.theme.base);
        pen.skip(pen.roomy(2, 1));
        let entry = app.entry();
        pen.row(domain::row(&entry.domains, app.play_lang(&entry.languages), 5, skin));
        pen.skip(pen.roomy(2, 1));
        for (i, item) in Self::ITEMS.iter().enumerate() {
            let mut row = pen.top(1);
            row.area.x -= 2;
            row.area.width = row.area.width.min(70);
            row.button(line(app, *item, i == self.pick.at, skin, row.cols()), Act::Pick(i));
            if roomy && matches!(item, TitleItem::Start | TitleItem::Set(Setting::Questions) | TitleItem::Settings) {
                pen.skip(1);
            }
        }
    }

    fn keys(&self) -> &'static [Binding] {
        KEYS
    }
}

fn line(app: &App, item: TitleItem, selected: bool, skin: &Skin, cols: usize) -> Line<'static> {
    let ui = &skin.words.ui;
    let named = |name| MenuLine { name, value: None, quiet: skin.theme.dim, changes: true };
    let mut choice = match item {
        TitleItem::Set(setting) => choice(app, setting, skin),
        TitleItem::Start => named(&ui.start),
        TitleItem::Glossary => named(&ui.glossary),
        TitleItem::Code => named(&ui.replay),
        TitleItem::Settings => named(&ui.settings),
        TitleItem::Quit => named(&ui.quit),
    };
    choice.value = choice.value.map(|value| shorten(&value, cols.saturating_sub(NAME + 8)));
    let mut line = choice.line(selected, NAME, skin);
    if let Some(best) = app.to_beat().filter(|_| item == TitleItem::Start) {
        let right = right_of(best.score.right.into(), best.score.asked.into(), &skin.words);
        let points = fill(&ui.points, &[("n", &thousands(best.score.points.into()))]);
        let pad = pad(choice.name, NAME);
        line.push_span(Span::styled(format!("{pad}  {} {points}, {right}", ui.best_before), skin.theme.dim));
    }
    line
}

pub(crate) fn draw_cat(mut pen: Pen) {
    let style = pen.skin.theme.frame;
    pen.rows(CAT.map(|line| Line::from(Span::styled(line, style))));
}

fn notice(app: &App, skin: &Skin) -> Option<String> {
    let ui = &skin.words.ui;
    if let Some(notice) = &app.notice {
        return Some(notice.say(&skin.words));
    }
    let entry = app.entry();
    if matches!(entry.state, EntryState::Refused) {
        return Some(fill(&ui.pack_broken, &[("pack", &entry.id)]));
    }
    let lang = app.play_lang(&entry.languages);
    (lang != app.lang()).then(|| fill(&ui.pack_no_lang, &[("language", ui.language_of(lang))]))
}
