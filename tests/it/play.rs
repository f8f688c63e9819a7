//! Plays the game as its users do: keys through the real keymap, the app, and the real view.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, OnceLock};
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use polysemy::app::booth::config::Config;
use polysemy::app::booth::names::RefusedNames;
use polysemy::app::class::{Choices, Class, Lobby, Stage, Unfinished};
use polysemy::app::play::round::Phase;
use polysemy::app::settings::Settings;
use polysemy::app::view::{self, keys};
use polysemy::app::{App, Effect, Entry, EntryState, Msg, News, Screen, Start};
use polysemy::game::scores::RunEvent;
use polysemy::game::{Game, RunCode, deck};
use polysemy::pack::Pack;
use polysemy::pack::load::{Origin, load};
use polysemy::text::{Lang, SafeText};
use polysemy::ui::glyphs::Glyphs;
use polysemy::ui::theme::{Depth, Theme, ThemeChoice};
use polysemy::ui::{Act, Hits, Skin};
use polysemy::words::Words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// The built-in pack.
pub fn talk() -> Arc<Pack> {
    static TALK: LazyLock<Arc<Pack>> = LazyLock::new(|| {
        Arc::new(load(&Origin::BuiltIn("talk")).checked.pack.expect("the built-in pack has no faults"))
    });
    TALK.clone()
}

/// A catalogue entry for a pack.
pub fn entry(pack: &Pack) -> Entry {
    Entry::new(pack.header.clone(), EntryState::Listed)
}

/// A player at a terminal.
pub struct Player {
    /// The app.
    pub app: App,
    /// What it asked the edge to do, but for loading packs, which is done at once.
    pub effects: Vec<Effect>,
    /// The packs of the catalogue; none for one with faults.
    pub packs: Vec<Option<Arc<Pack>>>,
    /// The terminal's size.
    pub size: (u16, u16),
    /// Whether what is to be written down is, at once.
    pub writes: bool,
    /// How far the game was when a key was pressed last: on what is new a player first has a look.
    pub seen: Option<(usize, bool, bool)>,
}

impl Player {
    /// A player with the built-in pack at an 80x24 terminal, and a game that is always the same.
    pub fn new(lang: Lang) -> Self {
        let pack = talk();
        Self::with(vec![(entry(&pack), Some(pack))], Settings { language: Some(lang), ..Settings::default() })
    }

    /// A player with some packs and settings.
    pub fn with(packs: Vec<(Entry, Option<Arc<Pack>>)>, settings: Settings) -> Self {
        let (catalogue, packs): (Vec<Entry>, Vec<_>) = packs.into_iter().unzip();
        let start = Start { settings, catalogue, locale: Lang::En, entropy: 7, ..Start::default() };
        let (app, effects) = App::new(start);
        let mut player = Self { app, effects: Vec::new(), packs, size: (80, 24), writes: true, seen: None };
        player.take(effects);
        player
    }

    /// A trainer before a class with a pack, in a language, whose draw is always the same.
    pub fn in_class(pack: &Arc<Pack>, lang: Lang, unfinished: Vec<Unfinished>) -> Self {
        let choices = Choices { count: 5, tag: None, terms: Vec::new(), warm_up: 1, seconds: 30, seed: 3 };
        let lobby = Lobby::new(pack, choices, unfinished);
        Self::holding(Class::new(pack.clone(), lang, Some(SafeText::new("ML 101")), lobby, "class-1.jsonl".into()))
    }

    /// A trainer before a class.
    pub fn holding(class: Class) -> Self {
        let (pack, lang) = (class.pack.clone(), class.lang);
        let start = Start {
            settings: Settings { language: Some(lang), ..Settings::default() },
            catalogue: vec![entry(&pack)],
            chosen: Some(0),
            locale: lang,
            entropy: 7,
            ..Start::default()
        };
        let (app, effects) = App::on(start, class);
        let mut player =
            Self { app, effects: Vec::new(), packs: vec![Some(pack)], size: (80, 24), writes: true, seen: None };
        player.take(effects);
        player
    }

    /// A booth before its first visitor, whose draws are always the same, and whose disk is fast.
    pub fn at_booth(config: Config) -> Self {
        let pack = talk();
        let start = Start {
            settings: Settings::default(),
            catalogue: vec![entry(&pack)],
            chosen: Some(0),
            locale: Lang::En,
            entropy: 7,
            ..Start::default()
        };
        let (app, effects) = App::at_booth(start, Arc::new(config), Arc::new(RefusedNames::default()));
        let mut player =
            Self { app, effects: Vec::new(), packs: vec![Some(pack)], size: (80, 24), writes: true, seen: None };
        player.take(effects);
        player
    }

    /// The class that is held.
    pub fn class(&self) -> &Class {
        match self.app.screen() {
            Screen::Class(class) => class,
            other => panic!("no class on {other:?}"),
        }
    }

