//! Whether players can read everything: each question of a pack is drawn by the real view, in every stage, language, size
//! and mode, and what must be on such a screen is looked for there, whole.
//! What is looked for comes from the pack alone ([`wanted`]), and the search knows nothing of where the view puts things
//! ([`shown`]): so whatever is cut, covered or off the screen is missed. One slip is one fault, with every screen on
//! which it shows.

mod shown;
mod stages;
mod wanted;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use self::shown::FrameText;
use self::stages::Staged;
use self::wanted::{Requirement, Requirements, Subject};
use crate::app::view;
use crate::app::{App, Msg};
use crate::pack::load::Loaded;
use crate::pack::place::{Places, Scope};
use crate::pack::{Pack, QuestionRef};
use crate::read::FAULTS_MAX;
use crate::read::diagnostic::{Code, Diagnostic, LayoutStage, LayoutView, Mode, Part, Place, Source};
use crate::text::Lang;
use crate::ui::glyphs::Glyphs;
use crate::ui::theme::{Depth, Theme, ThemeChoice};
use crate::ui::{self, Act, Hits, Skin};
use crate::words::Words;

/// The sizes of terminal at which everything is drawn: the smallest, and one with large letters.
const SIZES: [(u16, u16); 2] = [ui::SMALLEST, (120, 40)];

/// At the smallest size, contexts up to this many rows leave room for what is said after the answer. Below taller ones
/// it may have to be scrolled, as the pack guide says.
const LOW_ROWS: usize = 10;

/// Draws every question of a pack that has no errors, and adds what cannot be read to its faults.
pub fn check(loaded: &mut Loaded) {
    if loaded.checked.has_errors() {
        return;
    }
    let Some(pack) = loaded.checked.pack.take().map(Arc::new) else { return };
    let mut found = Findings::new(&pack, &loaded.sources);
    for lang in pack.header.languages.iter().copied() {
        let skins = skins(lang);
        for (place, _) in pack.questions(lang) {
            found.look_at_stages(&pack, place, lang, &skins);
        }
        for staged in stages::contrasts(&pack, lang) {
            found.look(&staged, &skins);
        }
    }
    let faults = found.faults();
    let room = FAULTS_MAX.saturating_sub(loaded.checked.faults.len());
    loaded.checked.more += faults.len().saturating_sub(room);
    loaded.checked.faults.extend(faults.into_iter().take(room));
    loaded.checked.faults.sort_by_key(|fault| (fault.place.file, fault.place.span.start));
    loaded.checked.pack = Arc::try_unwrap(pack).ok();
}

/// What cannot be read of one question, in all its languages; without the comparison, where it stands in for another.
pub fn of_question(pack: &Arc<Pack>, sources: &[Source], place: QuestionRef) -> Vec<Diagnostic> {
    let mut found = Findings::new(pack, sources);
    for lang in pack.at(place).1.languages.iter().copied() {
        found.look_at_stages(pack, place, lang, &skins(lang));
    }
    found.faults()
}

fn skins(lang: Lang) -> [(Mode, Skin); 3] {
    let skin = |mode, depth, glyphs| {
        let theme = Theme::new(ThemeChoice::Dark, depth, false);
        (mode, Skin { words: Words::of(lang), theme, glyphs, still: false, pictures: true, tongues: Vec::new() })
    };
    [
        skin(Mode::Colour, Depth::True, Glyphs::All),
        skin(Mode::Monochrome, Depth::None, Glyphs::All),
        skin(Mode::Ascii, Depth::Sixteen, Glyphs::Ascii),
    ]
}

/// Whose fault it is, and which part of a screen is cut, or nothing where it only has to be scrolled.
type LayoutSlip = (Subject, Option<Part>);

/// Where a fault is, and what it is: the part that is cut, or nothing where it only has to be scrolled.
type Key = (usize, usize, usize, Option<Part>);

struct Findings<'a> {
    pack: &'a Pack,
    places: Places<'a>,
    cuts: BTreeMap<Key, BTreeSet<LayoutView>>,
    /// Where the question at hand has to be scrolled without any remark.
    long: BTreeSet<((u16, u16), Mode)>,
    /// The characters of a context that ASCII has nothing like, by place and language.
    no_ascii: BTreeMap<(usize, usize, usize, Lang), BTreeSet<String>>,
}

impl<'a> Findings<'a> {
    fn new(pack: &'a Pack, sources: &'a [Source]) -> Self {
        Self {
            pack,
            places: Places::of(sources),
            cuts: BTreeMap::new(),
            long: BTreeSet::new(),
            no_ascii: BTreeMap::new(),
        }
    }

    fn look_at_stages(&mut self, pack: &Arc<Pack>, place: QuestionRef, lang: Lang, skins: &[(Mode, Skin); 3]) {
        self.long.clear();
        for staged in stages::of_question(pack, place, lang) {
            self.look(&staged, skins);
        }
    }

