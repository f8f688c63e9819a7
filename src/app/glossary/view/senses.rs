//! The senses of a term: side by side where there is room for a column each, else one below the other.

use super::lettered;
use crate::app::glossary::{Found, Glossary, SearchField};
use crate::app::view::prelude::*;
use crate::pack::{DomainId, Sense, Term};
use crate::text::{slice, wrap};

/// Narrower columns would hold too few words a line.
const COLUMN_MIN: u16 = 16;
const GAP: u16 = 2;
/// A source takes no more rows where senses are stacked.
const SOURCE_ROWS_MAX: usize = 2;

pub fn draw(glossary: &Glossary, (found, term): (&Found, &Term), pen: Pen) {
    let selected = glossary.sense().map(|sense| sense.domain);
    let senses = Senses { glossary, found, term, skin: pen.skin, selected };
    let (width, count) = (pen.area.width + GAP, glossary.pack.header.domains.len() as u16);
    let cols = (width / count).saturating_sub(GAP);
    if cols >= COLUMN_MIN { senses.columns(cols, pen) } else { senses.stack(pen) }
}

struct Senses<'a> {
    glossary: &'a Glossary,
    found: &'a Found,
    term: &'a Term,
    skin: &'a Skin,
    selected: Option<DomainId>,
}

impl Senses<'_> {
    /// A column a domain, at the same place for every term; what is alike stands in the same rows.
    fn columns(&self, cols: u16, mut pen: Pen) {
        let columns = self.glossary.pack.domain_ids();
        let columns: Vec<_> = columns.map(|id| (id, self.gloss(id, cols), self.contexts(id, cols))).collect();
        let gloss_rows = columns.iter().map(|(_, gloss, _)| gloss.len()).max().unwrap_or(0) as u16;
        let context_rows = columns.iter().map(|(.., contexts)| contexts.len()).max().unwrap_or(0) as u16;
        // What is left below the domain, its rule, the gloss, the contexts, and a blank row after each of these.
        let left = usize::from(pen.area.height.saturating_sub(2 + gloss_rows + 1 + 1 + context_rows));
        let sources: Vec<Vec<Line>> = columns.iter().map(|(id, ..)| self.source(*id, cols, left)).collect();
        let source_rows = sources.iter().map(Vec::len).max().unwrap_or(0) as u16;
        for ((id, gloss, contexts), source) in columns.into_iter().zip(sources) {
            let mut column = pen.left(cols);
            let own = domain::style(&self.glossary.pack, id, self.skin);
            let there_is = self.sense(id).is_some();
            let (label, rule, style) = match (there_is, self.selected == Some(id)) {
                (true, true) => (own, "━", own),
                (true, false) => (own, "─", self.skin.theme.frame),
                (false, _) => (self.skin.theme.dim, "─", self.skin.theme.frame),
            };
            let top = column.area;
            let name = domain::span(&self.glossary.pack, id, self.glossary.lang, self.skin).content;
            column.row(Line::styled(name, label));
            column.row(Line::styled(rule.repeat(cols.into()), style));
            column.top(gloss_rows + 1).rows(gloss);
            if source_rows > 0 {
                column.top(source_rows + 1).rows(source);
            }
            let above = Rect { height: column.area.y - top.y, ..top };
            let mut show = column.top(context_rows);
            if there_is {
                show.click(Act::Contexts(id));
                show.at(above).click(Act::Sense(id));
            }
            show.rows(contexts);
            pen.skip_cols(GAP.into());
        }
    }

    /// One below the other; those above give way where the selected one would not be seen whole.
    fn stack(&self, mut pen: Pen) {
        let (mut lines, mut from) = (Vec::new(), 0);
        for sense in &self.term.senses {
            let id = sense.domain;
            let start = lines.len();
            let mut head = vec![domain::span(&self.glossary.pack, id, self.glossary.lang, self.skin), Span::raw("   ")];
            let contexts = self.contexts(id, pen.area.width);
            head.extend(contexts.into_iter().flat_map(|line| line.spans));
            lines.push((Line::from(head), Some(Act::Contexts(id))));
            let cols = pen.area.width - 2;
            for mut line in self.gloss(id, cols).into_iter().chain(self.source(id, cols, SOURCE_ROWS_MAX)) {
                line.spans.insert(0, Span::raw("  "));
                lines.push((line, Some(Act::Sense(id))));
            }
            if self.selected == Some(id) {
                from = lines.len().saturating_sub(pen.area.height.into()).min(start);
            }
            lines.push((Line::default(), None));
        }
        for (line, act) in lines.into_iter().skip(from) {
            let mut row = pen.top(1);
            row.put(line);
            row.click(act);
        }
    }

    fn sense(&self, id: DomainId) -> Option<&Sense> {
        self.term.sense(id)
    }

    fn gloss(&self, id: DomainId, cols: u16) -> Vec<Line<'static>> {
        let Some(sense) = self.sense(id) else {
            return prose::lines(&self.skin.words.ui.no_sense, cols, self.skin.theme.dim);
        };
        let gloss = sense.gloss.get(self.glossary.lang);
        let marks = self.found.marks(SearchField::Gloss(id));
        let style = if self.selected == Some(id) { self.skin.theme.strong } else { self.skin.theme.base };
        let line = |range: std::ops::Range<usize>| {
            Line::from(lettered(slice(gloss, range.clone()), range.start, &marks, style, self.skin))
        };
        wrap(gloss, usize::from(cols)).into_iter().map(line).collect()
    }

    fn source(&self, id: DomainId, cols: u16, rows: usize) -> Vec<Line<'static>> {
        let source = self.sense(id).and_then(|sense| sense.source.as_ref());
        let source = source.map(|source| source.get(self.glossary.lang)).unwrap_or_default();
        let mut lines = if source.is_empty() { Vec::new() } else { prose::lines(source, cols, self.skin.theme.dim) };
        if lines.len() > rows {
            lines.truncate(rows);
            if let Some(last) = lines.last_mut() {
                // An ellipsis, in the last cell if need be.
                let cut = shorten(&format!("{last}…………"), usize::from(cols)).trim_end_matches('…').to_owned() + "…";
                *last = Line::from(Span::styled(cut, self.skin.theme.dim));
            }
        }
        lines
    }

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
            (0, _) => prose::lines(&said, cols, theme.dim),
            (_, true) => vec![Line::from(Span::styled(format!("{said} ▸"), theme.accent))],
            (_, false) => vec![Line::from(Span::styled(said, theme.dim))],
        }
    }
}