    /// A player with packs that have no faults.
    pub fn of(packs: &[Arc<Pack>], settings: Settings) -> Self {
        Self::with(packs.iter().map(|pack| (entry(pack), Some(pack.clone()))).collect(), settings)
    }

    fn take(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Load(at) => {
                    let effects = self.app.update(Msg::Loaded(at, self.packs[at].clone()));
                    self.take(effects);
                }
                Effect::Prepare { pack, question, lang } => {
                    let ready = pack.at(question).1.context.make_ready(lang).map(Arc::new);
                    let effects = self.app.update(Msg::Prepared { pack, question, lang, ready });
                    self.take(effects);
                }
                Effect::Keep { game, steps } => {
                    let written = steps.iter().filter_map(|step| match step {
                        RunEvent::Answer(answer) => Some(answer.n),
                        _ => None,
                    });
                    let written = written.max().filter(|_| self.writes);
                    self.effects.push(Effect::Keep { game, steps });
                    if let Some(n) = written {
                        let effects = self.app.update(Msg::News(News::Kept { game, n }));
                        self.take(effects);
                    }
                }
                effect => self.effects.push(effect),
            }
        }
    }

    /// Does what a script says: key names, single characters, `tick:11s` or `tick:250ms`, `type:text`.
    pub fn play(&mut self, script: &str) -> &mut Self {
        for step in script.split_whitespace() {
            match step.split_once(':') {
                Some(("tick", time)) => {
                    let (number, unit) = match time.strip_suffix("ms") {
                        Some(number) => (number, 1),
                        None => (time.trim_end_matches('s'), 1000),
                    };
                    let time = Duration::from_millis(number.parse::<u64>().expect("a time") * unit);
                    let effects = self.app.update(Msg::Tick(time));
                    self.take(effects);
                }
                Some(("type", text)) => text.chars().for_each(|c| self.key(KeyCode::Char(c))),
                _ => self.key(code(step)),
            }
        }
        // Then watches until what moves after an answer or a game has come to rest.
        if matches!(self.app.screen(), Screen::Results(_))
            || matches!(self.app.screen(), Screen::Round(round) if matches!(round.phase, Phase::Feedback { .. }))
            || matches!(self.app.screen(), Screen::Class(class) if matches!(class.stage, Stage::Chart { .. } | Stage::Reveal { .. }))
        {
            let effects = self.app.update(Msg::Tick(Duration::from_secs(1)));
            self.take(effects);
        }
        self
    }

    /// Looks at what is new, for as long as keys are not taken in.
    fn look(&mut self) {
        let Screen::Round(round) = self.app.screen() else { return self.seen = None };
        let answered = matches!(round.phase, Phase::Feedback { .. });
        let seen = (round.game.answers.len(), answered, self.app.overlay.is_some());
        if self.app.booth.is_none() && self.seen.replace(seen) != Some(seen) {
            let effects = self.app.update(Msg::Tick(Duration::from_millis(300)));
            self.take(effects);
        }
    }

    /// Presses a key.
    pub fn key(&mut self, code: KeyCode) {
        self.look();
        if let Some(act) = keys::act(&self.app, KeyEvent::new(code, KeyModifiers::NONE)) {
            self.act(act);
        }
    }

    /// Does what a click or a key would do.
    pub fn act(&mut self, act: Act) {
        let effects = self.app.update(Msg::Act(act));
        self.take(effects);
    }

    /// Clicks in the middle of a text that is on the screen; the last one, where it is there more than once.
    pub fn click(&mut self, wanted: &str) -> &mut Self {
        let screen = self.text();
        let place =
            screen.lines().enumerate().filter_map(|(y, row)| Some((row[..row.rfind(wanted)?].width(), y))).last();
        let (x, y) = place.unwrap_or_else(|| panic!("`{wanted}` is not on the screen:\n{screen}"));
        let x = x + wanted.width() / 2;
        let (_, hits) = self.draw(&dark(self.app.lang()));
        let act = hits.at(x as u16, y as u16).cloned();
        self.look();
        self.act(act.unwrap_or_else(|| panic!("nothing happens on a click on `{wanted}`:\n{screen}")));
        self
    }

    /// Asserts that a text is on the screen.
    #[track_caller]
    pub fn see(&mut self, wanted: &str) -> &mut Self {
        let screen = self.text();
        assert!(screen.contains(wanted), "`{wanted}` is not on the screen:\n{screen}");
        self
    }

    /// Answers the current question and goes on; `true` for right.
    pub fn say(&mut self, right: bool) -> &mut Self {
        let key = self.answer_key(right);
        self.play(&key).play("enter")
    }

    /// Answers all questions that are left, right and wrong in turn as `answers` says, over and over.
    pub fn finish(&mut self, answers: &[bool]) -> &mut Self {
        for right in answers.iter().copied().cycle() {
            if !matches!(self.app.screen(), Screen::Round(_)) {
                return self;
            }
            self.say(right);
        }
        self
    }

    /// The questions of the deck, by id.
    pub fn deck(&self) -> Vec<String> {
        let game = self.game();
        game.deck.iter().map(|place| game.at(*place).1.id.to_string()).collect()
    }

    /// The screen in a skin.
    pub fn draw(&self, skin: &Skin) -> (Buffer, Hits) {
        let mut buf = Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        let hits = view::draw(&self.app, skin, &mut buf);
        (buf, hits)
    }

    /// The characters on the screen.
    pub fn text(&self) -> String {
        text(&self.draw(&dark(self.app.lang())).0)
    }

    /// The game that is played or over.
    pub fn game(&self) -> &Game {
        match self.app.screen() {
            Screen::Round(round) => &round.game,
            Screen::Results(results) => &results.game,
            Screen::Review(review) => &review.game,
            other => panic!("no game on {other:?}"),
        }
    }

    /// The number key of an answer that is right (or wrong) for the current question.
    pub fn answer_key(&self, right: bool) -> String {
        let game = self.game();
        let (_, question) = game.at(game.current().expect("a question"));
        let id = game.pack.domain_ids().find(|id| question.key.contains(*id) == right).expect("such an answer");
        (id.0 + 1).to_string()
    }

    /// Begins the game of a run code whose deck has a question first, and returns whether one was found.
    pub fn begin_with(&mut self, question: &str, lang: Lang) {
        let code = codes(lang).get(question).unwrap_or_else(|| panic!("no deck begins with {question}"));
        self.play(&format!("r type:{code} enter"));
    }
}

