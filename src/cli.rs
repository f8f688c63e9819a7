//! The command line, in the user's language.

#![allow(clippy::disallowed_methods, reason = "the environment is read here")]

mod blind;

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::app::{Entry, EntryState, Notice, Start};
use crate::game::RunCode;
use crate::layout;
use crate::lint::{self, Stats};
use crate::pack::Pack;
use crate::pack::load::{self, Origin};
use crate::paper::{self, FORMATS, Format};
use crate::report;
use crate::runtime::graphics::{IMAGES, Images};
use crate::runtime::{self, Abilities, files};
use crate::settings::ThemeChoice;
use crate::text::{Lang, SafeText, Text};
use crate::ui::theme::Depth;
use crate::words::{Cli, Words, fill};

/// The pack has faults.
const FAULTS: u8 = 1;
/// The program was called wrongly, or somewhere where it cannot run.
const USAGE: u8 = 2;

const THEMES: [(&str, ThemeChoice); 5] = [
    ("auto", ThemeChoice::Auto),
    ("dark", ThemeChoice::Dark),
    ("light", ThemeChoice::Light),
    ("high-contrast", ThemeChoice::HighContrast),
    ("16-colours", ThemeChoice::Ansi),
];

/// Does what the arguments say.
pub fn run() -> ExitCode {
    let args: Vec<OsString> = env::args_os().collect();
    let (settings, kept) = files::settings();
    let lang = lang_argument(&args).or(settings.language).unwrap_or_else(locale);
    let words = Words::of(lang);
    // Help is only written where somebody will read it.
    let matches = match command(&Cli::default()).try_get_matches_from(&args) {
        Ok(matches) => matches,
        Err(_) => match command(words.cli()).try_get_matches_from(&args) {
            Ok(matches) => matches,
            Err(error) => return usage(&error, &words),
        },
    };
    match matches.subcommand() {
        Some(("check", matches)) => check(matches, &words),
        Some(("blind", matches)) => blind::run(matches, &words),
        Some(("lint", matches)) => lint(matches, &words),
        Some(("glossary", matches)) => glossary(matches, &words),
        Some(("packs", _)) => packs(&words, lang),
        Some((_, matches)) => play(matches, settings, kept, words),
        None => play(&matches, settings, kept, words),
    }
}

/// The language that `--lang` asks for, before the arguments are understood: the help itself depends on it.
fn lang_argument(args: &[OsString]) -> Option<Lang> {
    let args: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).collect();
    let separate = args.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1].as_ref());
    let joined = args.iter().find_map(|arg| arg.strip_prefix("--lang="));
    separate.or(joined).and_then(Lang::from_locale)
}

fn locale() -> Lang {
    // A locale that we do not speak, or "C": English.
    sys_locale::get_locale().as_deref().and_then(Lang::from_locale).unwrap_or(Lang::En)
}