    fn look(&mut self, staged: &Staged, skins: &[(Mode, Skin); 3]) {
        for size in SIZES {
            let wanted = Requirements::of(self.pack, staged, size, &skins[0].1.words);
            self.note_no_ascii(staged, &wanted);
            let mut before: Option<(Buffer, Vec<LayoutSlip>)> = None;
            for (mode, skin) in skins {
                let (buf, hits) = draw(&staged.app, skin, size);
                // Where a mode changes no character, it changes nothing that could be missing either.
                let symbols = buf.content.iter().map(Cell::symbol);
                let faults = match &before {
                    Some((other, faults)) if symbols.eq(other.content.iter().map(Cell::symbol)) => faults.clone(),
                    _ => faults(staged, &wanted, skin, size, (&buf, &hits)),
                };
                for (subject, part) in &faults {
                    let subject = match (part, staged.stage, staged.said) {
                        (None, LayoutStage::Right, _) => {
                            self.long.insert((size, *mode));
                            *subject
                        }
                        // A remark is too long where there would be room without it.
                        (None, LayoutStage::Wrong, Some(said)) if !self.long.contains(&(size, *mode)) => {
                            Subject::Remark(said)
                        }
                        _ => *subject,
                    };
                    let view = LayoutView { size, lang: staged.lang, mode: *mode, stage: staged.stage };
                    let Place { file, span } = self.place(staged.place, subject, staged.lang);
                    self.cuts.entry((file, span.start, span.end, *part)).or_default().insert(view);
                }
                before = Some((buf, faults));
            }
        }
    }

    fn note_no_ascii(&mut self, staged: &Staged, wanted: &Requirements) {
        let missing = &wanted.without_likeness;
        if !missing.is_empty() {
            let Place { file, span } = self.place(staged.place, Subject::Context, staged.lang);
            self.no_ascii.entry((file, span.start, span.end, staged.lang)).or_default().extend(missing.iter().cloned());
        }
    }

    fn place(&self, place: QuestionRef, subject: Subject, lang: Lang) -> Place {
        let (places, of_term, of_question) = (&self.places, Scope::Term(place.term), Scope::Question(place));
        let id = |domain| self.pack.domain(domain).id.as_str();
        match subject {
            Subject::Pack => places.domains(),
            Subject::Term => places.at(of_term, &["name"], Some(lang)),
            Subject::Context => places.at(of_question, &["context"], None),
            Subject::Title => places.title(place, self.pack.at(place).1.context.kind(), lang),
            Subject::Gloss(domain) => places.sense(place.term, id(domain), "gloss", Some(lang)),
            Subject::Explanation => places.at(of_question, &["explanation"], Some(lang)),
            Subject::Remark(domain) => places.at(of_question, &["remark", id(domain)], Some(lang)),
        }
    }

    fn faults(self) -> Vec<Diagnostic> {
        let cuts = self.cuts.into_iter().map(|((file, start, end, part), views)| {
            let code = if part.is_some() { Code::LayoutCut } else { Code::LayoutScroll };
            Diagnostic::error(code, file, start..end).seen(part, views.into_iter().collect())
        });
        let no_ascii = self.no_ascii.into_iter().map(|((file, start, end, lang), symbols)| {
            let fault = Diagnostic::error(Code::LayoutNoAscii, file, start..end).warning();
            fault.arg("found", Vec::from_iter(symbols).join(" ")).arg("language", lang.code())
        });
        cuts.chain(no_ascii).collect()
    }
}

fn draw(app: &App, skin: &Skin, (cols, rows): (u16, u16)) -> (Buffer, Hits) {
    let mut buf = Buffer::empty(Rect::new(0, 0, cols, rows));
    let hits = view::draw(app, skin, &mut buf);
    (buf, hits)
}

/// What is missing on one screen; of what is only found by scrolling, that it has to be.
fn faults(
    staged: &Staged,
    wanted: &Requirements,
    skin: &Skin,
    size: (u16, u16),
    (buf, hits): (&Buffer, &Hits),
) -> Vec<LayoutSlip> {
    let mut shown = FrameText::new(buf, skin.glyphs);
    let strays = shown.strays(ui::page(buf.area)) || hits.areas().any(|area| area.intersection(buf.area) != area);
    let (below, mut missing): (Vec<&Requirement>, Vec<&Requirement>) =
        wanted.missing(&shown).into_iter().partition(|want| want.scrolls);
    let mut faults = Vec::new();
    if !below.is_empty() {
        shown.scrolled(&scrolled(staged, skin, size));
        let low = wanted.context_rows <= LOW_ROWS;
        let found = below.iter().filter(|want| want.is_in(&shown)).count();
        if found > 0 && (size != ui::SMALLEST || low) {
            faults.push((Subject::Explanation, None));
        }
        missing.extend(below.into_iter().filter(|want| !want.is_in(&shown)));
    }
    faults.extend(missing.iter().map(|want| (want.subject, Some(want.part))));
    // What is missing often is what strays.
    if strays && faults.is_empty() {
        faults.push((Subject::Context, Some(Part::Page)));
    }
    faults
}

/// The same screen scrolled down row by row, until nothing changes but the footer.
fn scrolled(staged: &Staged, skin: &Skin, size: (u16, u16)) -> Vec<Buffer> {
    let mut app = staged.app.clone();
    let (mut last, _) = draw(&app, skin, size);
    let body = |buf: &Buffer| buf.content.len() - usize::from(buf.area.width);
    let mut frames = Vec::new();
    loop {
        app.update(Msg::Act(Act::Down));
        let (buf, _) = draw(&app, skin, size);
        if buf.content[..body(&buf)] == last.content[..body(&last)] {
            return frames;
        }
        frames.push(buf.clone());
        last = buf;
    }
}
