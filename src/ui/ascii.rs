//! For terminals that show no more than ASCII: every other character of a finished frame becomes one that resembles it.
//!
//! One place for all widgets: they draw as if everything could be shown.

use ratatui::buffer::{Buffer, CellWidth};

/// Replaces what is not ASCII, cell by cell.
pub fn reduce(buf: &mut Buffer) {
    let mut wide = 0;
    for cell in &mut buf.content {
        if wide > 0 {
            // The second half of a wide character.
            cell.set_symbol(" ");
            wide -= 1;
        }
        if !cell.symbol().is_ascii() {
            wide = usize::from(cell.cell_width().max(1)) - 1;
            let like = like(cell.symbol());
            cell.set_char(like);
        }
    }
}

/// A text without what is not ASCII, a character for each.
pub fn reduced(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii() { c } else { like(c.encode_utf8(&mut [0; 4])) }).collect()
}

/// What resembles a character, or several that share a cell; `?` where nothing does.
pub fn like(symbol: &str) -> char {
    let first = symbol.chars().next().unwrap_or(' ');
    match first {
        '─' | '━' | '╌' | '╍' | '┈' | '╸' | '╶' | '—' | '–' | '‒' | '−' => '-',
        '│' | '┃' | '┊' | '╎' | '┆' => '|',
        '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' | '╭' | '╮' | '╰' | '╯' => '+',
        '═' => '=',
        '◆' => '*',
        '●' | '•' | '○' | '◯' | '·' | '∘' => 'o',
        '■' | '█' | '▓' | '▆' | '▇' | '▉' => '#',
        '▲' | '△' | '∧' => '^',
        '▼' | '▾' | '∨' | '↓' => 'v',
        '▒' | '▅' | '▄' => '=',
        '░' | '▃' | '▂' | '▁' => '.',
        '▀' => '"',
        '✓' | '✔' => 'v',
        '✗' | '✘' | '×' => 'x',
        '▸' | '›' | '→' | '⟶' | '▶' => '>',
        '‹' | '←' | '◀' => '<',
        '↑' => '^',
        '…' => '.',
        '∇' => 'V',
        '≤' => '<',
        '≥' => '>',
        '≈' | '∼' => '~',
        '∝' => '~',
        '∑' | 'Σ' => 'S',
        '∏' | 'Π' => 'P',
        '√' => 'V',
        '±' => '+',
        // A negated sign must not lose its stroke.
        '≠' | '∉' => '#',
        '↦' | '⇒' => '>',
        '⇐' => '<',
        // Upright lines would make a determinant of a matrix.
        '⎛' | '⎠' => '/',
        '⎞' | '⎝' => '\\',
        '«' | '»' | '“' | '”' => '"',
        '’' | '‘' => '\'',
        '\u{a0}' | '\u{202f}' => ' ',
        '\u{2800}' => ' ',
        '\u{2801}'..='\u{28ff}' => {
            if (first as u32 & 0xff).count_ones() > 3 {
                ':'
            } else {
                '.'
            }
        }
        '\u{2580}'..='\u{259f}' => '#',
        c => deunicode::deunicode_char(c)
            .and_then(|text| text.chars().next())
            .filter(|c| c.is_ascii_graphic() || *c == ' ')
            .unwrap_or('?'),
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    #[test]
    fn nothing_but_ascii_is_left() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 24, 1));
        buf.set_string(0, 0, "◆ é μ̂ 日本 ⣿ ∂ № ▸ « »", ratatui::style::Style::new());
        reduce(&mut buf);
        let text: String = buf.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert!(text.is_ascii(), "{text}");
        assert!(text.starts_with("* e "), "{text}");
    }
}