/// By the question with which their decks of five begin, codes of games.
fn codes(lang: Lang) -> &'static HashMap<String, RunCode> {
    static CODES: [OnceLock<HashMap<String, RunCode>>; Lang::ALL.len()] = [const { OnceLock::new() }; Lang::ALL.len()];
    CODES[lang as usize].get_or_init(|| {
        let pack = talk();
        let (print, all) = (deck::fingerprint(&pack, lang), pack.questions(lang).count());
        let mut codes = HashMap::new();
        for code in (0..20_000).map(|seed| RunCode::new(seed, 5, lang, print)) {
            let first = deck::draw(&pack, code)[0];
            codes.entry(pack.at(first).1.id.to_string()).or_insert(code);
            if codes.len() == all {
                break;
            }
        }
        codes
    })
}

fn code(name: &str) -> KeyCode {
    let mut chars = name.chars();
    match (name, chars.next(), chars.next()) {
        ("enter", ..) => KeyCode::Enter,
        ("esc", ..) => KeyCode::Esc,
        ("up", ..) => KeyCode::Up,
        ("down", ..) => KeyCode::Down,
        ("left", ..) => KeyCode::Left,
        ("right", ..) => KeyCode::Right,
        ("pgdn", ..) => KeyCode::PageDown,
        ("pgup", ..) => KeyCode::PageUp,
        ("home", ..) => KeyCode::Home,
        ("end", ..) => KeyCode::End,
        ("backspace", ..) => KeyCode::Backspace,
        ("tab", ..) => KeyCode::Tab,
        ("space", ..) => KeyCode::Char(' '),
        (_, Some(c), None) => KeyCode::Char(c),
        _ => panic!("no key is called {name}"),
    }
}

/// A skin.
pub fn skin(lang: Lang, theme: ThemeChoice, depth: Depth, ascii: bool) -> Skin {
    let glyphs = if ascii { Glyphs::Ascii } else { Glyphs::All };
    Skin {
        words: Words::of(lang),
        theme: Theme::new(theme, depth, false),
        glyphs,
        still: false,
        pictures: true,
        tongues: Vec::new(),
    }
}

/// The dark skin.
pub fn dark(lang: Lang) -> Skin {
    skin(lang, ThemeChoice::Dark, Depth::True, false)
}

/// The characters of a buffer, a line a row, without the spaces at their ends.
pub fn text(buf: &Buffer) -> String {
    let rows = buf.content.chunks(usize::from(buf.area.width));
    rows.map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>().trim_end().to_owned() + "\n")
        .collect()
}

/// A player at the first question of a game.
pub fn playing() -> Player {
    let mut player = Player::new(Lang::En);
    player.play("enter");
    player
}

/// A player at the results of a game with right and wrong answers in turn.
pub fn played() -> Player {
    let mut player = playing();
    player.finish(&[true, false]);
    player
}

/// Settings with a language.
pub fn settings(lang: Lang) -> Settings {
    Settings { language: Some(lang), ..Settings::default() }
}

/// What was answered so far, by the numbers of the domains.
pub fn said(player: &Player) -> Vec<Option<u8>> {
    player.game().answers.iter().map(|answer| answer.said.map(|domain| domain.0)).collect()
}

/// Whether the results are shown.
pub fn is_results(player: &Player) -> bool {
    matches!(player.app.screen(), Screen::Results(_))
}
