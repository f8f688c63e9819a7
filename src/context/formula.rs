//! `formula`: mathematics in Unicode, over as many lines as it needs, centred as one block. It is written as it is to be
//! shown, or in LaTeX, which is laid out when it is read.

mod block;
mod command;
mod fence;
mod flat;
mod letters;
mod parse;
mod symbols;
mod token;
mod typeset;

#[cfg(test)]
mod tests;

use serde_json::Value as Json;

use self::parse::{LatexFault, parse};
use self::typeset::rows;
use super::sheet::{Role, Sheet, run, space};
use super::{BLOCK_MAX, ContextKind, SMALLEST_ROOM, Scene, title};
use crate::read::diagnostic::Code as Fault;
use crate::read::types::{ValueType, block, simple};
use crate::read::{FromTable, Keys, Placed, Reading, Relation, Tables, Value, control_escape, keys, place_in};
use crate::text::{Lang, SafeText, Text, find, slice, width};

#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    pub(crate) title: Option<Text>,
    text: Text,
    note: Option<Text>,
    /// The LaTeX that it was written in, if it was; its tells may be, too.
    source: Option<Text>,
}

/// A formula stands in the middle of its frame, but never takes more rows than this for it.
const ABOVE_MAX: usize = 5;

keys! {
    /// Mathematics: either `text` as it is to be shown, or `latex`, which is laid out.
    partial struct FormulaKeys {
        /// In the frame. At most 60 characters.
        title: Option<Text> = title(),
        /// Lines below it. Example: `"γ: step size"`
        note: Option<Text> = block(300).optional(),
        /// The formula as it is to be shown, over as many lines as it needs. Example: `"aₙ₊₁ = aₙ − γ ∇F(aₙ)"`
        text: Option<Text> = block(BLOCK_MAX).optional(),
        /// The formula in LaTeX, in single quotes. Example: `'\frac{1}{n} \sum_{i=1}^{n} x_i'`
        latex: Option<Placed<Latex>> = latex_text().placed().optional(),
    }
    relation Relation::OneOf(&["text", "latex"]);
}

impl FromTable for Formula {
    const NAME: &'static str = "Formula";

    fn schema(tables: &mut Tables) -> Json {
        FormulaKeys::schema(tables)
    }

    fn read(keys: &mut Keys, reading: &mut Reading) -> Option<Self> {
        let own = FormulaKeys::read(keys, reading);
        let (text, source) = match (own.text?, own.latex?) {
            (Some(text), None) => (text, None),
            (None, Some((latex, _))) => (latex.shown, Some(latex.source)),
            (Some(_), Some((_, at))) => {
                reading.push(reading.fault(Fault::DataTwice, at).arg("key", "text").arg("other", "latex"));
                return None;
            }
            (None, None) => {
                keys.missing("latex", reading);
                return None;
            }
        };
        Some(Self { title: own.title?, text, note: own.note?, source })
    }
}

/// LaTeX as it is laid out and as it was written.
#[derive(Clone)]
struct Latex {
    shown: Text,
    source: Text,
}

fn latex_text() -> impl ValueType<Value = Latex> {
    simple(
        |tables| block(BLOCK_MAX).schema(tables),
        |value, reading| {
            let shown = reading.made_text(value, laid_out)?;
            // What was laid out has no faults that would be noted twice.
            Some(Latex { shown, source: reading.made_text(value, as_written)? })
        },
    )
}

impl ContextKind for Formula {
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
        lay_out(&tell).ok().filter(there).unwrap_or(tell)
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
            Some(source) => flat::lines(&parse(source.get(lang)).0),
            None => self.text.get(lang).lines().map(str::to_owned).collect(),
        };
        lines.extend(self.note.iter().flat_map(|note| note.get(lang).lines()).map(str::to_owned));
        lines
    }

    fn tell_in_lines(&self, tell: &str, lang: Lang) -> Option<String> {
        let source = self.source.as_ref().filter(|_| tell.contains('\n'))?;
        flat::part(&parse(source.get(lang)).0, tell)
    }
}

/// A formula of a subset of LaTeX laid out, or what is wrong with it, in the order of its places. What is not of the subset
/// is refused, never shown as something else.
fn lay_out(source: &str) -> Result<SafeText, Vec<LatexFault>> {
    let (nodes, mut faults) = parse(source);
    if !faults.is_empty() {
        faults.sort_by_key(|fault| fault.span.start);
        return Err(faults);
    }
    Ok(SafeText::new(&rows(&nodes)))
}

/// LaTeX that is known to have no faults.
fn as_written(reading: &mut Reading, value: &Value) -> Option<SafeText> {
    reading.raw_string(value, BLOCK_MAX).map(SafeText::new)
}

/// LaTeX as it is shown, or its faults noted, each at its own place.
fn laid_out(reading: &mut Reading, value: &Value) -> Option<SafeText> {
    if let Some(escape) = control_escape(reading.source, value.span()) {
        let found = reading.source.get(escape.clone()).unwrap_or_default();
        reading.push(reading.fault(Fault::LatexQuotes, escape).arg("found", found));
        return None;
    }
    let raw = reading.raw_string(value, BLOCK_MAX)?;
    let faults = match lay_out(raw) {
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
        let place = place_in(reading.source, value.span(), raw, fault.span.clone());
        let diagnostic = reading.fault(fault.code, place).arg("found", found);
        reading.push(if known.is_empty() { diagnostic } else { diagnostic.known(found, &known) });
    }
    None
}
