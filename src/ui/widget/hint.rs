//! What can be pressed: keys and what they do, from the keymap. Each hint can be clicked.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::pack::Pack;
use crate::ui::Skin;
use crate::ui::keymap::{Binding, Named};
use crate::ui::pen::Pen;

/// Cells between two hints.
pub const GAP: u16 = 3;

/// `enter next`
pub fn hint<'a>(row: &Binding, pack: Option<&Pack>, skin: &'a Skin) -> Line<'a> {
    Line::from(vec![
        Span::styled(row.label(pack), skin.theme.strong),
        Span::styled(" ", if row.named == Named::InCorner { skin.theme.strong } else { Style::new() }),
        Span::styled(row.hint(&skin.words), skin.theme.dim),
    ])
}

pub fn draw(row: &Binding, line: Line, pen: &mut Pen) {
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
