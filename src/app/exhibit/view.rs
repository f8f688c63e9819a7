//! A question on its page, in a game and out of it: its word, its context, and what stands below once it is answered.

use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::App;
use crate::context::{Frame, Room};
use crate::pack::{DomainId, Pack, QuestionRef};
use crate::text::Lang;
use crate::ui::pen::{Pen, ROOMY};
use crate::ui::widget::context::{ContextFrame, FRAME_COLS, FRAME_ROWS};
use crate::ui::widget::{domain, letters, prose};
use crate::ui::{Act, Skin};

/// The rows within a context's frame at least, on a page of a height.
fn context_rows(page: u16) -> u16 {
    // Above the frame: the header, the term, and air. Below it: an explanation of three rows, the senses, and the footer.
    let (above, below) = match page {
        ROOMY.. => (4 + letters::LARGE_ROWS, 13),
        26..ROOMY => (4, 10),
        _ => (4, 8),
    };
    (page - above - below - FRAME_ROWS).clamp(10, 22)
}

pub fn room(page: Rect) -> Room {
    Room { cols: usize::from(page.width - FRAME_COLS), rows: usize::from(context_rows(page.height)) }
}

pub(crate) struct Asked<'a> {
    pub(crate) pack: &'a Arc<Pack>,
    pub(crate) lang: Lang,
    pub(crate) place: QuestionRef,
    /// How much of the tell is lit, from 0 to 1; none before the answer.
    pub(crate) lit: Option<f64>,
    pub(crate) frame: Frame,
    pub(crate) in_words: bool,
    /// What a click on the context, or below it, does.
    pub(crate) click: Option<Act>,
}

impl Asked<'_> {
    /// Draws the term and its context at the top of a page, below the header; they stay where they are when it is answered.
    /// At the right, on the free row above the term, so that the term need not make room for it, stands the verdict.
    pub(crate) fn draw<'b>(&self, verdict: impl Into<Line<'b>>, app: &App, pen: &mut Pen) {
        let (term, question) = self.pack.at(self.place);
        let (name, style) = (term.name.get(self.lang), pen.skin.theme.strong);
        let mut above = pen.top(1);
        above.right(1);
        above.put(verdict.into().right_aligned());
        let roomy = pen.is_roomy();
        let mut head = pen.top(if roomy { letters::LARGE_ROWS } else { 1 });
        head.skip_cols(2);
        if roomy {
            letters::large(name, style, head);
            pen.skip(1);
        } else {
            letters::wide(name, style, head);
        }
        if let Some(act) = &self.click {
            pen.click(act.clone());
        }
        let frame = ContextFrame {
            question,
            lang: self.lang,
            lit: self.lit,
            frame: self.frame,
            in_words: self.in_words,
            ready: app.ready(self.pack, self.lang, self.place),
            rows: context_rows(pen.page_rows()),
        };
        frame.draw(pen);
        pen.skip_cols(2);
    }

    /// Draws what is told once it is answered, scrolled by some rows: the explanation, the remark on what was said, and
    /// all senses; in a class with the hands for each.
    pub(crate) fn explain(&self, said: Option<DomainId>, hands: Option<&[u32]>, scroll: u16, pen: &mut Pen) {
        pen.right(1);
        let explanation = Explanation { asked: self, said, hands };
        let lines = explanation.lines(pen.skin, pen.area);
        let most = (lines.len() as u16).saturating_sub(pen.area.height);
        let from = scroll.min(most);
        let area = pen.area;
        pen.rows(lines.into_iter().skip(from.into()));
        if from < most {
            let more = format!(" {} ↓ ", pen.skin.words.ui.more_below);
            pen.at(area).more(&more, 0);
        }
    }
}

struct Explanation<'a> {
    asked: &'a Asked<'a>,
    said: Option<DomainId>,
    /// How many hands went up for each domain, in a class that voted.
    hands: Option<&'a [u32]>,
}

impl Explanation<'_> {
    fn lines<'b>(&'b self, skin: &'b Skin, area: Rect) -> Vec<Line<'b>> {
        let Asked { pack, lang, place, .. } = *self.asked;
        let question = pack.at(place).1;
        let text = prose::quoting(question.explanation.get(lang), &question.tells(lang));
        let text = prose::marked(&text, area.width, skin.theme.base, skin.theme.strong);
        let remark = self.said.and_then(|said| question.remark(said));
        let remark = remark
            .map(|text| prose::marked(text.get(lang), area.width, skin.theme.dim, skin.theme.base))
            .unwrap_or_default();
        let senses: Vec<Line> = pack.domain_ids().filter_map(|id| self.sense_line(id, skin)).collect();
        let needed = text.len() + remark.len() + senses.len();
        // Blank rows only where nothing has to give way for them.
        let spare = usize::from(area.height).saturating_sub(needed);
        let blank = |least: usize| (spare >= least).then(Line::default);
        blank(1).into_iter().chain(text).chain(remark).chain(blank(2)).chain(senses).collect()
    }

    /// `◆ dev  ✓  gloss`, the right ones marked; a domain without a sense is left out.
    fn sense_line<'b>(&'b self, id: DomainId, skin: &'b Skin) -> Option<Line<'b>> {
        let Asked { pack, lang, place, .. } = *self.asked;
        let (term, question) = pack.at(place);
        let hands = self.hands.map(|hands| hands.get(usize::from(id.0)).copied().unwrap_or(0));
        let said = self.said == Some(id) || hands.is_some_and(|hands| hands > 0);
        // A domain that does not use the word is only named to those who thought it did.
        let gloss = match term.sense(id) {
            Some(sense) => sense.gloss.get(lang),
            None if said => &skin.words.ui.no_sense,
            None => return None,
        };
        let label = domain::span(pack, id, lang, skin);
        let pad = domain::widest(pack, lang).saturating_sub(label.width());
        let right = question.key.contains(id);
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
