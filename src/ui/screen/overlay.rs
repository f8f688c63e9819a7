//! What lies over a screen: all keys, a pause, a question before leaving, a run code to type.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::app::round::Phase;
use crate::app::{Act, App, Overlay, Screen};
use crate::context::Role;
use crate::text::width;
use crate::ui::widget::panel;
use crate::ui::{Cursor, Hits, Skin, keymap};

/// Draws what lies over the screen; returns where a cursor stands, if one does.
pub fn draw(app: &App, overlay: &Overlay, skin: &Skin, area: Rect, buf: &mut Buffer, hits: &mut Hits) -> Cursor {
    let ui = &skin.words.ui;
    if let Overlay::Operator(operator) = overlay {
        super::booth::operator::draw(app, operator, skin, area, buf, hits);
        return None;
    }
    // Nothing below can be clicked.
    hits.add(area, Act::Back);
    let keys = key_line(app, skin);
    let mut cursor = None;
    let in_class = matches!(app.screen(), Screen::Class(_));
    let inside = match overlay {
        Overlay::Help => {
            let bound = keymap::screen_bindings(app.screen()).iter();
            let mut lines: Vec<Line> = Vec::new();
            if let Screen::Round(round) = app.screen()
                && matches!(round.phase, Phase::Question { .. })
            {
                let domains = round.game.pack.header.domains.iter().enumerate();
                let label = |i: usize| keymap::digit_label(i + 1, skin.words.lang());
                let answers = domains.map(|(i, domain)| format!("{} {}", label(i), domain.letter));
                lines.push(help_line(&answers.collect::<Vec<_>>().join("  "), &ui.keys_answer, skin));
            }
            if let Screen::Preview(preview) = app.screen()
                && let Some(shown) = preview.answering()
            {
                let answers = format!("1-{}", shown.pack.header.domains.len());
                lines.push(help_line(&answers, &ui.keys_answer, skin));
            }
            let bound = bound.filter(|binding| app.allows(&binding.act));
            lines.extend(bound.filter_map(|binding| Some(help_line(binding.label, binding.hint?(&skin.words), skin))));
            if app.allows(&Act::Quit) {
                lines.push(help_line("ctrl-c", &ui.keys_exit, skin));
            }
            // The empty row gives way where all would not fit.
            if lines.len() + 2 <= usize::from(area.height.saturating_sub(panel::EDGES)) {
                lines.push(Line::default());
            }
            lines.push(keys);
            panel::draw(&ui.keys_help, &lines, skin, area, buf)
        }
        Overlay::Pause => {
            let note = if in_class { &skin.words.class().pause_note } else { &ui.paused_note };
            let note = Line::from(Span::styled(note, skin.theme.base));
            panel::draw(&ui.paused, &[note, Line::default(), keys], skin, area, buf)
        }
        Overlay::Leave => {
            let (title, note) = if in_class {
                (&skin.words.class().leave, &skin.words.class().leave_note)
            } else {
                (&ui.leave, &ui.leave_note)
            };
            let note = match app.screen() {
                Screen::Class(class) if class.trouble.is_some() => &skin.words.class().leave_unwritten,
                _ => note,
            };
            let note = Line::from(Span::styled(note, skin.theme.base));
            panel::draw(title, &[note, Line::default(), keys], skin, area, buf)
        }
        Overlay::Code { input, wrong } => {
            let typed = Line::from(vec![
                Span::styled(format!("{} ", ui.code_prompt), skin.theme.dim),
                Span::styled(format!("{:<12}", input.value().to_uppercase()), skin.theme.role(Role::Field)),
            ]);
            let note = if *wrong { Span::styled(&ui.notice_code, skin.theme.bad) } else { Span::raw("") };
            let lines = [typed, Line::default(), Line::from(note), Line::default(), keys];
            let inside = panel::draw(&ui.replay, &lines, skin, area, buf);
            let x = inside.x + width(&ui.code_prompt) as u16 + 1 + input.visual_cursor() as u16;
            cursor = Some(Position::new(x.min(area.right().saturating_sub(1)), inside.y));
            inside
        }
        Overlay::Operator(_) => area,
    };
    let mut x = inside.x;
    for binding in keymap::bindings(app) {
        if let Some(hint) = binding.hint {
            let cols = (width(binding.label) + 1 + width(hint(&skin.words))) as u16;
            hits.add(Rect::new(x, inside.bottom().saturating_sub(1), cols, 1), binding.act.clone());
            x += cols + GAP as u16;
        }
    }
    cursor
}

/// Cells between two keys.
const GAP: usize = 3;

fn help_line<'a>(label: &str, hint: &'a str, skin: &Skin) -> Line<'a> {
    let pad = " ".repeat(16_usize.saturating_sub(width(label)));
    Line::from(vec![
        Span::styled(label.to_owned(), skin.theme.strong),
        Span::raw(pad),
        Span::styled(hint, skin.theme.base),
    ])
}

fn key_line<'a>(app: &App, skin: &'a Skin) -> Line<'a> {
    let mut spans = Vec::new();
    for binding in keymap::bindings(app) {
        if let Some(hint) = binding.hint {
            spans.extend([
                Span::styled(binding.label, skin.theme.strong),
                Span::raw(" "),
                Span::styled(hint(&skin.words), skin.theme.dim),
                Span::raw(" ".repeat(GAP)),
            ]);
        }
    }
    spans.pop();
    Line::from(spans)
}
