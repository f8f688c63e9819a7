//! What the screens of a question have in common, in a game and out of it: where its parts are, and what stands below the
//! context once it is answered.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::context::Room;
use crate::pack::{DomainId, Pack, Question, Term};
use crate::text::{Lang, width};
use crate::ui::widget::context::{ContextFrame, FRAME_COLS, FRAME_ROWS};
use crate::ui::widget::{domain, letters, prose};
use crate::ui::{Hits, Skin};

/// Pages of this height and more have large letters and more air.
pub(in crate::ui::screen) const ROOMY: u16 = 34;

/// Where the parts of the screen are; the same before and after the answer.
pub(in crate::ui::screen) struct Parts {
    /// The two quiet rows at the top.
    pub(in crate::ui::screen) head: Rect,
    term: Rect,
    /// From the top of the context's frame down to the footer.
    pub(in crate::ui::screen) body: Rect,
    /// The rows within the frame at least.
    pub(in crate::ui::screen) context_rows: u16,
    roomy: bool,
}

impl Parts {
    pub(in crate::ui::screen) fn of(page: Rect) -> Self {
        let roomy = page.height >= ROOMY;
        let (term_top, term_rows) = if roomy { (3, letters::LARGE_ROWS) } else { (3, 1) };
        let top = term_top + term_rows + u16::from(roomy);
        // Below the frame: an explanation of three rows, the senses, and the footer.
        let below = match page.height {
            ROOMY.. => 13,
            26..ROOMY => 10,
            _ => 8,
        };
        let body = Rect { y: page.y + top, height: page.height - top - 1, ..page };
        Self {
            head: Rect { height: 2, ..page },
            term: Rect { x: page.x + 2, y: page.y + term_top, width: page.width - 2, height: term_rows },
            body,
            context_rows: (page.height - top - below - FRAME_ROWS).clamp(10, 22),
            roomy,
        }
    }
}

/// The room that a context has on a page.
pub fn room(page: Rect) -> Room {
    let parts = Parts::of(page);
    Room { cols: usize::from(parts.body.width - FRAME_COLS), rows: usize::from(parts.context_rows) }
}

/// The word that is asked about.
pub(in crate::ui::screen) fn draw_term(term: &Term, lang: Lang, parts: &Parts, skin: &Skin, buf: &mut Buffer) {
    let name = term.name.get(lang);
    if parts.roomy {
        letters::large(name, skin.theme.strong, skin, parts.term, buf);
    } else {
        letters::wide(name, skin.theme.strong, parts.term, buf);
    }
}

/// On the free row above the term, at the right: so the term need not make room for it.
pub(in crate::ui::screen) fn draw_verdict(verdict: &Line, parts: &Parts, buf: &mut Buffer) {
    let x = parts.term.right().saturating_sub(verdict.width() as u16 + 1);
    verdict.render(Rect::new(x, parts.term.y - 1, parts.term.right() - x, 1), buf);
}

/// Draws the context; returns what is left below it.
pub(in crate::ui::screen) fn draw_context(
    frame: &ContextFrame,
    parts: &Parts,
    skin: &Skin,
    buf: &mut Buffer,
    hits: &mut Hits,
) -> Rect {
    let rows = frame.draw(skin, parts.body, buf, hits);
    Rect { y: parts.body.y + rows, height: parts.body.height - rows, ..parts.body }
}

/// What is told about a question once it is answered.
pub(in crate::ui::screen) struct Told<'a> {
    /// Whose question.
    pub(in crate::ui::screen) pack: &'a Pack,
    /// In which language.
    pub(in crate::ui::screen) lang: Lang,
    /// What it is about.
    pub(in crate::ui::screen) term: &'a Term,
    /// The question.
    pub(in crate::ui::screen) question: &'a Question,
    /// What was answered to it, if anything.
    pub(in crate::ui::screen) said: Option<DomainId>,
    /// How many hands went up for each domain, in a class that voted.
    pub(in crate::ui::screen) hands: Option<&'a [u32]>,
}

impl Told<'_> {
    /// Draws the explanation, the remark and all senses, scrolled by some rows.
    pub(in crate::ui::screen) fn draw(&self, scroll: u16, skin: &Skin, area: Rect, buf: &mut Buffer) {
        let lines = self.lines(skin, area);
        let most = (lines.len() as u16).saturating_sub(area.height);
        let from = scroll.min(most);
        prose::draw(&lines[usize::from(from)..], area, buf);
        if from < most {
            let more = format!(" {} ↓ ", skin.words.ui.more_below);
            let x = area.right().saturating_sub(width(&more) as u16);
            buf.set_string(x, area.bottom().saturating_sub(1), more, skin.theme.accent);
        }
    }

    fn lines<'b>(&'b self, skin: &'b Skin, area: Rect) -> Vec<Line<'b>> {
        let text = prose::quoting(self.question.explanation.get(self.lang), &self.question.tells(self.lang));
        let text = prose::marked(&text, area.width, skin.theme.base, skin.theme.strong);
        let remark = self.said.and_then(|said| self.question.remark(said));
        let remark = remark
            .map(|text| prose::marked(text.get(self.lang), area.width, skin.theme.dim, skin.theme.base))
            .unwrap_or_default();
        let senses: Vec<Line> = self.pack.domain_ids().filter_map(|id| self.sense_line(id, skin)).collect();
        let needed = text.len() + remark.len() + senses.len();
        // Blank rows only where nothing has to give way for them.
        let mut blanks = usize::from(area.height).saturating_sub(needed).min(3);
        let mut blank = || {
            let one = blanks.min(1);
            blanks -= one;
            std::iter::repeat_n(Line::default(), one)
        };
        let mut lines: Vec<Line> = Vec::new();
        let (first, second) = (blank(), blank());
        lines.extend(first);
        lines.extend(text);
        lines.extend(remark);
        lines.extend(second);
        lines.extend(senses);
        lines
    }

    /// `◆ dev  ✓  gloss`, the right ones marked; a domain without a sense is left out.
    fn sense_line<'b>(&'b self, id: DomainId, skin: &'b Skin) -> Option<Line<'b>> {
        let hands = self.hands.map(|hands| hands.get(usize::from(id.0)).copied().unwrap_or(0));
        let said = self.said == Some(id) || hands.is_some_and(|hands| hands > 0);
        // A domain that does not use the word is only named where somebody thought it did.
        let gloss = match self.term.sense(id) {
            Some(sense) => sense.gloss.get(self.lang),
            None if said => &skin.words.ui.no_sense,
            None => return None,
        };
        let label = domain::span(self.pack, id, self.lang, skin);
        let pad = domain::widest(self.pack, self.lang).saturating_sub(label.width());
        let right = self.question.key.contains(id);
        let mark = match (right, said) {
            (true, _) => Span::styled("✓", skin.theme.good),
            (false, true) if hands.is_none() => Span::styled("✗", skin.theme.bad),
            (false, _) => Span::raw(" "),
        };
        let gloss = Span::styled(gloss, if right { skin.theme.strong } else { skin.theme.dim });
        let hands = hands.map(|hands| format!("{hands:>4}  ")).unwrap_or_default();
        let hands = Span::styled(hands, skin.theme.strong);
        Some(Line::from(vec![label, Span::raw(" ".repeat(pad + 2)), hands, mark, Span::raw("  "), gloss]))
    }
}
