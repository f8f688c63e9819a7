//! Packs as documents of other programs, and these as packs: there and back, what others write, and what nobody should.

mod cli;
mod foreign;
mod hostile;

use std::path::Path;

use polysemy::authoring::exchange::found::ForeignContent;
use polysemy::authoring::exchange::losses::{Losses, Reason};
use polysemy::authoring::exchange::resolve::{ImportedPack, Wish, resolve};
use polysemy::authoring::exchange::{Format, csv, gift, json, worksheet};
use polysemy::context::{SMALLEST_ROOM, Scene};
use polysemy::pack::load::{self, Origin};
use polysemy::pack::{Pack, check};
use polysemy::read::diagnostic::{Code, Source};
use polysemy::runtime::rows;
use polysemy::text::{Lang, SafeText};
use polysemy::words::Words;
use proptest::prelude::*;

/// What a text of a format says.
fn found(format: Format, text: &str) -> ForeignContent {
    let text = text.trim_start_matches('\u{feff}');
    match format {
        Format::Gift => gift::read(text),
        Format::Json => unreachable!("a pack of our own"),
        Format::Anki => rows::notes(text.as_bytes(), text).expect("notes"),
        Format::Csv => rows::table(text.as_bytes(), text).expect("a table"),
    }
}

/// A text of a format, imported.
fn import(format: Format, text: &str, lang: Lang) -> ImportedPack {
    let words = Words::of(lang);
    let which = Lang::ALL.map(|lang| Words::of(lang).ui.which.clone());
    let which: Vec<&str> = which.iter().map(String::as_str).collect();
    let wish = Wish { id: None, name: "cats", lang, words: words.exchange(), which: &which };
    resolve(found(format, text), &wish)
}

/// A pack that passes its check; the report where it does not.
fn checked(toml: &str) -> Pack {
    let source = Source { name: SafeText::default(), text: toml.to_owned() };
    let nothing = |_: &str, _| Err((Code::NoDataFile, SafeText::default()));
    let checked = check::check(&[source], &nothing, true);
    checked.pack.unwrap_or_else(|| panic!("{:#?}\n{toml}", checked.faults))
}

fn pack(imported: &ImportedPack) -> Pack {
    checked(&imported.pack.as_ref().expect("something is kept").to_toml())
}

fn talk() -> load::Loaded {
    load::load(&load::built_in().next().expect("a pack"))
}

fn write(format: Format, pack: &Pack, lang: Lang) -> (String, Losses) {
    let mut losses = Losses::default();
    let words = Words::of(lang);
    let text = match format {
        Format::Gift => gift::write(pack, lang, &words.ui.which, &mut losses),
        _ => csv::write(pack, lang, lang, &mut losses),
    };
    (text, losses)
}

