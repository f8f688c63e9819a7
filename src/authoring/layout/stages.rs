//! The stages of a question, each as the app is then: it is played as a player would.

use std::sync::Arc;
use std::time::Duration;

use crate::app::play::round::{Phase, TRANSITION};
use crate::app::settings::Settings;
use crate::app::{App, Effect, Msg, Screen};
use crate::context::{Context, Frame, Ready};
use crate::pack::{DomainId, Pack, QuestionRef};
use crate::read::diagnostic::LayoutStage;
use crate::text::Lang;
use crate::ui::Act;

pub(crate) struct Staged {
    pub(crate) app: App,
    pub(crate) stage: LayoutStage,
    pub(crate) place: QuestionRef,
    pub(crate) lang: Lang,
    pub(crate) said: Option<DomainId>,
    pub(crate) frame: Frame,
    pub(crate) in_words: bool,
    pub(crate) ready: Option<Arc<Ready>>,
}

pub(crate) fn of_question(pack: &Arc<Pack>, place: QuestionRef, lang: Lang) -> Vec<Staged> {
    let (_, question) = pack.at(place);
    let ready = ready(pack, place, lang);
    let asked = begin(pack, place, lang, ready.clone());
    let stage = |app: &App, stage, said, in_words| {
        let frame = frame(app);
        Staged { app: app.clone(), stage, place, lang, said, frame, in_words, ready: ready.clone() }
    };
    let frames = frames(&question.context);
    let mut out = Vec::new();
    for frame in &frames {
        let mut app = asked.clone();
        app.update(Msg::Tick(frame.time()));
        out.push(stage(&app, LayoutStage::Question, None, false));
    }
    let hinted = after(&asked, [Act::Hint]);
    out.push(stage(&hinted, LayoutStage::Hint, None, false));
    let mut ended = asked.clone();
    ended.update(Msg::Tick(frames.last().map_or(Duration::ZERO, |frame| frame.time())));
    if question.context.alt().is_some() {
        let told = after(&asked, [Act::InWords]);
        out.push(stage(&told, LayoutStage::Words, None, true));
        let right = question.key.iter().next();
        out.extend(right.map(|said| stage(&answered(&told, said), LayoutStage::Words, Some(said), true)));
    }
    // Of two right answers, the screens are the same.
    let right = question.key.iter().next().map(|said| (said, LayoutStage::Right));
    let wrong = pack.domain_ids().filter(|said| !question.key.contains(*said)).map(|said| (said, LayoutStage::Wrong));
    out.extend(
        right.into_iter().chain(wrong).map(|(said, how)| stage(&answered(&ended, said), how, Some(said), false)),
    );
    out
}

/// The comparisons: of each term and domain, the question that is shown after this domain was a wrong answer. It is the
/// same one after any other question of the term, so that one way to it is enough.
pub(crate) fn contrasts(pack: &Arc<Pack>, lang: Lang) -> impl Iterator<Item = Staged> + use<'_> {
    let both = (0..pack.terms.len()).flat_map(|term| pack.domain_ids().map(move |said| (term, said)));
    both.filter_map(move |(term, said)| {
        let asked = |question: &crate::pack::Question| question.languages.contains(&lang);
        let questions = &pack.terms[term].questions;
        let missed = questions.iter().position(|question| asked(question) && !question.key.contains(said))?;
        let app = begin(pack, QuestionRef { term, question: missed }, lang, None);
        let mut app = after(&answered(&app, said), [Act::Contrast]);
        let Screen::Round(round) = app.screen() else { return None };
        let place = round.contrast()?;
        let ready = ready(pack, place, lang);
        app.update(prepared(pack, place, lang, ready.clone()));
        let frame = Frame::END;
        Some(Staged { app, stage: LayoutStage::Contrast, place, lang, said: Some(said), frame, in_words: false, ready })
    })
}

/// The app with a game of one question, without a timer, so that figures can be watched to their end.
fn begin(pack: &Arc<Pack>, place: QuestionRef, lang: Lang, ready: Option<Arc<Ready>>) -> App {
    let (mut app, effects) = App::asking(pack, place, lang, Settings::default());
    if effects.iter().any(|effect| matches!(effect, Effect::Prepare { .. })) {
        app.update(prepared(pack, place, lang, ready));
    }
    app
}

fn prepared(pack: &Arc<Pack>, question: QuestionRef, lang: Lang, ready: Option<Arc<Ready>>) -> Msg {
    Msg::Prepared { pack: pack.clone(), question, lang, ready }
}

/// The pixels of a picture. The tokens of code only colour it, and take long.
fn ready(pack: &Pack, place: QuestionRef, lang: Lang) -> Option<Arc<Ready>> {
    let context = &pack.at(place).1.context;
    matches!(context, Context::Picture(_)).then(|| context.make_ready(lang)).flatten().map(Arc::new)
}

fn after(app: &App, acts: impl IntoIterator<Item = Act>) -> App {
    let mut app = app.clone();
    for act in acts {
        app.update(Msg::Act(act));
    }
    app
}

fn answered(app: &App, said: DomainId) -> App {
    let mut app = after(app, [Act::Say(said)]);
    app.update(Msg::Tick(TRANSITION));
    debug_assert!(
        matches!(app.screen(), Screen::Round(round) if matches!(round.phase, Phase::Feedback { .. })),
        "an answer is judged"
    );
    app
}

fn frame(app: &App) -> Frame {
    let Screen::Round(round) = app.screen() else { return Frame::END };
    round.exhibit.frame()
}

/// The first frame of a figure, two in its middle, and the last; of anything else, the only one.
fn frames(context: &Context) -> Vec<Frame> {
    let all: Vec<Frame> = std::iter::successors(Some(Frame(0)), |frame| context.next_frame(*frame)).collect();
    let mut some: Vec<Frame> = [0, 1, 2, 3].map(|third| all[third * (all.len() - 1) / 3]).to_vec();
    some.dedup();
    some
}
