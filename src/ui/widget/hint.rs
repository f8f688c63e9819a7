//! What can be pressed: keys and what they do, from the keymap. Each hint can be clicked.

use crate::pack::Pack;
use crate::ui::keymap::Named;
use crate::ui::prelude::*;

/// Cells between two hints.
pub(crate) const GAP: u16 = 3;

/// `enter next`
pub(crate) fn hint<'a>(row: &Binding, pack: Option<&Pack>, skin: &'a Skin) -> Line<'a> {
    Line::from(vec![
        Span::styled(row.label(pack), skin.theme.strong),
        Span::styled(" ", if row.named == Named::InCorner { skin.theme.strong } else { Style::new() }),
        Span::styled(row.hint(&skin.words), skin.theme.dim),
    ])
}

pub(crate) fn draw(row: &Binding, line: Line, pen: &mut Pen) {
    let mut place = pen.left(line.width() as u16);
    place.put(line);
    place.click(row.act().cloned());
    pen.skip_cols(GAP.into());
}

pub(crate) fn cols(rows: &[Binding], skin: &Skin) -> usize {
    let cols = named(rows).map(|row| hint(row, None, skin).width() + usize::from(GAP));
    cols.sum::<usize>().saturating_sub(GAP.into())
}

pub(crate) fn line(rows: &[Binding], mut pen: Pen) {
    for row in named(rows) {
        draw(row, hint(row, None, pen.skin), &mut pen);
    }
}

fn named(rows: &[Binding]) -> impl Iterator<Item = &Binding> {
    rows.iter().filter(|row| row.named != Named::Nowhere)
}
