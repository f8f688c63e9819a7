//! `polysemy check` and `polysemy lint`: every fault of packs, as text or as JSON.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command};

use super::command::{Done, clean};
use super::option::{choice, chosen, flag, option, pack, paths_of, shown};
use super::terminal::report_style;
use super::{origin, print};
use crate::authoring::lint::{self, Stats};
use crate::authoring::{layout, report};
use crate::pack::load;
use crate::read::diagnostic::Code;
use crate::text::SafeText;
use crate::words::{Spoken, Words, fill};

pub(super) fn check_arguments(command: Command, said: &Spoken) -> Command {
    let packs = pack(&said.cli.check_pack_help).num_args(1..).required(true);
    command.args([packs, flag("layout", &said.cli.layout_help), format(said)])
}

pub(super) fn lint_arguments(command: Command, said: &Spoken) -> Command {
    let packs = pack(&said.cli.check_pack_help).num_args(1..).required_unless_present("explain");
    let (stats, explain) = (flag("stats", &said.cli.stats_help), option("explain", "RULE", &said.cli.explain_help));
    command.args([packs, format(said), stats, explain])
}

const FORMATS: [(&str, bool); 2] = [("text", false), ("json", true)];

fn format(said: &Spoken) -> Arg {
    choice("format", "text|json", &FORMATS, &said.cli.format_help).default_value("text")
}

pub(super) fn check(matches: &ArgMatches, words: Words) -> Done {
    let words = &words;
    let (names, mut loaded) = checked(matches);
    if matches.get_flag("layout") {
        loaded.iter_mut().for_each(layout::check);
    }
    let out = if is_json(matches) { report::json(&loaded, words) + "\n" } else { told(&names, &loaded, words) };
    print(&out);
    clean(!loaded.iter().any(|loaded| loaded.checked.has_errors()))
}

pub(super) fn lint(matches: &ArgMatches, words: Words) -> Done {
    let words = &words;
    if let Some(rule) = matches.get_one::<String>("explain") {
        return explain(rule, words);
    }
    let (names, mut loaded) = checked(matches);
    loaded.iter_mut().for_each(layout::check);
    loaded.iter_mut().for_each(lint::check);
    let stats = matches.get_flag("stats").then(|| loaded.iter().filter_map(Stats::of).collect::<Vec<_>>());
    print(&match (is_json(matches), &stats) {
        (true, None) => report::json(&loaded, words) + "\n",
        (true, Some(stats)) => report::json_with_stats(&loaded, stats, words) + "\n",
        (false, stats) => {
            let stats = stats.iter().flatten().map(|stats| report::stats(stats, words));
            told(&names, &loaded, words) + &stats.collect::<String>()
        }
    });
    clean(loaded.iter().all(|loaded| loaded.checked.faults.is_empty()))
}

/// Prints the pages of the rules that go by a name.
fn explain(name: &str, words: &Words) -> Done {
    let rules = lint::rules_named(name);
    if let (true, Some(code)) = (rules.is_empty(), Code::ALL.iter().find(|code| code.name() == name)) {
        // A fault without a page of its own.
        let fault = words.fault(*code);
        let parts = [Some(&fault.message), fault.label.as_ref(), fault.help.as_ref()];
        let lines = parts.into_iter().flatten().map(|part| format!("\n{part}\n"));
        print(&format!("# {name}\n{}", lines.collect::<String>()));
        return Ok(ExitCode::SUCCESS);
    }
    if rules.is_empty() {
        let known: Vec<&str> = lint::RULES.iter().map(|rule| rule.name).collect();
        let values = [("arg", "--explain"), ("value", &*SafeText::line(name)), ("valid", &*known.join(", "))];
        return Err(fill(&words.cli().error_value, &values).into());
    }
    let pages: Vec<&str> = rules.iter().map(|rule| rule.page(words.lang())).collect();
    print(&pages.join("\n"));
    Ok(ExitCode::SUCCESS)
}

fn checked(matches: &ArgMatches) -> (Vec<&Path>, Vec<load::Loaded>) {
    let names = paths_of(matches, "pack");
    let loaded = names.iter().map(|name| load::check(&origin(name))).collect();
    (names, loaded)
}

fn is_json(matches: &ArgMatches) -> bool {
    chosen(matches, "format", &FORMATS).unwrap_or_default()
}

fn told(names: &[&Path], loaded: &[load::Loaded], words: &Words) -> String {
    let style = report_style(&io::stdout());
    let told = names
        .iter()
        .zip(loaded)
        .map(|(name, loaded)| report::text(loaded, words, style) + &report::summary(&shown(name), loaded, words));
    told.collect()
}