/// A text on one line, with single spaces: whatever HTML leaves of it.
fn plain(text: &str) -> String {
    text.split([' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What must come back of a pack in a language.
fn same(before: &Pack, after: &Pack, lang: Lang) {
    let words = |pack: &Pack| -> Vec<String> {
        let asked = pack.terms.iter().filter(|term| term.questions.iter().any(|q| q.languages.contains(&lang)));
        asked
            .map(|term| {
                let senses = term.senses.iter().map(|sense| {
                    let source = sense.source.as_ref().map(|source| plain(source.get(lang)));
                    format!("{} {} {source:?}", pack.domain(sense.domain).id, plain(sense.gloss.get(lang)))
                });
                format!("{} {} {:?}", term.id, plain(term.name.get(lang)), senses.collect::<Vec<_>>())
            })
            .collect()
    };
    assert_eq!(words(before), words(after));
    let places: Vec<_> = before.questions(lang).collect();
    assert_eq!(places.len(), after.questions(lang).count());
    for ((_, old), (_, new)) in places.into_iter().zip(after.questions(lang)) {
        let id = &old.id;
        assert_eq!((&old.id, old.key, old.level, &old.tags), (&new.id, new.key, new.level, &new.tags));
        assert_eq!(plain(old.explanation.get(lang)), plain(new.explanation.get(lang)), "{id}");
        let remarks = |question: &polysemy::pack::Question| {
            let mut remarks: Vec<_> = question.remarks.iter().map(|(d, text)| (*d, plain(text.get(lang)))).collect();
            remarks.sort();
            remarks
        };
        assert_eq!(remarks(old), remarks(new), "{id}");
        assert_eq!(old.context.title(lang), new.context.title(lang), "{id}");
        let kind = old.context.kind();
        if kind == "figure" || kind == "picture" {
            continue;
        }
        assert_eq!(if kind == "code" { "code" } else { "log" }, new.context.kind(), "{id}");
        let tells: Vec<String> =
            old.tells(lang).iter().flat_map(|tell| tell.lines()).map(|tell| tell.trim().to_owned()).collect();
        let drawn = |question: &polysemy::pack::Question| -> Vec<String> {
            let sheet = question.context.draw(&Scene::still(lang, SMALLEST_ROOM, &old.tells(lang))).rows;
            let row =
                |row: &Vec<polysemy::context::SheetRun>| row.iter().map(|run| run.text.as_ref()).collect::<String>();
            let rows: Vec<String> = sheet.iter().map(|r| row(r).trim_end().to_owned()).collect();
            let blank = |row: &&String| row.is_empty();
            let first = rows.iter().take_while(blank).count();
            let last = rows.len() - rows.iter().rev().take_while(blank).count();
            rows[first.min(last)..last].to_vec()
        };
        assert_eq!(drawn(old), drawn(new), "{id}");
        let mut kept: Vec<&str> = Vec::new();
        for tell in &tells {
            if !tell.is_empty() && !kept.contains(&tell.as_str()) {
                kept.push(tell);
            }
        }
        if kept.len() <= 8 {
            assert_eq!(kept, new.tells(lang), "{id}");
        }
    }
}

#[test]
fn the_built_in_pack_comes_back_from_every_format() {
    let loaded = talk();
    let talk = loaded.checked.pack.as_ref().expect("a pack");
    for lang in Lang::ALL {
        for format in [Format::Gift, Format::Csv] {
            let (text, losses) = write(format, talk, lang);
            assert!(losses.count(Reason::Drawn) > 50 && losses.count(Reason::Languages) == 1);
            let imported = import(format, &text, Lang::En);
            assert_eq!(imported.losses.whole(), 0, "{}", imported.losses.text(Words::of(lang).exchange()));
            let after = pack(&imported);
            let id = if format == Format::Gift { "talk" } else { "cats" };
            assert_eq!((after.header.id.as_str(), &after.header.languages), (id, &vec![lang]));
            assert_eq!(after.header.domains, talk.header.domains);
            same(talk, &after, lang);
        }
    }
}

/// A pack as JSON and back, with the files beside it.
fn there_and_back(origin: &Origin, beside: &Path) {
    let loaded = load::check(origin);
    let before = loaded.checked.pack.as_ref().unwrap_or_else(|| panic!("{origin:?}: {:?}", loaded.checked.faults));
    let text = json::write(&loaded.sources, &mut Losses::default()).expect("JSON");
    let table = json::read(&text, None, &mut Losses::default()).expect("a table");
    let folder = tempfile::tempdir().expect("a folder");
    for entry in std::fs::read_dir(beside).expect("a folder").flatten() {
        if entry.path().extension().is_some_and(|extension| extension == "png" || extension == "csv") {
            std::fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("a copy");
        }
    }
    let path = folder.path().join("pack.toml");
    std::fs::write(&path, table.to_toml()).expect("a file");
    let after = load::check(&Origin::Path(path));
    assert!(after.checked.faults.is_empty(), "{origin:?}: {:?}", after.checked.faults);
    assert_eq!(after.checked.pack.as_ref(), Some(before), "{origin:?}");
}

#[test]
fn json_is_the_pack_itself() {
    there_and_back(&load::built_in().next().expect("a pack"), Path::new("questions/talk"));
    for name in ["tests/packs/good.toml", "tests/packs/good-latex.toml", "tests/packs/good-folder"] {
        let path = Path::new(name);
        let beside = if path.is_dir() { path } else { path.parent().expect("a folder") };
        there_and_back(&Origin::Path(path.into()), beside);
    }
}

#[test]
fn a_pack_with_domains_of_its_own_comes_back() {
    let loaded = load::load(&Origin::Path("tests/packs/good.toml".into()));
    let trades = loaded.checked.pack.as_ref().expect("a pack");
    let (text, _) = write(Format::Gift, trades, Lang::En);
    let after = pack(&import(Format::Gift, &text, Lang::En));
    assert_eq!(after.header, trades.header);
    same(trades, &after, Lang::En);
    let (text, losses) = write(Format::Csv, trades, Lang::En);
    assert_eq!(losses.count(Reason::Header), 3, "the pack, and what its two domains look like");
    same(trades, &pack(&import(Format::Csv, &text, Lang::En)), Lang::En);
}

#[test]
fn moodle_leaves_our_comments_out_and_most_comes_back_all_the_same() {
    let loaded = talk();
    let talk = loaded.checked.pack.as_ref().expect("a pack");
    let (text, _) = write(Format::Gift, talk, Lang::Fr);
    let moodle: String = text.lines().filter(|line| !line.starts_with("//")).map(|line| format!("{line}\n")).collect();
    let imported = import(Format::Gift, &moodle, Lang::Fr);
    assert_eq!(imported.losses.whole(), 0, "{}", imported.losses.text(Words::of(Lang::Fr).exchange()));
    let after = pack(&imported);
    let ids = |pack: &Pack| -> Vec<String> {
        pack.questions(Lang::Fr).map(|(_, q)| format!("{} {:?}", q.id, q.key)).collect()
    };
    assert_eq!(ids(talk), ids(&after));
    assert_eq!(imported.losses.count(Reason::NoTell), ids(talk).len());
    assert_eq!(imported.losses.count(Reason::NoGloss) + imported.losses.count(Reason::NoExplanation), 0);
}

#[test]
fn a_handout_has_answers_only_where_they_are_asked_for() {
    let loaded = talk();
    let talk = loaded.checked.pack.as_ref().expect("a pack");
    let write = |answers| {
        let words = Words::of(Lang::Fr);
        worksheet::write(talk, Lang::Fr, answers, &words.ui.which, words.exchange(), &mut Losses::default())
    };
    let (without, with) = (write(false), write(true));
    assert!(without.contains("- [ ] ◆ dev: ") && !without.contains("- [x]") && !without.contains("Réponse"));
    let keys = talk.questions(Lang::Fr).map(|(_, question)| question.key.iter().count()).sum::<usize>();
    assert_eq!(with.matches("- [x] ").count(), keys);
    assert!(with.contains("**Réponse\u{a0}:** ◆ dev") && with.contains("**Indice\u{a0}:**"));
}

/// A text that formats of every kind have a use for.
fn hostile() -> impl Strategy<Value = String> {
    "[a-zé][a-z{}~=#:\\\\<>&;,\"'|%@+*_`\\[\\]()/$é’«»-]{0,6}( [=+@{}~#:a-z\\\\&<'\"/-]{1,6}){0,3}"
}

fn generated() -> impl Strategy<Value = String> {
    let question =
        (hostile(), proptest::collection::vec(hostile(), 1..4), hostile(), 0..3_usize, 1..4_i64, any::<bool>());
    let questions = proptest::collection::vec(question, 3..6);
    (hostile(), [hostile(), hostile(), hostile()], questions, hostile()).prop_map(|(name, glosses, questions, tag)| {
        let text = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let domains = ["dev", "ml", "stats"];
        let mut out = format!(
            "format = 1\nid = \"cats\"\ntitle = {}\nlanguages = [\"en\"]\n[[term]]\nid = \"nap\"\nname = {}\n",
            text(&tag), text(&name)
        );
        for (domain, gloss) in domains.iter().zip(&glosses) {
            out += &format!("[[term.sense]]\ndomain = \"{domain}\"\ngloss = {}\n", text(gloss));
        }
        for (n, (explanation, lines, title, key, level, code)) in questions.iter().enumerate() {
            // Each sense is asked.
            let key = if n < 3 { n } else { *key };
            let tell = &lines[n % lines.len()];
            let also = if n == 4 { format!(", \"{}\"", domains[(key + 1) % 3]) } else { String::new() };
            let wrong = domains[(key + 2) % 3];
            let context = if *code { "code.language = \"r\"\ncontext.code.file" } else { "log.title" };
            let kind = if *code { "code" } else { "log" };
            out += &format!(
                "[[term.question]]\nid = \"nap-{n}\"\nkey = [\"{}\"{also}]\nlevel = {level}\ntell = {}\nexplanation = {}\n\
                 remark.{wrong} = {}\ntags = [{}]\ncontext.{context} = {}\ncontext.{kind}.text = {}\n",
                domains[key], text(tell), text(explanation), text(&glosses[0]), text(&tag), text(title),
                text(&lines.join("\n")),
            );
        }
        out
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_pack_comes_back_from_gift_csv_and_json(toml in generated()) {
        let before = checked(&toml);
        for format in [Format::Gift, Format::Csv] {
            let (text, _) = write(format, &before, Lang::En);
            let imported = import(format, &text, Lang::En);
            prop_assert!(imported.losses.is_empty(), "{}\n{text}", imported.losses.text(Words::of(Lang::En).exchange()));
            same(&before, &pack(&imported), Lang::En);
        }
        let sources = [Source { name: SafeText::default(), text: toml }];
        let text = json::write(&sources, &mut Losses::default()).expect("JSON");
        let table = json::read(&text, None, &mut Losses::default()).expect("a table");
        prop_assert_eq!(checked(&table.to_toml()), before);
    }
}