/// The command line as these sentences explain it; what it understands does not depend on them.
fn command(cli: &Cli) -> Command {
    let pack = || Arg::new("pack").value_name("PACK").help(cli.pack_help.clone());
    let lang = Arg::new("lang").long("lang").value_name("en|fr").help(cli.lang_help.clone());
    let lang = lang.value_parser(PossibleValuesParser::new(Lang::ALL.map(Lang::code))).hide_possible_values(true);
    // Also understood after `play`.
    let theme = Arg::new("theme").long("theme").value_name("THEME").help(cli.theme_help.clone());
    let theme = theme.value_parser(PossibleValuesParser::new(THEMES.map(|(name, _)| name))).hide_possible_values(true);
    let run = Arg::new("run").long("run").value_name("CODE").help(cli.run_help.clone());
    let ascii = Arg::new("ascii").long("ascii").action(ArgAction::SetTrue).help(cli.ascii_help.clone());
    let images = Arg::new("images").long("images").value_name("HOW").help(cli.images_help.clone());
    let images =
        images.value_parser(PossibleValuesParser::new(IMAGES.map(|(name, _)| name))).hide_possible_values(true);
    let format = Arg::new("format").long("format").value_name("text|json").help(cli.format_help.clone());
    let format =
        format.value_parser(["text", "json"]).default_value("text").hide_possible_values(true).hide_default_value(true);
    let layout = Arg::new("layout").long("layout").action(ArgAction::SetTrue).help(cli.layout_help.clone());
    let stats = Arg::new("stats").long("stats").action(ArgAction::SetTrue).help(cli.stats_help.clone());
    let explain = Arg::new("explain").long("explain").value_name("RULE").help(cli.explain_help.clone());
    let paper = Arg::new("format").long("format").value_name("md|html").help(cli.glossary_format_help.clone());
    let paper = paper.value_parser(PossibleValuesParser::new(FORMATS.map(|(name, _)| name))).default_value("md");
    let paper = paper.hide_possible_values(true).hide_default_value(true);
    let help = || Arg::new("help").short('h').long("help").action(ArgAction::Help).help(cli.help_help.clone());
    let version =
        Arg::new("version").short('V').long("version").action(ArgAction::Version).help(cli.version_help.clone());
    let template = format!(
        "{{about}}\n\n{}: {{usage}}\n{{after-help}}\n{}:\n{{positionals}}\n\n{}:\n{{options}}\n",
        cli.usage, cli.arguments, cli.options
    );
    let plain = format!("{{about}}\n\n{}: {{usage}}\n\n{}:\n{{options}}\n", cli.usage, cli.options);
    let commands = format!(
        "{}:\n  blind     {}\n  check     {}\n  glossary  {}\n  lint      {}\n  play      {}\n  packs     {}\n",
        cli.commands,
        cli.blind_about,
        cli.check_about,
        cli.glossary_about,
        cli.lint_about,
        cli.play_about,
        cli.packs_about
    );
    let sub = |name: &'static str, about: &str, template: &str| {
        Command::new(name)
            .about(about.to_owned())
            .disable_help_flag(true)
            .arg(help())
            .help_template(template.to_owned())
    };
    let playing = [theme, run, images, ascii].map(|arg| arg.global(true));
    Command::new("polysemy")
        .version(env!("CARGO_PKG_VERSION"))
        .about(cli.about.clone())
        .after_help(commands)
        .help_template(template.clone())
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_precedence_over_arg(true)
        .arg(pack())
        .args(playing)
        .arg(lang.global(true))
        .arg(help())
        .arg(version)
        .subcommand(sub("play", &cli.play_about, &template).arg(pack()))
        .subcommand(
            sub("check", &cli.check_about, &template)
                .arg(pack().help(cli.check_pack_help.clone()).num_args(1..).required(true))
                .arg(layout)
                .arg(format.clone()),
        )
        .subcommand(
            sub("lint", &cli.lint_about, &template)
                .arg(pack().help(cli.check_pack_help.clone()).num_args(1..).required_unless_present("explain"))
                .args([format, stats, explain]),
        )
        .subcommand(
            sub("blind", &cli.blind_about, &template)
                .arg(pack().help(cli.blind_help.clone()).required(true))
                .arg(
                    Arg::new("seed")
                        .long("seed")
                        .value_name("N")
                        .value_parser(value_parser!(u64))
                        .help(cli.seed_help.clone()),
                )
                .arg(Arg::new("hide").long("hide").action(ArgAction::SetTrue).help(cli.hide_help.clone()))
                .arg(
                    Arg::new("score")
                        .long("score")
                        .value_name("FILE")
                        .num_args(1..)
                        .conflicts_with_all(["seed", "hide"])
                        .help(cli.score_help.clone()),
                ),
        )
        .subcommand(sub("glossary", &cli.glossary_about, &template).arg(pack()).arg(paper))
        .subcommand(sub("packs", &cli.packs_about, &plain))
}

/// Help and version go to the output; mistakes to the error output, in the user's language as far as they are known.
fn usage(error: &clap::Error, words: &Words) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let context = |kind| error.get(kind).map(|value| SafeText::line(&value.to_string())).unwrap_or_default();
    let (arg, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
    let valid = context(ContextKind::ValidValue);
    let cli = words.cli();
    let sentence = match error.kind() {
        ErrorKind::UnknownArgument => fill(&cli.error_argument, &[("arg", &arg)]),
        ErrorKind::InvalidValue if value.is_empty() => fill(&cli.error_no_value, &[("arg", &arg)]),
        ErrorKind::InvalidValue => fill(&cli.error_value, &[("arg", &arg), ("value", &value), ("valid", &valid)]),
        ErrorKind::MissingRequiredArgument => fill(&cli.error_missing, &[("arg", &arg)]),
        ErrorKind::ArgumentConflict | ErrorKind::TooManyValues => fill(&cli.error_argument, &[("arg", &arg)]),
        _ => cli.error_other.clone(),
    };
    complain(&format!("{sentence}\n{}", cli.tip), words)
}

fn complain(sentence: &str, words: &Words) -> ExitCode {
    let _ = writeln!(io::stderr(), "{}: {sentence}", words.report().error);
    ExitCode::from(USAGE)
}

