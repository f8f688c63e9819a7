//! A booth while nobody is there. It moves slowly, and nothing stays where it was: nothing may burn into a screen.

use std::time::Duration;

use crate::app::booth::Booth;
use crate::app::booth::attract::{Attract, BoothScene};
use crate::app::exhibit::Exhibit;
use crate::app::exhibit::view::{QuestionPage, lit};
use crate::app::play::standings::board;
use crate::app::title::view::draw_cat;
use crate::app::view::prelude::*;
use crate::context::Room;
use crate::context::picture::Pixels;
use crate::ui::PlacedPicture;
use crate::ui::keymap::*;
use crate::ui::widget::context;

static KEYS: &[Binding] = &[quiet(&[Char('?')], Act::Help)];

/// The first rows of an explanation are read within this time.
const READ: Duration = Duration::from_secs(6);

/// The rows that are left below for the picture of an organiser.
const LOGO_ROWS: u16 = 6;

impl View for Attract {
    fn draw(&self, app: &App, mut pen: Pen) {
        let Some(booth) = &app.booth else { return };
        if booth.is_troubled() {
            let (words, theme) = (&pen.skin.words, &pen.skin.theme);
            pen.everywhere().bottom(1).flush(&format!("! {}", words.booth().trouble_mark), 1, theme.dim);
        }
        match self.scene() {
            _ if booth.paused => draw_closed(self, pen),
            BoothScene::Title => draw_title(booth, self, pen),
            BoothScene::Ask | BoothScene::Tell => draw_question(app, self, pen),
            BoothScene::Board => draw_board(app, booth, self, pen),
        }
    }

    fn keys(&self) -> &'static [Binding] {
        KEYS
    }
}

/// How far something may wander in so much room, by the turn of the loop: there and back in steps.
fn wander(turn: usize, room: u16) -> u16 {
    let room = usize::from(room);
    if room == 0 {
        return 0;
    }
    let step = (turn * 7) % (2 * room);
    step.min(2 * room - step) as u16
}

fn draw_title(booth: &Booth, attract: &Attract, mut pen: Pen) {
    let skin = pen.skin;
    let (words, theme, config) = (&skin.words, &skin.theme, &booth.config);
    let event = config.event.as_ref().map(|event| event.get(words.lang()));
    let line = config.line.as_ref().map(|line| line.get(words.lang()));
    let logo = booth.logo.as_ref().filter(|_| theme.shows_pixels() && !skin.glyphs.are_few());
    let rows = letters::LARGE_ROWS
        + 8
        + u16::from(event.is_some()) * 5
        + u16::from(line.is_some()) * 2
        + u16::from(logo.is_some()) * LOGO_ROWS;
    pen.skip(1 + wander(attract.turn + 1, pen.area.height.saturating_sub(rows + 1)));
    pen.skip_cols(usize::from(4 + wander(attract.turn, (pen.area.width - 4).saturating_sub(70))));
    if let Some(event) = event {
        letters::medium(event, theme.strong, pen.top(letters::LARGE_ROWS));
        pen.skip(1);
    }
    letters::large("polysemy", theme.accent, pen.top(letters::LARGE_ROWS));
    pen.skip(1);
    pen.prose(&words.ui.tagline, pen.area.width.min(70), theme.base);
    pen.skip(1);
    if let Some(line) = line {
        pen.text(line, theme.dim);
        pen.skip(1);
    }
    let mut domains = pen.top(2);
    if let Some(asked) = &attract.asked {
        domains.put(domain::row(&asked.pack.header.domains, words.lang(), 5, skin));
    }
    draw_invitation(attract, &mut pen);
    pen.right(2);
    match logo {
        Some(logo) if pen.area.height > 1 => draw_logo(logo, pen),
        _ if pen.area.height >= CAT_ROWS => draw_cat(pen.bottom(CAT_ROWS).right(30)),
        _ => {}
    }
}

const CAT_ROWS: u16 = 5;

