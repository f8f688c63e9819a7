//! A pack in one language as a worksheet in Markdown: to be filled in, and with the answers for whoever teaches.

use std::fmt::Write as _;

use super::losses::Losses;
use super::plain::{self, PlainContext};
use crate::doc::escaped;
use crate::pack::Pack;
use crate::text::{Lang, fill};
use crate::words::Exchange;

/// The worksheet. `which` is how the game asks, with `{term}`; `words` are in the same language.
pub fn write(pack: &Pack, lang: Lang, answers: bool, which: &str, words: &Exchange, losses: &mut Losses) -> String {
    let mut out = format!("# {}\n", escaped(pack.header.title.get(lang)));
    if let Some(description) = &pack.header.description {
        let _ = write!(out, "\n{}\n", escaped(description.get(lang)));
    }
    let names = |domains: &mut dyn Iterator<Item = crate::pack::DomainId>| {
        let names = domains.map(|id| format!("{} {}", id.shape(), escaped(pack.domain(id).name.get(lang))));
        names.collect::<Vec<_>>().join(", ")
    };
    for (n, place) in (1..).zip(plain::questions(pack, lang, losses)) {
        let (term, question) = pack.at(place);
        let asked = fill(which, &[("term", term.name.get(lang))]);
        let _ = write!(out, "\n## {n}. {}\n\n", escaped(&asked));
        let PlainContext { text, title, language, .. } = plain::of(question, lang, losses);
        if let Some(title) = title {
            let _ = write!(out, "*{}*\n\n", escaped(title));
        }
        let fence = fence(&text);
        let _ = write!(out, "{fence}{}\n{text}\n{fence}\n\n", language.unwrap_or("text"));
        for sense in &term.senses {
            let right = answers && question.key.contains(sense.domain);
            let tick = if right { 'x' } else { ' ' };
            let domain = names(&mut std::iter::once(sense.domain));
            let _ = writeln!(out, "- [{tick}] {domain}: {}", escaped(sense.gloss.get(lang)));
        }
        if answers {
            let colon = &words.colon;
            let tells: Vec<String> = question.tells(lang).into_iter().map(escaped).collect();
            let _ = write!(out, "\n**{}{colon}** {}  \n", words.answer, names(&mut question.key.iter()));
            let _ = writeln!(out, "**{}{colon}** {}  ", words.tell, tells.join(" / "));
            let _ = writeln!(out, "{}", escaped(question.explanation.get(lang)));
            for (domain, remark) in &question.remarks {
                let _ =
                    write!(out, "\n- {}{colon} {}\n", names(&mut std::iter::once(*domain)), escaped(remark.get(lang)));
            }
        }
    }
    out
}

/// As many tildes as no line of the text begins with.
fn fence(text: &str) -> String {
    let most = text.lines().map(|line| line.trim_start().chars().take_while(|c| *c == '~').count()).max();
    "~".repeat(most.unwrap_or(0).max(2) + 1)
}
