//! The words that these tests are written in: a question of the built-in pack, what it was given, what it shows and says.

use std::sync::LazyLock;

use polysemy::context::{Context, SMALLEST_ROOM, Scene};
use polysemy::pack::load::{Loaded, Origin, load};
use polysemy::pack::{Pack, Question};
use polysemy::text::Lang;
use toml::{Table, Value};

static TALK: LazyLock<Loaded> = LazyLock::new(|| load(&Origin::BuiltIn("talk")));

/// What the authors wrote, file by file. A pack keeps no numbers that only a drawing needs.
static WRITTEN: LazyLock<Vec<Table>> = LazyLock::new(|| {
    let files = TALK.sources.iter().filter(|source| source.name.ends_with(".toml"));
    files.map(|source| source.text.parse().expect("TOML")).collect()
});

fn talk() -> &'static Pack {
    TALK.checked.pack.as_ref().expect("the built-in pack has no faults")
}

/// Every question of the pack.
pub fn all() -> impl Iterator<Item = Asked> {
    talk().terms.iter().flat_map(|term| &term.questions).map(|question| asked(&question.id))
}

/// A question of the pack.
pub struct Asked {
    /// As it was loaded.
    pub question: &'static Question,
    /// Its context as it was written, without the name of the kind.
    context: &'static Table,
}

/// The question of this id.
pub fn asked(id: &str) -> Asked {
    let questions = talk().terms.iter().flat_map(|term| &term.questions);
    let question = questions.into_iter().find(|question| &*question.id == id);
    let question = question.unwrap_or_else(|| panic!("no question {id}"));
    let terms = WRITTEN.iter().filter_map(|file| file.get("term")?.as_array()).flatten();
    let mut written = terms.filter_map(|term| term.get("question")?.as_array()).flatten();
    let written = written.find(|written| written["id"].as_str() == Some(id)).expect("a written question");
    let context = written["context"][question.context.kind()].as_table().expect("a context");
    Asked { question, context }
}

/// What it was given.
impl Asked {
    /// What stands at a key of its context, or deeper: `"series.0.points"`.
    fn given(&self, path: &str) -> &Value {
        let (first, rest) = path.split_once('.').unwrap_or((path, ""));
        let mut value = self.context.get(first).unwrap_or_else(|| panic!("{} has no {first}", self.question.id));
        for step in rest.split('.').filter(|step| !step.is_empty()) {
            value = if let Ok(place) = step.parse::<usize>() { &value[place] } else { &value[step] };
        }
        value
    }

    /// A number at a key.
    pub fn number(&self, path: &str) -> f64 {
        number(self.given(path)).expect("a number")
    }

    /// A list of numbers at a key.
    pub fn numbers(&self, path: &str) -> Vec<f64> {
        self.given(path).as_array().expect("a list").iter().filter_map(number).collect()
    }

    /// The x and the y of the points at a key.
    pub fn points(&self, path: &str) -> (Vec<f64>, Vec<f64>) {
        let points = self.given(path).as_array().expect("points").iter();
        points.map(|point| (number(&point[0]).expect("x"), number(&point[1]).expect("y"))).unzip()
    }

    /// The numbers of a table's column, but for cells that hold none.
    pub fn column(&self, name: &str) -> Vec<f64> {
        let columns = self.given("columns").as_array().expect("columns");
        let place = columns.iter().position(|column| english(column).contains(name)).expect("a column of this name");
        let rows = self.given("rows").as_array().expect("rows");
        rows.iter().filter_map(|row| number(&row[place])).collect()
    }

    /// A text at a key, in English.
    pub fn words(&self, path: &str) -> String {
        english(self.given(path))
    }

    /// The entries of a list at a key, each as a text: rows of a table.
    pub fn entries(&self, path: &str) -> Vec<String> {
        self.given(path).as_array().expect("a list").iter().map(english).collect()
    }

