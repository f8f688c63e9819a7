//! A question on its page, in a game and out of it: its word, its context, and what stands below once it is answered.

use std::sync::Arc;
use std::time::Duration;

use ratatui::widgets::Widget;

use crate::app::exhibit::Exhibit;
use crate::app::play::round::TRANSITION;
use crate::app::view::prelude::*;
use crate::context::{Context, Frame, Ready, Room, Scene};
use crate::pack::{DomainId, Pack, QuestionRef};
use crate::ui::PlacedPicture;
use crate::ui::pen::ROOMY;
use crate::ui::widget::context;

/// The columns that the frame and its margins take from the width.
const FRAME_COLS: u16 = 4;
/// The rows that the frame takes from the height.
const FRAME_ROWS: u16 = 2;

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

pub(crate) fn room(page: Rect) -> Room {
    Room { cols: usize::from(page.width - FRAME_COLS), rows: usize::from(context_rows(page.height)) }
}

pub(crate) struct QuestionPage<'a> {
    pub(crate) pack: &'a Arc<Pack>,
    pub(crate) lang: Lang,
    pub(crate) place: QuestionRef,
    /// How much of the tell is lit, from 0 to 1; none before the answer.
    pub(crate) lit: Option<f64>,
    pub(crate) frame: Frame,
    pub(crate) in_words: bool,
    pub(crate) scroll: u16,
    pub(crate) click: Option<Act>,
    pub(crate) said: Option<DomainId>,
    /// How many hands went up for each domain, in a class that voted.
    pub(crate) hands: Option<&'a [u32]>,
}

/// How much of the tell is lit: all of it by half of the transition, as the eye should not wait for it.
pub(crate) fn lit(since: Duration, skin: &Skin) -> Option<f64> {
    Some((2.0 * header::eased(since, TRANSITION, skin)).min(1.0))
}

impl<'a> QuestionPage<'a> {
    pub(crate) fn new(pack: &'a Arc<Pack>, lang: Lang, place: QuestionRef, exhibit: &Exhibit) -> Self {
        let Exhibit { in_words, scroll, .. } = *exhibit;
        let frame = exhibit.frame();
        Self { pack, lang, place, lit: None, frame, in_words, scroll, click: None, said: None, hands: None }
    }

    /// Draws the term and its context at the top of a page, where they stay, the verdict at the right on the free row
    /// above the term, so that it need not make room; once it is answered, what is told of it stands below.
    pub(crate) fn draw<'b>(&self, verdict: impl Into<Line<'b>>, app: &App, pen: &mut Pen) {
        let term = self.pack.at(self.place).0;
        let (name, style) = (term.name.get(self.lang), pen.skin.theme.strong);
        pen.top(1).inset(0, 1).put(verdict.into().right_aligned());
        let roomy = pen.is_roomy();
        let head = pen.top(if roomy { letters::LARGE_ROWS } else { 1 }).inset(2, 0);
        if roomy {
            letters::large(name, style, head);
            pen.skip(1);
        } else {
            letters::wide(name, style, head);
        }
        pen.click(self.click.clone());
        self.draw_context(app.ready(self.pack, self.lang, self.place), pen);
        pen.skip_cols(2);
        if self.lit.is_some() {
            self.explain(pen);
        }
    }

    fn draw_context(&self, ready: Option<&Ready>, pen: &mut Pen) {
        let (skin, question) = (pen.skin, self.pack.at(self.place).1);
        let least = context_rows(pen.page_rows());
        let room = Room { cols: usize::from(pen.area.width - FRAME_COLS), rows: usize::from(least) };
        let tells = question.tells(self.lang);
        let frame = if skin.still { Frame::END } else { self.frame };
        let in_words = self.in_words || (!skin.pictures && matches!(question.context, Context::Picture(_)));
        let scene = Scene { lang: self.lang, room, tells: &tells, frame, in_words, ready };
        let mut sheet = question.context.draw(&scene);
        if self.lit.is_some() {
            sheet.light(&tells);
        }
        let rows = (sheet.rows.len() as u16).max(least);
        let mut pen = pen.top(rows + FRAME_ROWS);
        let title = question.context.title(self.lang).map(|title| shorten(title, pen.cols() - 6));
        let block = match title {
            Some(title) => panel::block(Span::styled(title, skin.theme.dim), skin.theme.frame),
            None => panel::untitled(skin.theme.frame),
        };
        let inside = block.inner(pen.area);
        block.render(pen.area, pen.buf);
        let mut pen = pen.at(inside);
        pen.margins(1, 1);
        // A little air above, where there is some to spare.
        pen.skip(u16::from(usize::from(rows) >= sheet.rows.len() + 2));
        // The light runs over the tell from left to right.
        let lit_cols = match self.lit {
            Some(share) if !skin.still => (share * (pen.cols() + usize::from(FRAME_COLS)) as f64) as usize,
            _ => usize::MAX,
        };
        let corner = pen.area.as_position();
        pen.rows(sheet.rows.iter().map(|row| context::line(row, lit_cols, skin)));
        if let (Some(spot), Some(pixels)) = (&sheet.picture, ready.and_then(Ready::pixels)) {
            let (cols, rows) = (spot.cols.len() as u16, spot.rows.len() as u16);
            let area = Rect::new(corner.x + spot.cols.start as u16, corner.y + spot.rows.start as u16, cols, rows);
            let over = context::lit_parts(&sheet, lit_cols, corner);
            pen.hits.picture = Some(PlacedPicture { area, picture: pixels.full.clone(), over });
        }
    }

    /// Draws the explanation, the remark on what was said, and all senses; in a class with the hands for each.
    fn explain(&self, pen: &mut Pen) {
        pen.right(1);
        let lines = self.explanation(pen.skin, pen.area);
        let most = (lines.len() as u16).saturating_sub(pen.area.height);
        let from = self.scroll.min(most);
        let area = pen.area;
        pen.rows(lines.into_iter().skip(from.into()));
        if from < most {
            let more = format!(" {} ↓ ", pen.skin.words.ui.more_below);
            pen.at(area).more(&more, 0);
        }
    }

    fn explanation<'b>(&'b self, skin: &'b Skin, area: Rect) -> Vec<Line<'b>> {
        let question = self.pack.at(self.place).1;
        let text = prose::quoting(question.explanation.get(self.lang), &question.tells(self.lang));
        let text = prose::marked(&text, area.width, skin.theme.base, skin.theme.strong);
        let remark = self.said.and_then(|said| question.remark(said));
        let remark = remark
            .map(|text| prose::marked(text.get(self.lang), area.width, skin.theme.dim, skin.theme.base))
            .unwrap_or_default();
        let senses: Vec<Line> = self.pack.domain_ids().filter_map(|id| self.sense_line(id, skin)).collect();
        let needed = text.len() + remark.len() + senses.len();
        // Blank rows only where nothing has to give way for them.
        let spare = usize::from(area.height).saturating_sub(needed);
        let blank = |least: usize| (spare >= least).then(Line::default);
        blank(1).into_iter().chain(text).chain(remark).chain(blank(2)).chain(senses).collect()
    }

    /// `◆ dev  ✓  gloss`, the right ones marked; a domain without a sense is left out.
    fn sense_line<'b>(&'b self, id: DomainId, skin: &'b Skin) -> Option<Line<'b>> {
        let QuestionPage { pack, lang, place, .. } = *self;
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
