//! `polysemy preview`: shows a pack while it is being written.

use clap::{Arg, ArgMatches, Command};
use std::path::Path;

use super::command::Done;
use super::option::{Given, flag, needed, on_screen as screen_options, pack, shown};
use super::play::{ended, on_screen, start};
use super::{entry, origin};
use crate::app::preview::Preview;
use crate::app::{App, Effect};
use crate::pack::load;
use crate::read::diagnostic::nearest;
use crate::runtime::desk::Keeps;
use crate::runtime::{self, Outfit, files};
use crate::text::SafeText;
use crate::words::{Spoken, Words, fill};

pub(super) fn arguments(command: Command, said: &Spoken) -> Command {
    let preview = &said.preview;
    let question = Arg::new("question").value_name("QUESTION").help(preview.question_help.clone());
    let pack = pack(&preview.pack_help).required(true);
    command.args([pack, question]).args(screen_options(said)).arg(flag("poll", &preview.poll_help))
}

pub(super) fn run(matches: &ArgMatches, words: Words) -> Done {
    let name = needed(matches, "pack");
    let settings = files::settings().map(|read| read.settings).unwrap_or_default();
    let (settings, abilities) = on_screen(&Given(&[matches]), settings, &words)?;
    let origin = origin(name);
    let question = matches.get_one::<String>("question").cloned();
    if let Some(id) = &question {
        find(&origin, name, id, &words)?;
    }
    let lang = words.lang();
    let start = start(settings, vec![entry(&origin)], lang);
    let (app, mut effects) = App::on(start, Preview::new(question, lang));
    effects.push(Effect::Watch { at: 0, lang, polls: matches.get_flag("poll") });
    let outfit = Outfit { origins: vec![origin], abilities, words, keeps: Keeps::Nothing };
    ended(runtime::play(app, effects, outfit), lang)
}

/// Whether a pack has a question. One with faults may still get it.
fn find(origin: &load::Origin, name: &Path, id: &str, words: &Words) -> Result<(), String> {
    let Some(pack) = load::load(origin).checked.pack else { return Ok(()) };
    let questions = pack.terms.iter().flat_map(|term| &term.questions);
    let ids: Vec<&str> = questions.map(|question| question.id.as_str()).collect();
    if ids.contains(&id) {
        return Ok(());
    }
    let values = [("pack", &*shown(name)), ("found", &*SafeText::line(id))];
    let sentence = fill(&words.preview().no_question, &values);
    Err(match nearest(id, &ids) {
        Some(meant) => fill(&words.cli().meant, &[("sentence", &sentence), ("word", meant)]),
        None => sentence,
    })
}
