//! The operator's PIN, and their panel.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::App;
use crate::app::booth::doctor::{Finding, Verdict};
use crate::app::booth::operator::{PanelView, Removable};
use crate::app::booth::{Booth, Item, Operator, Panel};
use crate::app::view::View;
use crate::game::scores::{NamedGame, ShareNews};
use crate::text::{shorten, slice, width, wrap};
use crate::ui::keymap::{BACK_BY_ESC, Binding, CHOOSE, CODE, Enter, Esc, MOVE_BY_ARROWS, SCROLL, bind};
use crate::ui::pen::Pen;
use crate::ui::widget::{list, panel};
use crate::ui::{Act, Cursor, Edit, Skin};
use crate::words::{fill, thousands};

static PIN: &[Binding] = &[bind(&[Enter], "enter", Act::Choose, |words| &words.booth().keys_ok), BACK_BY_ESC, CODE];

static PANEL: &[Binding] = &[MOVE_BY_ARROWS, CHOOSE, BACK_BY_ESC];

static NAMES: &[Binding] =
    &[MOVE_BY_ARROWS, bind(&[Enter], "enter", Act::Choose, |words| &words.booth().keys_remove), BACK_BY_ESC];

static EMPTY: &[Binding] = &[bind(&[Esc, Enter], "esc", Act::Back, |words| &words.ui.keys_back)];

static FINDINGS: &[Binding] = &[SCROLL, bind(&[Esc, Enter], "esc", Act::Back, |words| &words.ui.keys_back)];

static SURE: &[Binding] = &[bind(&[Enter], "enter", Act::Choose, |words| &words.booth().keys_sure), BACK_BY_ESC];

/// The keys of the pad, row by row: a digit, the one that takes the last away, the one that is done.
const PAD: [[char; 3]; 4] = [['1', '2', '3'], ['4', '5', '6'], ['7', '8', '9'], ['<', '0', '=']];

/// The columns of a key: a finger is wider than a letter.
const KEY_COLS: u16 = 9;

/// As many names, or findings, are shown at once.
const LIST_ROWS: usize = 9;

/// No name takes more columns.
const NAME_COLS: usize = 26;

/// The columns of what is shown below the lines of the panel.
const COLS: u16 = 62;

impl View for Operator {
    fn draw(&self, app: &App, mut pen: Pen) -> Cursor {
        let booth = app.booth.as_ref()?;
        pen.click(Act::Help);
        match self {
            Operator::Pin { typed, wrong } => draw_pin(booth, typed, *wrong, pen),
            Operator::Panel(panel) => draw_panel(booth, panel, self.keys(), pen),
        }
        None
    }

    fn keys(&self) -> &'static [Binding] {
        match self {
            Operator::Pin { .. } => PIN,
            Operator::Panel(panel) => match &panel.view {
                PanelView::Names(list) | PanelView::Games(list) if list.asked => SURE,
                PanelView::Names(list) | PanelView::Games(list) if list.games.is_empty() => EMPTY,
                PanelView::Names(_) | PanelView::Games(_) => NAMES,
                PanelView::Findings(..) => FINDINGS,
                PanelView::Sure(_) => SURE,
                PanelView::Nothing | PanelView::Working | PanelView::Written(_) | PanelView::Failed(_) => PANEL,
            },
        }
    }
}

