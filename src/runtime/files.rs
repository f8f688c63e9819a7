//! The player's own files, in the platform's folders: settings, packs, records, scores.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use etcetera::BaseStrategy;

use crate::app::settings::{self, Settings};
use crate::game::record::Line;
use crate::pack::load;
use crate::read::diagnostic::Code;
use crate::text::SafeText;

const SETTINGS: &str = "settings.toml";
const SCORES: &str = "scores.db";

fn config_folder() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.config_dir().join("polysemy"))
}

fn data_folder() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.data_dir().join("polysemy"))
}

pub(crate) fn packs_folder() -> Option<PathBuf> {
    Some(data_folder()?.join("packs"))
}

pub(crate) fn scores_file() -> Option<PathBuf> {
    Some(data_folder()?.join(SCORES))
}

/// Where a booth puts its log, its archive and what else it writes.
pub(crate) fn booth_folder() -> Option<PathBuf> {
    Some(data_folder()?.join("booth"))
}

#[derive(Debug)]
pub(crate) enum Unusable {
    NotToml,
    Unreadable(SafeText),
}

fn settings_file() -> Option<PathBuf> {
    Some(config_folder()?.join(SETTINGS))
}

/// The settings, or the usual ones where there is no file. Nothing is changed.
pub(crate) fn settings() -> Result<settings::Read, Unusable> {
    let Some(path) = settings_file() else { return Ok(settings::Read::default()) };
    match load::read_file(&path) {
        Ok(source) => Settings::parse(&source.text).map_err(|_| Unusable::NotToml),
        Err(failed) => match failed.code {
            Code::NotFound => Ok(settings::Read::default()),
            Code::NotUtf8 | Code::WideText | Code::NotText => Err(Unusable::NotToml),
            _ => Err(Unusable::Unreadable(failed.reason)),
        },
    }
}

pub(crate) fn put_settings_aside() -> SafeText {
    let path = settings_file().unwrap_or_default();
    let kept = put_aside(&path).unwrap_or(path);
    SafeText::line(&kept.to_string_lossy())
}

/// Renames a file, behind a link if it is one, to a name that nothing has: `settings.broken-1.toml`.
fn put_aside(path: &Path) -> io::Result<PathBuf> {
    let path = target(path)?;
    let aside = (1..100).map(|n| path.with_extension(format!("broken-{n}.toml"))).find(|aside| !is_there(aside));
    let aside = aside.ok_or(io::ErrorKind::AlreadyExists)?;
    fs::rename(&path, &aside).map(|()| aside)
}

/// Writes the settings down: into the file as it is, of which all else stays.
pub(crate) fn save_settings(settings: &Settings) -> io::Result<()> {
    let Some(path) = settings_file() else { return Ok(()) };
    let text = match load::read_file(&path) {
        Ok(source) => settings.written_into(&source.text),
        Err(failed) => match failed.code {
            Code::NotFound => Some(settings.to_toml()),
            Code::NotUtf8 | Code::WideText | Code::NotText => None,
            _ => return Err(io::Error::other(failed.reason.to_string())),
        },
    };
    if text.is_none() {
        put_aside(&path)?;
    }
    write(&path, &text.unwrap_or_else(|| settings.to_toml()), false)
}

/// Adds lines to a file of records, and fills in when a record began: so long ago as its answers took; and its id: what
/// the file is called, however it may be renamed.
pub(crate) fn record(file: &str, mut lines: Vec<Line>) -> io::Result<()> {
    let Some(folder) = records_folder() else { return Err(io::ErrorKind::NotFound.into()) };
    let took: f64 = lines.iter().filter_map(Line::seconds).sum();
    if let Some(Line::Begin(heading)) = lines.first_mut() {
        heading.began = now().saturating_sub(took as u64);
        heading.id = Some(file.to_owned());
    }
    append(&folder, file, &lines.iter().map(Line::to_json).collect::<String>())
}

/// Where answers are written down: all games in one file, each class in one of its own.
pub(crate) fn records_folder() -> Option<PathBuf> {
    Some(data_folder()?.join("records"))
}

pub(crate) fn records(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|extension| extension == "jsonl")).collect();
    files.sort();
    files
}

/// Seconds since 1970.
pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs())
}

/// Adds whole lines to a file in one write, so that several programs may do so at once.
pub(crate) fn append(folder: &Path, name: &str, lines: &str) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut file = fs::OpenOptions::new().create(true).read(true).append(true).open(folder.join(name))?;
    // What broke off in the middle of a line must not take the next one with it.
    let mut last = [b'\n'];
    if file.seek(SeekFrom::End(-1)).is_ok() {
        file.read_exact(&mut last)?;
    }
    let apart = if last == [b'\n'] { "" } else { "\n" };
    file.write_all(format!("{apart}{lines}").as_bytes())?;
    file.sync_data()
}

