//! The operator's PIN, and their panel.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::booth::operator::PanelView;
use crate::app::booth::{Booth, Item, Operator, Panel};
use crate::app::{Act, App, Edit};
use crate::booth::doctor::{Finding, Verdict};
use crate::scores::ShareNews;
use crate::text::{shorten, width};
use crate::ui::widget::{panel, prose};
use crate::ui::{Hits, Skin, keymap};
use crate::words::{fill, thousands};

/// The keys of the pad, row by row: a digit, the one that takes the last away, the one that is done.
const PAD: [[char; 3]; 4] = [['1', '2', '3'], ['4', '5', '6'], ['7', '8', '9'], ['<', '0', '=']];

/// The columns of a key: a finger is wider than a letter.
const KEY_COLS: u16 = 9;

/// As many names, or findings, are shown at once.
const LIST_ROWS: usize = 9;

/// The columns of what is shown below the lines of the panel.
const COLS: u16 = 62;

/// Draws what the operator sees.
pub fn draw(app: &App, operator: &Operator, skin: &Skin, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let Some(booth) = &app.booth else { return };
    hits.add(area, Act::Help);
    match operator {
        Operator::Pin { typed, wrong } => draw_pin(booth, typed, *wrong, skin, area, buf, hits),
        Operator::Panel(panel) => draw_panel(app, booth, panel, skin, area, buf, hits),
    }
}

fn draw_pin(booth: &Booth, typed: &str, wrong: bool, skin: &Skin, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let said = skin.words.booth();
    let left = booth.locked().as_secs() + u64::from(booth.locked().subsec_nanos() > 0);
    let note = match (left, wrong) {
        (0, false) => Span::raw(""),
        (0, true) => Span::styled(said.pin_wrong.clone(), skin.theme.bad),
        (n, _) => Span::styled(
            format!("{} {}", said.pin_wrong, fill(&said.pin_wait, &[("n", &n.to_string())])),
            skin.theme.bad,
        ),
    };
    let prompt = Line::from(vec![
        Span::styled(format!("{} ", said.pin_prompt), skin.theme.dim),
        Span::styled(format!("{:<12}", "•".repeat(typed.len())), skin.theme.strong),
    ]);
    // As wide as with its longest note, so that it does not jump under a finger.
    let longest = format!("{} {}", said.pin_wrong, fill(&said.pin_wait, &[("n", "60")]));
    let mut lines = vec![prompt, Line::from(note), Line::from(" ".repeat(width(&longest)))];
    let style = if left == 0 { skin.theme.strong } else { skin.theme.dim };
    for row in PAD {
        let keys = row.map(|key| {
            let label = match key {
                '<' => "←".to_owned(),
                '=' => "ok".to_owned(),
                digit => digit.to_string(),
            };
            Span::styled(format!("{label:^w$}", w = usize::from(KEY_COLS)), style)
        });
        lines.extend([Line::from(keys.to_vec()), Line::default()]);
    }
    lines.push(hints(&keymap_of_pin(), skin));
    let inside = panel::draw(&said.pin, &lines, skin, area, buf);
    for (y, row) in PAD.iter().enumerate() {
        for (x, key) in row.iter().enumerate() {
            let place = Rect::new(inside.x + x as u16 * KEY_COLS, inside.y + 3 + 2 * y as u16, KEY_COLS, 2);
            let act = match key {
                '<' => Act::Type(Edit::DeletePrevChar),
                '=' => Act::Choose,
                digit => Act::Type(Edit::InsertChar(*digit)),
            };
            hits.add(place.intersection(inside), act);
        }
    }
    add_hints(&keymap_of_pin(), inside, skin, hits);
}

fn keymap_of_pin() -> Operator {
    Operator::default()
}

/// What an item is called.
fn name<'a>(item: Item, booth: &Booth, skin: &'a Skin) -> &'a str {
    let said = skin.words.booth();
    match item {
        Item::Return => &said.item_return,
        Item::Pause if booth.paused => &said.item_resume,
        Item::Pause => &said.item_pause,
        Item::Names => &said.item_names,
        Item::Games => &said.item_games,
        Item::EndDay => &said.item_end_day,
        Item::Export => &said.item_export,
        Item::Doctor => &said.item_doctor,
        Item::Drill => &said.item_drill,
        Item::Quit => &said.item_quit,
    }
}

