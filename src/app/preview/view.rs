//! A previewed pack: the game's own screen, drawn as large as it is wanted, and around it how the files are.

mod keys;
mod status;

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Margin;
use ratatui::widgets::{Padding, Widget};
use tui_input::Input;

use self::status::PreviewedTerminal;
use crate::app::play::round::Phase;
use crate::app::play::round::view::moves;
use crate::app::preview::{Over, Preview, Previewed};
use crate::app::view::prelude::*;
use crate::pack::Pack;
use crate::ui::widget::report;
use crate::ui::{Hits, PlacedPicture, SMALLEST};
use crate::words::Words;

/// Terminals of this height and more have a row for the keys below that for the state.
const TWO_ROWS: u16 = SMALLEST.1 + 2;
/// The columns of a panel's frame and of the room within it.
const EDGE_COLS: u16 = 4;
const LISTED: u16 = 6;

impl View for Preview {
    /// At exactly 80x24 there is no row to spare: the row of the state covers the game's own keys, of which a pack has
    /// nothing, rather than anything that was written.
    fn draw(&self, app: &App, mut pen: Pen) {
        let mut pen = pen.everywhere();
        let keys = self.footer(pen.area).map_or(0, |footer| footer.height);
        pen.bottom(keys);
        let bar = pen.bottom(1).area;
        let size = self.size.unwrap_or((pen.area.width, pen.area.height.max(SMALLEST.1)));
        if let Some(shown) = &self.shown {
            draw_game(shown, size, &mut pen);
        }
        let cut = size.0 > pen.area.width || size.1 > pen.area.height + 1;
        status::draw(app, self, PreviewedTerminal { size, cut, footer: keys > 0 }, pen.at(bar));
        match &self.over {
            Over::Faults(pick) => draw_faults(self, pick.at, pen),
            Over::Find { input, pick } => draw_find(self, input, pick.at, pen),
            Over::Nothing => draw_first_faults(self, pen),
        }
    }

    fn keys(&self) -> &'static [Binding] {
        match self.over {
            Over::Nothing => keys::PREVIEW,
            Over::Faults(_) if self.shown.is_none() => keys::BROKEN,
            Over::Faults(_) => keys::FAULTS,
            Over::Find { .. } => keys::FIND,
        }
    }

    fn wants(&self, act: &Act, skin: &Skin) -> bool {
        match (&self.shown, act) {
            // Where there is nothing to go back to, it leads out.
            (None, Act::Back | Act::Quit | Act::Up | Act::Theme) => true,
            (None, _) => false,
            (Some(_), Act::Faults) => !self.report().is_empty(),
            (Some(shown), Act::Language) => shown.at().1.languages.len() > 1,
            (Some(shown), Act::Replay) => moves(shown.at().1, skin),
            (Some(shown), Act::Hint) => {
                shown.round().is_some_and(|round| matches!(round.phase, Phase::Question { .. }))
            }
            (Some(shown), Act::Contrast) => shown.round().is_some_and(|round| round.contrast().is_some()),
            (Some(_), Act::Choose) if matches!(self.over, Over::Find { .. }) => !self.matches().is_empty(),
            _ => true,
        }
    }

    fn pack(&self) -> Option<&Pack> {
        // It can be answered while nothing lies over it.
        self.shown.as_ref().filter(|_| matches!(self.over, Over::Nothing)).map(|shown| &*shown.pack)
    }

    fn footer(&self, terminal: Rect) -> Option<Rect> {
        let row = Rect { x: terminal.x + 1, width: terminal.width - 2, ..terminal }.rows().next_back();
        row.filter(|_| terminal.height >= TWO_ROWS)
    }
}

/// Draws the game as it is at a size, framed where it is smaller than the view, cut where it is larger.
fn draw_game(shown: &Previewed, (cols, rows): (u16, u16), pen: &mut Pen) {
    let (skin, view) = (pen.skin, pen.area);
    let skin_of_game = match skin.words.lang() == shown.lang {
        true => Cow::Borrowed(skin),
        false => Cow::Owned(Skin { words: Words::of(shown.lang), ..skin.clone() }),
    };
    let mut game = Buffer::empty(Rect::new(0, 0, cols, rows));
    let drawn = crate::app::view::draw(&shown.app, &skin_of_game, &mut game);
    let framed = cols + 2 <= view.width && rows + 2 <= view.height;
    let x = view.x + view.width.saturating_sub(cols) / 2;
    let place = Rect::new(x, view.y + u16::from(framed), cols.min(view.width), rows.min(view.height));
    if framed {
        panel::untitled(skin.theme.frame).render(place.outer(Margin::new(1, 1)), pen.buf);
    } else if place.width < view.width {
        for x in [place.right(), place.x.wrapping_sub(1)] {
            let side = Rect::new(x, place.y, 1, place.height).intersection(view);
            for at in side.positions() {
                pen.buf[at].set_symbol("│").set_style(skin.theme.frame);
            }
        }
    }
    for at in place.positions() {
        pen.buf[at] = game[(at.x - place.x, at.y - place.y)].clone();
    }
    for y in place.top()..place.bottom() {
        // Half of a wide character would push out what is beside it.
        let last = &mut pen.buf[(place.right() - 1, y)];
        if width(last.symbol()) > 1 {
            last.set_symbol(" ");
        }
    }
    take_hits(drawn, place, (cols, rows), pen.hits);
}