    /// The first numbers after some words: of what was written, in English, else of what is drawn or told.
    pub fn after<const N: usize>(&self, words: &str) -> [f64; N] {
        let told = self.question.context.alt().map(|alt| alt.get(Lang::En)).unwrap_or_default();
        let text = format!("{}\n{}\n{told}", english(&Value::Table(self.context.clone())), self.drawn(Lang::En));
        let (_, rest) = text.split_once(words).unwrap_or_else(|| panic!("no {words:?} in {text}"));
        let found: Vec<f64> = numbers_in(rest).into_iter().take(N).collect();
        found.try_into().unwrap_or_else(|found| panic!("after {words:?} there is only {found:?}"))
    }
}

/// What it shows and says.
impl Asked {
    /// The title and the drawing, figures at their end.
    pub fn drawn(&self, lang: Lang) -> String {
        let context = &self.question.context;
        let sheet = context.draw(&Scene::still(lang, SMALLEST_ROOM, self.tells(lang).as_slice())).rows.into_iter();
        let rows = sheet.map(|row| row.iter().map(|run| run.text.as_ref()).collect::<String>() + "\n");
        format!("{}\n{}", context.title(lang).unwrap_or_default(), rows.collect::<String>())
    }

    fn tells(&self, lang: Lang) -> Vec<&str> {
        self.question.tells(lang)
    }

    /// The title, the drawing, and what is told of it.
    pub fn shown(&self, lang: Lang) -> String {
        let told = self.question.context.alt().map(|alt| alt.get(lang)).unwrap_or_default();
        format!("{}\n{told}", self.drawn(lang))
    }

    /// That, and the explanation.
    pub fn everything(&self, lang: Lang) -> String {
        format!("{}\n{}", self.shown(lang), self.question.explanation.get(lang))
    }

    /// Asserts that the context shows it.
    pub fn shows(&self, said: impl Into<Said>) -> &Self {
        // A picture's drawing is no text: what is written in it is told beside it.
        let picture = matches!(self.question.context, Context::Picture(_));
        self.holds("shows", said, |lang| if picture { self.shown(lang) } else { self.drawn(lang) })
    }

    /// Asserts that the words for those who cannot see the figure say it.
    pub fn tells_of(&self, said: impl Into<Said>) -> &Self {
        let alt = self.question.context.alt().expect("what is shown, in words");
        self.holds("tells of", said, |lang| alt.get(lang).to_owned())
    }

    /// Asserts that the explanation says it.
    pub fn explains(&self, said: impl Into<Said>) -> &Self {
        self.holds("explains", said, |lang| self.question.explanation.get(lang).to_owned())
    }

    fn holds(&self, verb: &str, said: impl Into<Said>, text: impl Fn(Lang) -> String) -> &Self {
        let said = said.into();
        for lang in &self.question.languages {
            let (text, part) = (plain(&text(*lang), *lang), plain(&said.0[*lang as usize], *lang));
            assert!(holds(&text, &part), "{} never {verb} {part:?} in {}:\n{text}", self.question.id, lang.code());
        }
        self
    }
}

/// What is to be found, in English and in French.
pub struct Said([String; 2]);

impl From<[&str; 2]> for Said {
    fn from(said: [&str; 2]) -> Self {
        Said(said.map(str::to_owned))
    }
}

impl From<[String; 2]> for Said {
    fn from(said: [String; 2]) -> Self {
        Said(said)
    }
}

impl From<&Said> for Said {
    fn from(said: &Said) -> Self {
        Said(said.0.clone())
    }
}

/// The same in both languages.
pub fn both(text: &str) -> Said {
    [text, text].into()
}

/// A number rounded to so many decimals, as each language writes it.
pub fn n(x: f64, places: usize) -> Said {
    let english = format!("{x:.places$}");
    Said([english.clone(), english.replace('.', ",")])
}

/// A number rounded to so many decimals, as a program prints it in any language.
pub fn printed(x: f64, places: usize) -> Said {
    both(&format!("{x:.places$}"))
}

/// An interval, as each language writes it.
pub fn interval(low: f64, high: f64, places: usize) -> Said {
    let [low, high] = [low, high].map(|end| format!("{end:.places$}"));
    Said([format!("[{low}, {high}]"), format!("[{low} ; {high}]").replace('.', ",")])
}