fn check(matches: &ArgMatches, words: &Words) -> ExitCode {
    let (names, mut loaded) = checked(matches);
    if matches.get_flag("layout") {
        loaded.iter_mut().for_each(layout::check);
    }
    let out = if is_json(matches) { report::json(&loaded, words) + "\n" } else { told(&names, &loaded, words) };
    print(&out);
    let refused = loaded.iter().any(|loaded| loaded.checked.has_errors());
    if refused { ExitCode::from(FAULTS) } else { ExitCode::SUCCESS }
}

fn lint(matches: &ArgMatches, words: &Words) -> ExitCode {
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
    let clean = loaded.iter().all(|loaded| loaded.checked.faults.is_empty());
    if clean { ExitCode::SUCCESS } else { ExitCode::from(FAULTS) }
}

/// Prints the pages of the rules that go by a name.
fn explain(name: &str, words: &Words) -> ExitCode {
    let rules = lint::rules_named(name);
    if rules.is_empty() {
        let known: Vec<&str> = lint::RULES.iter().map(|rule| rule.name).collect();
        let values = [("arg", "--explain"), ("value", &*SafeText::line(name)), ("valid", &*known.join(", "))];
        return complain(&fill(&words.cli().error_value, &values), words);
    }
    let pages: Vec<&str> = rules.iter().map(|rule| rule.page(words.lang())).collect();
    print(&pages.join("\n"));
    ExitCode::SUCCESS
}

/// The packs that were named, and what came of checking them.
fn checked(matches: &ArgMatches) -> (Vec<&String>, Vec<load::Loaded>) {
    let names: Vec<&String> = matches.get_many("pack").into_iter().flatten().collect();
    let loaded = names.iter().map(|name| load::check(&origin(name))).collect();
    (names, loaded)
}

fn is_json(matches: &ArgMatches) -> bool {
    matches.get_one::<String>("format").is_some_and(|format| format == "json")
}

/// The faults of packs as text for people.
fn told(names: &[&String], loaded: &[load::Loaded], words: &Words) -> String {
    let style = report::Style { colour: io::stdout().is_terminal() && !is_set("NO_COLOR"), ascii: abilities().ascii };
    let told = names.iter().zip(loaded).map(|(name, loaded)| {
        report::text(loaded, words, style) + &report::summary(&SafeText::line(name), loaded, words)
    });
    told.collect()
}

fn glossary(matches: &ArgMatches, words: &Words) -> ExitCode {
    let name = matches.get_one::<String>("pack");
    let origin = name.map(|name| origin(name)).or_else(|| load::built_in().next());
    let Some(origin) = origin else { return ExitCode::from(USAGE) };
    let loaded = load::load(&origin);
    let Some(pack) = &loaded.checked.pack else {
        return refuse(name.map_or("", String::as_str), &loaded, words);
    };
    let format = matches.get_one::<String>("format");
    let format = FORMATS.iter().find(|(name, _)| format.is_some_and(|format| format == name));
    let out = paper::glossary(pack, words, format.map_or(Format::Markdown, |(_, format)| *format));
    let _ = io::stdout().write_all(out.as_bytes());
    ExitCode::SUCCESS
}

fn packs(words: &Words, lang: Lang) -> ExitCode {
    let mut out = String::new();
    for origin in all_origins() {
        let place = match &origin {
            Origin::BuiltIn(_) => words.cli().built_in.clone(),
            Origin::Path(path) => SafeText::line(&path.to_string_lossy()).to_string(),
        };
        let entry = entry(&origin);
        out += &format!("{:<20} {:<40} {place}\n", entry.id, entry.title.get(lang));
    }
    if let Some(folder) = files::packs_folder() {
        let folder = SafeText::line(&folder.to_string_lossy());
        out += &format!("\n{}\n", fill(&words.cli().packs_folder, &[("folder", &folder)]));
    }
    print(&out);
    ExitCode::SUCCESS
}

/// Nobody is left to tell if the output is closed.
fn print(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}

/// A pack by the name that was given for it; where it cannot be played, its faults are reported.
fn playable(name: &str, words: &Words) -> Result<Pack, ExitCode> {
    let mut loaded = load::load(&origin(name));
    loaded.checked.pack.take().ok_or_else(|| refuse(name, &loaded, words))
}

/// Reports why something cannot be used.
fn refuse(name: &str, loaded: &load::Loaded, words: &Words) -> ExitCode {
    let style = report::Style { colour: io::stderr().is_terminal() && !is_set("NO_COLOR"), ascii: abilities().ascii };
    let report = report::text(loaded, words, style) + &report::summary(&SafeText::line(name), loaded, words);
    let _ = io::stderr().write_all(report.as_bytes());
    ExitCode::from(FAULTS)
}

fn all_origins() -> Vec<Origin> {
    let own = files::packs_folder().map(|folder| load::in_folder(&folder)).unwrap_or_default();
    load::built_in().chain(own).collect()
}