fn draw_pin(booth: &Booth, typed: &str, wrong: bool, mut pen: Pen) {
    let (said, theme) = (pen.skin.words.booth(), &pen.skin.theme);
    let left = booth.locked().as_secs() + u64::from(booth.locked().subsec_nanos() > 0);
    let waiting = |seconds: &str| format!("{} {}", said.pin_wrong, fill(&said.pin_wait, &[("n", seconds)]));
    let note = match (left, wrong) {
        (0, false) => String::new(),
        (0, true) => said.pin_wrong.clone(),
        (n, _) => waiting(&n.to_string()),
    };
    let prompt = Line::from(vec![
        Span::styled(format!("{} ", said.pin_prompt), theme.dim),
        Span::styled(format!("{:<12}", "•".repeat(typed.len())), theme.strong),
    ]);
    // As wide as with its longest note, so that it does not jump under a finger.
    let longest = Line::from(" ".repeat(width(&waiting("60"))));
    let mut lines = vec![prompt, Line::from(Span::styled(note, theme.bad)), longest];
    let style = if left == 0 { theme.strong } else { theme.dim };
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
    let mut pad = panel::draw(&said.pin, lines, PIN, &mut pen);
    pad.skip(3);
    for row in PAD {
        let mut keys = pad.top(2);
        for key in row {
            keys.left(KEY_COLS).click(match key {
                '<' => Act::Type(Edit::DeletePrevChar),
                '=' => Act::Choose,
                digit => Act::Type(Edit::InsertChar(digit)),
            });
        }
    }
}

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

