//! Small packs, made on the spot, for what the built-in one cannot show: other domains, other languages.

use std::fmt::Write as _;
use std::sync::Arc;

use polysemy::pack::Pack;
use polysemy::pack::check::check;
use polysemy::read::diagnostic::{Code, Source};
use polysemy::text::{Lang, SafeText};

const TRADES: [(&str, &str, &str); 4] =
    [("sailors", "s", "blue"), ("bakers", "b", "orange"), ("weavers", "w", "green"), ("judges of peace", "j", "pink")];

/// The pack in a TOML text that has no faults.
pub fn pack(toml: &str) -> Arc<Pack> {
    let source = Source { name: SafeText::new("small.toml"), text: toml.to_owned() };
    let checked = check(&[source], &|_, _| Err((Code::NoDataFile, SafeText::default())), true);
    Arc::new(checked.pack.unwrap_or_else(|| panic!("{:#?}\n{toml}", checked.faults)))
}

/// A pack of three words that so many trades use, each asked once for each of them.
pub fn trades(id: &str, count: usize, lang: Lang) -> Arc<Pack> {
    pack(&trades_toml(id, count, lang))
}

/// The same with contexts as tall as they may be.
pub fn tall_trades(id: &str, count: usize, lang: Lang) -> Arc<Pack> {
    let lines: String = (1..=12).map(|i| format!("line {i}\\n")).collect();
    pack(&trades_toml(id, count, lang).replace("context.log.text = \"", &format!("context.log.text = \"{lines}")))
}

fn trades_toml(id: &str, count: usize, lang: Lang) -> String {
    let mut toml =
        format!("format = 1\nid = \"{id}\"\ntitle = \"The {id} of trades\"\nlanguages = [\"{}\"]\n", lang.code());
    for (name, letter, colour) in &TRADES[..count] {
        let (id, name) = (&name[..4], &name[..name.len().min(14)]);
        let _ = writeln!(
            toml,
            "[[domain]]\nid = \"{id}\"\nname = \"{name}\"\nletter = \"{letter}\"\ncolour = \"{colour}\"",
        );
    }
    for word in ["knot", "batch", "thread"] {
        let _ = writeln!(toml, "[[term]]\nid = \"{word}\"\nname = \"{word}\"");
        for (name, ..) in &TRADES[..count] {
            let _ =
                writeln!(toml, "[[term.sense]]\ndomain = \"{}\"\ngloss = \"what {name} call a {word}\"", &name[..4]);
        }
        for (name, ..) in &TRADES[..count] {
            let domain = &name[..4];
            let _ = writeln!(
                toml,
                "[[term.question]]\nid = \"{word}-{domain}\"\nkey = \"{domain}\"\ntell = \"the {name}\"\n\
                 explanation = \"It is the {name} who say so.\"\ncontext.log.text = \"A {word} for the {name}.\"",
            );
        }
    }
    toml
}
