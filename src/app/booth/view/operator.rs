//! The operator's PIN, and their panel.

use crate::app::booth::doctor::{Finding, Verdict};
use crate::app::booth::operator::{Ending, PanelView, Removable, RemovableKind};
use crate::app::booth::{Booth, Operator, Panel, PanelItem};
use crate::app::view::prelude::*;
use crate::game::scores::{NamedGame, ShareNews};
use crate::ui::Edit;
use crate::ui::keymap::*;

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

const LIST_ROWS: usize = 9;

const NAME_COLS: usize = 26;

const COLS: u16 = 62;

impl View for Operator {
    fn draw(&self, app: &App, mut pen: Pen) {
        let Some(booth) = &app.booth else { return };
        pen.click(Act::Help);
        match self {
            Operator::Pin { typed, wrong } => draw_pin(booth, typed, *wrong, pen),
            Operator::Panel(panel) => draw_panel(booth, panel, self.keys(), pen),
        }
    }

    fn keys(&self) -> &'static [Binding] {
        match self {
            Operator::Pin { .. } => PIN,
            Operator::Panel(panel) => match &panel.view {
                PanelView::Removing(list) if list.asked => SURE,
                PanelView::Removing(list) if list.games.is_empty() => EMPTY,
                PanelView::Removing(_) => NAMES,
                PanelView::Findings(..) => FINDINGS,
                PanelView::Sure(_) => SURE,
                PanelView::Nothing | PanelView::Working | PanelView::Written(_) | PanelView::Failed(_) => PANEL,
            },
        }
    }
}

fn draw_pin(booth: &Booth, typed: &str, wrong: bool, mut pen: Pen) {
    let (said, theme) = (pen.skin.words.booth(), &pen.skin.theme);
    let left = booth.lock.left.as_secs() + u64::from(booth.lock.left.subsec_nanos() > 0);
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
        let keys = row.map(|key| Span::styled(format!("{:^w$}", pad_key(key).0, w = usize::from(KEY_COLS)), style));
        lines.extend([Line::from(keys.to_vec()), Line::default()]);
    }
    let mut pad = panel::draw(&said.pin, lines, PIN, &mut pen);
    pad.skip(3);
    for row in PAD {
        let mut keys = pad.top(2);
        for key in row {
            keys.left(KEY_COLS).click(pad_key(key).1);
        }
    }
}

fn pad_key(key: char) -> (String, Act) {
    match key {
        '<' => ("←".to_owned(), Act::Type(Edit::DeletePrevChar)),
        '=' => ("ok".to_owned(), Act::Choose),
        digit => (digit.to_string(), Act::Type(Edit::InsertChar(digit))),
    }
}

fn name<'a>(item: PanelItem, booth: &Booth, skin: &'a Skin) -> &'a str {
    let said = skin.words.booth();
    match item {
        PanelItem::Return => &said.item_return,
        PanelItem::Pause if booth.paused => &said.item_resume,
        PanelItem::Pause => &said.item_pause,
        PanelItem::Names => &said.item_names,
        PanelItem::Games => &said.item_games,
        PanelItem::EndDay => &said.item_end_day,
        PanelItem::Export => &said.item_export,
        PanelItem::Doctor => &said.item_doctor,
        PanelItem::Drill => &said.item_drill,
        PanelItem::Quit => &said.item_quit,
    }
}