fn draw_panel(app: &App, booth: &Booth, state: &Panel, skin: &Skin, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let said = skin.words.booth();
    let mut lines: Vec<Line> = Vec::new();
    let mut picks: Vec<(usize, usize)> = Vec::new();
    let chosen = |selected: bool| if selected { ("▸ ", skin.theme.accent) } else { ("  ", skin.theme.base) };
    for text in super::troubles(booth, skin) {
        lines.extend(prose::lines(&text, COLS, skin.theme.bad).into_iter().map(owned));
        lines.push(Line::default());
    }
    match &state.view {
        PanelView::Names(names, at) | PanelView::Games(names, at) => {
            let note = match (&state.view, names.is_empty()) {
                (PanelView::Names(..), true) => &said.no_names,
                (PanelView::Names(..), false) => &said.names_note,
                (_, true) => &said.no_games,
                (_, false) => &said.games_note,
            };
            lines.extend([Line::from(Span::styled(note.clone(), skin.theme.dim)), Line::default()]);
            let first = at.saturating_sub(LIST_ROWS / 2).min(names.len().saturating_sub(LIST_ROWS));
            for (i, named) in names.iter().enumerate().skip(first).take(LIST_ROWS) {
                let (mark, style) = chosen(i == *at);
                picks.push((lines.len(), i));
                let name = if named.name.is_empty() { "·".to_owned() } else { shorten(&named.name, 26) };
                let pad = " ".repeat(28_usize.saturating_sub(width(&name)));
                let points = thousands(named.score.points.into());
                lines.push(Line::from(Span::styled(format!("{mark}{name}{pad}{points:>7}   {}", named.when), style)));
            }
        }
        PanelView::Findings(findings, at) => {
            let all: Vec<Line> = findings.iter().flat_map(|finding| told(finding, skin)).collect();
            let from = (*at).min(all.len().saturating_sub(usize::from(area.height).saturating_sub(10)));
            lines.extend(all.into_iter().skip(from).take(usize::from(area.height).saturating_sub(10)));
        }
        PanelView::Sure(item) => {
            let unwritten = booth.trouble.as_ref().map_or(0, |trouble| trouble.waiting + trouble.lost);
            let sentence = match item {
                Item::Quit if unwritten > 0 => fill(&said.sure_quit_lost, &[("n", &unwritten.to_string())]),
                Item::Quit => said.sure_quit.clone(),
                _ => said.sure_drill.clone(),
            };
            lines.extend(prose::lines(&sentence, COLS, skin.theme.strong).into_iter().map(owned));
        }
        shown => {
            for (i, item) in Item::ALL.into_iter().enumerate() {
                let (mark, style) = chosen(i == state.selected);
                picks.push((lines.len(), i));
                lines.push(Line::from(Span::styled(format!("{mark}{}", name(item, booth, skin)), style)));
            }
            let (text, style) = match shown {
                PanelView::Working => (said.working.clone(), skin.theme.dim),
                PanelView::Written(place) => (fill(&said.written, &[("place", place)]), skin.theme.good),
                PanelView::Failed(reason) => (fill(&said.failed, &[("reason", reason)]), skin.theme.bad),
                PanelView::Nothing if booth.shared == Some(ShareNews::Online) && booth.has_everything() => {
                    (said.shared_online.clone(), skin.theme.dim)
                }
                PanelView::Nothing
                | PanelView::Names(..)
                | PanelView::Games(..)
                | PanelView::Findings(..)
                | PanelView::Sure(_) => (String::new(), skin.theme.base),
            };
            lines.push(Line::default());
            // Room for two rows, so that the panel does not jump when something is done.
            let mut note: Vec<Line> = prose::lines(&text, COLS, style).into_iter().map(owned).collect();
            note.resize(note.len().max(2), Line::default());
            lines.extend(note);
        }
    }
    lines.push(Line::default());
    let Some(crate::app::Overlay::Operator(operator)) = &app.overlay else { return };
    lines.push(hints(operator, skin));
    lines.iter_mut().filter(|line| line.width() == 0).take(1).for_each(|line| {
        // As wide as its widest state.
        *line = Line::from(" ".repeat(usize::from(COLS)));
    });
    let inside = panel::draw(&said.panel, &lines, skin, area, buf);
    for (y, i) in picks {
        hits.add(Rect { y: inside.y + y as u16, height: 1, ..inside }.intersection(inside), Act::Pick(i));
    }
    add_hints(operator, inside, skin, hits);
}

/// A finding: what was looked at, what was found, what to do.
fn told(finding: &Finding, skin: &Skin) -> Vec<Line<'static>> {
    let (mark, style) = match finding.verdict {
        Verdict::Good => ("✓", skin.theme.good),
        Verdict::Note => ("·", skin.theme.accent),
        Verdict::Bad => ("✗", skin.theme.bad),
    };
    let said = finding.say(&skin.words);
    let name = format!("{:<w$}", said.name, w = usize::from(NAME));
    let texts = prose::lines(&said.found, COLS - NAME - 2, skin.theme.base).into_iter().map(owned);
    let line = |(i, text): (usize, Line<'static>)| {
        let before = match i {
            0 => vec![Span::styled(format!("{mark} "), style), Span::styled(name.clone(), skin.theme.strong)],
            _ => vec![Span::raw(" ".repeat(usize::from(NAME) + 2))],
        };
        Line::from(before.into_iter().chain(text.spans).collect::<Vec<_>>())
    };
    texts.enumerate().map(line).collect()
}

/// The columns of what the doctor looked at.
const NAME: u16 = 12;

fn owned(line: Line<'_>) -> Line<'static> {
    Line::from(
        line.spans.into_iter().map(|span| Span::styled(span.content.into_owned(), span.style)).collect::<Vec<_>>(),
    )
}

/// Cells between two hints.
const GAP: u16 = 3;

fn hints(operator: &Operator, skin: &Skin) -> Line<'static> {
    let mut spans = Vec::new();
    for binding in keymap::operator_bindings(operator) {
        if let Some(hint) = binding.hint {
            spans.extend([
                Span::styled(binding.label, skin.theme.strong),
                Span::styled(format!(" {}", hint(&skin.words)), skin.theme.dim),
                Span::raw(" ".repeat(usize::from(GAP))),
            ]);
        }
    }
    Line::from(spans)
}

fn add_hints(operator: &Operator, inside: Rect, skin: &Skin, hits: &mut Hits) {
    let mut x = inside.x;
    for binding in keymap::operator_bindings(operator) {
        if let Some(hint) = binding.hint {
            let cols = (width(binding.label) + 1 + width(hint(&skin.words))) as u16;
            hits.add(Rect::new(x, inside.bottom().saturating_sub(1), cols, 1), binding.act.clone());
            x += cols + GAP;
        }
    }
}
