//! The view: a pure function from [`App`] to a buffer of cells, and to the map of what can be clicked in it.

pub mod glyphs;
pub mod keymap;
mod pen;
pub mod screen;
pub mod theme;
mod view;
mod widget;

use std::sync::Arc;

use image::RgbImage;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::glyphs::Glyphs;
use self::pen::Pen;
use self::theme::Theme;
use self::widget::hint;
use crate::app::{Act, App};
use crate::words::Words;

/// How everything looks and reads: it changes with the settings, never within a frame.
#[derive(Debug, Clone)]
pub struct Skin {
    pub words: Words,
    pub theme: Theme,
    pub glyphs: Glyphs,
    /// Nothing moves but numbers.
    pub still: bool,
    pub pictures: bool,
    /// At a booth, the sentences of each of its languages: nobody has chosen one yet.
    pub tongues: Vec<Words>,
}

/// A picture in its place, for terminals that can show it better than cells do.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The cells in which it is drawn.
    pub area: Rect,
    pub picture: Arc<RgbImage>,
    /// What lies over it: the frame around the tell.
    pub over: Vec<Rect>,
}

/// What is where: areas and what a click there does, later ones on top, and the picture if there is one.
#[derive(Debug, Default, Clone)]
pub struct Hits {
    clicks: Vec<(Rect, Act)>,
    /// The picture that is drawn, unless something lies over it.
    pub picture: Option<Placed>,
    /// Nothing of the screen is seen, because the terminal is too small: whatever one did would be done blindly.
    pub hidden: bool,
}

impl Hits {
    pub fn add(&mut self, area: Rect, act: Act) {
        self.clicks.push((area, act));
    }

    pub fn areas(&self) -> impl Iterator<Item = Rect> + '_ {
        self.clicks.iter().map(|(area, _)| *area)
    }

    pub fn at(&self, column: u16, row: u16) -> Option<&Act> {
        let place = Position::new(column, row);
        self.clicks.iter().rev().find(|(area, _)| area.contains(place)).map(|(_, act)| act)
    }
}

/// The smallest terminal that can show the game.
pub const SMALLEST: (u16, u16) = (80, 24);

/// Lines of text are no longer than this, however wide the terminal is.
const MEASURE: u16 = 100;
/// The page is no higher than this.
const HEIGHT: u16 = 44;

/// Where a frame's cursor is to stand, while something is typed.
pub type Cursor = Option<Position>;

pub fn draw(app: &App, skin: &Skin, buf: &mut Buffer) -> (Hits, Cursor) {
    let area = buf.area;
    buf.set_style(area, skin.theme.base);
    let mut hits = Hits { hidden: area.width < SMALLEST.0 || area.height < SMALLEST.1, ..Hits::default() };
    let mut pen = Pen { skin, area, buf, hits: &mut hits };
    let cursor = if pen.hits.hidden {
        screen::too_small::draw(pen);
        None
    } else {
        draw_screen(app, &mut pen)
    };
    skin.glyphs.reduce(buf);
    (hits, cursor)
}

fn draw_screen(app: &App, pen: &mut Pen) -> Cursor {
    let (terminal, view) = (pen.area, view::of(app.screen()));
    let mut page = pen.at(page(terminal));
    page.bottom(1);
    let mut cursor = view.draw(app, page);
    if let Some(footer) = view.footer(terminal) {
        hint::footer(app, view, pen.at(footer));
    }
    if let Some(overlay) = &app.overlay {
        pen.hits.picture = None;
        cursor = view::over(app, overlay).draw(app, pen.at(terminal));
    }
    screen::booth::draw_over(app, pen);
    cursor
}

/// The part of the terminal that is drawn on: centred, and no larger than reads well.
pub fn page(terminal: Rect) -> Rect {
    centred(terminal, (terminal.width - 2).min(MEASURE), HEIGHT)
}

/// A place of a size, or as much of it as there is room for, in the middle of another.
fn centred(area: Rect, cols: u16, rows: u16) -> Rect {
    let (cols, rows) = (cols.min(area.width), rows.min(area.height));
    Rect::new(area.x + (area.width - cols) / 2, area.y + (area.height - rows) / 2, cols, rows)
}
