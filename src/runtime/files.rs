//! The player's own files, in the platform's folders: settings, packs, records, scores.

use std::fs;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use etcetera::BaseStrategy;

use crate::pack::load;
use crate::record::Line;
use crate::settings::Settings;
use crate::text::SafeText;

const SETTINGS: &str = "settings.toml";
const SCORES: &str = "scores.db";

fn config_folder() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.config_dir().join("polysemy"))
}

fn data_folder() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.data_dir().join("polysemy"))
}

/// Where the user's own packs are found.
pub fn packs_folder() -> Option<PathBuf> {
    Some(data_folder()?.join("packs"))
}

/// The file of scores.
pub fn scores_file() -> Option<PathBuf> {
    Some(data_folder()?.join(SCORES))
}

/// Where each day of a booth is put away, in a folder of its own.
pub fn archive_folder() -> Option<PathBuf> {
    Some(data_folder()?.join("archive"))
}

/// Where a booth puts its log, its archive and what else it writes.
pub fn booth_folder() -> Option<PathBuf> {
    Some(data_folder()?.join("booth"))
}

/// The settings, or the defaults where there are none. A broken file is put aside under the name that is returned.
pub fn settings() -> (Settings, Option<SafeText>) {
    let Some(path) = config_folder().map(|folder| folder.join(SETTINGS)).filter(|path| path.exists()) else {
        return (Settings::default(), None);
    };
    let parsed = load::read_file(&path).ok().and_then(|source| Settings::parse(&source.text).ok());
    match parsed {
        Some(settings) => (settings, None),
        None => {
            let aside = (1..100).map(|n| path.with_file_name(format!("settings.broken-{n}.toml")));
            let kept = aside.into_iter().find(|aside| !aside.exists()).unwrap_or_else(|| path.clone());
            let shown = if fs::rename(&path, &kept).is_ok() { &kept } else { &path };
            (Settings::default(), Some(SafeText::line(&shown.to_string_lossy())))
        }
    }
}

/// Writes the settings down.
pub fn save_settings(settings: &Settings) -> io::Result<()> {
    match config_folder() {
        Some(folder) => write(&folder, SETTINGS, &settings.to_toml()),
        None => Ok(()),
    }
}

/// Adds lines to a file of records, and fills in when a record began: so long ago as its answers took.
pub fn record(file: &str, mut lines: Vec<Line>) -> io::Result<()> {
    let Some(folder) = records_folder() else { return Err(io::ErrorKind::NotFound.into()) };
    let took: f64 = lines.iter().filter_map(Line::seconds).sum();
    if let Some(Line::Begin(heading)) = lines.first_mut() {
        heading.began = now().saturating_sub(took as u64);
    }
    append(&folder, file, &lines.iter().map(Line::to_json).collect::<String>())
}

/// Where is written down what was answered: all games in one file, each class in one of its own.
pub fn records_folder() -> Option<PathBuf> {
    Some(data_folder()?.join("records"))
}

/// The files in the folder of records, by name. An unreadable folder has none.
pub fn records(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|extension| extension == "jsonl")).collect();
    files.sort();
    files
}

/// Seconds since 1970.
pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs())
}

/// Adds whole lines to a file in one write, so that several programs may do so at once.
pub fn append(folder: &Path, name: &str, lines: &str) -> io::Result<()> {
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
pub fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Writes new files, in a new folder if one is named: all of them, or none. The path at which it failed, and why; where
/// something is there already, that is such a failure.
pub fn create(files: &[(PathBuf, String)], folder: Option<&Path>) -> Result<(), (PathBuf, io::Error)> {
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
pub fn replace(folder: &Path, name: &str, text: &str) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let part = folder.join(format!(".{name}.{}", std::process::id()));
    let mut file = fs::File::create(&part)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    drop(file);
    let replaced = written.and_then(|()| fs::rename(&part, folder.join(name)));
    if replaced.is_err() {
        let _ = fs::remove_file(&part);
    }
    replaced
}

/// Replaces a file whole: whoever reads it finds the old text or the new one.
fn write(folder: &Path, name: &str, text: &str) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let part = folder.join(format!(".{name}.{}", std::process::id()));
    fs::write(&part, text)?;
    fs::rename(&part, folder.join(name))
}