/// Moves what can be clicked in the game to where the game is drawn. Its ways out are none here.
fn take_hits(drawn: Hits, place: Rect, size: (u16, u16), hits: &mut Hits) {
    let moved = |area: Rect| Rect { x: area.x + place.x, y: area.y + place.y, ..area };
    for (area, act) in drawn.clicks {
        let within = matches!(
            act,
            Act::Say(_) | Act::Choose | Act::Hint | Act::Contrast | Act::Replay | Act::InWords | Act::Up | Act::Down
        );
        let area = moved(area).intersection(place);
        if within && !area.is_empty() {
            hits.clicks.push((area, act));
        }
    }
    let whole = (place.width, place.height) == size;
    hits.picture = drawn
        .picture
        .filter(|placed| whole || place.intersection(moved(placed.area)) == moved(placed.area))
        .map(|PlacedPicture { area, picture, over }| PlacedPicture {
            area: moved(area),
            picture,
            over: over.into_iter().map(moved).collect(),
        });
}

fn draw_faults(preview: &Preview, scroll: usize, mut pen: Pen) {
    // A click beside the text closes it.
    pen.click(Act::Back);
    let (skin, cols) = (pen.skin, pen.area.width.saturating_sub(EDGE_COLS));
    let mut lines = Vec::new();
    if preview.shown.is_none() {
        lines = prose::lines(&skin.words.preview().waiting, cols, skin.theme.dim);
        lines.push(Line::default());
    }
    let report = preview.report();
    let rest: Vec<&str> = report.lines().skip(scroll).collect();
    lines.extend(report::lines(&rest.join("\n"), cols, skin));
    draw_report(preview, lines, &format!("{} ↓", skin.words.ui.more_below), pen);
}

/// Draws the first fault whole over the bottom of the view, and as many more rows as leave most of it to be seen.
fn draw_first_faults(preview: &Preview, mut pen: Pen) {
    if !preview.is_broken() {
        return;
    }
    let skin = pen.skin;
    let lines = report::lines(preview.report().trim_end(), pen.area.width.saturating_sub(EDGE_COLS), skin);
    let first = lines.iter().take_while(|line| line.width() > 0).count() as u16;
    let rows = (lines.len() as u16 + 2).min((pen.area.height / 2).max(8).max(first + 2));
    let mut pen = pen.bottom(rows);
    pen.click(Act::Faults);
    draw_report(preview, lines, &format!("f {}", skin.words.preview().keys_faults), pen);
}

fn draw_report(preview: &Preview, lines: Vec<Line>, more: &str, mut pen: Pen) {
    let (title, style) = (status::count(preview, pen.skin), status::style(preview, pen.skin));
    let mut inside = panel::cover(&title, style, Padding::horizontal(1), &mut pen);
    let fits = lines.len() <= inside.area.height.into();
    inside.rows(lines);
    if !fits {
        pen.more(&format!(" {more} "), 2);
    }
}

fn draw_find(preview: &Preview, input: &Input, selected: usize, mut pen: Pen) {
    let (words, theme) = (pen.skin.words.preview(), &pen.skin.theme);
    let mut area = pen.bottom(LISTED + 3);
    let mut inside = panel::cover(&words.title_find, theme.accent, Padding::horizontal(1), &mut area);
    let mut typed = inside.top(1);
    typed.right(1);
    typed.cursor(input.visual_cursor().min(typed.cols()));
    typed.text(input.value(), theme.strong);
    let found = preview.matches();
    match preview.shown.as_ref().filter(|_| !found.is_empty()) {
        Some(shown) => {
            for (i, place) in
                found.iter().enumerate().skip(list::first(selected, found.len(), LISTED.into())).take(LISTED.into())
            {
                let (term, question) = shown.pack.at(*place);
                let (mark, style) = list::mark(i == selected, inside.skin);
                let line = vec![
                    Span::styled(mark, style),
                    Span::styled(shorten(&question.id, 60), style),
                    Span::styled(format!("   {}", term.name.get(shown.lang)), theme.dim),
                ];
                inside.top(1).button(line, Act::Pick(i));
            }
        }
        None => inside.text(&words.nothing_found, theme.dim),
    }
}
