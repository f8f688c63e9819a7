//! What lies over a screen: all keys, a pause, a question before leaving, a run code to type.

use crate::app::overlay::CodeEntry;
use crate::app::view::prelude::*;
use crate::app::view::{self, keys};
use crate::context::Role;
use crate::ui::keymap::*;
use crate::ui::widget::list::pad;
use crate::words::Words;

pub(crate) struct Help;

pub(crate) static HELP: Help = Help;

static HELP_KEYS: &[Binding] =
    &[bind(&[Enter, SPACE, Esc, Char('?'), Char('q')], "esc", Act::Back, |words| &words.ui.keys_close)];

impl View for Help {
    fn draw(&self, app: &App, mut pen: Pen) {
        let (skin, view) = (pen.skin, view::of(app.screen()));
        // Nothing below can be clicked.
        pen.click(Act::Back);
        let line = |row: &Binding| {
            let label = row.long_label(view.pack(), skin.words.lang());
            let pad = Span::raw(pad(&label, 16));
            Line::from(vec![
                Span::styled(label, skin.theme.strong),
                pad,
                Span::styled(row.hint(&skin.words), skin.theme.base),
            ])
        };
        let mut lines: Vec<Line> = keys::on_page(app, view).into_iter().map(line).collect();
        // The empty row gives way where all would not fit.
        if lines.len() + 2 <= usize::from(pen.area.height.saturating_sub(panel::EDGES)) {
            lines.push(Line::default());
        }
        panel::draw(&skin.words.ui.keys_help, lines, HELP_KEYS, &mut pen);
    }

    fn keys(&self) -> &'static [Binding] {
        HELP_KEYS
    }
}

pub struct Interruption {
    pub(crate) title: fn(&Words) -> &str,
    pub(crate) note: fn(&Words) -> &str,
    pub(crate) keys: &'static [Binding],
}

pub(crate) static PAUSE: Interruption = Interruption {
    title: |words| &words.ui.paused,
    note: |words| &words.ui.paused_note,
    keys: &[bind(&[Enter, SPACE, Esc, Char('p'), Char('q')], "enter", Act::Back, |words| &words.ui.keys_resume)],
};

pub(crate) static LEAVE: Interruption = Interruption {
    title: |words| &words.ui.leave,
    note: |words| &words.ui.leave_note,
    keys: &[
        bind(&[Enter, Char('y'), Char('o')], "enter", Act::Choose, |words| &words.ui.keys_leave),
        bind(&[Esc, Char('n'), Char('q')], "esc", Act::Back, |words| &words.ui.keys_stay),
    ],
};

impl View for Interruption {
    fn draw(&self, _: &App, mut pen: Pen) {
        let (words, style) = (&pen.skin.words, pen.skin.theme.base);
        pen.click(Act::Back);
        let note = Line::from(Span::styled((self.note)(words), style));
        panel::draw((self.title)(words), vec![note, Line::default()], self.keys, &mut pen);
    }

    fn keys(&self) -> &'static [Binding] {
        self.keys
    }
}

static CODE_KEYS: &[Binding] = &[bind(&[Enter], "enter", Act::Choose, |words| &words.ui.keys_start), BACK_BY_ESC, CODE];

impl View for CodeEntry {
    fn draw(&self, _: &App, mut pen: Pen) {
        let (ui, theme) = (&pen.skin.words.ui, &pen.skin.theme);
        pen.click(Act::Back);
        let prompt = format!("{} ", ui.code_prompt);
        let at = width(&prompt) + self.input.visual_cursor();
        let typed = Line::from(vec![
            Span::styled(prompt, theme.dim),
            Span::styled(format!("{:<12}", self.input.value().to_uppercase()), theme.role(Role::Field)),
        ]);
        let note = if self.wrong { &ui.notice_code } else { "" };
        let lines = vec![typed, Line::default(), Line::from(Span::styled(note, theme.bad)), Line::default()];
        panel::draw(&ui.replay, lines, CODE_KEYS, &mut pen).cursor(at);
    }

    fn keys(&self) -> &'static [Binding] {
        CODE_KEYS
    }
}
