//! `polysemy blind`: prints a booklet, or scores what its readers answered.

use std::path::Path;
use std::process::ExitCode;

use clap::{ArgMatches, Command, value_parser};

use super::command::{Done, Failure, clean};
use super::option::{flag, needed, option, pack, path, paths_of, shown};
use super::{playable, print, refuse};
use crate::authoring::blind::answers::{self, BookletAnswers, Unread};
use crate::authoring::blind::score::{self, ReaderScore};
use crate::authoring::blind::{Booklet, questions};
use crate::pack::{Pack, load};
use crate::text::SafeText;
use crate::words::{Spoken, Words, fill};

pub(super) fn arguments(command: Command, said: &Spoken) -> Command {
    let cli = &said.cli;
    // Files come last: after `--score`, a pack would be taken for one of them.
    let usage = "polysemy blind <PACK> [--seed N] [--hide]\n       polysemy blind <PACK> --score <FILE>...";
    let seed = option("seed", "N", &cli.seed_help).value_parser(value_parser!(u64));
    let score = path("score", "FILE", &cli.score_help).long("score").num_args(1..).conflicts_with_all(["seed", "hide"]);
    let pack = pack(&cli.blind_help).required(true);
    command.override_usage(usage).args([pack, seed, flag("hide", &cli.hide_help), score])
}

pub(super) fn run(matches: &ArgMatches, words: Words) -> Done {
    let words = &words;
    let pack = playable(needed(matches, "pack"), words)?;
    let files = paths_of(matches, "score");
    if !files.is_empty() {
        return score(&files, &pack, words);
    }
    let seed = matches.get_one::<u64>("seed").copied().unwrap_or(1);
    let booklet = Booklet::new(&pack, pack.language(words.lang()), seed, matches.get_flag("hide"));
    // The questions are in the language of the booklet, and so is what stands around them.
    print(&questions::text(&booklet, &pack, Words::of(booklet.lang).blind()));
    Ok(ExitCode::SUCCESS)
}

fn score(files: &[&Path], pack: &Pack, words: &Words) -> Done {
    let mut all: Vec<(SafeText, BookletAnswers)> = Vec::new();
    for file in files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        all.push((SafeText::line(&name), read(file, pack, words)?));
    }
    let scores: Vec<ReaderScore> =
        all.iter().map(|(name, answers)| ReaderScore::new(name.clone(), answers, pack)).collect();
    print(&score::markdown(&scores, pack, words));
    clean(scores.iter().all(ReaderScore::passes))
}

fn read(file: &Path, pack: &Pack, words: &Words) -> Result<BookletAnswers, Failure> {
    let blind = words.blind();
    let name = shown(file);
    if !file.exists() {
        return Err(fill(&blind.no_file, &[("file", &name)]).into());
    }
    let source = load::read_file(file).map_err(|failed| refuse(file, &failed.into(), words))?;
    let ids: Vec<&str> = pack.header.domains.iter().map(|domain| domain.id.as_str()).collect();
    answers::read(&source.text, pack).map_err(|unread| {
        let nothing = SafeText::default();
        let (sentence, line, found, last) = match &unread {
            Unread::NoBooklet => (&blind.no_booklet, 0, &nothing, 0),
            Unread::OtherPack(found) => (&blind.other_pack, 0, found, 0),
            Unread::OtherVersion => (&blind.other_version, 0, &nothing, 0),
            Unread::NoNumber(line, found, count) => (&blind.no_number, *line, found, *count),
            Unread::Twice(line, found) => (&blind.twice, *line, found, 0),
            Unread::NoDomain(line, found) => (&blind.no_domain, *line, found, 0),
        };
        let (line, last, answers) = (line.to_string(), last.to_string(), ids.join(", "));
        let about = [("file", name.as_str()), ("pack", &pack.header.id), ("answers", &answers)];
        let place = [("line", line.as_str()), ("last", &last), ("found", found)];
        fill(sentence, &[about, place].concat()).into()
    })
}
