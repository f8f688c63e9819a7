//! `polysemy new` and `polysemy schema`: a pack to start from, and what editors want to know of packs.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{ArgMatches, Command};

use super::command::Done;
use super::option::{flag, needed, path, shown};
use super::print;
use crate::authoring::schema;
use crate::authoring::template::{self, PackName};
use crate::runtime::files;
use crate::text::SafeText;
use crate::words::{Spoken, Words, fill};

pub(super) fn arguments(command: Command, said: &Spoken) -> Command {
    let name = path("name", "NAME", &said.template.name_help).required(true);
    command.args([name, flag("folder", &said.template.folder_help)])
}

pub(super) fn schema(_: &ArgMatches, words: Words) -> Done {
    print(&schema::text(words.lang()));
    Ok(ExitCode::SUCCESS)
}

pub(super) fn new(matches: &ArgMatches, words: Words) -> Done {
    let pack = NewPack::of(needed(matches, "name"), matches.get_flag("folder"), &words)?;
    let written = pack.write(&words)?;
    print(&pack.told(&written, &words));
    Ok(ExitCode::SUCCESS)
}

struct NewPack {
    name: PackName,
    /// What the last part of the path was, without `.toml`.
    typed: String,
    path: PathBuf,
    folder: bool,
}

impl NewPack {
    fn of(path: &Path, folder: bool, words: &Words) -> Result<Self, String> {
        let said = &words.template();
        // A path such as `naps/..` has no last part, and of one that is not UTF-8 no title can be made.
        let last = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
        let last = last.strip_suffix(".toml").unwrap_or(last);
        let safe = SafeText::first_unsafe(&path.to_string_lossy()).is_none();
        let Some(name) = PackName::of(last).filter(|_| safe) else {
            return Err(fill(&said.bad_name, &[("name", &shown(path))]));
        };
        let file = if folder { last.to_owned() } else { format!("{last}.toml") };
        Ok(Self { name, typed: last.to_owned(), path: path.with_file_name(file), folder })
    }

    /// Where the files are to stand, which need not exist.
    fn home(&self) -> &Path {
        if self.folder { &self.path } else { self.path.parent().unwrap_or(Path::new("")) }
    }

    /// Writes the pack, and the schema if there is none; the files that were written. Else why nothing was.
    fn write(&self, words: &Words) -> Result<Vec<PathBuf>, String> {
        let said = &words.template();
        let parent = self.path.parent().filter(|parent| *parent != Path::new(""));
        if let Some(parent) = parent.filter(|parent| !parent.is_dir()) {
            return Err(fill(&said.no_parent, &[("folder", &shown(parent))]));
        }
        let lang = words.lang();
        let mut files: Vec<(PathBuf, String)> = if self.folder {
            let parts = template::folder(&self.name, lang).into_iter();
            parts.map(|file| (self.path.join(file.name), file.text)).collect()
        } else {
            vec![(self.path.clone(), template::single(&self.name, lang))]
        };
        let schema = self.home().join(schema::FILE);
        if !files::is_there(&schema) {
            files.push((schema, schema::text(lang)));
        }
        files::create(&files, self.folder.then_some(self.path.as_path())).map_err(|(path, error)| {
            let sentence = match error.kind() {
                io::ErrorKind::AlreadyExists => &said.exists,
                _ => &said.not_written,
            };
            let reason = SafeText::line(&error.to_string());
            fill(sentence, &[("path", &shown(&path)), ("reason", &reason)])
        })?;
        Ok(files.into_iter().map(|(path, _)| path).collect())
    }

    fn told(&self, written: &[PathBuf], words: &Words) -> String {
        let said = &words.template();
        let schema = self.home().join(schema::FILE);
        let mut out = format!("{}\n", said.written);
        for path in written {
            out += &format!("  {}\n", shown(path));
        }
        let about = if written.contains(&schema) { &said.schema_written } else { &said.schema_kept };
        out += &format!("\n{}\n", fill(about, &[("file", schema::FILE)]));
        if self.name.id != self.typed {
            out += &format!("{}\n", fill(&said.id_changed, &[("id", &self.name.id)]));
        }
        let pack = SafeText::line(&quoted(&self.path));
        let next = [("preview", &said.next_preview), ("check", &said.next_check), ("play", &said.next_play)];
        let cols = next.iter().map(|(verb, _)| verb.len()).max().unwrap_or(0);
        out += &format!("\n{}\n", said.next);
        for (verb, why) in next {
            out += &format!("  polysemy {verb} {pack}{}  # {why}\n", " ".repeat(cols - verb.len()));
        }
        out
    }
}

/// A path as a shell takes it for one word, and the program for a path.
fn quoted(path: &Path) -> String {
    let path = path.to_string_lossy();
    let path = if path.starts_with('-') { format!("./{path}") } else { path.into_owned() };
    let plain = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    if path.chars().all(plain) { path } else { format!("'{}'", path.replace('\'', "'\\''")) }
}
