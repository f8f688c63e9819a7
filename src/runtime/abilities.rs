//! What a terminal can do, as far as the variables tell that terminals and people set.

use super::Abilities;
use super::graphics::Images;
use crate::ui::glyphs::Glyphs;
use crate::ui::theme::Depth;

/// The names of terminals that write line after line and can do nothing else: the generic types of terminfo, and what
/// shells within editors call themselves (`emacs`). More may follow behind a hyphen. Not among them: `eterm`, Emacs' own
/// terminal, which is a whole one.
const LINES_ONLY: &str = "dumb unknown emacs network dialup switch patch lpr printer glasstty tty teletype";

/// How terminals call themselves that understand xterm's questions, and ignore those that they cannot answer.
const SPEAK_XTERM: &str = "xterm kitty foot ghostty wezterm alacritty contour konsole mintty mlterm rio rxvt st gnome vte \
    iterm ms-terminal tmux screen";

pub(crate) fn of(var: &dyn Fn(&str) -> String) -> Abilities {
    let term = var("TERM");
    let term = term.as_str();
    let one_of = |names: &str| names.split(' ').any(|name| term.starts_with(name));
    // tmux goes by the same name, and knows far more.
    let screen = !var("STY").is_empty() || one_of("screen") && var("TMUX").is_empty();
    let emacs = one_of("eterm");
    let old = one_of("linux dumb ansi vt cons sun");
    // Others may print a question that they do not understand.
    let speaks_xterm = one_of(SPEAK_XTERM) && !screen;
    let glyphs = match term {
        _ if !is_utf8(var) => Glyphs::Ascii,
        "linux" => Glyphs::Console,
        "dumb" | "ansi" => Glyphs::Ascii,
        term if term.starts_with("vt") => Glyphs::Ascii,
        _ => Glyphs::All,
    };
    // Handed down from the terminal around it, which is not the one that is drawn on.
    let inherited = old || screen || emacs;
    let multiplexed = screen || one_of("screen tmux") || !var("TMUX").is_empty();
    Abilities {
        depth: depth(term, &var("COLORTERM"), inherited, !var("NO_COLOR").is_empty()),
        light: is_light(&var("COLORFGBG")),
        glyphs,
        images: if old || emacs { Images::Blocks } else { Images::Auto },
        tells_ground: speaks_xterm,
        // A multiplexer answers for itself, and what is around it may be looked at from several terminals. Apple's
        // terminal prints the question.
        tells_pictures: speaks_xterm && !multiplexed && var("TERM_PROGRAM") != "Apple_Terminal",
    }
}

pub(crate) fn is_lines_only(term: &str) -> bool {
    term.split('-').next().is_some_and(|name| LINES_ONLY.split(' ').any(|known| known == name))
}

/// Whether the locale's characters are those of UTF-8; where nobody says what they are, they are.
pub(crate) fn is_utf8(var: &dyn Fn(&str) -> String) -> bool {
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().map(var).find(|value| !value.is_empty()).unwrap_or_default();
    locale.is_empty() || locale.to_lowercase().replace('-', "").contains("utf8")
}

fn depth(term: &str, colours: &str, inherited: bool, none: bool) -> Depth {
    let indexed = ["256color", "kitty", "alacritty", "foot", "ghostty"];
    match term {
        _ if none => Depth::None,
        _ if is_lines_only(term) => Depth::None,
        "linux" => Depth::Console,
        term if term.ends_with("-direct") => Depth::True,
        _ if !inherited && matches!(colours, "truecolor" | "24bit") => Depth::True,
        term if indexed.iter().any(|name| term.contains(name)) => Depth::Indexed,
        _ => Depth::Sixteen,
    }
}

/// rxvt's convention, which others follow: "foreground;background", by their numbers in the palette.
fn is_light(colours: &str) -> bool {
    let ground = colours.rsplit(';').next().and_then(|n| n.parse::<u8>().ok());
    ground.is_some_and(|n| match n {
        0..=15 => n == 7 || n > 8,
        // A cube of six levels a colour, of which green is by far the lightest.
        16..=231 => {
            let level = |unit: u8| u32::from((n - 16) / unit % 6);
            299 * level(36) + 587 * level(6) + 114 * level(1) > 2500
        }
        // Greys from 8 to 238.
        232.. => n >= 244,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(set: &[(&str, &str)]) -> Abilities {
        of(&|name| set.iter().find(|(known, _)| *known == name).map_or_else(String::new, |(_, value)| (*value).into()))
    }

    #[test]
    fn colours_that_the_terminal_around_has_are_not_believed() {
        let deep = ("COLORTERM", "truecolor");
        for (set, depth) in [
            (vec![("TERM", "xterm-256color"), deep], Depth::True),
            (vec![("TERM", "xterm-256color")], Depth::Indexed),
            (vec![("TERM", "screen"), deep], Depth::Sixteen),
            (vec![("TERM", "screen.xterm-256color"), deep], Depth::Indexed),
            (vec![("TERM", "screen-256color-bce"), deep, ("STY", "1.pts")], Depth::Indexed),
            (vec![("TERM", "xterm-256color"), deep, ("STY", "1.pts")], Depth::Indexed),
            (vec![("TERM", "screen-256color"), deep, ("TMUX", "/tmp/tmux,1,0")], Depth::True),
            (vec![("TERM", "tmux-256color"), deep, ("TMUX", "/tmp/tmux,1,0")], Depth::True),
            (vec![("TERM", "eterm-color"), deep], Depth::Sixteen),
            (vec![("TERM", "eterm-256color"), deep], Depth::Indexed),
            (vec![("TERM", "eterm-direct")], Depth::True),
            (vec![("TERM", "xterm-direct")], Depth::True),
            (vec![("TERM", "vt220"), deep], Depth::Sixteen),
            (vec![("TERM", "linux"), deep], Depth::Console),
            (vec![("TERM", "xterm-kitty"), ("NO_COLOR", "1")], Depth::None),
            (vec![("TERM", "foot")], Depth::Indexed),
        ] {
            assert_eq!(with(&set).depth, depth, "{set:?}");
        }
    }

    #[test]
    fn questions_go_to_those_who_understand_them() {
        let asked = |set: &[(&str, &str)]| {
            let abilities = with(set);
            (abilities.tells_ground, abilities.tells_pictures)
        };
        assert_eq!(asked(&[("TERM", "xterm-256color")]), (true, true));
        assert_eq!(asked(&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "Apple_Terminal")]), (true, false));
        assert_eq!(asked(&[("TERM", "tmux-256color"), ("TMUX", "x")]), (true, false));
        assert_eq!(asked(&[("TERM", "screen-256color"), ("TMUX", "x")]), (true, false));
        for term in
            ["screen", "screen.xterm-256color", "eterm-color", "linux", "vt100", "cons25", "ansi", "", "x", "wy60"]
        {
            assert_eq!(asked(&[("TERM", term)]), (false, false), "{term}");
        }
    }

    #[test]
    fn the_ground_is_read_from_all_256_colours() {
        for dark in
            ["", "15;0", "15;8", "7;16", "15;17", "15;22", "7;232", "7;243", "15;default;0", "0;default", "x", "1;999"]
        {
            assert!(!with(&[("COLORFGBG", dark)]).light, "{dark}");
        }
        for light in ["0;7", "0;15", "0;default;15", "0;231", "0;254", "0;255", "0;230", "0;195"] {
            assert!(with(&[("COLORFGBG", light)]).light, "{light}");
        }
    }

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
