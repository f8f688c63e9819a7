//! GIFT, as Moodle reads and writes it: <https://docs.moodle.org/en/GIFT_format>, and `question/format/gift/format.php`
//! where that says nothing.
//! What GIFT has no room for stands in comments of our own, `// polysemy.NAME JSON`, above the question or category that
//! it belongs to. Moodle leaves comments out, so that a course which went through it comes back without them.

mod parse;
mod read;

use std::fmt::Write as _;

use maud::Escaper;
use serde_json::json;

pub use self::read::read;
use super::losses::Losses;
use super::plain::{self, PlainContext};
use crate::pack::{Pack, Question, Term};
use crate::text::{Lang, SafeText, fill};

const MARK: &str = "// polysemy.";

/// A pack in one language as GIFT. `which` is how the game asks, with `{term}`.
pub fn write(pack: &Pack, lang: Lang, which: &str, losses: &mut Losses) -> String {
    let header = &pack.header;
    let text = |text: &Option<crate::text::Text>| text.as_ref().map(|text| text.get(lang).to_owned());
    let mut out = String::new();
    mark(
        "pack",
        &json!({
            "id": header.id.as_str(), "title": header.title.get(lang), "description": text(&header.description),
            "authors": header.authors.iter().map(SafeText::as_str).collect::<Vec<_>>(),
            "licence": header.licence.as_deref(), "language": lang.code(),
        }),
        &mut out,
    );
    for domain in &header.domains {
        mark(
            "domain",
            &json!({
                "id": domain.id.as_str(), "name": domain.name.get(lang), "letter": domain.letter,
                "colour": domain.colour.name(),
            }),
            &mut out,
        );
    }
    let questions = plain::questions(pack, lang, losses);
    let mut last = None;
    for place in questions {
        let (term, question) = pack.at(place);
        if last.replace(place.term) != Some(place.term) {
            category(pack, term, lang, &mut out);
        }
        write_question(pack, term, question, lang, which, &mut out, losses);
    }
    plain::allowed(pack, losses);
    out
}

fn mark(name: &str, value: &serde_json::Value, out: &mut String) {
    let mut value = value.clone();
    if let Some(table) = value.as_object_mut() {
        table.retain(|_, value| !value.is_null());
    }
    let _ = writeln!(out, "{MARK}{name} {value}");
}

fn category(pack: &Pack, term: &Term, lang: Lang, out: &mut String) {
    out.push('\n');
    mark("term", &json!({ "id": term.id.as_str(), "name": term.name.get(lang) }), out);
    for sense in &term.senses {
        mark(
            "sense",
            &json!({
                "domain": pack.domain(sense.domain).id.as_str(), "gloss": sense.gloss.get(lang),
                "source": sense.source.as_ref().map(|source| source.get(lang)),
            }),
            out,
        );
    }
    // A slash within a name is written twice, lest it lead a step deeper.
    let name = |text: &str| text.replace('/', "//");
    let _ = writeln!(out, "$CATEGORY: {}/{}", name(pack.header.title.get(lang)), name(term.name.get(lang)));
}

fn write_question(
    pack: &Pack,
    term: &Term,
    question: &Question,
    lang: Lang,
    which: &str,
    out: &mut String,
    losses: &mut Losses,
) {
    let PlainContext { text, title, language, first } = plain::of(question, lang, losses);
    let tags = question.tags.iter().map(|tag| format!(" [tag:{}]", tag.replace('\\', "\\\\").replace(']', "\\]")));
    let _ = write!(out, "\n// [id:{}]{}\n", question.id, tags.collect::<String>());
    // GIFT says something only to someone who chose what it offers.
    let elsewhere = question.remarks.iter().filter(|(domain, _)| term.sense(*domain).is_none());
    let elsewhere = elsewhere
        .map(|(domain, remark)| (pack.domain(*domain).id.to_string(), serde_json::Value::from(remark.get(lang))));
    let elsewhere: serde_json::Map<_, _> = elsewhere.collect();
    mark(
        "question",
        &json!({
            "tell": question.tells(lang), "level": question.level as u8 + 1, "title": title, "language": language,
            "first": first, "remark": (!elsewhere.is_empty()).then_some(elsewhere),
        }),
        out,
    );
    let name = term.name.get(lang);
    let titled = title.map(|title| format!("<p><i>{}</i></p>", html(title))).unwrap_or_default();
    let asked = html(&fill(which, &[("term", name)]));
    let shown = format!("{titled}<pre>\n{}</pre><p>{asked}</p>", html(&text));
    let _ = writeln!(out, "::{}::[html]{}{{", escaped(&question.id), escaped(&shown));
    let right = question.key.iter().count();
    for sense in &term.senses {
        let sign = match (question.key.contains(sense.domain), right) {
            (true, 1) => "=".to_owned(),
            (true, right) => format!("~%{}%", share(right)),
            (false, 1) => "~".to_owned(),
            // Whoever ticks everything earns nothing.
            (false, _) => "~%-100%".to_owned(),
        };
        let option = format!("{}: {}", pack.domain(sense.domain).name.get(lang), sense.gloss.get(lang));
        let _ = write!(out, "\t{sign}{}", escaped(&html(&option)));
        if let Some(remark) = question.remark(sense.domain) {
            let _ = write!(out, "#{}", escaped(&html(remark.get(lang))));
        }
        out.push('\n');
    }
    let _ = writeln!(out, "\t####{}\n}}", escaped(&html(question.explanation.get(lang))));
}

/// The weights that Moodle knows: it refuses a third that is written otherwise.
fn share(right: usize) -> &'static str {
    match right {
        2 => "50",
        3 => "33.33333",
        _ => "25",
    }
}

fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let _ = write!(Escaper::new(&mut out), "{text}");
    out
}

/// A text of which GIFT takes nothing for itself. A blank line would end the question, so line feeds are written `\n`.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\\' | '#' | '=' | '~' | '{' | '}' | ':' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
