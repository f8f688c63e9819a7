//! Screens with their styles as text that people can compare: the rows as they read, then which cells are styled how.

use std::fmt::Write as _;

use polysemy::context::PIXELS;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::play::text;

/// Some screens and one legend of all their styles.
#[derive(Default)]
pub struct Dump {
    screens: String,
    styles: Vec<Style>,
}

#[derive(PartialEq, Clone, Copy)]
struct Style(Color, Color, Modifier);

const NAMES: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

impl Dump {
    /// Adds a screen: its text, and below, for each row, the runs of cells of one style: `a12 b4 a64`. Rows that are
    /// like the one above are told with it; trailing rows and runs in the style of the first cell are left out.
    pub fn add(&mut self, name: &str, buf: &Buffer) {
        let _ = writeln!(self.screens, "=== {name}, {}x{}", buf.area.width, buf.area.height);
        self.screens.push_str(&text(buf));
        self.screens.push_str("--- styles\n");
        let mut runs: Vec<(usize, usize, String)> = Vec::new();
        for (y, row) in buf.content.chunks(usize::from(buf.area.width)).enumerate() {
            let row = self.runs(row);
            match runs.last_mut() {
                Some((_, last, same)) if *same == row => *last = y,
                _ => runs.push((y, y, row)),
            }
        }
        for (first, last, row) in runs.into_iter().filter(|(_, _, row)| row != "a") {
            let rows = if first == last { format!("{first}") } else { format!("{first}-{last}") };
            let _ = writeln!(self.screens, "{rows:>5}: {row}");
        }
        self.screens.push('\n');
    }

    fn runs(&mut self, row: &[Cell]) -> String {
        let names: Vec<char> = row
            .iter()
            .map(|cell| match cell.symbol() {
                // A picture has a style a cell: what matters is where it is.
                PIXELS if matches!(cell.fg, Color::Rgb(..)) => '#',
                _ => self.name(Style(cell.fg, cell.bg, cell.modifier)),
            })
            .collect();
        let runs: Vec<&[char]> = names.chunk_by(|a, b| a == b).collect();
        let shown = runs.len() - usize::from(runs.last().is_some_and(|run| run[0] == 'a'));
        if shown == 0 {
            return "a".to_owned();
        }
        runs[..shown].iter().map(|run| format!("{}{}", run[0], run.len())).collect::<Vec<_>>().join(" ")
    }

    fn name(&mut self, style: Style) -> char {
        let at = self.styles.iter().position(|known| *known == style).unwrap_or_else(|| {
            self.styles.push(style);
            self.styles.len() - 1
        });
        char::from(NAMES[at])
    }

    /// All of it.
    pub fn finish(self) -> String {
        let mut out = self.screens + "=== legend\n";
        for (name, Style(fg, bg, modifier)) in NAMES.iter().zip(self.styles) {
            let modifier = if modifier.is_empty() { String::new() } else { format!(" {modifier:?}") };
            let _ = writeln!(out, "{}: {} on {}{modifier}", char::from(*name), colour(fg), colour(bg));
        }
        out
    }
}

fn colour(colour: Color) -> String {
    match colour {
        Color::Reset => "default".to_owned(),
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        other => other.to_string().to_lowercase(),
    }
}
