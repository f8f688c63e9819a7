//! What the terminal can do, from the variables that terminals and people set.

use std::env;
use std::io::{self, IsTerminal};

use super::is_set;
use crate::authoring::report::ReportStyle;
use crate::runtime::Abilities;
use crate::runtime::abilities::{self, is_lines_only, is_utf8};
use crate::text::SafeText;
use crate::ui::glyphs::Glyphs;
use crate::words::{Words, fill};

/// A variable of the environment; empty where it is not set.
fn var(name: &str) -> String {
    env::var(name).unwrap_or_default()
}

fn term() -> String {
    var("TERM")
}

/// Why nothing can be drawn here, if so. The sentences are read only then: players don't wait for them.
pub(super) fn obstacle(words: &Words) -> Option<String> {
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        return Some(words.cli().no_terminal.clone());
    }
    let term = term();
    if is_lines_only(&term) {
        return Some(fill(&words.cli().no_screen, &[("term", &SafeText::line(&term))]));
    }
    // Elsewhere than under Unix nobody sets it.
    (cfg!(unix) && term.is_empty()).then(|| words.cli().no_term.clone())
}

pub(super) fn obeys(to: &impl IsTerminal) -> bool {
    to.is_terminal() && !is_lines_only(&term())
}

pub(super) fn shows_colours(to: &impl IsTerminal) -> bool {
    obeys(to) && !is_set("NO_COLOR")
}

pub(super) fn report_style(to: &impl IsTerminal) -> ReportStyle {
    ReportStyle { colour: shows_colours(to), ascii: abilities().glyphs.are_few() }
}

pub(super) fn abilities() -> Abilities {
    abilities::of(&var)
}

/// Which characters there are for what is only written, line after line: what cannot move its cursor may have them all.
pub(super) fn glyphs_of_lines() -> Glyphs {
    match abilities().glyphs {
        _ if !is_utf8(&var) => Glyphs::Ascii,
        Glyphs::Console if io::stdout().is_terminal() => Glyphs::Console,
        _ => Glyphs::All,
    }
}