type Clickable = (Line<'static>, Option<Act>);

fn draw_panel(booth: &Booth, panel: &Panel, keys: &[Binding], mut pen: Pen) {
    let skin = pen.skin;
    let mut lines: Vec<Clickable> = Vec::new();
    for text in super::troubles(booth, skin) {
        lines.extend(paragraph(&text, skin.theme.bad));
        lines.push(blank());
    }
    match &panel.view {
        PanelView::Removing(list) => match list.selected().filter(|_| list.asked) {
            Some(game) => lines.extend(paragraph(&sure_to_remove(list.what, game, skin), skin.theme.strong)),
            None => lines.extend(names_lines(list, skin)),
        },
        PanelView::Findings(findings, at) => {
            let all: Vec<Line> = findings.iter().flat_map(|finding| finding_lines(finding, skin)).collect();
            let rows = usize::from(pen.area.height).saturating_sub(10);
            let from = at.at.min(all.len().saturating_sub(rows));
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
        inside.top(1).click(act);
    }
}

fn blank() -> Clickable {
    (Line::default(), None)
}

fn paragraph(text: &str, style: Style) -> impl Iterator<Item = Clickable> + use<> {
    prose::lines(text, COLS, style).into_iter().map(|line| (line, None))
}

fn sure(ending: Ending, booth: &Booth, skin: &Skin) -> String {
    let said = skin.words.booth();
    let unwritten = booth.trouble.as_ref().map_or(0, |trouble| trouble.waiting + trouble.lost);
    match ending {
        Ending::Quit if unwritten > 0 => fill(&said.sure_quit_lost, &[("n", &unwritten.to_string())]),
        Ending::Quit => said.sure_quit.clone(),
        Ending::Drill => said.sure_drill.clone(),
    }
}

fn sure_to_remove(what: RemovableKind, game: &NamedGame, skin: &Skin) -> String {
    let said = skin.words.booth();
    let sentence = match what {
        RemovableKind::Name => &said.sure_name,
        RemovableKind::Game => &said.sure_game,
    };
    let name = if game.name.is_empty() { said.name_none.clone() } else { shorten(&game.name, NAME_COLS) };
    fill(sentence, &[("name", &name), ("points", &thousands(game.score.points.into())), ("when", &game.when)])
}

fn names_lines(list: &Removable, skin: &Skin) -> Vec<Clickable> {
    let said = skin.words.booth();
    let (games, at) = (&list.games, list.pick.at);
    let note = match (list.what, games.is_empty()) {
        (RemovableKind::Name, true) => &said.no_names,
        (RemovableKind::Name, false) => &said.names_note,
        (RemovableKind::Game, true) => &said.no_games,
        (RemovableKind::Game, false) => &said.games_note,
    };
    let mut lines = vec![(Line::from(Span::styled(note.clone(), skin.theme.dim)), None), blank()];
    let first = list::first(at, games.len(), LIST_ROWS);
    for (i, named) in games.iter().enumerate().skip(first).take(LIST_ROWS) {
        let (mark, style) = list::mark(i == at, skin);
        let name = if named.name.is_empty() { "·".to_owned() } else { shorten(&named.name, NAME_COLS) };
        let name = list::padded(&name, 28);
        let points = thousands(named.score.points.into());
        let line = format!("{mark}{name}{points:>7}   {}", named.when);
        lines.push((Line::from(Span::styled(line, style)), Some(Act::Pick(i))));
    }
    lines
}

fn item_lines(booth: &Booth, panel: &Panel, skin: &Skin) -> Vec<Clickable> {
    let (said, theme) = (skin.words.booth(), &skin.theme);
    let items = PanelItem::ALL.into_iter().enumerate().map(|(i, item)| {
        let (mark, style) = list::mark(i == panel.pick.at, skin);
        (Line::from(Span::styled(format!("{mark}{}", name(item, booth, skin)), style)), Some(Act::Pick(i)))
    });
    let (text, style) = match &panel.view {
        PanelView::Working => (said.working.clone(), theme.dim),
        PanelView::Written(place) => (fill(&said.written, &[("place", place)]), theme.good),
        PanelView::Failed(reason) => (fill(&said.failed, &[("reason", reason)]), theme.bad),
        PanelView::Nothing if booth.shared == Some(ShareNews::Online) && booth.has_everything() => {
            (said.shared_online.clone(), theme.dim)
        }
        PanelView::Nothing | PanelView::Removing(_) | PanelView::Findings(..) | PanelView::Sure(_) => {
            (String::new(), theme.base)
        }
    };
    let mut lines: Vec<_> = items.chain([blank()]).chain(paragraph(&text, style)).collect();
    // Room for two rows, so that the panel does not jump when something is done.
    lines.resize(lines.len().max(PanelItem::ALL.len() + 3), blank());
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
    let mut head = vec![Span::styled(format!("{mark} "), style), Span::styled(name, skin.theme.strong)];
    let mut lines = prose::lines(&said.found, COLS - NAME - 2, skin.theme.base);
    for line in &mut lines {
        line.spans.splice(0..0, std::mem::replace(&mut head, vec![Span::raw(" ".repeat(usize::from(NAME) + 2))]));
    }
    lines
}

const NAME: u16 = 12;
