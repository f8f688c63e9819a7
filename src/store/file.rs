//! The file itself: what it is, who it is, and setting it aside.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rusqlite::OpenFlags;

use super::stamp;
use crate::game::scores::Obstacle;
use crate::text::SafeText;

const MAGIC: &[u8] = b"SQLite format 3\0";

const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Whether a file is a database. What cannot be read is none. Not for a file that this process has open: see
/// [`why_not_opened`].
pub(crate) fn is_database(path: &Path) -> bool {
    let mut head = [0; MAGIC.len()];
    // Asked before opening: to open a pipe may wait for ever.
    let regular = fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
    let read = |head: &mut [u8]| OpenOptions::new().read(true).open(path)?.read_exact(head);
    regular && read(&mut head).is_ok() && head == *MAGIC
}

/// Which file stands under a name: it may be replaced by another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Identity(Option<(u64, u64)>);

impl Identity {
    pub(super) fn of(path: &Path) -> Self {
        Self(fs::metadata(path).ok().map(|metadata| number(&metadata)))
    }
}

#[cfg(unix)]
fn number(metadata: &fs::Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino())
}

/// Elsewhere an open file can be neither replaced nor removed.
#[cfg(not(unix))]
fn number(_: &fs::Metadata) -> (u64, u64) {
    (0, 0)
}

pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

/// Makes the folder of a file, so that it outlives a power cut.
pub(super) fn make_folder(path: &Path) -> Result<(), Obstacle> {
    let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) else {
        return Ok(());
    };
    fs::create_dir_all(folder).map_err(|error| obstacle(&error))?;
    sync_folder(folder);
    Ok(())
}

pub(super) fn sync_folder(path: &Path) {
    // Not every file system lets folders be written through; then that is as good as it gets.
    if let Some(Ok(parent)) = path.parent().map(fs::File::open) {
        let _ = parent.sync_all();
    }
}

pub(super) fn has_content(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|about| about.is_file() && about.len() > 0)
}

pub(super) fn has_journal(path: &Path) -> bool {
    ["-wal", "-journal"].iter().any(|ending| has_content(&beside(path, ending)))
}

pub(super) fn check(path: &Path) -> Result<(), Obstacle> {
    if fs::metadata(path).is_ok_and(|about| !about.is_file()) {
        return Err(Obstacle::NotAFile);
    }
    // SQLite would take the file for new, and remove the journal.
    if has_content(&beside(path, "-wal")) && !has_content(path) { Err(Obstacle::Corrupt) } else { Ok(()) }
}

/// The name and the flags by which SQLite opens a file to write to it, or begins one.
pub(super) fn writing(path: &Path, begin: bool) -> (PathBuf, OpenFlags) {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    (path.to_owned(), if begin { flags | OpenFlags::SQLITE_OPEN_CREATE } else { flags })
}

/// The name and the flags by which it is read without anything being written to it or beside it. Only where its journal is
/// there, the index of that may have to be made.
pub(super) fn untouched(path: &Path) -> (PathBuf, OpenFlags) {
    let journal = BESIDE.iter().any(|ending| beside(path, ending).exists()) && !stamp::has_journal_of_another(path);
    match frozen(path).filter(|_| !journal) {
        Some(frozen) => frozen,
        None => (path.to_owned(), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX),
    }
}

/// The same whatever lies beside it: the file as it is, without its journal.
pub(super) fn frozen(path: &Path) -> Option<(PathBuf, OpenFlags)> {
    let whole = std::path::absolute(path).ok().filter(|_| cfg!(unix))?;
    let escaped = whole.to_str()?.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    Some((format!("file://{escaped}?immutable=1").into(), flags))
}

/// SQLite only says that it could not open the file; why, the system is asked. The file is not opened for it: closing it
/// again would take the locks from every connection of this process (POSIX has it so).
pub(super) fn why_not_opened(path: &Path, error: rusqlite::Error) -> Obstacle {
    let there = fs::metadata(path).map(drop).or_else(|gone| match gone.kind() {
        // What is not there could not be begun.
        io::ErrorKind::NotFound => {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            fs::read_dir(folder).map(drop)
        }
        _ => Err(gone),
    });
    match there {
        Ok(()) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen) => Obstacle::ReadOnly,
        Ok(()) => error.into(),
        Err(error) => obstacle(&error),
    }
}

