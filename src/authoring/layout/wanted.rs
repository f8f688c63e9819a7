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
use crate::read::diagnostic::{Part, Stage};
use crate::text::width;
use crate::ui;
use crate::ui::glyphs::Glyphs;
use crate::words::{Words, fill};

/// Whose fault it is if something cannot be read: what the author would have to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The pack's domains, or nothing that an author can change.
    Pack,
    Term,
    Context,
    Title,
    Gloss(DomainId),
    Explanation,
    Remark(DomainId),
}

pub struct Requirement {
    pub part: Part,
    pub subject: Subject,
    /// Whether it may be found by scrolling.
    pub scrolls: bool,
    what: Appearance,
}

impl Requirement {
    pub fn is_in(&self, shown: &FrameText) -> bool {
        self.what.is_in(shown)
    }
}

enum Appearance {
    /// Alone in its row: letters apart, or not, or large.
    Name {
        word: String,
        large: Option<CellBlock>,
    },
    InEdge(String),
    /// Cell for cell.
    Block(CellBlock),
    InRow(String),
    /// Within a row, from left to right.
    InOrder(Vec<String>),
    /// Behind a sign and a name, at the end of a row.
    Labelled(String, String),
    Wrapped(String),
}

pub struct Requirements {
    wants: Vec<Requirement>,
    context_rows: usize,
}

impl Requirements {
    pub fn of(pack: &Pack, staged: &Staged, (cols, rows): (u16, u16), words: &Words) -> Self {
        let mut wants = Vec::new();
        let mut want =
            |part, subject, what| wants.push(Requirement { part, subject, scrolls: scrolls(staged, part), what });
        let (term, question) = pack.at(staged.place);
        let (lang, ui) = (staged.lang, &words.ui);
        let name = term.name.get(lang);
        want(Part::Term, Subject::Term, Appearance::Name { word: name.to_owned(), large: large(name) });
        if let Some(title) = question.context.title(lang) {
            want(Part::Title, Subject::Title, Appearance::InEdge(title.to_owned()));
        }
        let tells = question.tells(lang);
        let room = room(ui::page(Rect::new(0, 0, cols, rows)));
        let ready = staged.ready.as_deref();
        let scene = Scene { lang, room, tells: &tells, frame: staged.frame, in_words: staged.in_words, ready };
        let mut sheet = question.context.draw(&scene);
        if staged.said.is_some() {
            sheet.light(&tells);
        }
        want(Part::Context, Subject::Context, Appearance::Block(block(&sheet)));
        let label = |domain: DomainId| pack.domain(domain).name.get(lang).to_owned();
        let gloss = |domain: DomainId| term.sense(domain).map(|sense| sense.gloss.get(lang));
        match (staged.stage, staged.said) {
            (Stage::Hint, _) => {
                for (i, domain) in pack.domain_ids().enumerate() {
                    let number = format!("{}", i + 1);
                    want(Part::Answers, Subject::Pack, Appearance::InOrder(vec![number, label(domain)]));
                    let gloss = gloss(domain).unwrap_or(&ui.no_sense).to_owned();
                    want(Part::Gloss, Subject::Gloss(domain), Appearance::Labelled(label(domain), gloss));
                }
            }
            (_, None) => {
                want(Part::Question, Subject::Term, Appearance::InRow(fill(&ui.which, &[("term", name)])));
                let answers = pack.domain_ids().enumerate().flat_map(|(i, id)| [format!("{} ", i + 1), label(id)]);
                want(Part::Answers, Subject::Pack, Appearance::InOrder(answers.collect()));
            }
            (stage, Some(said)) => {
                let verdict = match stage {
                    Stage::Wrong => vec![ui.easily_confused.clone(), ui.you_said.clone(), label(said)],
                    Stage::Contrast => vec![ui.contrast.clone(), label(said)],
                    Stage::Question | Stage::Words | Stage::Hint | Stage::Right => vec![ui.right.clone(), "+".into()],
                };
                want(Part::Verdict, Subject::Pack, Appearance::InOrder(verdict));
                let explanation = question.explanation.get(lang).to_owned();
                want(Part::Explanation, Subject::Explanation, Appearance::Wrapped(explanation));
                if let (Stage::Wrong, Some(remark)) = (stage, question.remark(said)) {
                    want(Part::Remark, Subject::Remark(said), Appearance::Wrapped(remark.get(lang).to_owned()));
                }
                for domain in pack.domain_ids() {
                    let none = (stage == Stage::Wrong && domain == said).then_some(ui.no_sense.as_str());
                    if let Some(gloss) = gloss(domain).or(none) {
                        let labelled = Appearance::Labelled(label(domain), gloss.to_owned());
                        want(Part::Gloss, Subject::Gloss(domain), labelled);
                    }
                }
                want(Part::Keys, Subject::Pack, Appearance::InRow(format!(" {}", ui.keys_next)));
            }
        }
        want(Part::Keys, Subject::Pack, Appearance::InRow(format!(" {}", ui.keys_leave)));
        Self { wants, context_rows: sheet.rows.len() }
    }

    pub fn context_rows(&self) -> usize {
        self.context_rows
    }

    pub fn missing(&self, shown: &FrameText) -> Vec<&Requirement> {
        let mut missing: Vec<&Requirement> = self.wants.iter().filter(|want| !want.is_in(shown)).collect();
        // A name that is too long for its own row is so for the question, too.
        if missing.iter().any(|want| want.part == Part::Term) {
            missing.retain(|want| want.part != Part::Question);
        }
        missing
    }

    /// The characters of the context that become question marks in ASCII.
    pub fn without_likeness(&self) -> Vec<String> {
        let blocks = self.wants.iter().filter(|want| want.part == Part::Context);
        let cells = blocks.filter_map(|want| match &want.what {
            Appearance::Block(block) => Some(block.cells.content.iter()),
            _ => None,
        });
        let symbols = cells.flatten().map(ratatui::buffer::Cell::symbol);
        symbols.filter(|symbol| !symbol.is_ascii() && Glyphs::Ascii.like(symbol) == '?').map(str::to_owned).collect()
    }
}

/// What stands below the context after the answer moves when it is scrolled.
fn scrolls(staged: &Staged, part: Part) -> bool {
    staged.said.is_some() && matches!(part, Part::Explanation | Part::Remark | Part::Gloss)
}

impl Appearance {
    fn is_in(&self, shown: &FrameText) -> bool {
        match self {
            Appearance::Name { word, large } => {
                let apart: String = word.chars().flat_map(|c| [c, ' ']).collect();
                shown.holds_alone(word)
                    || shown.holds_alone(apart.trim_end())
                    || large.as_ref().is_some_and(|large| shown.holds_block(large))
            }
            Appearance::InEdge(text) => shown.holds_in_edge(text),
            Appearance::Block(block) => shown.holds_block(block),
            Appearance::InRow(text) => shown.holds(text),
            Appearance::InOrder(texts) => shown.holds_in_order(&texts.iter().map(String::as_str).collect::<Vec<_>>()),
            Appearance::Labelled(name, text) => shown.holds_labelled(name, text),
            Appearance::Wrapped(text) => shown.holds_wrapped(text),
        }
    }
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
