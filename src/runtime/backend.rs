//! A ratatui backend that writes little: it remembers position and style from frame to frame, so that a change of a few
//! cells costs a few bytes. (ratatui's own resets all styles and hides the cursor in every frame: some thirty bytes.)

use std::env;
use std::io::{self, Write};

use crossterm::{cursor, queue, terminal};
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};

#[derive(Clone, Copy, PartialEq, Eq)]
struct TerminalStyle {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

const PLAIN: TerminalStyle = TerminalStyle { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

/// The backend. Bytes are collected and written at the end of a frame, in one go.
pub(crate) struct Compact {
    out: io::Stdout,
    bytes: Vec<u8>,
    pen: TerminalStyle,
    /// Where the terminal's cursor is, if that is certain.
    at: Option<Position>,
    cursor_shown: bool,
    /// Asked for anew only when the terminal says that it changed: asking costs more than drawing.
    size: Size,
}

impl Compact {
    /// A backend on a terminal that is in the state that `guard` leaves it in.
    pub(crate) fn new(out: io::Stdout) -> io::Result<Self> {
        let bytes = Vec::with_capacity(1 << 14);
        let mut backend = Self { out, bytes, pen: PLAIN, at: None, cursor_shown: false, size: Size::default() };
        backend.resized()?;
        Ok(backend)
    }

    pub(crate) fn resized(&mut self) -> io::Result<()> {
        let (width, height) = size()?;
        self.size = Size { width, height };
        Ok(())
    }

    /// Others have used the terminal meanwhile: it is as `guard` leaves it again.
    pub(crate) fn taken_anew(&mut self) -> io::Result<()> {
        (self.pen, self.at, self.cursor_shown) = (PLAIN, None, false);
        self.resized()
    }

    fn go_to(&mut self, to: Position) {
        let _ = match self.at {
            Some(at) if at == to => Ok(()),
            Some(at) if at.y == to.y && to.x == at.x + 1 => write!(self.bytes, "\x1b[C"),
            Some(at) if at.y == to.y && to.x > at.x => write!(self.bytes, "\x1b[{}C", to.x - at.x),
            Some(at) if at.y == to.y => write!(self.bytes, "\x1b[{}G", to.x + 1),
            _ => write!(self.bytes, "\x1b[{};{}H", to.y + 1, to.x + 1),
        };
        self.at = Some(to);
    }

    fn set_pen(&mut self, pen: TerminalStyle) {
        if pen == self.pen {
            return;
        }
        let mut codes: Vec<u8> = Vec::with_capacity(48);
        let from = self.pen;
        let mut on = from.modifier;
        for (off, modifiers) in SWITCHES_OFF {
            if (on - pen.modifier).intersects(modifiers) {
                // One switch may turn two of them off, of which one is to stay.
                let _ = write!(codes, "{off};");
                on -= modifiers;
            }
        }
        for (modifier, code) in MODIFIERS {
            if (pen.modifier - on).contains(modifier) {
                let _ = write!(codes, "{code};");
            }
        }
        if pen.fg != from.fg {
            colour(&mut codes, pen.fg, 30);
        }
        if pen.bg != from.bg {
            colour(&mut codes, pen.bg, 40);
        }
        codes.pop();
        self.bytes.extend(b"\x1b[");
        self.bytes.extend(codes);
        self.bytes.push(b'm');
        self.pen = pen;
    }
}

const MODIFIERS: [(Modifier, u8); 6] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::REVERSED, 7),
    (Modifier::CROSSED_OUT, 9),
];

/// Turned off one by one: a reset of all would mean to say both colours again.
const SWITCHES_OFF: [(u8, Modifier); 5] = [
    (22, Modifier::BOLD.union(Modifier::DIM)),
    (23, Modifier::ITALIC),
    (24, Modifier::UNDERLINED),
    (27, Modifier::REVERSED),
    (29, Modifier::CROSSED_OUT),
];

/// The SGR parameters of a colour (ECMA-48, and xterm's for 256 colours and RGB), each followed by a semicolon.
fn colour(codes: &mut Vec<u8>, colour: Color, base: u8) {
    let named = |n: u8| if n < 8 { base + n } else { base + 52 + n };
    let _ = match colour {
        Color::Reset => write!(codes, "{};", base + 9),
        Color::Black => write!(codes, "{};", named(0)),
        Color::Red => write!(codes, "{};", named(1)),
        Color::Green => write!(codes, "{};", named(2)),
        Color::Yellow => write!(codes, "{};", named(3)),
        Color::Blue => write!(codes, "{};", named(4)),
        Color::Magenta => write!(codes, "{};", named(5)),
        Color::Cyan => write!(codes, "{};", named(6)),
        Color::Gray => write!(codes, "{};", named(7)),
        Color::DarkGray => write!(codes, "{};", named(8)),
        Color::LightRed => write!(codes, "{};", named(9)),
        Color::LightGreen => write!(codes, "{};", named(10)),
        Color::LightYellow => write!(codes, "{};", named(11)),
        Color::LightBlue => write!(codes, "{};", named(12)),
        Color::LightMagenta => write!(codes, "{};", named(13)),
        Color::LightCyan => write!(codes, "{};", named(14)),
        Color::White => write!(codes, "{};", named(15)),
        Color::Indexed(n) => write!(codes, "{};5;{n};", base + 8),
        Color::Rgb(r, g, b) => write!(codes, "{};2;{r};{g};{b};", base + 8),
    };
}

impl Backend for Compact {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            self.go_to(Position { x, y });
            self.set_pen(TerminalStyle { fg: cell.fg, bg: cell.bg, modifier: cell.modifier });
            self.bytes.extend(cell.symbol().as_bytes());
            let cells = cell.cell_width();
            // Terminals disagree about the width of what is more than one character, and about the last column.
            let certain = cell.symbol().chars().nth(1).is_none() && cells == 1 && x + 1 < self.size.width;
            self.at = certain.then_some(Position { x: x + 1, y });
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.cursor_shown {
            self.cursor_shown = false;
            queue!(self.bytes, cursor::Hide)?;
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if !self.cursor_shown {
            self.cursor_shown = true;
            queue!(self.bytes, cursor::Show)?;
        }
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        // Asking would mean to wait for the terminal; callers are told where it last was.
        Ok(self.at.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.go_to(position.into());
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.set_pen(PLAIN);
        queue!(self.bytes, terminal::Clear(terminal::ClearType::All))
    }

    fn clear_region(&mut self, _region: ClearType) -> io::Result<()> {
        self.clear()
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        if !self.bytes.is_empty() {
            self.out.write_all(&self.bytes)?;
            self.out.flush()?;
            self.bytes.clear();
        }
        Ok(())
    }
}

/// Columns and rows of the terminal. One that does not know them (a serial line, a container) says 0: then the shell's
/// variables tell, or it is taken for one of 80 by 24. An error where there is no terminal.
pub(crate) fn size() -> io::Result<(u16, u16)> {
    let (columns, rows) = terminal::size()?;
    let or = |known: u16, variable: &str, usual: u16| match known {
        0 => env::var(variable).ok().and_then(|n| n.parse().ok()).filter(|n| *n > 0).unwrap_or(usual),
        known => known,
    };
    Ok((or(columns, "COLUMNS", 80), or(rows, "LINES", 24)))
}
