//! The senses of a term: side by side where there is room for a column each, else one below the other.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{lettered, prose};
use crate::app::Act;
use crate::app::glossary::{Field, Found, Glossary};
use crate::pack::{DomainId, Sense, Term};
use crate::text::{shorten, slice, wrap};
use crate::ui::widget::domain;
use crate::ui::{Hits, Skin};
use crate::words::fill;

/// Narrower columns would hold too few words a line.
const COLUMN_MIN: u16 = 16;
/// Between two columns.
const GAP: u16 = 2;
/// A source takes no more rows where senses are stacked.
const SOURCE_ROWS_MAX: usize = 2;

/// Draws the senses.
pub fn draw(
    glossary: &Glossary,
    (found, term): (&Found, &Term),
    skin: &Skin,
    area: Rect,
    buf: &mut Buffer,
    hits: &mut Hits,
) {
    let page = Page { glossary, found, term, skin, selected: glossary.sense().map(|sense| sense.domain) };
    let count = glossary.pack.header.domains.len() as u16;
    let cols = (area.width + GAP) / count - GAP.min((area.width + GAP) / count);
    if cols >= COLUMN_MIN { page.columns(cols, area, buf, hits) } else { page.stack(area, buf, hits) }
}

struct Page<'a> {
    glossary: &'a Glossary,
    found: &'a Found,
    term: &'a Term,
    skin: &'a Skin,
    selected: Option<DomainId>,
}

