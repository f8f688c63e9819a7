//! What screens are drawn with, and what keys and clicks mean. Nothing here knows a screen.

mod act;
pub mod glyphs;
pub(crate) mod keymap;
pub(crate) mod pen;
pub(crate) mod prelude;
pub mod theme;
pub(crate) mod widget;

use std::sync::Arc;

use image::RgbImage;
use ratatui::layout::{Position, Rect};

pub use self::act::{Act, Edit};
use self::glyphs::Glyphs;
use self::theme::Theme;
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
pub struct PlacedPicture {
    pub area: Rect,
    pub(crate) picture: Arc<RgbImage>,
    /// What lies over it: the frame around the tell.
    pub(crate) over: Vec<Rect>,
}

/// What is where: areas and what a click there does, later ones on top, and the picture if there is one.
#[derive(Debug, Default, Clone)]
pub struct Hits {
    pub(crate) clicks: Vec<(Rect, Act)>,
    pub picture: Option<PlacedPicture>,
    pub(crate) cursor: Option<Position>,
    /// Nothing of the screen is seen, because the terminal is too small: whatever one did would be done blindly.
    pub(crate) hidden: bool,
}

impl Hits {
    pub fn areas(&self) -> impl Iterator<Item = Rect> + '_ {
        self.clicks.iter().map(|(area, _)| *area)
    }

    pub fn at(&self, column: u16, row: u16) -> Option<&Act> {
        let place = Position::new(column, row);
        self.clicks.iter().rev().find(|(area, _)| area.contains(place)).map(|(_, act)| act)
    }
}

pub const SMALLEST: (u16, u16) = (80, 24);

/// Lines of text are no longer than this, however wide the terminal is.
const MEASURE: u16 = 100;
const HEIGHT: u16 = 44;

/// The part of the terminal that is drawn on: centred, and no larger than reads well.
pub(crate) fn page(terminal: Rect) -> Rect {
    centred(terminal, (terminal.width - 2).min(MEASURE), HEIGHT)
}

/// A place of a size, or as much of it as there is room for, in the middle of another.
pub(crate) fn centred(area: Rect, cols: u16, rows: u16) -> Rect {
    let (cols, rows) = (cols.min(area.width), rows.min(area.height));
    Rect::new(area.x + (area.width - cols) / 2, area.y + (area.height - rows) / 2, cols, rows)
}
