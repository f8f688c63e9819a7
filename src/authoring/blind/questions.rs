//! A booklet as text: what its readers get.

use super::Booklet;
use crate::context::{Context, SMALLEST_ROOM, Scene, row_text};
use crate::pack::{Pack, Question, Term};
use crate::text::fill;
use crate::words::Blind;

/// The questions without their keys, then where the answers go. Markdown, so that it can be read as it stands.
pub fn text(booklet: &Booklet, pack: &Pack, words: &Blind) -> String {
    let order = booklet.order(pack);
    let names: Vec<&str> = pack.header.domains.iter().map(|domain| domain.id.as_str()).collect();
    let intro = if booklet.hidden { &words.intro_hidden } else { &words.intro };
    let mut out = format!("# {}\n\n", fill(&words.title, &[("pack", pack.header.title.get(booklet.lang))]));
    out += &format!("{}\n\n", fill(intro, &[("n", &order.len().to_string())]));
    out += &format!("{}\n", fill(&words.how, &[("answers", &names.join(", "))]));
    for (n, place) in (1..).zip(&order) {
        let (term, question) = pack.at(*place);
        out += &format!("\n## {n}. {}\n\n", term.name.get(booklet.lang));
        if !booklet.hidden {
            out += &context(question, booklet, words);
        }
        out += &senses(term, pack, booklet);
    }
    out += &format!(
        "\n## {}\n\n{}\n\n```text\n{booklet}\n",
        words.answers,
        fill(&words.answers_how, &[("answer", names[0])])
    );
    out += &(1..=order.len()).map(|n| format!("{n}:\n")).collect::<String>();
    out + "```\n"
}

/// The context, drawn as on the smallest screen; a figure or a picture in words, too.
fn context(question: &Question, booklet: &Booklet, words: &Blind) -> String {
    let lang = booklet.lang;
    // Where text is wrapped does not tell what is kept whole.
    let scene = Scene::still(lang, SMALLEST_ROOM, &[]);
    let title = question.context.title(lang).map(|title| format!("[ {title} ]\n")).unwrap_or_default();
    let mut out = String::new();
    if !matches!(question.context, Context::Picture(_)) {
        let rows: String = question.context.draw(&scene).rows.iter().map(|row| row_text(row) + "\n").collect();
        // As long a fence as no context has in it.
        out += &format!("~~~~~~text\n{title}{rows}~~~~~~\n\n");
    } else {
        out += &title;
    }
    if let Some(alt) = question.context.alt() {
        out += &format!("{} {}\n\n", words.seen, alt.get(lang));
    }
    out
}

fn senses(term: &Term, pack: &Pack, booklet: &Booklet) -> String {
    let line = |sense: &crate::pack::Sense| {
        let (domain, gloss) = (pack.domain(sense.domain), sense.gloss.get(booklet.lang));
        // The name that players see, where the word to write down is another.
        let name = domain.name.get(booklet.lang);
        let name = if name.eq_ignore_ascii_case(&domain.id) { String::new() } else { format!(" ({name})") };
        format!("- **{}**{name}: {gloss}\n", domain.id)
    };
    term.senses.iter().map(line).collect()
}
