//! `polysemy booth`: reads what an organiser sets, says everything that is wrong with it before the doors open, and opens.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{ArgMatches, Command};

use super::command::{Done, Failure};
use super::option::{Given, flag, needed, on_screen, path, shown};
use super::play::{self, ended};
use super::terminal::{abilities, report_style};
use super::{USAGE, all_origins, doctor, entry, faults, origin_from, print, tell};
use crate::app::booth::config::{self, Beside, Config};
use crate::app::booth::names::RefusedNames;
use crate::app::settings::Settings;
use crate::app::{App, Entry, EntryState, Start};
use crate::authoring::template;
use crate::context::picture::{self, Pixels};
use crate::pack::Pack;
use crate::pack::check::Checked;
use crate::pack::load::{self, LoadFailure, Loaded, Origin};
use crate::read::diagnostic::{Code, Diagnostic, Source, nearest};
use crate::runtime::desk::{Keeps, Post};
use crate::runtime::{self, Outfit, files};
use crate::store::share;
use crate::text::SafeText;
use crate::words::{Spoken, Words, fill};

pub(super) fn arguments(command: Command, all: &Spoken) -> Command {
    let said = &all.organiser;
    let config =
        path("config", "FILE", &said.config_help).long("config").required_unless_present_any(["example", "sql"]);
    let flags = [
        flag("doctor", &said.doctor_help),
        flag("example", &said.example_help),
        flag("sql", &said.sql_help).conflicts_with_all(["doctor", "example"]),
    ];
    command.arg(config).args(flags).args(on_screen(all))
}

pub(super) fn run(matches: &ArgMatches, words: Words) -> Done {
    if matches.get_flag("example") {
        print(template::booth(words.lang()));
        return Ok(ExitCode::SUCCESS);
    }
    if matches.get_flag("sql") {
        print(&sql(&words));
        return Ok(ExitCode::SUCCESS);
    }
    let file = needed(matches, "config");
    let set = load_config(file, &words)?;
    if matches.get_flag("doctor") {
        let abilities = abilities().in_ascii(set.config.ascii || matches.get_flag("ascii"));
        return doctor::doctor(&set.config, &doctor::place(&set.config, file, abilities), &words);
    }
    open(set, file, matches, words)
}

fn sql(words: &Words) -> String {
    let line = |line: &str| format!("-- {line}").trim_end().to_owned() + "\n";
    let head: String = words.organiser().sql_head.lines().map(line).collect();
    format!("{head}\n{}", share::SQL)
}

struct BoothFiles {
    /// What is set, its files as paths from here.
    config: Config,
    named: NamedFiles,
}

fn open(set: BoothFiles, path: &Path, matches: &ArgMatches, words: Words) -> Done {
    let BoothFiles { mut config, named: NamedFiles { origins, packs, refused, logo, .. } } = set;
    let lang = config.languages.first().copied().unwrap_or(words.lang());
    let (settings, abilities) = play::on_screen(&Given(&[matches]), Settings::default(), &words)?;
    let abilities = abilities.in_ascii(config.ascii);
    // What is asked for now counts more than what is written down.
    if matches.get_one::<String>("theme").is_some() {
        config.theme = settings.theme;
    }
    if config.share.is_some() && !share::AVAILABLE {
        return Err(words.organiser().no_share.clone().into());
    }
    let folder = files::booth_folder().ok_or_else(|| words.scores().no_default.clone())?;
    let config = Arc::new(config);
    let catalogue = origins
        .iter()
        .zip(packs)
        .map(|(origin, (_, pack))| Entry { state: EntryState::Ready(Arc::new(pack)), ..entry(origin) });
    let start = Start { chosen: Some(0), ..play::start(settings, catalogue.collect(), lang) };
    let (mut app, effects) = App::at_booth(start, config.clone(), Arc::new(refused));
    if let Some(booth) = &mut app.booth {
        booth.logo = logo.as_deref().and_then(Pixels::of).map(Arc::new);
    }
    let post = Post { place: doctor::place(&config, path, abilities), config, folder, origins: origins.clone() };
    let words = if words.lang() == lang { words } else { Words::of(lang) };
    let outfit = Outfit { origins, abilities, words, keeps: Keeps::Booth(Box::new(post)) };
    let end = runtime::play(app, effects, outfit);
    let status = end.as_ref().map(|ended| ended.status).ok();
    let said = ended(end, lang).unwrap_or_else(|failure| tell(failure, lang));
    // What could not be written is told, but whoever brings a booth back must know who ended it.
    Ok(status.map_or(said, ExitCode::from))
}

