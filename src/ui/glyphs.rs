//! For terminals that lack characters: every one of them in a finished frame becomes one that resembles it.
//! One place for all widgets: they draw as if everything could be shown.

use ratatui::buffer::{Buffer, CellWidth};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyphs {
    All,
    /// Those of a console of Linux, whose font has 256 or 512.
    Console,
    Ascii,
}

impl Glyphs {
    /// Whether some have to be replaced, so that pictures made of them had better be made of others.
    pub(crate) fn are_few(self) -> bool {
        self != Glyphs::All
    }

    pub(crate) fn reduce(self, buf: &mut Buffer) {
        if self == Glyphs::All {
            return;
        }
        let mut wide = 0;
        for cell in &mut buf.content {
            if wide > 0 {
                // The second half of a wide character.
                cell.set_symbol(" ");
                wide -= 1;
            }
            if !cell.symbol().is_ascii() {
                wide = usize::from(cell.cell_width().max(1)) - 1;
                let like = self.like(cell.symbol());
                cell.set_char(like);
            }
        }
    }

    /// A text without what cannot be shown, a character for each.
    pub(crate) fn reduced(self, text: String) -> String {
        if self == Glyphs::All {
            return text;
        }
        text.chars().map(|c| if c.is_ascii() { c } else { self.like(c.encode_utf8(&mut [0; 4])) }).collect()
    }

    /// What resembles a character, or several that share a cell; `?` where nothing does.
    pub(crate) fn like(self, symbol: &str) -> char {
        let known = symbol.chars().next().filter(|_| self == Glyphs::Console).and_then(on_console);
        known.unwrap_or_else(|| in_ascii(symbol))
    }
}

/// What a console shows as it is, beside Latin-1: what is both in the kernel's own font (code page 437 with what it passes
/// for) and in those that Debian and Raspberry Pi OS load (`Lat15`). The latter lack half blocks.
const ON_CONSOLE: &str = "─│┌┐└┘├┤┬┴┼═←↑→↓■█░▒▲▶▼◀•≈≤≥∞";

/// What a console shows of a character, if not what ASCII has.
fn on_console(c: char) -> Option<char> {
    Some(match c {
        c if ON_CONSOLE.contains(c) => c,
        // But for the soft hyphen, which is none.
        '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{ff}' => c,
        '━' => '═',
        '╭' => '┌',
        '╮' => '┐',
        '╰' => '└',
        '╯' => '┘',
        '◆' => '♦',
        '●' => '•',
        '▓' => '▒',
        '▸' => '▶',
        '▾' => '▼',
        '▆' | '▇' | '▉' => '█',
        '▄' | '▅' => '▒',
        '▁' | '▂' | '▃' => '░',
        '∼' => '≈',
        _ => return None,
    })
}

fn in_ascii(symbol: &str) -> char {
    let first = symbol.chars().next().unwrap_or(' ');
    match first {
        '─' | '━' | '╌' | '╍' | '┈' | '╸' | '╶' | '—' | '–' | '‒' | '−' => '-',
        '│' | '┃' | '┊' | '╎' | '┆' => '|',
        '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' | '╭' | '╮' | '╰' | '╯' => '+',
        '═' | '▒' | '▅' | '▄' => '=',
        '◆' => '*',
        '●' | '•' | '○' | '◯' | '∘' => 'o',
        '·' | '…' | '░' | '▃' | '▂' | '▁' => '.',
        '▲' | '△' | '∧' | '↑' => '^',
        '▼' | '▾' | '∨' | '↓' | '✓' | '✔' => 'v',
        '✗' | '✘' | '×' => 'x',
        '▸' | '›' | '→' | '⟶' | '▶' | '≥' | '↦' | '⇒' => '>',
        '‹' | '←' | '◀' | '≤' | '⇐' => '<',
        '∇' | '√' => 'V',
        // As a plus, `±` would be read as one.
        '≈' | '∼' | '∝' | '±' => '~',
        '∑' | 'Σ' => 'S',
        '∏' | 'Π' => 'P',
        // A negated sign must not lose its stroke.
        '≠' | '∉' => '#',
        // Upright lines would make a determinant of a matrix.
        '⎛' | '⎠' => '/',
        '⎞' | '⎝' => '\\',
        '▀' | '«' | '»' | '“' | '”' => '"',
        '’' | '‘' => '\'',
        '\u{a0}' | '\u{202f}' | '\u{2800}' => ' ',
        '\u{2801}'..='\u{28ff}' if (first as u32 & 0xff).count_ones() > 3 => ':',
        '\u{2801}'..='\u{28ff}' => '.',
        '■' | '\u{2580}'..='\u{259f}' => '#',
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

    fn shown(glyphs: Glyphs, text: &str) -> String {
        let mut buf = Buffer::empty(Rect::new(0, 0, 24, 1));
        buf.set_string(0, 0, text, ratatui::style::Style::new());
        glyphs.reduce(&mut buf);
        buf.content.iter().map(ratatui::buffer::Cell::symbol).collect()
    }

    #[test]
    fn nothing_but_ascii_is_left() {
        let text = shown(Glyphs::Ascii, "◆ é μ̂ 日本 ⣿ ∂ № ▸ « »");
        assert!(text.is_ascii(), "{text}");
        assert!(text.starts_with("* e "), "{text}");
        assert_eq!(Glyphs::Ascii.reduced("2 · 8".to_owned()), "2 . 8");
    }

    #[test]
    fn a_console_keeps_accents_and_lines() {
        assert_eq!(shown(Glyphs::Console, "╭─ Été ±1 ◆ ● ■ « œ » ▂").trim_end(), "┌─ Été ±1 ♦ • ■ « o » ░");
        assert_eq!(shown(Glyphs::All, "╭ œ ✓").trim_end(), "╭ œ ✓");
    }
}
