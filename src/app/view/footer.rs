//! The footer: what can be pressed on a screen.

use super::View;
use crate::app::App;
use crate::ui::keymap::{Binding, Named};
use crate::ui::pen::Pen;
use crate::ui::widget::hint::{GAP, draw as draw_hint, hint};

pub(crate) fn draw(app: &App, view: &dyn View, mut pen: Pen) {
    let (skin, rows) = (pen.skin, view.keys());
    pen.margins(1, 1);
    let corner = rows.iter().find(|row| row.named == Named::InCorner);
    let corner = corner.map(|row| (row, hint(row, None, skin)));
    let taken = corner.as_ref().map_or(2, |(_, line)| line.width() as u16);
    let mut right = pen.right(taken);
    if let Some((row, line)) = corner {
        draw_hint(row, line, &mut right);
    }
    pen.right(2);
    let wanted = |row: &&Binding| row.act().is_none_or(|act| app.allows(act) && view.wants(act, skin));
    let open = |row: &&Binding| row.named == Named::Everywhere && row.is_open(view.pack());
    let rows = rows.iter().filter(open).filter(wanted);
    let hints: Vec<_> = rows.map(|row| (row, hint(row, view.pack(), skin))).collect();
    // The last one leads out: whatever has to give way, it stays.
    let way_out = hints.last().map_or(0, |(_, line)| line.width() + usize::from(GAP));
    let last = hints.len().saturating_sub(1);
    for (i, (row, line)) in hints.into_iter().enumerate() {
        if line.width() + if i < last { way_out } else { 0 } <= pen.cols() {
            draw_hint(row, line, &mut pen);
        }
    }
}