/// A line of the panel, and what a click on it does.
type Clickable = (Line<'static>, Option<Act>);

fn draw_panel(booth: &Booth, panel: &Panel, keys: &[Binding], mut pen: Pen) {
    let skin = pen.skin;
    let mut lines: Vec<Clickable> = Vec::new();
    for text in super::troubles(booth, skin) {
        lines.extend(paragraph(&text, skin.theme.bad));
        lines.push(blank());
    }
    match &panel.view {
        PanelView::Names(list) | PanelView::Games(list) => {
            let are_names = matches!(panel.view, PanelView::Names(_));
            match list.selected().filter(|_| list.asked) {
                Some(game) => lines.extend(paragraph(&sure_to_remove(are_names, game, skin), skin.theme.strong)),
                None => lines.extend(names_lines(are_names, list, skin)),
            }
        }
        PanelView::Findings(findings, at) => {
            let all: Vec<Line> = findings.iter().flat_map(|finding| finding_lines(finding, skin)).collect();
            let rows = usize::from(pen.area.height).saturating_sub(10);
            let from = (*at).min(all.len().saturating_sub(rows));
            lines.extend(all.into_iter().skip(from).take(rows).map(|line| (line, None)));
        }
        PanelView::Sure(item) => lines.extend(paragraph(&sure(*item, booth, skin), skin.theme.strong)),
        PanelView::Nothing | PanelView::Working | PanelView::Written(_) | PanelView::Failed(_) => {
            lines.extend(item_lines(booth, panel, skin));
        }
    }
    lines.push(blank());
    // As wide as its widest state.
    if let Some((line, _)) = lines.iter_mut().find(|(line, _)| line.width() == 0) {
        *line = Line::from(" ".repeat(usize::from(COLS)));
    }
    let (lines, acts): (Vec<_>, Vec<_>) = lines.into_iter().unzip();
    let mut inside = panel::draw(&skin.words.booth().panel, lines, keys, &mut pen);
    for act in acts {
        let mut row = inside.top(1);
        if let Some(act) = act {
            row.click(act);
        }
    }
}

fn blank() -> Clickable {
    (Line::default(), None)
}

/// The lines of a text that nothing can be chosen of.
fn paragraph(text: &str, style: Style) -> impl Iterator<Item = Clickable> {
    let lines = wrap(text, COLS.into()).into_iter();
    lines.map(move |range| (Line::from(Span::styled(slice(text, range).to_owned(), style)), None))
}

/// Whether it is really meant, as a question.
fn sure(item: Item, booth: &Booth, skin: &Skin) -> String {
    let said = skin.words.booth();
    let unwritten = booth.trouble.as_ref().map_or(0, |trouble| trouble.waiting + trouble.lost);
    match item {
        Item::Quit if unwritten > 0 => fill(&said.sure_quit_lost, &[("n", &unwritten.to_string())]),
        Item::Quit => said.sure_quit.clone(),
        _ => said.sure_drill.clone(),
    }
}

/// Whether a name, or a whole game, is really to go.
fn sure_to_remove(are_names: bool, game: &NamedGame, skin: &Skin) -> String {
    let said = skin.words.booth();
    let sentence = if are_names { &said.sure_name } else { &said.sure_game };
    let name = if game.name.is_empty() { said.name_none.clone() } else { shorten(&game.name, NAME_COLS) };
    fill(sentence, &[("name", &name), ("points", &thousands(game.score.points.into())), ("when", &game.when)])
}

fn names_lines(are_names: bool, list: &Removable, skin: &Skin) -> Vec<Clickable> {
    let said = skin.words.booth();
    let Removable { games, at, .. } = list;
    let note = match (are_names, games.is_empty()) {
        (true, true) => &said.no_names,
        (true, false) => &said.names_note,
        (false, true) => &said.no_games,
        (false, false) => &said.games_note,
    };
    let mut lines = vec![(Line::from(Span::styled(note.clone(), skin.theme.dim)), None), blank()];
    let first = list::first(*at, games.len(), LIST_ROWS);
    for (i, named) in games.iter().enumerate().skip(first).take(LIST_ROWS) {
        let (mark, style) = list::mark(i == *at, skin);
        let name = if named.name.is_empty() { "·".to_owned() } else { shorten(&named.name, NAME_COLS) };
        let name = list::padded(&name, 28);
        let points = thousands(named.score.points.into());
        let line = format!("{mark}{name}{points:>7}   {}", named.when);
        lines.push((Line::from(Span::styled(line, style)), Some(Act::Pick(i))));
    }
    lines
}

/// What can be done, and what came of what was done last.
fn item_lines(booth: &Booth, panel: &Panel, skin: &Skin) -> Vec<Clickable> {
    let (said, theme) = (skin.words.booth(), &skin.theme);
    let items = Item::ALL.into_iter().enumerate().map(|(i, item)| {
        let (mark, style) = list::mark(i == panel.selected, skin);
        (Line::from(Span::styled(format!("{mark}{}", name(item, booth, skin)), style)), Some(Act::Pick(i)))
    });
    let (text, style) = match &panel.view {
        PanelView::Working => (said.working.clone(), theme.dim),
        PanelView::Written(place) => (fill(&said.written, &[("place", place)]), theme.good),
        PanelView::Failed(reason) => (fill(&said.failed, &[("reason", reason)]), theme.bad),
        PanelView::Nothing if booth.shared == Some(ShareNews::Online) && booth.has_everything() => {
            (said.shared_online.clone(), theme.dim)
        }
        PanelView::Nothing
        | PanelView::Names(..)
        | PanelView::Games(..)
        | PanelView::Findings(..)
        | PanelView::Sure(_) => (String::new(), theme.base),
    };
    let mut lines: Vec<_> = items.chain([blank()]).chain(paragraph(&text, style)).collect();
    // Room for two rows, so that the panel does not jump when something is done.
    lines.resize(lines.len().max(Item::ALL.len() + 3), blank());
    lines
}

fn finding_lines(finding: &Finding, skin: &Skin) -> Vec<Line<'static>> {
    let (mark, style) = match finding.verdict {
        Verdict::Good => ("✓", skin.theme.good),
        Verdict::Note => ("·", skin.theme.accent),
        Verdict::Bad => ("✗", skin.theme.bad),
    };
    let said = finding.say(&skin.words);
    let name = format!("{:<w$}", said.name, w = usize::from(NAME));
    let texts = wrap(&said.found, usize::from(COLS - NAME - 2)).into_iter();
    let line = |(i, range)| {
        let mut line = match i {
            0 => vec![Span::styled(format!("{mark} "), style), Span::styled(name.clone(), skin.theme.strong)],
            _ => vec![Span::raw(" ".repeat(usize::from(NAME) + 2))],
        };
        line.push(Span::styled(slice(&said.found, range).to_owned(), skin.theme.base));
        Line::from(line)
    };
    texts.enumerate().map(line).collect()
}

const NAME: u16 = 12;
