//! What each screen, and whatever lies over one, is to the eye and to the keyboard.

mod footer;
pub mod keys;
pub(crate) mod prelude;
mod too_small;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::overlay::view::{HELP, Interruption, LEAVE, PAUSE};
use crate::app::screen::screens;
use crate::app::{App, Overlay, Screen, booth};
use crate::pack::Pack;
use crate::ui::keymap::Binding;
use crate::ui::pen::Pen;
use crate::ui::{Act, Hits, SMALLEST, Skin, page};

pub trait View {
    fn draw(&self, app: &App, pen: Pen);

    fn keys(&self) -> &'static [Binding];

    fn wants(&self, _: &Act, _: &Skin) -> bool {
        true
    }

    fn pack(&self) -> Option<&Pack> {
        None
    }

    fn footer(&self, terminal: Rect) -> Option<Rect> {
        page(terminal).rows().next_back()
    }

    fn pause(&self) -> &'static Interruption {
        &PAUSE
    }

    fn leave(&self) -> &'static Interruption {
        &LEAVE
    }
}

macro_rules! views {
    ($($name:ident($state:ty),)+) => {
        pub fn of(screen: &Screen) -> &dyn View {
            match screen { $(Screen::$name(state) => &**state,)+ }
        }
    };
}
screens!(views);

pub fn over<'a>(app: &'a App, overlay: &'a Overlay) -> &'a dyn View {
    match overlay {
        Overlay::Help => &HELP,
        Overlay::Pause => of(app.screen()).pause(),
        Overlay::Leave => of(app.screen()).leave(),
        Overlay::Code(code) => code,
        Overlay::Operator(operator) => operator,
    }
}

pub(crate) fn in_force(app: &App) -> &dyn View {
    app.overlay.as_ref().map_or_else(|| of(app.screen()), |overlay| over(app, overlay))
}

pub fn draw(app: &App, skin: &Skin, buf: &mut Buffer) -> Hits {
    let area = buf.area;
    buf.set_style(area, skin.theme.base);
    let mut hits = Hits { hidden: area.width < SMALLEST.0 || area.height < SMALLEST.1, ..Hits::default() };
    let mut pen = Pen { skin, area, buf, hits: &mut hits };
    if pen.hits.hidden {
        too_small::draw(pen);
    } else {
        draw_screen(app, &mut pen);
    }
    skin.glyphs.reduce(buf);
    hits
}

fn draw_screen(app: &App, pen: &mut Pen) {
    let (terminal, view) = (pen.area, of(app.screen()));
    let mut page = pen.at(page(terminal));
    page.bottom(1);
    view.draw(app, page);
    if let Some(area) = view.footer(terminal) {
        footer::draw(app, view, pen.at(area));
    }
    if let Some(overlay) = &app.overlay {
        (pen.hits.picture, pen.hits.cursor) = (None, None);
        over(app, overlay).draw(app, pen.at(terminal));
    }
    booth::view::draw_over(app, pen);
}