/// The same, as exactly as the system knows it: to SQLite what may not be written is one thing, whyever that is.
pub(super) fn exactly(path: &Path, obstacle: Obstacle) -> Obstacle {
    match obstacle {
        Obstacle::ReadOnly if is_on_read_only(path) => Obstacle::ReadOnlyDisk,
        obstacle => obstacle,
    }
}

#[cfg(unix)]
fn is_on_read_only(path: &Path) -> bool {
    let told = path.ancestors().find(|folder| folder.exists()).map(rustix::fs::statvfs);
    told.is_some_and(|told| told.is_ok_and(|told| told.f_flag.contains(rustix::fs::StatVfsMountFlags::RDONLY)))
}

#[cfg(not(unix))]
fn is_on_read_only(_: &Path) -> bool {
    false
}

pub(crate) fn obstacle(error: &io::Error) -> Obstacle {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Obstacle::Full,
        io::ErrorKind::PermissionDenied => Obstacle::ReadOnly,
        io::ErrorKind::ReadOnlyFilesystem => Obstacle::ReadOnlyDisk,
        io::ErrorKind::NotADirectory => Obstacle::NotAFolder,
        io::ErrorKind::NotFound => Obstacle::Missing,
        _ => Obstacle::Other(SafeText::line(&error.to_string())),
    }
}

/// Renames a damaged file, with what SQLite keeps beside it, to a name that nothing has: `scores.broken-1.db`. If the
/// name stands for another file by now, somebody else did so before, and nothing is renamed.
pub(super) fn set_aside(path: &Path, damaged: Identity) -> Result<PathBuf, Obstacle> {
    if Identity::of(path) != damaged {
        return Err(Obstacle::Busy);
    }
    let aside = free_name(path, "broken")?;
    // An index is made again by whoever needs it.
    let _ = fs::remove_file(beside(path, "-shm"));
    if fs::metadata(beside(path, "-wal")).is_ok_and(|metadata| metadata.len() == 0) {
        let _ = fs::remove_file(beside(path, "-wal"));
    }
    rename(path, &aside)?;
    Ok(aside)
}

/// Renames what lies beside a file as its journal, and the index of that, to a name that nothing has:
/// `scores.replaced-1.db-wal`. The file stays.
pub(super) fn set_journal_aside(path: &Path) -> Result<PathBuf, Obstacle> {
    let aside = free_name(path, "replaced")?;
    rename_beside(path, &aside)?;
    sync_folder(path);
    Ok(beside(&aside, "-wal"))
}

/// Renames a file that another is to take the place of, with what lies beside it; none if there is no such file.
pub(super) fn make_way(path: &Path) -> Result<Option<PathBuf>, Obstacle> {
    if path.symlink_metadata().is_err() {
        return Ok(None);
    }
    let aside = free_name(path, "replaced")?;
    rename(path, &aside)?;
    Ok(Some(aside))
}

fn free_name(path: &Path, what: &str) -> Result<PathBuf, Obstacle> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let extension = path.extension().map(|extension| format!(".{}", extension.to_string_lossy())).unwrap_or_default();
    let mut names = (1..10_000).map(|n| path.with_file_name(format!("{stem}.{what}-{n}{extension}")));
    let taken = |path: &Path| path.symlink_metadata().is_ok();
    names
        .find(|name| !taken(name) && BESIDE.iter().all(|ending| !taken(&beside(name, ending))))
        .ok_or(Obstacle::Corrupt)
}

/// The journal first: a new file must never find the journal of an old one.
fn rename(path: &Path, aside: &Path) -> Result<(), Obstacle> {
    rename_beside(path, aside)?;
    match fs::rename(path, aside) {
        // Only its journal was left.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        renamed => renamed.map_err(|error| obstacle(&error)),
    }
}

fn rename_beside(path: &Path, aside: &Path) -> Result<(), Obstacle> {
    for ending in BESIDE {
        match fs::rename(beside(path, ending), beside(aside, ending)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(obstacle(&error)),
            _ => {}
        }
    }
    Ok(())
}
