//! `formula`: mathematics in Unicode, over as many lines as it needs, centred as one block. It is written as it is to be
//! shown, or in LaTeX, which is laid out when it is read.

mod block;
mod command;
mod fence;
mod flat;
mod latex;
mod letters;
mod parse;
mod symbols;
mod token;
mod typeset;

#[cfg(test)]
mod tests;

use super::sheet::{Role, Sheet, run, space};
use super::{BLOCK_MAX, SMALLEST_ROOM, Scene, Shown, read_title};
use crate::diagnostic::Code as Fault;
use crate::read::{Keys, Reading, Value};
use crate::text::{Lang, SafeText, Text, find, slice, width};

/// Mathematics.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    /// In the frame.
    pub title: Option<Text>,
    text: Text,
    note: Option<Text>,
    /// The LaTeX that it was written in, if it was; its tells may be, too.
    source: Option<Text>,
}

/// A formula stands in the middle of its frame, but never takes more rows than this for it.
const ABOVE_MAX: usize = 5;

impl Formula {
    pub(super) fn read(keys: &mut Keys, reading: &mut Reading) -> Option<Self> {
        let title = read_title(keys, reading);
        let note = keys.optional("note").and_then(|v| reading.block_text(v, 300));
        let (text, latex) = (keys.optional("text"), keys.optional("latex"));
        let shown = match (text, latex) {
            (Some(text), None) => reading.block_text(text, BLOCK_MAX),
            (None, Some(latex)) => reading.made_text(latex, laid_out),
            (Some(_), Some(latex)) => {
                let fault = reading.fault(Fault::DataTwice, latex.span()).arg("key", "text").arg("other", "latex");
                reading.push(fault);
                None
            }
            (None, None) => keys.required("latex", reading).and(None),
        };
        // What was laid out has no faults that would be noted twice.
        let source = latex.filter(|_| shown.is_some());
        let source = source.and_then(|value| reading.made_text(value, as_written));
        Some(Self { title, text: shown?, note, source })
    }
}

impl Shown for Formula {
    /// One that is written in LaTeX is laid out, over several lines if need be. One
    /// that is not there stays as it was written, for the report.
    fn tell(&self, tell: SafeText) -> SafeText {
        let parts = [Some(&self.text), self.note.as_ref(), self.title.as_ref()];
        let shown = |text: &Text| Lang::ALL.iter().any(|lang| !find(text.get(*lang), &tell).is_empty());
        if self.source.is_none() || parts.into_iter().flatten().any(shown) || !tell.contains(['\\', '{', '}', '^', '_'])
        {
            return tell;
        }
        let still = |lang| self.draw(&Scene::still(lang, SMALLEST_ROOM, &[]));
        let there = |laid: &SafeText| Lang::ALL.iter().any(|lang| still(*lang).contains(laid));
        latex::lay_out(&tell).ok().filter(there).unwrap_or(tell)
    }

    fn draw(&self, scene: &Scene) -> Sheet<'_> {
        let Scene { lang, room, .. } = *scene;
        let text = self.text.get(lang);
        let widest = text.lines().map(width).max().unwrap_or(0);
        let indent = room.cols.saturating_sub(widest) / 2;
        let above = room.rows.saturating_sub(text.lines().count() + 1) / 2;
        let mut rows = vec![vec![]; above.min(ABOVE_MAX)];
        rows.extend(text.lines().map(|line| vec![space(indent), run(line, Role::Strong)]));
        rows.push(vec![]);
        if let Some(note) = &self.note {
            rows.extend(
                note.get(lang)
                    .lines()
                    .map(|line| vec![space(room.cols.saturating_sub(width(line)) / 2), run(line, Role::Dim)]),
            );
        }
        Sheet::of(rows)
    }

    fn lines(&self, lang: Lang, _: &[&str]) -> Vec<String> {
        let mut lines = match &self.source {
            Some(source) => flat::lines(&parse::parse(source.get(lang)).0),
            None => self.text.get(lang).lines().map(str::to_owned).collect(),
        };
        lines.extend(self.note.iter().flat_map(|note| note.get(lang).lines()).map(str::to_owned));
        lines
    }

    fn tell_in_lines(&self, tell: &str, lang: Lang) -> Option<String> {
        let source = self.source.as_ref().filter(|_| tell.contains('\n'))?;
        flat::part(&parse::parse(source.get(lang)).0, tell)
    }
}

/// LaTeX that is known to have no faults.
fn as_written(reading: &mut Reading, value: &Value) -> Option<SafeText> {
    reading.raw_string(value, BLOCK_MAX).map(SafeText::new)
}

/// LaTeX as it is shown, or its faults noted, each at its own place.
fn laid_out(reading: &mut Reading, value: &Value) -> Option<SafeText> {
    if let Some(escape) = reading.control_escape(value) {
        let found = reading.source.get(escape.clone()).unwrap_or_default();
        reading.push(reading.fault(Fault::LatexQuotes, escape).arg("found", found));
        return None;
    }
    let raw = reading.raw_string(value, BLOCK_MAX)?;
    let faults = match latex::lay_out(raw) {
        Ok(shown) if shown.trim().is_empty() => {
            reading.push(reading.fault(Fault::EmptyText, value.span()));
            return None;
        }
        Ok(shown) => return Some(shown),
        Err(faults) => faults,
    };
    for fault in faults {
        let found = slice(raw, fault.span.clone());
        let known: Vec<&str> = fault.known.iter().map(String::as_str).collect();
        let place = reading.place_in(value, raw, fault.span.clone());
        let diagnostic = reading.fault(fault.code, place).arg("found", found);
        reading.push(if known.is_empty() { diagnostic } else { diagnostic.known(found, &known) });
    }
    None
}
