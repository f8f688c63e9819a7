//! What the command line understands, and what is said about a line that it does not.

use std::error::Error;
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::option::{choice, flag, on_screen, option, pack, shown};
use super::{
    FAULTS, all_origins, blind, booth, check, class, entry, exchange, new, paper, preview, print, report, scores,
};
use crate::read::diagnostic::nearest;
use crate::text::{Lang, SafeText};
use crate::words::{Cli, Spoken, Words, fill};

pub(super) type Done = Result<ExitCode, Failure>;

pub(super) fn clean(is: bool) -> Done {
    if is { Ok(ExitCode::SUCCESS) } else { Err(Failure::Told(FAULTS)) }
}

/// Why a command ended early, as a sentence that is still to be said.
pub(super) enum Failure {
    /// The program was called wrongly, or somewhere where it cannot run.
    Usage(String),
    /// Something went wrong on the way.
    Fault(String),
    /// All is said; the status to end with.
    Told(u8),
}

impl From<String> for Failure {
    fn from(sentence: String) -> Self {
        Failure::Usage(sentence)
    }
}

/// A command: what the program does when its name comes first.
pub(super) struct Verb {
    pub(super) name: &'static str,
    about: fn(&Spoken) -> &str,
    arguments: fn(Command, &Spoken) -> Command,
    pub(super) run: fn(&ArgMatches, Words) -> Done,
}

/// Lists the commands: name, sentence about it, arguments, and what does it.
macro_rules! verbs {
    ($($name:literal $part:ident.$about:ident $arguments:expr, $run:expr;)*) => {
        /// Every command but `play`, in the order of a pack's life.
        pub(super) static VERBS: &[Verb] = &[$(Verb {
            name: $name,
            about: |said| &said.$part.$about,
            arguments: $arguments,
            run: $run,
        }),*];
    };
}

verbs! {
    "new" template.about new::arguments, new::new;
    "preview" preview.about preview::arguments, preview::run;
    "check" cli.check_about check::check_arguments, check::check;
    "lint" cli.lint_about check::lint_arguments, check::lint;
    "blind" cli.blind_about blind::arguments, blind::run;
    "schema" template.schema_about |command, _| command, new::schema;
    "import" exchange.import_about exchange::import_arguments, exchange::import;
    "export" exchange.export_about exchange::export_arguments, exchange::export;
    "class" class.about class::arguments, class::run;
    "booth" organiser.about booth::arguments, booth::run;
    "report" analysis.report_about report::report_arguments, report::report;
    "handout" analysis.handout_about report::handout_arguments, report::handout;
    "scores" scores.about scores::arguments, scores::run;
    "glossary" cli.glossary_about paper::arguments, paper::glossary;
    "packs" cli.packs_about |command, _| command, super::packs;
}

/// The command line as these sentences explain it; what it understands does not depend on them. Commands that are not
/// wanted are left out, because each takes its time to be put together, and whoever plays names none.
pub(super) fn command(said: &Spoken, wanted: impl Fn(&str) -> bool) -> Command {
    let cli = &said.cli;
    let lang = choice("lang", "en|fr", &Lang::ALL.map(|lang| (lang.code(), lang)), &cli.lang_help);
    // Also understood after `play`.
    let run = option("run", "CODE", &cli.run_help);
    let name = option("name", "NAME", &said.analysis.name_help);
    let number = |name, value, help: &str| option(name, value, help).value_parser(value_parser!(u16));
    let timer = number("timer", "SECONDS", &cli.timer_help);
    let questions = number("questions", "N", &cli.questions_help);
    let plain = flag("plain", &cli.plain_help);
    let playing: Vec<Arg> = on_screen(said).into_iter().chain([run, name, timer, questions, plain]).collect();
    let help = || help(cli);
    let version =
        Arg::new("version").short('V').long("version").action(ArgAction::Version).help(cli.version_help.clone());
    let template = template(cli);
    let sub = |name: &'static str, about: &str| sub(name, about, cli);
    let verbs = VERBS
        .iter()
        .filter(|verb| wanted(verb.name))
        .map(|verb| laid_out((verb.arguments)(sub(verb.name, (verb.about)(said)), said), cli));
    let listed = VERBS.iter().map(|verb| (verb.name, (verb.about)(said)));
    let listed = [("play", cli.play_about.as_str())].into_iter().chain(listed);
    let commands: String = listed.map(|(name, about)| format!("\n  {name:<9} {about}")).collect();
    Command::new("polysemy")
        .version(env!("CARGO_PKG_VERSION"))
        .about(cli.about.clone())
        .after_help(cli.commands.clone() + &commands)
        .help_template(template.clone())
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_precedence_over_arg(true)
        .arg(pack(&cli.pack_help))
        .args(playing.clone())
        .arg(lang.global(true))
        .arg(help())
        .arg(version)
        .subcommand(
            sub("play", &cli.play_about).help_template(template.clone()).arg(pack(&cli.pack_help)).args(playing),
        )
        .subcommands(verbs)
}

