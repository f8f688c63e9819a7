//! The view: a pure function from [`App`] to a buffer of cells, and to the map of what can be clicked in it.

pub mod glyphs;
pub mod keymap;
pub mod screen;
pub mod theme;
mod widget;

use std::sync::Arc;

use image::RgbImage;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Act, App, Overlay, Screen};
use crate::words::Words;

use self::glyphs::Glyphs;
use self::theme::Theme;

/// How everything looks and reads: it changes with the settings, never within a frame.
#[derive(Debug, Clone)]
pub struct Skin {
    /// The sentences.
    pub words: Words,
    /// The styles.
    pub theme: Theme,
    /// Which characters there are.
    pub glyphs: Glyphs,
    /// Nothing moves but numbers.
    pub still: bool,
    /// Pictures are drawn, not told in words.
    pub pictures: bool,
    /// At a booth, the sentences of each of its languages: nobody has chosen one yet.
    pub tongues: Vec<Words>,
}

/// A picture in its place, for terminals that can show it better than cells do.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The cells in which it is drawn.
    pub area: Rect,
    /// The picture, whole.
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
    /// Makes an area clickable.
    pub fn add(&mut self, area: Rect, act: Act) {
        self.clicks.push((area, act));
    }

    /// What can be clicked.
    pub fn areas(&self) -> impl Iterator<Item = Rect> + '_ {
        self.clicks.iter().map(|(area, _)| *area)
    }

    /// What a click at a place does.
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

/// Draws the current state.
pub fn draw(app: &App, skin: &Skin, buf: &mut Buffer) -> (Hits, Cursor) {
    let area = buf.area;
    buf.set_style(area, skin.theme.base);
    let mut hits = Hits::default();
    let mut cursor = None;
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        screen::too_small::draw(skin, area, buf);
        hits.hidden = true;
    } else {
        let page = page(area);
        match app.screen() {
            Screen::Title(menu) => screen::title::draw(app, menu, skin, page, buf, &mut hits),
            Screen::Settings(menu) => screen::settings::draw(app, menu, skin, page, buf, &mut hits),
            Screen::Round(round) => screen::round::draw(app, round, skin, page, buf, &mut hits),
            Screen::Results(results) => screen::results::draw(results, skin, page, buf, &mut hits),
            Screen::Review(results) => screen::round::draw_review(app, results, skin, page, buf, &mut hits),
            Screen::Class(class) => screen::class::draw(app, class, skin, (page, area), buf, &mut hits),
            Screen::Glossary(glossary) => {
                cursor = screen::glossary::draw(app, glossary, skin, page, buf, &mut hits);
            }
            // It has a page and a footer within what it shows, and its own around them.
            Screen::Preview(preview) => cursor = screen::preview::draw(app, preview, skin, area, buf, &mut hits),
            Screen::Attract(attract) => screen::booth::attract::draw(app, attract, skin, page, buf, &mut hits),
            Screen::Welcome(welcome) => screen::booth::welcome::draw(app, welcome, skin, page, buf, &mut hits),
            Screen::Portrait(portrait) => screen::portrait::draw(portrait, skin, page, buf, &mut hits),
            Screen::Naming(naming) => screen::naming::draw(naming, skin, page, buf, &mut hits),
            Screen::Standings(standings) => screen::standings::draw(app, standings, skin, page, buf, &mut hits),
        }
        if !matches!(app.screen(), Screen::Preview(_) | Screen::Attract(_)) {
            widget::footer::draw(app, skin, page, buf, &mut hits);
        }
        if let Some(overlay) = &app.overlay {
            hits.picture = None;
            cursor = screen::overlay::draw(app, overlay, skin, area, buf, &mut hits);
        }
        screen::booth::draw_over(app, skin, page, buf, &mut hits);
        debug_assert!(!matches!(app.overlay, Some(Overlay::Code { .. })) || cursor.is_some());
    }
    skin.glyphs.reduce(buf);
    (hits, cursor)
}

/// The part of the terminal that is drawn on: centred, and no larger than reads well.
pub fn page(area: Rect) -> Rect {
    let width = (area.width - 2).min(MEASURE);
    let height = area.height.min(HEIGHT);
    Rect::new(area.x + (area.width - width) / 2, area.y + (area.height - height) / 2, width, height)
}
