//! What must be readable on a screen. It follows from the pack and the stage, not from what the view draws.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Widget;
use tui_big_text::{BigText, PixelSize};

use super::shown::{CellBlock, FrameText};
use super::stages::Staged;
use crate::app::exhibit::view::room;
use crate::context::{Role, Scene, Sheet};
use crate::pack::{DomainId, Pack};
use crate::read::diagnostic::{LayoutStage, Part};
use crate::text::width;
use crate::ui;
use crate::ui::glyphs::Glyphs;
use crate::words::{Words, fill};

/// Whose fault it is if something cannot be read: what the author would have to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    /// The pack's domains, or nothing that an author can change.
    Pack,
    Term,
    Context,
    Title,
    Gloss(DomainId),
    Explanation,
    Remark(DomainId),
}

type Predicate<'a> = Box<dyn Fn(&FrameText) -> bool + 'a>;

pub(crate) struct Requirement<'a> {
    pub(crate) part: Part,
    pub(crate) subject: Subject,
    /// Whether it may be found by scrolling: what stands below the context after the answer moves.
    pub(crate) scrolls: bool,
    is_in: Predicate<'a>,
}

impl Requirement<'_> {
    pub(crate) fn is_in(&self, shown: &FrameText) -> bool {
        (self.is_in)(shown)
    }
}

pub(crate) struct Requirements<'a> {
    wants: Vec<Requirement<'a>>,
    /// The rows of the context as it is drawn.
    pub(crate) context_rows: usize,
    /// The characters of the context that become question marks in ASCII.
    pub(crate) without_likeness: Vec<String>,
}

impl<'a> Requirements<'a> {
    pub(crate) fn of(pack: &'a Pack, staged: &Staged, (cols, rows): (u16, u16), words: &'a Words) -> Self {
        let mut wants = Vec::new();
        let mut want = |part, subject, is_in| {
            let scrolls = staged.said.is_some() && matches!(part, Part::Explanation | Part::Remark | Part::Gloss);
            wants.push(Requirement { part, subject, scrolls, is_in });
        };
        let (term, question) = pack.at(staged.place);
        let (lang, ui) = (staged.lang, &words.ui);
        let name = term.name.get(lang);
        want(Part::Term, Subject::Term, is_name(name));
        if let Some(title) = question.context.title(lang) {
            want(Part::Title, Subject::Title, Box::new(move |shown| shown.holds_in_edge(title)));
        }
        let tells = question.tells(lang);
        let room = room(ui::page(Rect::new(0, 0, cols, rows)));
        let ready = staged.ready.as_deref();
        let scene = Scene { lang, room, tells: &tells, frame: staged.frame, in_words: staged.in_words, ready };
        let mut sheet = question.context.draw(&scene);
        if staged.said.is_some() {
            sheet.light(&tells);
        }
        let context = block(&sheet);
        let symbols = context.cells.content.iter().map(ratatui::buffer::Cell::symbol);
        let unlike = symbols.filter(|symbol| !symbol.is_ascii() && Glyphs::Ascii.like(symbol) == '?');
        let without_likeness = unlike.map(str::to_owned).collect();
        want(Part::Context, Subject::Context, Box::new(move |shown| shown.holds_block(&context)));
        let label = move |domain: DomainId| pack.domain(domain).name.get(lang);
        let gloss = |domain: DomainId| term.sense(domain).map(|sense| sense.gloss.get(lang));
        match (staged.stage, staged.said) {
            (LayoutStage::Hint, _) => {
                for domain in pack.domain_ids() {
                    let number = (domain.0 + 1).to_string();
                    want(Part::Answers, Subject::Pack, in_order(vec![number, label(domain).to_owned()]));
                    let gloss = gloss(domain).unwrap_or(&ui.no_sense);
                    want(Part::Gloss, Subject::Gloss(domain), is_labelled(label(domain), gloss));
                }
            }
            (_, None) => {
                want(Part::Question, Subject::Term, in_order(vec![fill(&ui.which, &[("term", name)])]));
                let answers = pack.domain_ids().flat_map(|id| [format!("{} ", id.0 + 1), label(id).to_owned()]);
                want(Part::Answers, Subject::Pack, in_order(answers.collect()));
            }
            (stage, Some(said)) => {
                let verdict = match stage {
                    LayoutStage::Wrong => vec![ui.easily_confused.clone(), ui.you_said.clone(), label(said).to_owned()],
                    LayoutStage::Contrast => vec![ui.contrast.clone(), label(said).to_owned()],
                    LayoutStage::Question | LayoutStage::Words | LayoutStage::Hint | LayoutStage::Right => {
                        vec![ui.right.clone(), "+".into()]
                    }
                };
                want(Part::Verdict, Subject::Pack, in_order(verdict));
                let explanation = question.explanation.get(lang);
                want(Part::Explanation, Subject::Explanation, is_wrapped(explanation));
                if let (LayoutStage::Wrong, Some(remark)) = (stage, question.remark(said)) {
                    want(Part::Remark, Subject::Remark(said), is_wrapped(remark.get(lang)));
                }
                for domain in pack.domain_ids() {
                    let none = (stage == LayoutStage::Wrong && domain == said).then_some(ui.no_sense.as_str());
                    if let Some(gloss) = gloss(domain).or(none) {
                        want(Part::Gloss, Subject::Gloss(domain), is_labelled(label(domain), gloss));
                    }
                }
                want(Part::Keys, Subject::Pack, in_order(vec![format!(" {}", ui.keys_next)]));
            }
        }
        want(Part::Keys, Subject::Pack, in_order(vec![format!(" {}", ui.keys_leave)]));
        Self { wants, context_rows: sheet.rows.len(), without_likeness }
    }

