//! Which pixels a terminal can show: what it is asked, what it answers, and what follows.
//!
//! It is asked after the first frame, once a pack with pictures is there, and nobody waits for the answers.

use std::env;

use crossterm::terminal;
use ratatui_image::FontSize;
use ratatui_image::picker::{Picker, ProtocolType};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Images {
    #[default]
    Auto,
    Off,
    /// Two pixels a cell, at most.
    Blocks,
    By(ProtocolType),
}

pub(crate) const IMAGES: [(&str, Images); 6] = [
    ("auto", Images::Auto),
    ("off", Images::Off),
    ("blocks", Images::Blocks),
    ("kitty", Images::By(ProtocolType::Kitty)),
    ("iterm2", Images::By(ProtocolType::Iterm2)),
    ("sixel", Images::By(ProtocolType::Sixel)),
];

/// Asks for the name and version (XTVERSION), whether kitty's protocol is known (by a picture of one pixel that is not
/// kept), and for the size of a cell in pixels (XTWINOPS 16).
pub(super) const QUESTIONS: &str = "\x1b[>0q\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[16t";

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PixelSupport {
    pub(super) version: String,
    pub(super) kitty: bool,
    pub(super) sixel: bool,
    /// Width and height of a cell in pixels.
    pub(super) cell: Option<(u16, u16)>,
}

impl PixelSupport {
    /// Whether kitty's protocol is known together with its placeholders, by which pictures stay where their cells are:
    /// kitty itself has them from 0.28 on. Others that know the protocol (Konsole, WezTerm) do not know them.
    fn kitty_by_cells(&self) -> bool {
        let number = |text: &str| text.split(|c: char| !c.is_ascii_digit()).next().and_then(|n| n.parse::<u32>().ok());
        let own = self.version.strip_prefix("kitty(").and_then(|version| {
            let (major, minor) = version.split_once('.')?;
            Some((number(major)?, number(minor)?) >= (0, 28))
        });
        self.kitty && (own == Some(true) || self.version.starts_with("ghostty"))
    }
}

pub(crate) fn picker(images: Images, answers: &PixelSupport) -> Option<Picker> {
    let protocol = match images {
        Images::Off | Images::Blocks => return None,
        Images::By(protocol) => protocol,
        Images::Auto => protocol(answers, &|name| env::var(name).unwrap_or_default())?,
    };
    let cell = answers.cell.or_else(cell_of_window)?;
    // Deprecated in favour of a query that would take the keys typed meanwhile for its answers.
    #[allow(deprecated)]
    let mut picker = Picker::from_fontsize(FontSize::new(cell.0, cell.1));
    picker.set_protocol_type(protocol);
    Some(picker)
}

/// The best protocol: kitty's, iTerm2's, sixel.
fn protocol(answers: &PixelSupport, var: &dyn Fn(&str) -> String) -> Option<ProtocolType> {
    if !var("NO_COLOR").is_empty() {
        return None;
    }
    if answers.kitty_by_cells() {
        return Some(ProtocolType::Kitty);
    }
    let program = var("TERM_PROGRAM");
    let by_name = ["iTerm", "WezTerm", "mintty", "vscode", "Tabby", "Hyper", "rio", "WarpTerminal"];
    // Konsole knows iTerm2's pictures from 22.04 on, and shows them better than sixel.
    let konsole = var("KONSOLE_VERSION").parse::<u32>().is_ok_and(|version| version >= 220_400);
    if konsole || by_name.iter().any(|name| program.contains(name)) || var("LC_TERMINAL").contains("iTerm") {
        return Some(ProtocolType::Iterm2);
    }
    answers.sixel.then_some(ProtocolType::Sixel)
}

/// The size of a cell after that of the window, whose margins do not make up a cell.
fn cell_of_window() -> Option<(u16, u16)> {
    let size = terminal::window_size().ok()?;
    let part = |pixels: u16, cells: u16| pixels.checked_div(cells).filter(|part| *part > 0);
    Some((part(size.width, size.columns)?, part(size.height, size.rows)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn none(_: &str) -> String {
        String::new()
    }

    fn answers(version: &str, kitty: bool, sixel: bool) -> PixelSupport {
        PixelSupport { version: version.to_owned(), kitty, sixel, cell: Some((11, 23)) }
    }

    #[test]
    fn terminals_get_the_best_that_they_can_show() {
        let konsole = |name: &str| if name == "KONSOLE_VERSION" { "221203".to_owned() } else { String::new() };
        assert_eq!(protocol(&answers("kitty(0.31.0)", true, false), &none), Some(ProtocolType::Kitty));
        assert_eq!(protocol(&answers("foot(1.13.1)", false, true), &none), Some(ProtocolType::Sixel));
        assert_eq!(protocol(&answers("Konsole 22.12.3", true, true), &konsole), Some(ProtocolType::Iterm2));
        assert_eq!(protocol(&answers("XTerm(379)", false, false), &none), None);
        let no_colour = |name: &str| if name == "NO_COLOR" { "1".into() } else { String::new() };
        assert_eq!(protocol(&answers("kitty(0.31.0)", true, false), &no_colour), None);
    }

    #[test]
    fn a_kitty_that_cannot_keep_pictures_in_their_cells_is_not_asked_to() {
        assert_eq!(protocol(&answers("kitty(0.26.5)", true, false), &none), None);
    }
}
