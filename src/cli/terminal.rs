//! What the terminal can do, from the variables that terminals and people set.

use std::env;
use std::io::{self, IsTerminal};

use super::is_set;
use crate::runtime::Abilities;
use crate::runtime::graphics::Images;
use crate::text::SafeText;
use crate::ui::glyphs::Glyphs;
use crate::ui::theme::Depth;
use crate::words::{Cli, fill};

/// The names of terminals that write line after line and can do nothing else: the generic types of terminfo, and what
/// shells within editors call themselves (`emacs`). More may follow behind a hyphen. Not among them: `eterm`, Emacs' own
/// terminal, which is a whole one.
const LINES_ONLY: [&str; 12] = [
    "dumb", "unknown", "emacs", "network", "dialup", "switch", "patch", "lpr", "printer", "glasstty", "tty", "teletype",
];

/// The terminal's name; empty where nobody says it.
fn term() -> String {
    env::var("TERM").unwrap_or_default()
}

/// Whether a terminal of this name writes line after line and can do nothing else.
fn is_lines_only(term: &str) -> bool {
    term.split('-').next().is_some_and(|name| LINES_ONLY.contains(&name))
}

/// Why nothing can be drawn here, if so.
pub(super) fn obstacle(cli: &Cli) -> Option<String> {
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        return Some(cli.no_terminal.clone());
    }
    let term = term();
    if is_lines_only(&term) {
        return Some(fill(&cli.no_screen, &[("term", &SafeText::line(&term))]));
    }
    // Elsewhere than under Unix nobody sets it.
    (cfg!(unix) && term.is_empty()).then(|| cli.no_term.clone())
}

/// Whether what is written there may be written over, and have colours.
pub(super) fn obeys(to: &impl IsTerminal) -> bool {
    to.is_terminal() && !is_lines_only(&term())
}

/// Whether what is written there may have colours, and nobody minds.
pub(super) fn shows_colours(to: &impl IsTerminal) -> bool {
    obeys(to) && !is_set("NO_COLOR")
}

/// Whether the locale's characters are those of UTF-8; where nobody says what they are, they are.
fn is_utf8() -> bool {
    let var = |name: &str| env::var(name).unwrap_or_default();
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().map(var).find(|value| !value.is_empty()).unwrap_or_default();
    locale.is_empty() || locale.to_lowercase().replace('-', "").contains("utf8")
}

/// What the terminal can show.
pub(super) fn abilities() -> Abilities {
    let (term, colours) = (term(), env::var("COLORTERM").unwrap_or_default());
    let depth = if is_set("NO_COLOR") || is_lines_only(&term) {
        Depth::None
    } else if colours == "truecolor" || colours == "24bit" || term.ends_with("-direct") {
        Depth::True
    } else if term.contains("256color") || ["kitty", "alacritty", "foot", "ghostty"].iter().any(|t| term.contains(t)) {
        Depth::Indexed
    } else if term == "linux" {
        Depth::Console
    } else {
        Depth::Sixteen
    };
    // rxvt's convention, which others follow: "foreground;background", where 7 and 9 to 15 are light.
    let ground = env::var("COLORFGBG").unwrap_or_default().rsplit(';').next().and_then(|n| n.parse::<u8>().ok());
    let light = ground.is_some_and(|n| n == 7 || n > 8);
    let glyphs = match term.as_str() {
        _ if !is_utf8() => Glyphs::Ascii,
        "linux" => Glyphs::Console,
        "dumb" | "ansi" => Glyphs::Ascii,
        term if term.starts_with("vt") => Glyphs::Ascii,
        _ => Glyphs::All,
    };
    // A terminal that lacks glyphs has no pixels to show either, and may print what it does not understand.
    let lacks = ["linux", "dumb", "ansi", "vt"].iter().any(|name| term.starts_with(name));
    let images = if lacks { Images::Blocks } else { Images::Auto };
    Abilities { depth, light, glyphs, images }
}

/// Which characters there are for what is only written, line after line: what cannot move its cursor may have them all.
pub(super) fn glyphs_of_lines() -> Glyphs {
    match abilities().glyphs {
        _ if !is_utf8() => Glyphs::Ascii,
        Glyphs::Console if io::stdout().is_terminal() => Glyphs::Console,
        _ => Glyphs::All,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_writes_lines_is_told_from_whole_terminals() {
        for lines_only in ["dumb", "dumb-emacs-ansi", "unknown", "emacs", "emacs-256color", "network"] {
            assert!(is_lines_only(lines_only), "{lines_only}");
        }
        for whole in ["eterm", "eterm-color", "xterm", "xterm-256color", "linux", "vt100", "screen", "tmux", "st", ""] {
            assert!(!is_lines_only(whole), "{whole}");
        }
    }
}
