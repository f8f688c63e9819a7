//! What the command line understands, and what is said about a line that it does not.

use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, Command, value_parser};

use super::{complain, print};
use crate::paper::FORMATS;
use crate::runtime::graphics::IMAGES;
use crate::settings::ThemeChoice;
use crate::text::{Lang, SafeText};
use crate::words::{Cli, Words, fill};

pub(super) const THEMES: [(&str, ThemeChoice); 5] = [
    ("auto", ThemeChoice::Auto),
    ("dark", ThemeChoice::Dark),
    ("light", ThemeChoice::Light),
    ("high-contrast", ThemeChoice::HighContrast),
    ("16-colours", ThemeChoice::Ansi),
];

/// The command line as these sentences explain it; what it understands does not depend on them.
pub(super) fn command(cli: &Cli) -> Command {
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
        "{{about}}\n\n{} {{usage}}{{after-help}}\n\n{}\n{{positionals}}\n\n{}\n{{options}}\n",
        cli.usage, cli.arguments, cli.options
    );
    let plain = format!("{{about}}\n\n{} {{usage}}\n\n{}\n{{options}}\n", cli.usage, cli.options);
    let commands = format!(
        "{}\n  blind     {}\n  check     {}\n  glossary  {}\n  lint      {}\n  play      {}\n  packs     {}",
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
    let playing = [theme, run, images, ascii];
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
        .args(playing.clone())
        .arg(lang.global(true))
        .arg(help())
        .arg(version)
        .subcommand(sub("play", &cli.play_about, &template).arg(pack()).args(playing))
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
                // Files come last: after `--score`, a pack would be taken for one of them.
                .override_usage(
                    "polysemy blind <PACK> [--seed N] [--hide]\n       polysemy blind <PACK> --score <FILE>...",
                )
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
pub(super) fn usage(error: &clap::Error, words: &Words) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        print(&format!("{}\n", error.render().to_string().trim_end()));
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
        ErrorKind::ValueValidation => fill(&cli.error_number, &[("arg", &arg), ("value", &value)]),
        ErrorKind::MissingRequiredArgument => fill(&cli.error_missing, &[("arg", &arg)]),
        ErrorKind::ArgumentConflict | ErrorKind::TooManyValues => fill(&cli.error_argument, &[("arg", &arg)]),
        _ => cli.error_other.clone(),
    };
    complain(&format!("{sentence}\n{}", cli.tip), words)
}