    pub(crate) fn missing(&self, shown: &FrameText) -> Vec<&Requirement<'a>> {
        let mut missing: Vec<&Requirement> = self.wants.iter().filter(|want| !want.is_in(shown)).collect();
        // A name that is too long for its own row is so for the question, too.
        if missing.iter().any(|want| want.part == Part::Term) {
            missing.retain(|want| want.part != Part::Question);
        }
        missing
    }
}

/// Alone in its row: letters apart, or not, or large.
fn is_name(word: &str) -> Predicate<'_> {
    let large = large(word);
    let apart: String = word.chars().flat_map(|c| [c, ' ']).collect();
    Box::new(move |shown| {
        shown.holds_alone(word)
            || shown.holds_alone(apart.trim_end())
            || large.as_ref().is_some_and(|large| shown.holds_block(large))
    })
}

fn in_order(texts: Vec<String>) -> Predicate<'static> {
    Box::new(move |shown| shown.holds_in_order(&texts))
}

/// Behind a sign and a name, at the end of a row.
fn is_labelled<'a>(name: &'a str, text: &'a str) -> Predicate<'a> {
    Box::new(move |shown| shown.holds_labelled(name, text))
}

fn is_wrapped(text: &str) -> Predicate<'_> {
    Box::new(move |shown| shown.holds_wrapped(text))
}

fn block(sheet: &Sheet) -> CellBlock {
    let cols = sheet.cols().max(1) as u16;
    let mut cells = Buffer::empty(Rect::new(0, 0, cols, sheet.rows.len().max(1) as u16));
    let mut pixels = vec![false; cells.content.len()];
    let mut widths = Vec::with_capacity(sheet.rows.len());
    for (y, row) in sheet.rows.iter().enumerate() {
        let mut x = 0;
        for run in row {
            cells.set_string(x, y as u16, &run.text, Style::new());
            let end = (x + width(&run.text) as u16).min(cols);
            let start = y * usize::from(cols);
            if matches!(run.role, Role::Pixels(..)) && !run.lit {
                pixels[start + usize::from(x)..start + usize::from(end)].fill(true);
            }
            x = end;
        }
        widths.push(x);
    }
    CellBlock { cells, widths, pixels }
}

/// A word in large letters, eight cells each; nothing where one of its letters has no such shape.
fn large(word: &str) -> Option<CellBlock> {
    let letters = word.chars().count();
    let (cols, rows) = (8 * letters as u16, 4);
    let mut cells = Buffer::empty(Rect::new(0, 0, cols, rows));
    let lines = [Line::from(word.to_owned())];
    BigText::builder().pixel_size(PixelSize::HalfHeight).lines(lines).build().render(cells.area, &mut cells);
    let inked = |letter: usize| {
        let cell = |at: usize| cells.content[at / 8 * usize::from(cols) + 8 * letter + at % 8].symbol();
        (0..8 * usize::from(rows)).any(|at| cell(at) != " ")
    };
    let whole = word.chars().enumerate().all(|(at, letter)| letter == ' ' || inked(at));
    let pixels = vec![false; cells.content.len()];
    whole.then_some(CellBlock { cells, widths: vec![cols; usize::from(rows)], pixels })
}