fn draw_logo(logo: &Pixels, mut pen: Pen) {
    let cells = logo.cells(Room { cols: 30, rows: pen.area.height.into() });
    let mut place = pen.bottom(cells.1 as u16);
    let mut place = place.right(cells.0 as u16);
    place.hits.picture = Some(PlacedPicture { area: place.area, picture: logo.full.clone(), over: Vec::new() });
    place.rows(logo.rows(cells, 0).iter().map(|row| context::line(row, 0, place.skin)));
}

fn draw_invitation(attract: &Attract, pen: &mut Pen) {
    let bright = pen.skin.still || attract.since.as_secs().is_multiple_of(2);
    let style = if bright { pen.skin.theme.accent } else { pen.skin.theme.dim };
    let all: Vec<&str> = pen.skin.tongues.iter().map(|words| words.booth().press.as_str()).collect();
    let both = all.join("  ·  ");
    let fits = !all.is_empty() && width(&both) <= pen.cols();
    pen.text(if fits { &both } else { &pen.skin.words.booth().press }, style);
}

fn draw_question(app: &App, attract: &Attract, mut pen: Pen) {
    let (Some((shown, term, _)), Some(place)) = (attract.shown(), attract.place()) else { return };
    let (skin, pack, lang) = (pen.skin, &shown.pack, shown.lang);
    let press = Span::styled(&skin.words.booth().press, skin.theme.accent);
    header::draw(pack.header.title.get(lang), press, &mut pen);
    let telling = attract.scene() == BoothScene::Tell;
    let lit = lit(attract.since, skin).filter(|_| telling);
    // Nobody scrolls what does not fit: it does so by itself, once the first rows were read.
    let scroll = attract.since.saturating_sub(READ).as_secs() as u16;
    let asked = QuestionPage::new(pack, lang, place, &Exhibit::default());
    QuestionPage { lit, frame: attract.frame(), scroll, ..asked }.draw("", app, &mut pen);
    if telling {
        return;
    }
    let gap = u16::from(pen.area.height > 3);
    pen.skip(gap);
    // Below the tallest contexts, what is asked gives way to the answers.
    if pen.area.height > 1 {
        pen.text(fill(&skin.words.ui.which, &[("term", term.name.get(lang))]), skin.theme.base);
        pen.skip(gap);
    }
    pen.inset(2, 0).put(domain::row(&pack.header.domains, lang, 8, skin));
}

fn draw_board(app: &App, booth: &Booth, attract: &Attract, mut pen: Pen) {
    let (skin, theme) = (pen.skin, &pen.skin.theme);
    pen.skip(1 + wander(attract.turn, (pen.page_rows() / 2).saturating_sub(12)));
    pen.skip_cols(wander(attract.turn, pen.area.width.saturating_sub(board::COLS)).into());
    draw_invitation(attract, &mut pen.bottom(1).inset(2, 0));
    pen.bottom(1);
    let mut head = pen.top(letters::LARGE_ROWS + 3).inset(2, 0);
    letters::medium(&skin.words.booth().best, theme.accent, head.top(letters::LARGE_ROWS));
    head.skip(1);
    let games = attract.board.as_ref().map(|board| board::games(board, skin)).unwrap_or_default();
    let scope = board::name(app, booth.config.board, skin);
    head.put(vec![Span::styled(scope, theme.strong), Span::styled(format!("   {games}"), theme.dim)]);
    if let Some(shown) = &attract.board {
        let mut rows = pen.top(12);
        board::draw(shown, attract.since, rows.left(board::COLS));
    }
}

fn draw_closed(attract: &Attract, mut pen: Pen) {
    let (said, theme) = (pen.skin.words.booth(), &pen.skin.theme);
    pen.skip(pen.page_rows() / 4);
    pen.skip_cols(usize::from(4 + wander(attract.turn, 6)));
    letters::medium(&said.closed, theme.accent, pen.top(letters::LARGE_ROWS));
    pen.skip(1);
    pen.text(&said.closed_note, theme.base);
    pen.skip(2);
    draw_cat(pen);
}