impl Page<'_> {
    /// A column a domain, at the same place for every term; what is alike stands in the same rows.
    fn columns(&self, cols: u16, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
        let domains: Vec<DomainId> = self.glossary.pack.domain_ids().collect();
        let glosses: Vec<Vec<Line>> = domains.iter().map(|id| self.gloss(*id, cols)).collect();
        let contexts: Vec<Vec<Line>> = domains.iter().map(|id| self.contexts(*id, cols)).collect();
        let tallest = |lines: &[Vec<Line>]| lines.iter().map(Vec::len).max().unwrap_or(0) as u16;
        let (gloss_rows, context_rows) = (tallest(&glosses), tallest(&contexts));
        // What is left below the domain, its rule, the gloss, the contexts, and a blank row after each of these.
        let source_rows = area.height.saturating_sub(2 + gloss_rows + 1 + 1 + context_rows);
        let sources: Vec<Vec<Line>> =
            domains.iter().map(|id| self.source(*id, cols, usize::from(source_rows))).collect();
        let source_rows = tallest(&sources);
        for (i, id) in domains.into_iter().enumerate() {
            let column = Rect { x: area.x + i as u16 * (cols + GAP), width: cols, ..area };
            let part = |y: u16, rows: u16| Rect { y: area.y + y, height: rows, ..column }.intersection(column);
            let own = domain::style(&self.glossary.pack, id, self.skin);
            let (label, line, style) = match (self.term.sense(id), self.selected == Some(id)) {
                (Some(_), true) => (own, "━", own),
                (Some(_), false) => (own, "─", self.skin.theme.frame),
                (None, _) => (self.skin.theme.dim, "─", self.skin.theme.frame),
            };
            let name = domain::span(&self.glossary.pack, id, self.glossary.lang, self.skin).content;
            prose::draw(&[Line::styled(name, label)], part(0, 1), buf);
            prose::draw(&[Line::styled(line.repeat(usize::from(cols)), style)], part(1, 1), buf);
            prose::draw(&glosses[i], part(2, gloss_rows), buf);
            prose::draw(&sources[i], part(3 + gloss_rows, source_rows), buf);
            let y = if source_rows > 0 { 4 + gloss_rows + source_rows } else { 3 + gloss_rows };
            let show = part(y, context_rows);
            prose::draw(&contexts[i], show, buf);
            if self.term.sense(id).is_some() {
                hits.add(part(0, y), Act::Sense(id));
                hits.add(show, Act::Contexts(id));
            }
        }
    }

    /// One below the other; those above give way where the selected one would not be seen whole.
    fn stack(&self, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
        let (mut lines, mut clicks, mut from) = (Vec::new(), Vec::new(), 0);
        for sense in &self.term.senses {
            let id = sense.domain;
            let start = lines.len();
            let mut head = vec![domain::span(&self.glossary.pack, id, self.glossary.lang, self.skin), Span::raw("   ")];
            let contexts = self.contexts(id, area.width);
            head.extend(contexts.into_iter().flat_map(|line| line.spans));
            lines.push(Line::from(head));
            let indent = |line: Line<'static>| {
                let spans = [Span::raw("  ")].into_iter().chain(line.spans);
                Line::from(spans.collect::<Vec<_>>())
            };
            let cols = area.width - 2;
            lines.extend(self.gloss(id, cols).into_iter().map(indent));
            lines.extend(self.source(id, cols, SOURCE_ROWS_MAX).into_iter().map(indent));
            clicks.push((id, start..lines.len()));
            if self.selected == Some(id) {
                from = lines.len().saturating_sub(usize::from(area.height)).min(start);
            }
            lines.push(Line::default());
        }
        prose::draw(&lines[from..], area, buf);
        for (id, rows) in clicks {
            let row = |at: usize| Rect { y: area.y + at as u16, height: 1, ..area };
            let seen = rows.clone().filter(|at| (from..from + usize::from(area.height)).contains(at));
            for at in seen {
                let act = if at == rows.start { Act::Contexts(id) } else { Act::Sense(id) };
                hits.add(row(at - from), act);
            }
        }
    }

    fn sense(&self, id: DomainId) -> Option<&Sense> {
        self.term.sense(id)
    }

    fn gloss(&self, id: DomainId, cols: u16) -> Vec<Line<'static>> {
        let Some(sense) = self.sense(id) else {
            return wrapped(&self.skin.words.ui.no_sense, cols, self.skin.theme.dim);
        };
        let gloss = sense.gloss.get(self.glossary.lang);
        let marks = self.found.marks(Field::Gloss(id));
        let style = if self.selected == Some(id) { self.skin.theme.strong } else { self.skin.theme.base };
        let line = |range: std::ops::Range<usize>| {
            Line::from(lettered(slice(gloss, range.clone()), range.start, &marks, style, self.skin))
        };
        wrap(gloss, usize::from(cols)).into_iter().map(line).collect()
    }

    fn source(&self, id: DomainId, cols: u16, rows: usize) -> Vec<Line<'static>> {
        let source = self.sense(id).and_then(|sense| sense.source.as_ref());
        let source = source.map(|source| source.get(self.glossary.lang)).unwrap_or_default();
        let mut lines = if source.is_empty() { Vec::new() } else { wrapped(source, cols, self.skin.theme.dim) };
        if lines.len() > rows {
            lines.truncate(rows);
            if let Some(last) = lines.last_mut() {
                // An ellipsis, in the last cell if need be.
                let cut = shorten(&format!("{last}…………"), usize::from(cols)).trim_end_matches('…').to_owned() + "…";
                *last = line(cut, self.skin.theme.dim);
            }
        }
        lines
    }

    /// How many contexts can be shown, or why none can.
    fn contexts(&self, id: DomainId, cols: u16) -> Vec<Line<'static>> {
        let (ui, theme) = (&self.skin.words.ui, &self.skin.theme);
        if self.sense(id).is_none() {
            return Vec::new();
        }
        let count = self.glossary.contexts(id).len();
        let said = match count {
            0 if self.glossary.holds_back(id) => &ui.contexts_later,
            0 => &ui.contexts_none,
            1 => &ui.contexts_one,
            _ => &ui.contexts,
        };
        let said = fill(said, &[("n", &count.to_string())]);
        match (count, self.selected == Some(id)) {
            (0, _) => wrapped(&said, cols, theme.dim),
            (_, true) => vec![line(format!("{said} ▸"), theme.accent)],
            (_, false) => vec![line(said, theme.dim)],
        }
    }
}

fn wrapped(text: &str, cols: u16, style: Style) -> Vec<Line<'static>> {
    wrap(text, usize::from(cols)).into_iter().map(|range| line(slice(text, range).to_owned(), style)).collect()
}

fn line(text: String, style: Style) -> Line<'static> {
    Line::from(Span::styled(text, style))
}
