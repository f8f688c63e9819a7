//! `polysemy class`: a pack with a class, by a show of hands.

use std::path::PathBuf;
use std::sync::Arc;

use clap::{Arg, ArgMatches, Command, value_parser};
use jiff::{Timestamp, Zoned, tz::TimeZone};

use super::command::Done;
use super::option::{self, Given, needed, option, pack};
use super::play::{ended, entropy, on_screen, start};
use super::{entry, origin, playable_from};
use crate::app::class::{Choices, Class, Lobby, Unfinished};
use crate::app::{App, Start};
use crate::game::deck::DECK_MAX;
use crate::game::record::{self, Kind, Record};
use crate::pack::{Pack, load};
use crate::runtime::desk::Keeps;
use crate::runtime::{self, Outfit, files};
use crate::text::{Lang, SafeText};
use crate::words::{Spoken, Words, fill};

const SECONDS_MAX: i64 = 3600;

pub(super) fn arguments(command: Command, said: &Spoken) -> Command {
    let class = &said.class;
    let number = |name, help: &str, max: i64| option(name, "N", help).value_parser(value_parser!(u16).range(0..=max));
    let many = |name, value, help: &str| -> Arg { option(name, value, help).action(clap::ArgAction::Append) };
    command
        .arg(pack(&said.cli.pack_help).required(true))
        .args([
            option("name", "NAME", &class.name_help),
            number("count", &class.count_help, DECK_MAX as i64),
            option("tag", "TAG", &class.tag_help),
            many("term", "TERM", &class.term_help),
            number("warm-up", &class.warm_up_help, DECK_MAX as i64),
            number("time", &class.time_help, SECONDS_MAX),
            option("seed", "N", &class.seed_help).value_parser(value_parser!(u64)),
        ])
        .args(option::on_screen(said))
}

pub(super) fn run(matches: &ArgMatches, words: Words) -> Done {
    let named = needed(matches, "pack");
    let lang = words.lang();
    let settings = files::settings().map(|read| read.settings).unwrap_or_default();
    let (settings, abilities) = on_screen(&Given(&[matches]), settings, &words)?;
    let origin = origin(named);
    let pack = Arc::new(playable_from(&origin, named, &words)?);
    let choices = choices(matches, &pack, &words)?;
    let play_lang = pack.language(lang);
    let name = matches.get_one::<String>("name").and_then(|name| record::name(name));
    let mut lobby = Lobby::new(&pack, choices, unfinished(&pack, &words));
    lobby.prefer(name.as_deref());
    let class = Class::new(pack, play_lang, name, lobby, file_name());
    let start = Start { chosen: Some(0), ..start(settings, vec![entry(&origin)], lang) };
    let (app, effects) = App::on(start, class);
    let outfit = Outfit { origins: vec![origin], abilities, words, keeps: Keeps::Nothing };
    ended(runtime::play(app, effects, outfit), lang)
}

fn choices(matches: &ArgMatches, pack: &Pack, words: &Words) -> Result<Choices, String> {
    let said = words.class();
    let number = |name: &str| matches.get_one::<u16>(name).copied();
    let unknown = |sentence: &str, value: &str, known: Vec<&str>| {
        let known = if known.is_empty() { "—".to_owned() } else { known.join(", ") };
        fill(sentence, &[("value", &SafeText::line(value)), ("known", &known)])
    };
    let tag = matches.get_one::<String>("tag").map(|tag| SafeText::line(tag));
    let mut tags: Vec<&str> =
        pack.terms.iter().flat_map(|term| &term.questions).flat_map(|q| &q.tags).map(SafeText::as_str).collect();
    tags.sort_unstable();
    tags.dedup();
    if let Some(tag) = tag.as_deref().filter(|tag| !tags.contains(tag)) {
        return Err(unknown(&said.no_tag, tag, tags));
    }
    let terms: Vec<SafeText> =
        matches.get_many::<String>("term").into_iter().flatten().map(|term| SafeText::line(term)).collect();
    if let Some(term) = terms.iter().find(|id| !pack.terms.iter().any(|term| term.id == **id)) {
        return Err(unknown(&said.no_term, term, pack.terms.iter().map(|term| term.id.as_str()).collect()));
    }
    Ok(Choices {
        count: number("count").unwrap_or(10) as u8,
        tag,
        terms,
        warm_up: number("warm-up").unwrap_or(0).into(),
        seconds: number("time").unwrap_or(30),
        seed: matches.get_one("seed").copied().unwrap_or_else(entropy),
    })
}

/// The classes with this pack that were left before their end, the latest first.
fn unfinished(pack: &Pack, words: &Words) -> Vec<Unfinished> {
    let left = |path: PathBuf| {
        let file = path.file_name()?.to_str()?.to_owned();
        let source = file.starts_with("class-").then(|| load::read_file(&path).ok())??;
        let record = record::read(&source.text).0.pop()?;
        let heading = &record.heading;
        let fits = heading.kind == Kind::Class && heading.pack == pack.header.id.as_str() && !record.over;
        let label = label(&record, words)?;
        fits.then_some(Unfinished { record, file, label })
    };
    let files = files::records_folder().map(|folder| files::records(&folder)).unwrap_or_default();
    let mut all: Vec<Unfinished> = files.into_iter().filter_map(left).collect();
    all.sort_by_key(|left| std::cmp::Reverse(left.record.heading.began));
    all
}

/// `ML 101, 2026-11-22 21:45, 3/10`.
fn label(record: &Record, words: &Words) -> Option<SafeText> {
    let standing = record.standing.as_ref()?;
    let began = Timestamp::from_second(i64::try_from(record.heading.began).ok()?).ok()?;
    let format = match words.lang() {
        Lang::En => "%Y-%m-%d %H:%M",
        Lang::Fr => "%d/%m/%Y %H:%M",
    };
    let began = began.to_zoned(TimeZone::system()).strftime(format).to_string();
    let name = record.heading.name.as_ref().map(|name| format!("{name}, ")).unwrap_or_default();
    let at = (standing.at + 1).min(standing.deck.len());
    Some(SafeText::line(&format!("{name}{began}, {at}/{}", standing.deck.len())))
}

/// A name that tells when the class began, and that a class which begins in the same second does not get.
fn file_name() -> String {
    format!("class-{}-{:06x}.jsonl", Zoned::now().strftime("%Y-%m-%d-%H%M%S"), entropy() & 0xff_ffff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_classes_of_one_moment_are_two_files() {
        assert_ne!(file_name(), file_name());
        assert!(file_name().starts_with("class-") && file_name().ends_with(".jsonl"));
    }
}