/// A path where there is one, else a pack known by its id.
fn origin(name: &str) -> Origin {
    let path = PathBuf::from(name);
    let known = || all_origins().into_iter().find(|origin| entry(origin).id.as_str() == name);
    if path.exists() { Origin::Path(path) } else { known().unwrap_or(Origin::Path(path)) }
}

fn entry(origin: &Origin) -> Entry {
    match load::header(origin) {
        Some(header) => Entry {
            id: header.id,
            title: header.title,
            languages: header.languages,
            domains: header.domains,
            state: EntryState::Listed,
        },
        None => {
            let name = match origin {
                Origin::BuiltIn(name) => (*name).to_owned(),
                Origin::Path(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
            };
            let name = SafeText::line(&name);
            let title = Text::Same(name.clone());
            Entry { id: name, title, languages: Vec::new(), domains: Vec::new(), state: EntryState::Refused }
        }
    }
}

fn play(
    matches: &ArgMatches,
    mut settings: crate::settings::Settings,
    kept: Option<SafeText>,
    words: Words,
) -> ExitCode {
    let lang = words.lang();
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        return complain(&words.cli().no_terminal, &words);
    }
    let run = match matches.get_one::<String>("run") {
        None => None,
        Some(typed) => match RunCode::parse(typed) {
            Some(code) => Some(code),
            None => return complain(&fill(&words.cli().bad_run, &[("code", &SafeText::line(typed))]), &words),
        },
    };
    let mut origins = all_origins();
    let mut chosen = None;
    if let Some(name) = matches.get_one::<String>("pack") {
        let origin = origin(name);
        // A pack that was asked for is checked before anything is drawn.
        let loaded = load::load(&origin);
        if loaded.checked.pack.is_none() {
            return refuse(name, &loaded, &words);
        }
        chosen = Some(origins.iter().position(|known| *known == origin).unwrap_or_else(|| {
            origins.push(origin);
            origins.len() - 1
        }));
    }
    if matches.get_one::<String>("lang").is_some() {
        settings.language = Some(lang);
    }
    if let Some(theme) = matches.get_one::<String>("theme") {
        settings.theme = THEMES.iter().find(|(name, _)| name == theme).map_or(settings.theme, |(_, theme)| *theme);
    }
    let mut abilities = abilities();
    abilities.ascii |= matches.get_flag("ascii");
    if let Some(images) = matches.get_one::<String>("images") {
        abilities.images = IMAGES.iter().find(|(name, _)| name == images).map_or(Images::Auto, |(_, images)| *images);
    }
    let start = Start {
        settings,
        catalogue: origins.iter().map(entry).collect(),
        chosen,
        locale: lang,
        entropy: getrandom::u64().unwrap_or_else(|_| std::process::id().into()),
        seen: files::seen(),
        run,
        notice: kept.map(Notice::SettingsKept),
    };
    match runtime::play(start, origins, abilities, words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let words = Words::of(lang);
            let reason = SafeText::line(&error.to_string());
            complain(&fill(&words.cli().terminal_lost, &[("reason", &reason)]), &words)
        }
    }
}

fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty())
}

/// What the terminal can show, from the variables that terminals and people set.
fn abilities() -> Abilities {
    let var = |name: &str| env::var(name).unwrap_or_default();
    let (term, colours) = (var("TERM"), var("COLORTERM"));
    let depth = if is_set("NO_COLOR") || term == "dumb" {
        Depth::None
    } else if colours == "truecolor" || colours == "24bit" || term.ends_with("-direct") {
        Depth::True
    } else if term.contains("256color") || ["kitty", "alacritty", "foot", "ghostty"].iter().any(|t| term.contains(t)) {
        Depth::Indexed
    } else {
        Depth::Sixteen
    };
    // rxvt's convention, which others follow: "foreground;background", where 7 and 9 to 15 are light.
    let ground = var("COLORFGBG").rsplit(';').next().and_then(|n| n.parse::<u8>().ok());
    let light = ground.is_some_and(|n| n == 7 || n > 8);
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().map(var).find(|value| !value.is_empty()).unwrap_or_default();
    let utf8 = locale.is_empty() || locale.to_lowercase().replace('-', "").contains("utf8");
    let few_glyphs = matches!(term.as_str(), "linux" | "dumb" | "ansi") || term.starts_with("vt");
    // A terminal that lacks glyphs has no pixels to show either, and may print what it does not understand.
    let images = if few_glyphs { Images::Blocks } else { Images::Auto };
    Abilities { depth, light, ascii: !utf8 || few_glyphs, images }
}
