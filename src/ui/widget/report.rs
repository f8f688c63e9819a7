//! Reports of faults, which come as a terminal would be told them: here their colours become those of the theme.

use crate::context::Role;
use crate::ui::prelude::*;

/// Where a sentence goes on that is too long for its line.
const INDENT: &str = "     ";

/// The lines of a report, in order; of a line that is too long, the rest on lines below.
pub(crate) fn lines(report: &str, cols: u16, skin: &Skin) -> Vec<Line<'static>> {
    report.lines().flat_map(|line| folded(&spans(line, skin), usize::from(cols))).collect()
}

fn spans<'a>(line: &'a str, skin: &Skin) -> Vec<(&'a str, Style)> {
    let mut style = skin.theme.base;
    let mut out = Vec::new();
    for (i, piece) in line.split("\x1b[").enumerate() {
        let text = match piece.split_once('m').filter(|_| i > 0) {
            Some((codes, text)) => {
                style = codes.split(';').fold(style, |style, code| styled(style, code, skin));
                text
            }
            None => piece,
        };
        if !text.is_empty() {
            out.push((text, style));
        }
    }
    out
}

/// A style after one more code of SGR (ECMA-48, 8.3.117): what `annotate-snippets` uses of them.
fn styled(style: Style, code: &str, skin: &Skin) -> Style {
    match code {
        "1" => skin.theme.strong,
        "91" | "31" => skin.theme.bad,
        "93" | "33" => skin.theme.role(Role::Warn),
        "94" | "34" => skin.theme.dim,
        "92" | "32" | "96" | "36" => skin.theme.role(Role::Info),
        "0" | "" => skin.theme.base,
        _ => style,
    }
}

fn folded(spans: &[(&str, Style)], cols: usize) -> Vec<Line<'static>> {
    let whole: usize = spans.iter().map(|(text, _)| width(text)).sum();
    if whole <= cols {
        return prose::styled(spans, cols);
    }
    let mut lines = prose::styled(spans, cols.saturating_sub(INDENT.len()));
    lines.iter_mut().skip(1).for_each(|line| line.spans.insert(0, Span::raw(INDENT)));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;
    use crate::ui::glyphs::Glyphs;
    use crate::ui::theme::ThemeChoice;
    use crate::ui::theme::{Depth, Theme};
    use crate::words::Words;

    fn skin() -> Skin {
        let theme = Theme::new(ThemeChoice::Dark, Depth::True, false);
        Skin {
            words: Words::of(Lang::En),
            theme,
            glyphs: Glyphs::All,
            still: false,
            pictures: true,
            tongues: Vec::new(),
        }
    }

    #[test]
    fn colours_of_a_terminal_become_those_of_the_theme() {
        let skin = skin();
        let lines = lines("\x1b[1m\x1b[91merror[bad-id]\x1b[0m\x1b[1m: no\x1b[0m id", 40, &skin);
        let spans: Vec<_> = lines[0].spans.iter().map(|span| (span.content.as_ref(), span.style)).collect();
        let expected = [("error[bad-id]", skin.theme.bad), (": no", skin.theme.strong), (" id", skin.theme.base)];
        assert_eq!(spans, expected);
    }

    #[test]
    fn long_lines_go_on_below_and_nothing_is_lost() {
        let text = "\x1b[1mhelp\x1b[0m: the kinds are: log, code, plot, formula, table, form, chat, figure, picture";
        let shown: Vec<String> = lines(text, 30, &skin()).iter().map(ToString::to_string).collect();
        assert!(shown.len() > 2 && shown.iter().all(|line| width(line) <= 30), "{shown:?}");
        let joined = shown.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
        assert_eq!(joined, text.replace("\x1b[1m", "").replace("\x1b[0m", ""));
        assert_eq!(lines("short\n\nshort", 30, &skin()).len(), 3);
    }
}