/// Whether something is there by that name: also a folder, a pipe, or a link that leads nowhere.
pub(crate) fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Writes new files, in a new folder if one is named: all of them, or none. The path at which it failed, and why; where
/// something is there already, that is such a failure.
pub(crate) fn create(files: &[(PathBuf, String)], folder: Option<&Path>) -> Result<(), (PathBuf, io::Error)> {
    let taken = folder.into_iter().chain(files.iter().map(|(path, _)| path.as_path())).find(|path| is_there(path));
    if let Some(path) = taken {
        return Err((path.to_owned(), io::ErrorKind::AlreadyExists.into()));
    }
    if let Some(folder) = folder {
        fs::create_dir(folder).map_err(|error| (folder.to_owned(), error))?;
    }
    for (done, (path, text)) in files.iter().enumerate() {
        let opened = fs::OpenOptions::new().write(true).create_new(true).open(path);
        let begun = done + usize::from(opened.is_ok());
        if let Err(error) = opened.and_then(|mut file| file.write_all(text.as_bytes())) {
            // What was begun is taken back; what somebody else made meanwhile is not ours to take.
            files[..begun].iter().for_each(|(path, _)| drop(fs::remove_file(path)));
            folder.into_iter().for_each(|folder| drop(fs::remove_dir(folder)));
            return Err((path.clone(), error));
        }
    }
    Ok(())
}

/// Replaces a file whole, and returns when it is on the disk.
pub(crate) fn replace(path: &Path, text: &str) -> io::Result<()> {
    write(path, text, true)
}

/// Replaces a file whole, behind a link if it is one: whoever reads it finds the old text or the new one. What it may be
/// used for, and whose it is, stays as it was.
fn write(path: &Path, text: &str, through: bool) -> io::Result<()> {
    let path = target(path)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)?;
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}", std::process::id()));
    let part = folder.join(name);
    let written = (|| {
        let mut file = fs::File::create(&part)?;
        if let Ok(before) = fs::metadata(&path) {
            alike(&file, &before);
        }
        file.write_all(text.as_bytes())?;
        if through { file.sync_all() } else { Ok(()) }
    })();
    let replaced = written.and_then(|()| fs::rename(&part, &path));
    if replaced.is_err() {
        let _ = fs::remove_file(&part);
    }
    replaced
}

/// Gives a file the owner and the permissions of another, as far as we may.
fn alike(file: &fs::File, before: &fs::Metadata) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let _ = fchown(file, Some(before.uid()), Some(before.gid()));
    }
    let _ = file.set_permissions(before.permissions());
}

/// How many links are followed, as in the kernel.
const LINKS_MAX: usize = 40;

/// The file to which a link leads, and the links that it leads to, whether that is there yet or not.
fn target(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..LINKS_MAX {
        match fs::read_link(&path) {
            Ok(next) => path = path.parent().unwrap_or(Path::new("")).join(next),
            // It is none, or not there.
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("too many links"))
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn a_file_is_written_where_links_lead_and_stays_what_it_was() {
        let home = tempfile::tempdir().expect("a folder");
        let home = home.path();
        fs::create_dir(home.join("dot")).expect("a folder");
        fs::write(home.join("dot/real"), "old").expect("a file");
        fs::set_permissions(home.join("dot/real"), fs::Permissions::from_mode(0o640)).expect("a mode");
        symlink("dot/real", home.join("one")).expect("a link");
        symlink(home.join("one"), home.join("two")).expect("a link");
        symlink("new/folder/file", home.join("nowhere")).expect("a link");
        symlink("round", home.join("round")).expect("a link");
        for name in ["two", "one", "nowhere"] {
            replace(&home.join(name), name).expect("it is written");
            assert!(home.join(name).is_symlink());
            assert_eq!(fs::read_to_string(home.join(name)).expect("a text"), name);
        }
        assert_eq!(fs::read_to_string(home.join("dot/real")).expect("a text"), "one");
        let mode = fs::metadata(home.join("dot/real")).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o7777, 0o640);
        assert!(replace(&home.join("round"), "x").is_err() && home.join("round").is_symlink());
        assert_eq!(fs::read_dir(home.join("dot")).expect("a folder").count(), 1, "nothing else is left");
    }

    #[test]
    fn new_files_are_written_all_or_none_and_over_nothing() {
        let home = tempfile::tempdir().expect("a folder");
        let file = |name: &str, text: &str| (home.path().join(name), text.to_owned());
        assert!(create(&[file("one", "a")], None).is_ok());
        let (path, error) = create(&[file("two", "b"), file("one", "b")], None).expect_err("one is there");
        assert_eq!((path, error.kind()), (home.path().join("one"), io::ErrorKind::AlreadyExists));
        assert_eq!(fs::read_to_string(home.path().join("one")).expect("a text"), "a");
        assert!(!is_there(&home.path().join("two")));
    }

    #[test]
    fn nothing_is_left_of_what_cannot_be_written() {
        let home = tempfile::tempdir().expect("a folder");
        // A folder cannot be replaced by a file.
        fs::create_dir(home.path().join("taken")).expect("a folder");
        assert!(replace(&home.path().join("taken"), "x").is_err());
        fs::write(home.path().join("file"), "").expect("a file");
        assert!(replace(&home.path().join("file/below"), "x").is_err());
        let names: Vec<_> = fs::read_dir(home.path()).expect("a folder").collect();
        assert_eq!(names.len(), 2, "{names:?}");
    }
}
