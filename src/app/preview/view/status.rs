//! The row below a preview: which question it is, how it is shown, and how the files are.

use crate::app::preview::{Over, Preview};
use crate::app::view::prelude::*;
use crate::context::Role;
use crate::ui::theme::ThemeChoice;

const ID_COLS: usize = 26;

#[derive(Clone, Copy)]
pub(super) struct PreviewedTerminal {
    pub(super) size: (u16, u16),
    pub(super) cut: bool,
    pub(super) footer: bool,
}

struct StatusPiece {
    text: String,
    style: Style,
    act: Option<Act>,
    /// Those with the largest give way first where there is too little room; 0 never does.
    gives_way: u8,
}

pub(super) fn count(preview: &Preview, skin: &Skin) -> String {
    let words = skin.words.preview();
    let Some(saved) = &preview.saved else { return words.reading.clone() };
    match (saved.gone, preview.is_broken(), preview.warnings()) {
        (true, ..) => words.gone.clone(),
        (_, true, _) => counted(saved.told.count, &words.faults_one, &words.faults),
        (_, _, 0) => words.clean.clone(),
        (_, _, warnings) => counted(warnings, &words.warnings_one, &words.warnings),
    }
}

pub(super) fn style(preview: &Preview, skin: &Skin) -> Style {
    match &preview.saved {
        Some(_) if preview.is_broken() => skin.theme.bad,
        Some(_) if preview.warnings() > 0 => skin.theme.role(Role::Warn),
        Some(_) => skin.theme.good,
        None => skin.theme.dim,
    }
}

/// Draws the row, with the key that leads back or tells all keys unless there is a footer. What can be changed can be clicked.
pub(super) fn draw(app: &App, preview: &Preview, terminal: PreviewedTerminal, mut pen: Pen) {
    let skin = pen.skin;
    let ground = skin.theme.role(Role::Button);
    pen.at(pen.area).rule(" ", ground);
    let cols = |pieces: &[StatusPiece]| pieces.iter().map(|piece| width(&piece.text) + 2).sum::<usize>();
    let all = pen.cols();
    let fits = |left: &[StatusPiece], right: &[StatusPiece]| cols(left) + cols(right) < all;
    let mut left = left(app, preview, terminal, skin);
    let mut right = right(preview, terminal, true, skin);
    while !fits(&left, &right) {
        let others = left.iter().enumerate().filter(|(_, piece)| piece.gives_way > 0);
        let Some((at, _)) = others.max_by_key(|(_, piece)| piece.gives_way) else { break };
        left.remove(at);
    }
    if !fits(&left, &right) {
        right = self::right(preview, terminal, false, skin);
    }
    let cols = cols(&right) as u16;
    draw_pieces(right, ground, pen.right(cols));
    pen.skip_cols(1);
    draw_pieces(left, ground, pen);
}

fn draw_pieces(pieces: Vec<StatusPiece>, ground: Style, mut pen: Pen) {
    for StatusPiece { text, style, act, .. } in pieces {
        let mut place = pen.left(width(&text) as u16);
        place.put(Span::styled(shorten(&text, place.cols()), ground.patch(style)));
        place.click(act);
        pen.skip_cols(2);
    }
}

fn left(app: &App, preview: &Preview, terminal: PreviewedTerminal, skin: &Skin) -> Vec<StatusPiece> {
    let Some(shown) = &preview.shown else { return Vec::new() };
    let (term, question) = shown.at();
    let (number, of) = shown.number();
    let PreviewedTerminal { size: (cols, rows), cut, .. } = terminal;
    let theme = match app.settings.theme {
        ThemeChoice::Auto if skin.theme.light => ThemeChoice::Light,
        ThemeChoice::Auto => ThemeChoice::Dark,
        theme => theme,
    };
    let size = format!("{cols}x{rows}");
    let size = if cut { fill(&skin.words.preview().cut, &[("size", &size)]) } else { size };
    let piece = |text: String, act: Option<Act>, gives_way| StatusPiece { text, style: Style::new(), act, gives_way };
    let mut pieces = vec![
        piece(shorten(&question.id, ID_COLS), Some(Act::Find), 0),
        piece(format!("{number}/{of}"), Some(Act::Right), 0),
        piece(shorten(term.name.get(shown.lang), ID_COLS), None, 4),
        piece(shown.lang.code().to_owned(), Some(Act::Language), 1),
        piece(size, Some(Act::Size), if cut { 0 } else { 2 }),
        piece(skin.words.ui.theme_of(theme).to_owned(), Some(Act::Theme), 3),
    ];
    if preview.ascii {
        pieces.push(piece(skin.words.preview().keys_ascii.clone(), Some(Act::Ascii), 5));
    }
    pieces
}

fn right(preview: &Preview, terminal: PreviewedTerminal, time: bool, skin: &Skin) -> Vec<StatusPiece> {
    let words = skin.words.preview();
    // What is gone was not saved.
    let saved = preview.saved.as_ref().filter(|saved| time && !saved.gone);
    let at = saved.and_then(|saved| saved.at.as_ref());
    let saved = at.map(|time| fill(&words.saved, &[("time", time)]) + ", ").unwrap_or_default();
    let style = style(preview, skin);
    let state = saved + &count(preview, skin);
    let mut pieces = vec![StatusPiece { text: state, style, act: Some(Act::Faults), gives_way: 0 }];
    if !terminal.footer {
        let ui = &skin.words.ui;
        let back = preview.shown.is_some() && !matches!(preview.over, Over::Nothing);
        let (key, does, act) = if back { ("esc", &ui.keys_back, Act::Back) } else { ("?", &ui.keys, Act::Help) };
        pieces.push(StatusPiece { text: format!("{key} {does}"), style: Style::new(), act: Some(act), gives_way: 0 });
    }
    pieces
}
