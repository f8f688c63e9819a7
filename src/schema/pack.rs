//! What a file of a pack may hold above its contexts. The comments are what an editor shows beside the key.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use serde_json::{Map, Value, json};

use super::values::{ByDomain, DomainId, Id, Key, Language, Line, Tell, Text, value};
use crate::diagnostic::Code;
use crate::lint;
use crate::pack::{FORMAT, QUESTIONS_MAX};
use crate::text::Lang;

/// A pack of polysemy, or a file of one: the header (`format` to `[[domain]]`) stands in a pack’s only file or in its
/// `pack.toml`, the terms stand below it or in files of their own.
#[derive(JsonSchema)]
#[schemars(extend("minProperties" = 1, "dependencies" = whole_header()))]
pub(super) struct Pack {
    /// The version of these rules: 1.
    #[schemars(range(min = 1, max = FORMAT))]
    format: Option<i64>,
    /// The pack’s name for programs: lower-case letters, digits and dashes. It never changes. Example: `"my-pack"`
    id: Option<Id>,
    /// The pack’s name for people. Example: `{ en = "Our words", fr = "Nos mots" }`
    title: Option<Text<60>>,
    /// A sentence about the pack.
    description: Option<Text<300>>,
    /// Who wrote it. Example: `["Noor", "Sam"]`
    #[schemars(length(min = 1, max = 50))]
    authors: Option<Vec<Line<80>>>,
    /// Under which licence others may use it. Example: `"CC-BY-SA-4.0"`
    licence: Option<Line<80>>,
    /// The languages of the pack: `["en"]`, `["fr"]` or both. Every text is either one string for all of them, or a
    /// table with all of them: `{ en = "...", fr = "..." }`.
    #[schemars(length(min = 1), extend("uniqueItems" = true))]
    languages: Option<Vec<Language>>,
    /// Rules of `polysemy lint` that the whole pack breaks on purpose, each with the reason.
    allow: Option<Allow>,
    /// Who speaks: two to four domains of your own. Without them: dev, ml and stats.
    #[schemars(length(min = 2, max = 4))]
    domain: Option<Vec<Domain>>,
    /// The words that mean different things to different people.
    #[schemars(length(min = 1, max = QUESTIONS_MAX))]
    term: Option<Vec<Term>>,
}

/// Who begins a header must finish it; a file of terms has none. Each key asks for `format` and that one for the others, so
/// that one that is missing is missed once.
fn whole_header() -> Value {
    let keys = ["id", "title", "languages", "description", "authors", "licence", "allow", "domain"];
    let mut needed: Map<String, Value> = keys.map(|key| (key.to_owned(), json!(["format"]))).into_iter().collect();
    needed.insert("format".to_owned(), json!(["id", "title", "languages"]));
    needed.into()
}

/// Who speaks: a domain that gives words a meaning of its own.
#[derive(JsonSchema)]
pub(super) struct Domain {
    /// What senses and questions call it: lower-case letters, digits and dashes. Example: `"law"`
    id: Id,
    /// What players read. At most 14 characters. Example: `"lawyers"`
    name: Text<14>,
    /// The key that answers: a lower-case letter, for each domain another. The game needs c, g, h, p, q and r for itself.
    #[schemars(extend("pattern" = LETTER))]
    letter: Line<1>,
    /// Its colour.
    colour: Colour,
}

/// The letters that the game does not use itself during a question.
const LETTER: &str = "^[abdefijklmnostuvwxyz]$";

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum Colour {
    Blue,
    Orange,
    Green,
    Pink,
}

/// A word that has several senses, and the questions about it.
#[derive(JsonSchema)]
pub(super) struct Term {
    /// Its name for programs: lower-case letters, digits and dashes; unique in the pack. Example: `"test"`
    id: Id,
    /// The word. At most 40 characters. Example: `{ en = "weight", fr = "poids" }`
    name: Text<40>,
    /// What it means, one sense for each domain that has one; two at least. Each must be the answer to a question.
    #[schemars(length(min = 2, max = 4))]
    sense: Vec<Sense>,
    /// What is asked about it.
    #[schemars(length(min = 1, max = QUESTIONS_MAX))]
    question: Vec<Question>,
    /// Rules of `polysemy lint` that this term and its questions break on purpose, each with the reason.
    allow: Option<Allow>,
}

/// What the term means in one domain.
#[derive(JsonSchema)]
struct Sense {
    /// Whose meaning it is: `"dev"`, `"ml"`, `"stats"`, or one of the pack’s own domains.
    domain: DomainId,
    /// The definition, in a few words; best of about the same length for all domains. At most 120 characters, of which 58
    /// fit the smallest screen.
    gloss: Text<120>,
    /// Where the definition can be checked. Example: `"pytest documentation"`
    source: Option<Text<200>>,
}

/// A context, the domains that are right, and why.
#[derive(JsonSchema)]
struct Question {
    /// Its name for programs: unique in the pack, and never changes, because history hangs on it. Example: `"test-pytest"`
    id: Id,
    /// The right domain, or a list where several are right. Example: `"dev"` or `["ml", "stats"]`
    key: Key<4>,
    /// How hard it is: 1 easy, 2 vocabulary of the trade, 3 for experts; worth 100, 150 or 200 points.
    #[schemars(range(min = 1, max = 3), extend("default" = 1))]
    level: Option<i64>,
    /// The part of the context that decides, word for word as it is shown there, each within one line; a list where there
    /// are several. It lights up after the answer. Example: `"assert nap.minutes == 60"`
    tell: Tell<8, 200>,
    /// Names the tell, then says what it means: a sentence or two. At most 600 characters, of which 220 fit the smallest
    /// screen.
    explanation: Text<600>,
    /// What to say to who answered a wrong domain. Example: `remark.ml = "Easily confused: ..."`
    remark: Option<ByDomain<200>>,
    /// Only ask in these languages, for a context that works in no other. Example: `["en"]`
    #[schemars(length(min = 1), extend("uniqueItems" = true))]
    languages: Option<Vec<Language>>,
    /// Your own words, to pick questions by. Example: `["onboarding"]`
    #[schemars(length(min = 1, max = 20))]
    tags: Option<Vec<Line<40>>>,
    /// Rules of `polysemy lint` that this question breaks on purpose, each with the reason.
    allow: Option<Allow>,
    // A reference cannot have a description of its own.
    context: Context,
}

/// Rules of `polysemy lint` that are broken on purpose, each with the reason.
struct Allow;

impl JsonSchema for Allow {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Allow".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut reason = |rule: Code| {
            let mut schema = Line::<200>::json_schema(generator);
            schema.insert("description".to_owned(), rule_in_short(rule.name(), Lang::En).into());
            (rule.name().to_owned(), schema.to_value())
        };
        let rules: Map<_, _> = Code::RULES.map(&mut reason).into_iter().collect();
        json_schema!({ "type": "object", "properties": rules })
    }
}

/// The sentence below the heading of a rule’s page.
pub(super) fn rule_in_short(name: &str, lang: Lang) -> &'static str {
    let rule = lint::RULES.iter().find(|rule| rule.name == name);
    rule.and_then(|rule| rule.page(lang).lines().nth(2)).unwrap_or_default()
}

value! {
    /// What is shown.
    Context => json_schema!({ "$ref": "#/definitions/Context" })
}
