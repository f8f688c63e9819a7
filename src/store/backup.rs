//! A copy of the file while others write to it.

use std::fs::{self, OpenOptions};
use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::file::obstacle;
use super::{PATIENCE, Store, stamp};
use crate::game::scores::Obstacle;

impl Store {
    /// Copies the file as it is at one moment, to a name that nothing has yet.
    ///
    /// # Errors
    ///
    /// If something is there already, or it cannot be written.
    pub(crate) fn backup(&self, to: &Path) -> Result<(), Obstacle> {
        // The name is taken first, so that two of them cannot both believe it free.
        match OpenOptions::new().write(true).create_new(true).open(to) {
            Ok(_) => {}
            Err(_) if to.symlink_metadata().is_ok() => return Err(Obstacle::Exists),
            Err(error) => return Err(obstacle(&error)),
        }
        let copied = self.copy(to);
        if copied.is_err() {
            let _ = fs::remove_file(to);
        }
        copied
    }

    fn copy(&self, to: &Path) -> Result<(), Obstacle> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut copy = Connection::open_with_flags(to, flags)?;
        {
            // All pages in one step: whoever writes meanwhile goes on in the journal, and is not in the copy.
            let backup = Backup::new(&self.db, &mut copy)?;
            let since = std::time::Instant::now();
            loop {
                match backup.step(-1)? {
                    StepResult::Done => break,
                    _ if since.elapsed() < 10 * PATIENCE => std::thread::sleep(PATIENCE / 20),
                    _ => return Err(Obstacle::Busy),
                }
            }
        }
        stamp::remove(&copy)?;
        // One file and no journal, so that it can be carried away.
        copy.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))?;
        Ok(())
    }
}