/// Reads the settings of a booth and all that they name. Whatever is wrong is reported, all of it at once; then the
/// error is the status to end with.
fn load_config(path: &Path, words: &Words) -> Result<BoothFiles, Failure> {
    let source = load::read_file(path).map_err(|failed| {
        let code = match failed.code {
            Code::NotFound => Code::NoBoothFile,
            Code::NotAFile | Code::FileTooLarge => Code::NotABoothFile,
            code => code,
        };
        let fault = Diagnostic::error(code, 0, 0..0).arg("reason", failed.reason);
        let source = Source { name: shown(path), text: String::new() };
        refuse(path, vec![source], vec![fault], 0, words)
    })?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut checked = Config::read(&source.text);
    // What is shown from here on holds no secrets.
    let shown = Source { name: source.name, text: config::masked(&source.text) };
    let mut named = NamedFiles { sources: vec![shown], ..NamedFiles::default() };
    if checked.whole {
        named.files(&mut checked, folder);
        named.packs(&mut checked, folder, words);
    }
    let (faults, more) = (checked.faults.clone(), checked.more);
    match checked.usable() {
        Some(config) if !named.broken => Ok(BoothFiles { config: config.resolved(folder), named }),
        Some(_) => Err(Failure::Told(USAGE)),
        None => Err(refuse(path, named.sources, faults, more, words)),
    }
}

#[derive(Default)]
struct NamedFiles {
    sources: Vec<Source>,
    refused: RefusedNames,
    logo: Option<Vec<u8>>,
    origins: Vec<Origin>,
    packs: Vec<(SafeText, Pack)>,
    /// A pack has faults, which are reported already.
    broken: bool,
}

impl NamedFiles {
    fn files(&mut self, checked: &mut config::CheckedConfig, folder: &Path) {
        for (what, name, span) in &checked.places.files {
            let fault = |code: Code| Diagnostic::error(code, 0, span.clone()).arg("found", name);
            let path = folder.join(name.as_str());
            let failed = |failed: LoadFailure| not_read(&fault, failed, &path);
            match what {
                Beside::Logo => match load::read_bytes(&path, picture::BYTES_MAX as u64) {
                    Ok(bytes) => {
                        checked.faults.extend(picture::fault_in(&bytes, fault));
                        self.logo = Some(bytes);
                    }
                    Err(error) => checked.faults.push(failed(error)),
                },
                Beside::Refused => match load::read_file(&path) {
                    Ok(list) => {
                        checked.faults.extend(self.refused.add(&list.text, self.sources.len()));
                        self.sources.push(list);
                    }
                    Err(error) => checked.faults.push(failed(error)),
                },
                // These are read when they are needed, and a password no sooner.
                Beside::Authority | Beside::Credentials if path.is_file() => {}
                Beside::Authority | Beside::Credentials => {
                    checked.faults.push(fault(Code::NoFileBeside).arg("path", path.display()));
                }
            }
        }
    }

    fn packs(&mut self, checked: &mut config::CheckedConfig, folder: &Path, words: &Words) {
        for (at, name) in checked.config.packs.iter().enumerate() {
            let span = checked.places.packs.get(at).cloned().unwrap_or(0..0);
            let Some(origin) = origin_from(folder, Path::new(name.as_str())) else {
                checked.faults.push(no_such_pack(name, Diagnostic::error(Code::NoSuchPack, 0, span)));
                continue;
            };
            let mut loaded = load::load(&origin);
            match loaded.checked.pack.take() {
                Some(pack) => self.packs.push((name.clone(), pack)),
                None => {
                    super::refuse(Path::new(name.as_str()), &loaded, words);
                    self.broken = true;
                }
            }
            self.origins.push(origin);
        }
        let named: Vec<(&SafeText, &Pack)> = self.packs.iter().map(|(name, pack)| (name, pack)).collect();
        checked.hold_against(&named);
    }
}

fn not_read(fault: &dyn Fn(Code) -> Diagnostic, failed: LoadFailure, path: &Path) -> Diagnostic {
    match failed.code {
        Code::NotFound | Code::NotAFile => fault(Code::NoFileBeside).arg("path", path.display()),
        Code::FileTooLarge => fault(Code::DataTooLarge).arg("reason", failed.reason),
        code => fault(code).arg("reason", failed.reason),
    }
}

fn no_such_pack(name: &str, fault: Diagnostic) -> Diagnostic {
    let known: Vec<SafeText> = all_origins().iter().map(|origin| entry(origin).id).collect();
    let known: Vec<&str> = known.iter().map(SafeText::as_str).collect();
    fault.arg("found", name).suggest(nearest(name, &known))
}

fn refuse(file: &Path, sources: Vec<Source>, mut found: Vec<Diagnostic>, more: usize, words: &Words) -> Failure {
    let said = words.organiser();
    let count = found.len() + more;
    found.sort_by_key(|fault| (fault.place.file, fault.place.span.start));
    let checked = Checked { pack: None, faults: found, more };
    let loaded = Loaded { sources, beside: BTreeSet::new(), checked };
    let summary = if count == 1 { &said.fault_one } else { &said.faults };
    let summary = fill(summary, &[("file", &shown(file)), ("count", &count.to_string())]);
    let report = format!("{}{summary}\n", faults::text(&loaded, words, report_style(&io::stderr())));
    let _ = io::stderr().write_all(report.as_bytes());
    // Whatever brings a booth back must know that it need not try again.
    Failure::Told(USAGE)
}
