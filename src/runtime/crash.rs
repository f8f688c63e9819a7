//! What is written down when a booth panics, for whoever mends it. There is nothing of visitors in it.

use std::backtrace::Backtrace;
use std::fs;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::thread;

use jiff::Zoned;

const KEPT: usize = 20;

/// Writes a report into a folder, as `crash-2026-11-27T18-40-12.txt`; the oldest go where there are too many. Where it is;
/// none where it cannot be written.
pub(crate) fn report(folder: &Path, info: &PanicHookInfo) -> Option<PathBuf> {
    fs::create_dir_all(folder).ok()?;
    let now = Zoned::now();
    let path = free_name(folder, &now.strftime("crash-%Y-%m-%dT%H-%M-%S").to_string())?;
    let payload = info.payload();
    let message = payload.downcast_ref::<&str>().copied().or(payload.downcast_ref::<String>().map(String::as_str));
    let message = message.unwrap_or("no message");
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let thread = thread::current().name().unwrap_or("without a name").to_owned();
    let text = format!(
        "polysemy {}\ntime     {}\nthread   {thread}\nplace    {place}\nmessage  {message}\n\n{}\n",
        env!("CARGO_PKG_VERSION"),
        now.strftime("%Y-%m-%d %H:%M:%S %z"),
        Backtrace::force_capture()
    );
    if fs::write(&path, text).is_err() {
        let _ = fs::remove_file(&path);
        return None;
    }
    tidy(folder);
    Some(path)
}

fn free_name(folder: &Path, stem: &str) -> Option<PathBuf> {
    let names = std::iter::once(format!("{stem}.txt")).chain((2..100).map(|n| format!("{stem}-{n}.txt")));
    names.map(|name| folder.join(name)).find(|path| !path.exists())
}

/// Their names begin with the time, so that the first are the oldest.
fn tidy(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_report = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("crash-"));
    let mut reports: Vec<PathBuf> = entries.filter(is_report).collect();
    reports.sort();
    let old = reports.len().saturating_sub(KEPT);
    reports.drain(..old).for_each(|path| drop(fs::remove_file(path)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_latest_reports_are_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        for n in 0..30 {
            fs::write(folder.path().join(format!("crash-2026-11-27T18-40-{n:02}.txt")), "").expect("a file");
        }
        fs::write(folder.path().join("a note"), "").expect("a file");
        tidy(folder.path());
        assert!(!folder.path().join("crash-2026-11-27T18-40-09.txt").exists());
        assert!(folder.path().join("crash-2026-11-27T18-40-10.txt").exists() && folder.path().join("a note").exists());
        let again = free_name(folder.path(), "crash-2026-11-27T18-40-29").expect("a name");
        assert!(again.ends_with("crash-2026-11-27T18-40-29-2.txt"));
    }
}
