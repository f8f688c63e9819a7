//! `polysemy blind`: prints a booklet, or scores what its readers answered.

use std::path::Path;
use std::process::ExitCode;

use clap::{ArgMatches, Command, value_parser};

use super::option::{flag, option, pack, path, path_of, paths_of, shown};
use super::{FAULTS, complain, playable, print, refuse};
use crate::authoring::blind::answers::{self, BookletAnswers, Unread};
use crate::authoring::blind::score::{self, ReaderScore};
use crate::authoring::blind::{Booklet, questions};
use crate::pack::{Pack, load};
use crate::text::{Lang, SafeText};
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

pub(super) fn run(matches: &ArgMatches, words: Words) -> ExitCode {
    let words = &words;
    let Some(name) = path_of(matches, "pack") else { return ExitCode::from(FAULTS) };
    let pack = match playable(name, words) {
        Ok(pack) => pack,
        Err(status) => return status,
    };
    let files = paths_of(matches, "score");
    if !files.is_empty() {
        return score(&files, &pack, words);
    }
    let asked = |lang: &Lang| pack.questions(*lang).next().is_some();
    let lang = [words.lang()].into_iter().chain(pack.header.languages.iter().copied()).find(asked);
    let seed = matches.get_one::<u64>("seed").copied().unwrap_or(1);
    let booklet = Booklet::new(&pack, lang.unwrap_or(words.lang()), seed, matches.get_flag("hide"));
    // The questions are in the language of the booklet, and so is what stands around them.
    print(&questions::text(&booklet, &pack, Words::of(booklet.lang).blind()));
    ExitCode::SUCCESS
}

fn score(files: &[&Path], pack: &Pack, words: &Words) -> ExitCode {
    let mut all: Vec<(SafeText, BookletAnswers)> = Vec::new();
    for file in files {
        match read(file, pack, words) {
            Ok(answers) => {
                let name = file.file_stem().unwrap_or_default().to_string_lossy();
                all.push((SafeText::line(&name), answers));
            }
            Err(status) => return status,
        }
    }
    let scores: Vec<ReaderScore> =
        all.iter().map(|(name, answers)| ReaderScore::new(name.clone(), answers, pack)).collect();
    print(&score::markdown(&scores, pack, words));
    if scores.iter().all(ReaderScore::passes) { ExitCode::SUCCESS } else { ExitCode::from(FAULTS) }
}

fn read(file: &Path, pack: &Pack, words: &Words) -> Result<BookletAnswers, ExitCode> {
    let blind = words.blind();
    let name = shown(file);
    if !file.exists() {
        return Err(complain(&fill(&blind.no_file, &[("file", &name)]), words));
    }
    let source = load::read_file(file).map_err(|failed| refuse(file, &failed.into(), words))?;
    let ids: Vec<&str> = pack.header.domains.iter().map(|domain| domain.id.as_str()).collect();
    answers::read(&source.text, pack).map_err(|unread| {
        let mut last = 0;
        let (sentence, line, found) = match &unread {
            Unread::NoBooklet => (&blind.no_booklet, 0, ""),
            Unread::OtherPack(found) => (&blind.other_pack, 0, found.as_str()),
            Unread::OtherVersion => (&blind.other_version, 0, ""),
            Unread::NoNumber(line, found, count) => {
                last = *count;
                (&blind.no_number, *line, found.as_str())
            }
            Unread::Twice(line, found) => (&blind.twice, *line, found.as_str()),
            Unread::NoDomain(line, found) => (&blind.no_domain, *line, found.as_str()),
        };
        let (line, last, answers) = (line.to_string(), last.to_string(), ids.join(", "));
        let values = [
            ("file", name.as_str()),
            ("line", &line),
            ("last", &last),
            ("found", found),
            ("answers", &answers),
            ("pack", &pack.header.id),
        ];
        complain(&fill(sentence, &values), words)
    })
}