pub(super) fn sub(name: &'static str, about: &str, cli: &Cli) -> Command {
    Command::new(name).about(about.to_owned()).disable_help_flag(true).arg(help(cli))
}

pub(super) fn laid_out(command: Command, cli: &Cli) -> Command {
    let template = match command.get_positionals().next() {
        Some(_) => template(cli),
        None => format!("{{about}}\n\n{} {{usage}}{{after-help}}\n\n{}\n{{options}}\n", cli.usage, cli.options),
    };
    command.help_template(template)
}

fn help(cli: &Cli) -> Arg {
    Arg::new("help").short('h').long("help").action(ArgAction::Help).help(cli.help_help.clone())
}

fn template(cli: &Cli) -> String {
    format!(
        "{{about}}\n\n{} {{usage}}{{after-help}}\n\n{}\n{{positionals}}\n\n{}\n{{options}}\n",
        cli.usage, cli.arguments, cli.options
    )
}

/// Help and version go to the output; mistakes to the error output, in the user's language as far as they are known.
pub(super) fn usage(error: &clap::Error, args: &[OsString], words: &Words) -> Done {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        print(&format!("{}\n", error.render().to_string().trim_end()));
        return Ok(ExitCode::SUCCESS);
    }
    let context = |kind| error.get(kind).map(|value| SafeText::line(&value.to_string())).unwrap_or_default();
    let (arg, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
    let valid = context(ContextKind::ValidValue);
    let cli = words.cli();
    let verb = args.iter().skip(1).find_map(|arg| verbs().find(|verb| arg == verb));
    let meant = args.iter().skip(1).filter_map(|arg| arg.to_str()).find_map(|arg| Some((arg, misspelt(arg)?)));
    let sentence = match (error.kind(), meant.filter(|_| verb.is_none())) {
        (ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand, Some((found, meant))) => {
            let sentence = fill(&cli.error_command, &[("found", &SafeText::line(found))]);
            fill(&cli.meant, &[("sentence", &sentence), ("word", meant)])
        }
        (ErrorKind::UnknownArgument | ErrorKind::ArgumentConflict | ErrorKind::TooManyValues, _) => {
            fill(&cli.error_argument, &[("arg", &arg)])
        }
        (ErrorKind::InvalidSubcommand, _) => {
            fill(&cli.error_argument, &[("arg", &context(ContextKind::InvalidSubcommand))])
        }
        (ErrorKind::InvalidValue, _) if value.is_empty() => fill(&cli.error_no_value, &[("arg", &arg)]),
        (ErrorKind::InvalidValue, _) => fill(&cli.error_value, &[("arg", &arg), ("value", &value), ("valid", &valid)]),
        (ErrorKind::ValueValidation, _) => number(error, &arg, &value, words),
        (ErrorKind::InvalidUtf8, _) => {
            // It is not said which one it was; most probably none that is a file.
            let odd = || args.iter().skip(1).map(Path::new).filter(|arg| arg.to_str().is_none());
            let odd = odd().find(|arg| !arg.exists()).or(odd().next()).unwrap_or(Path::new(""));
            fill(&cli.error_utf8, &[("value", &shown(odd))])
        }
        (ErrorKind::MissingRequiredArgument, _) => fill(&cli.error_missing, &[("arg", &arg)]),
        _ => cli.error_other.clone(),
    };
    let command = verb.map(|verb| format!(" {verb}")).unwrap_or_default();
    Err(format!("{sentence}\n{}", fill(&cli.tip, &[("command", &command)])).into())
}

fn verbs() -> impl Iterator<Item = &'static str> {
    ["play"].into_iter().chain(VERBS.iter().map(|verb| verb.name))
}

/// The command that an argument was probably meant to be, unless it may be a pack, an option or its value.
fn misspelt(arg: &str) -> Option<&'static str> {
    let names: Vec<&str> = verbs().collect();
    let plain = arg.bytes().all(|byte| byte.is_ascii_alphabetic());
    let known = || all_origins().iter().any(|origin| entry(origin).id.as_str() == arg);
    let meant = nearest(arg, &names).filter(|_| plain && !Path::new(arg).exists() && !known())?;
    verbs().find(|verb| *verb == meant)
}

/// What is wrong with a number: all of them are whole, and none is below 0.
fn number(error: &clap::Error, arg: &str, value: &str, words: &Words) -> String {
    let cli = words.cli();
    if value.is_empty() || !value.bytes().all(|byte| byte.is_ascii_digit()) {
        return fill(&cli.error_number, &[("arg", arg), ("value", value)]);
    }
    // Only in words does it say what the most is.
    let said = error.source().map(ToString::to_string).unwrap_or_default();
    match said.rsplit_once("..=") {
        Some((_, most)) => fill(&cli.error_most, &[("arg", arg), ("value", value), ("most", most)]),
        None => fill(&cli.error_large, &[("arg", arg), ("value", value)]),
    }
}
