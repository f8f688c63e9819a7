//! What can be pressed: keys and what they do, from the keymap. Each hint can be clicked.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::App;
use crate::pack::Pack;
use crate::ui::Skin;
use crate::ui::keymap::{Binding, Named};
use crate::ui::pen::Pen;
use crate::ui::view::View;

/// Cells between two hints.
const GAP: u16 = 3;

/// `enter next`
fn hint<'a>(row: &Binding, pack: Option<&Pack>, skin: &'a Skin) -> Line<'a> {
    Line::from(vec![
        Span::styled(row.label(pack), skin.theme.strong),
        Span::styled(" ", if row.named == Named::InCorner { skin.theme.strong } else { Style::new() }),
        Span::styled(row.hint(&skin.words), skin.theme.dim),
    ])
}

fn draw(row: &Binding, line: Line, pen: &mut Pen) {
    let mut place = pen.left(line.width() as u16);
    place.put(line);
    if let Some(act) = row.act() {
        place.click(act.clone());
    }
    pen.skip_cols(GAP.into());
}

pub fn cols(rows: &[Binding], skin: &Skin) -> usize {
    let cols = named(rows).map(|row| hint(row, None, skin).width() + usize::from(GAP));
    cols.sum::<usize>().saturating_sub(GAP.into())
}

pub fn line(rows: &[Binding], mut pen: Pen) {
    for row in named(rows) {
        draw(row, hint(row, None, pen.skin), &mut pen);
    }
}

fn named(rows: &[Binding]) -> impl Iterator<Item = &Binding> {
    rows.iter().filter(|row| row.named != Named::Nowhere)
}

/// Draws the footer: what is worth a hint now, as much of it as fits.
pub fn footer(app: &App, view: &dyn View, mut pen: Pen) {
    let (skin, rows) = (pen.skin, view.keys());
    pen.margins(1, 1);
    let corner = rows.iter().find(|row| row.named == Named::InCorner);
    let corner = corner.map(|row| (row, hint(row, None, skin)));
    let taken = corner.as_ref().map_or(2, |(_, line)| line.width() as u16);
    let mut right = pen.right(taken);
    if let Some((row, line)) = corner {
        draw(row, line, &mut right);
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
            draw(row, line, &mut pen);
        }
    }
}
