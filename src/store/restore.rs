//! A copy put back in the place of the file.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::TransactionBehavior;

use super::file::{self, obstacle};
use super::{Blocked, Store, schema, stamp};
use crate::game::scores::Obstacle;

/// Puts a copy of a file of scores in the place of one. What is there, whatever it is, is renamed, and its new name is
/// returned. The copy itself stays as it is.
///
/// # Errors
///
/// If the copy is not a whole file of scores, or somebody has the file open. Nothing was changed.
pub(crate) fn restore(copy: &Path, path: &Path) -> Result<Option<PathBuf>, Blocked> {
    let source = Store::read_strange(copy).and_then(|source| schema::whole(&source.db).map(|()| source));
    let source = source.map_err(|obstacle| (copy.to_owned(), obstacle))?;
    put_back(&source, path).map_err(|obstacle| (path.to_owned(), obstacle))
}

fn put_back(source: &Store, path: &Path) -> Result<Option<PathBuf>, Obstacle> {
    file::make_folder(path)?;
    let fresh = path.with_file_name(format!("{}.restoring", path.file_name().unwrap_or_default().to_string_lossy()));
    match fs::remove_file(&fresh) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(obstacle(&error)),
        _ => {}
    }
    let placed = place(source, &fresh, path);
    if placed.is_err() {
        let _ = fs::remove_file(&fresh);
    }
    placed
}

fn place(source: &Store, fresh: &Path, path: &Path) -> Result<Option<PathBuf>, Obstacle> {
    source.backup(fresh).map_err(|no| match no {
        Obstacle::Exists => Obstacle::Busy,
        obstacle => obstacle,
    })?;
    File::open(fresh).and_then(|file| file.sync_all()).map_err(|error| obstacle(&error))?;
    leave(path)?;
    let aside = file::make_way(path)?;
    if let Err(error) = fs::rename(fresh, path) {
        if let Some(aside) = &aside {
            let _ = fs::rename(aside, path);
        }
        return Err(obstacle(&error));
    }
    file::sync_folder(path);
    Ok(aside)
}

/// Makes sure that nobody has a file open, and brings its journal into it. What is no file of scores is left as it is.
fn leave(path: &Path) -> Result<(), Obstacle> {
    match stamp::part(path) {
        // It is renamed with all that lies beside it.
        Err(Obstacle::Corrupt) => return Ok(()),
        parted => parted?,
    };
    if !file::has_content(path) {
        return Ok(());
    }
    let alone = || -> Result<(), Obstacle> {
        Store::ours(path)?;
        let mut store = Store::connect(path, file::writing(path, false))?;
        // Every open connection shares a lock on the file, which whoever wants it alone is refused.
        store.db.pragma_update_and_check(None, "locking_mode", "exclusive", |_| Ok(()))?;
        store.db.transaction_with_behavior(TransactionBehavior::Exclusive)?.commit()?;
        Ok(store.db.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))?)
    };
    match alone() {
        Err(Obstacle::Busy) => Err(Obstacle::InUse),
        // Damaged, or not ours: it is renamed as it is, with all that lies beside it.
        _ => Ok(()),
    }
}
