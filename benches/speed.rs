//! How long loading, checking, drawing and updating take. Times mean little on their own: each is given beside
//! something that does the least there is to do (`toml` alone, a frame of the same size with one paragraph).

use std::sync::Arc;

use divan::Bencher;
use polysemy::app::settings::Settings;
use polysemy::app::view;
use polysemy::app::{App, Entry, EntryState, Msg, Screen, Start};
use polysemy::authoring::lint;
use polysemy::pack::check;
use polysemy::pack::load::{Loaded, Origin, load};
use polysemy::read::diagnostic::{Code, Source};
use polysemy::text::Lang;
use polysemy::ui::glyphs::Glyphs;
use polysemy::ui::theme::{Depth, Theme, ThemeChoice};
use polysemy::ui::{Act, Skin};
use polysemy::words::Words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Paragraph, Widget};

fn main() {
    divan::main();
}

fn app() -> App {
    let pack = load(&Origin::BuiltIn("talk")).checked.pack.expect("clean");
    let entry = Entry::new(pack.header.clone(), EntryState::Listed);
    let start = Start {
        settings: Settings::default(),
        catalogue: vec![entry],
        locale: Lang::En,
        entropy: 1,
        ..Start::default()
    };
    let (mut app, _) = App::new(start);
    app.update(Msg::Loaded(0, Some(Arc::new(pack))));
    app
}

/// The app on one of its screens.
fn on(screen: &str) -> App {
    let mut app = app();
    let acts: &[Act] = match screen {
        "title" => &[],
        "question" => &[Act::Choose],
        "feedback" => &[Act::Choose, Act::Choose],
        "results" => &[Act::Choose],
        "glossary" => &[Act::Glossary],
        other => panic!("no screen {other}"),
    };
    for act in acts {
        app.update(Msg::Act(act.clone()));
    }
    while screen == "results" && matches!(app.screen(), Screen::Round(_)) {
        app.update(Msg::Act(Act::Choose));
    }
    app
}

fn skin() -> Skin {
    Skin {
        words: Words::of(Lang::En),
        theme: Theme::new(ThemeChoice::Dark, Depth::True, false),
        glyphs: Glyphs::All,
        still: false,
        pictures: true,
        tongues: Vec::new(),
    }
}

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

#[divan::bench(args = SIZES)]
fn draw_floor(bencher: Bencher, (cols, rows): (u16, u16)) {
    let area = Rect::new(0, 0, cols, rows);
    let mut buf = Buffer::empty(area);
    bencher.bench_local(|| {
        buf.reset();
        Paragraph::new("Hello floor\nkeys 000001").block(Block::bordered().title("floor")).render(area, &mut buf);
    });
}

#[divan::bench(args = SIZES, consts = [0, 1, 2, 3, 4])]
fn draw<const SCREEN: usize>(bencher: Bencher, (cols, rows): (u16, u16)) {
    let app = on(["title", "question", "feedback", "results", "glossary"][SCREEN]);
    let skin = skin();
    let mut buf = Buffer::empty(Rect::new(0, 0, cols, rows));
    bencher.bench_local(|| {
        buf.reset();
        view::draw(&app, &skin, &mut buf)
    });
}

#[divan::bench]
fn update_selection(bencher: Bencher) {
    let mut app = on("title");
    bencher.bench_local(|| app.update(Msg::Act(Act::Down)));
}

#[divan::bench]
fn start_game(bencher: Bencher) {
    bencher.with_inputs(|| on("title")).bench_local_values(|mut app| app.update(Msg::Act(Act::Choose)));
}

#[divan::bench]
fn words(bencher: Bencher) {
    bencher.bench_local(|| Words::of(Lang::Fr));
}

#[divan::bench]
fn load_built_in(bencher: Bencher) {
    bencher.bench_local(|| load(&Origin::BuiltIn("talk")));
}

#[divan::bench]
fn load_built_in_toml_alone(bencher: Bencher) {
    let sources = load(&Origin::BuiltIn("talk")).sources;
    bencher.bench_local(|| sources.iter().map(|s| toml::from_str::<toml::Table>(&s.text).is_ok()).collect::<Vec<_>>());
}

/// A pack of so many questions in one file, of the kinds that trainers write.
fn large(questions: usize) -> Source {
    let head = include_str!("../questions/talk/pack.toml");
    let term = include_str!("../questions/talk/regression.toml");
    let per_term = term.matches("[[term.question]]").count();
    let mut text = head.to_owned();
    for i in 0..questions.div_ceil(per_term) {
        text.push('\n');
        text.push_str(&term.replace("id = \"regression", &format!("id = \"r{i}")));
    }
    Source { text, ..Source::default() }
}

const LARGE: [usize; 2] = [1_000, 10_000];

#[divan::bench(args = LARGE, sample_count = 20)]
fn check_large(bencher: Bencher, questions: usize) {
    let sources = [large(questions)];
    bencher.bench_local(|| {
        let checked = check::check(&sources, &|_, _| Err((Code::NoDataFile, Default::default())), true);
        assert!(checked.faults.is_empty());
        checked
    });
}

#[divan::bench(args = LARGE, sample_count = 20)]
fn lint_large(bencher: Bencher, questions: usize) {
    let sources = vec![large(questions)];
    let read = || Loaded {
        checked: check::check(&sources, &|_, _| Err((Code::NoDataFile, Default::default())), true),
        beside: Default::default(),
        sources: sources.clone(),
    };
    bencher.with_inputs(read).bench_local_values(|mut loaded| {
        lint::check(&mut loaded);
        loaded
    });
}

#[divan::bench(args = LARGE, sample_count = 20)]
fn check_large_toml_alone(bencher: Bencher, questions: usize) {
    let source = large(questions);
    bencher.bench_local(|| toml::from_str::<toml::Table>(&source.text).is_ok());
}