/// Asserts that a number is another, up to a difference such as half a unit of its last decimal.
pub fn near(found: f64, wanted: f64, most: f64) {
    assert!((found - wanted).abs() <= most, "{found} is not {wanted} ± {most}");
}

/// The text with one kind of space and of minus, and without separators of thousands: a comma in English, a no-break
/// space in French.
pub fn plain(text: &str, lang: Lang) -> String {
    let text: Vec<char> = text.chars().collect();
    let digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    let of_thousands = |at: usize| {
        let separator = if lang == Lang::En { text[at] == ',' } else { is_no_break(text[at]) };
        let named = text[..at].iter().rev().find(|c| !c.is_ascii_digit()).is_some_and(|c| c.is_alphabetic());
        separator && !named && at > 0 && digit(at - 1) && (1..=3).all(|i| digit(at + i)) && !digit(at + 4)
    };
    let kept = (0..text.len()).filter(|at| !of_thousands(*at)).map(|at| match text[at] {
        '−' => '-',
        c if is_no_break(c) => ' ',
        c => c,
    });
    kept.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_no_break(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}')
}

/// Whether a plain text has a part that no digit makes a piece of a longer number.
fn holds(text: &str, part: &str) -> bool {
    let begins = |at: usize| {
        let before = text[..at].trim_end_matches(['.', ',']);
        !part.starts_with(|c: char| c.is_ascii_digit()) || !before.ends_with(|c: char| c.is_ascii_digit())
    };
    let ends = |at: usize| {
        let after = text[at..].trim_start_matches(['.', ',']);
        !part.ends_with(|c: char| c.is_ascii_digit()) || !after.starts_with(|c: char| c.is_ascii_digit())
    };
    text.match_indices(part).any(|(at, _)| begins(at) && ends(at + part.len()))
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(i) => Some(*i as f64),
        Value::Float(x) => Some(*x),
        value => numbers_in(&english(value)).first().copied(),
    }
}

/// Everything in a value as one text, by the order of the keys; of what is in two languages the English.
fn english(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(english).collect::<Vec<_>>().join("  "),
        Value::Table(table) => match table.get("en") {
            Some(value) => english(value),
            None => table.values().map(english).collect::<Vec<_>>().join("\n"),
        },
        value => value.to_string(),
    }
}

/// The numbers of an English text, in order; those that belong to a name (`x_12`, `v2`) are none.
pub fn numbers_in(text: &str) -> Vec<f64> {
    let text = plain(text, Lang::En);
    let (mut found, mut rest, mut last) = (Vec::new(), text.as_str(), ' ');
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let before: Vec<char> = rest[..at].chars().rev().chain([last, ' ']).take(2).collect();
        let len = rest[at..].find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len() - at);
        let token = rest[at..at + len].trim_end_matches('.');
        let negative = before[0] == '-' && !before[1].is_alphanumeric() && before[1] != ')';
        let named = before[0].is_alphabetic() || before[0] == '_';
        if let Some(x) = token.parse::<f64>().ok().filter(|_| !named) {
            found.push(if negative { -x } else { x });
        }
        rest = &rest[at + token.len()..];
        last = '0';
    }
    found
}

#[test]
fn numbers_are_found_as_they_are_written() {
    assert_eq!(numbers_in("c(9.25, -8.5) of 1,200 in x_12, v2: −3 to 5-6."), [9.25, -8.5, 1200.0, -3.0, 5.0, 6.0]);
    assert_eq!(plain("p95\u{a0}161 ms", Lang::Fr), "p95 161 ms");
    assert_eq!(plain("10\u{a0}584\u{202f}000 octets, −1,5\u{a0}%", Lang::Fr), "10584000 octets, -1,5 %");
    assert!(holds("mean 10, SE 1.98.", "1.98") && holds("= 12)", "12"));
    assert!(!holds("11.98", "1.98") && !holds("1.985", "1.98") && !holds("1.98", "98") && !holds("12.5", "12"));
}
