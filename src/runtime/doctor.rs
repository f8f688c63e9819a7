//! What can be measured about a machine, for the doctor of a booth.

use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::{Abilities, backend, probe};
use crate::app::booth::doctor::Facts;
use crate::store::share::is_open_to_others;
use crate::text::SafeText;
use crate::ui::theme::Depth;

#[derive(Debug, Clone)]
pub(crate) struct BoothPlace {
    pub(crate) folder: PathBuf,
    /// Files that hold secrets, and whether they are not used if others may read them.
    pub(crate) secrets: Vec<(PathBuf, bool)>,
    /// The root of the file system, for what the system tells of itself.
    pub(crate) root: PathBuf,
    pub(crate) abilities: Abilities,
}

/// Characters of which games are made: frames, bars, the marks of domains, signs of right and wrong.
const CHARACTERS: [char; 12] = ['─', '╭', '│', '█', '▄', '▁', '◆', '●', '■', '✓', '✗', '⣿'];

/// Measures what can be measured while others use the terminal.
pub(crate) fn gather(place: &BoothPlace) -> Facts {
    let Abilities { depth, glyphs, .. } = place.abilities;
    let (unwritable, sync) = match write(&place.folder) {
        Ok(took) => (None, Some(took)),
        Err(error) => (Some(SafeText::line(&error.to_string())), None),
    };
    Facts {
        size: backend::size().ok(),
        few_glyphs: glyphs.are_few(),
        console: env::var("TERM").is_ok_and(|term| term == "linux"),
        colours: match depth {
            Depth::None => 0,
            Depth::Sixteen | Depth::Console => 16,
            Depth::Indexed => 256,
            Depth::True => 1 << 24,
        },
        folder: SafeText::line(&place.folder.to_string_lossy()),
        unwritable,
        sync,
        free: free(&place.folder),
        elsewhere: elsewhere(&place.folder, &place.root),
        now: i64::try_from(super::files::now()).unwrap_or(i64::MAX),
        synchronised: synchronised(&place.root),
        battery: battery(&place.root),
        blanking: number(&place.root.join("sys/module/kernel/parameters/consoleblank")),
        open: place
            .secrets
            .iter()
            .filter(|(path, _)| fs::metadata(path).is_ok_and(|about| is_open_to_others(&about)))
            .map(|(path, refused)| (SafeText::line(&path.to_string_lossy()), *refused))
            .collect(),
        ..Facts::default()
    }
}

/// Measures the terminal, too, which nobody else may use meanwhile.
pub(crate) fn gather_with_terminal(place: &BoothPlace) -> Facts {
    let answers = probe::ask(&CHARACTERS);
    let silent = answers.odd.is_none() || answers.mouse.is_none();
    Facts { odd: answers.odd, mouse: answers.mouse, silent, ..gather(place) }
}

/// Writes as scores are written: into a file, and on to the disk. The median time that it took.
fn write(folder: &Path) -> io::Result<Duration> {
    fs::create_dir_all(folder)?;
    let path = folder.join(format!(".doctor-{}", std::process::id()));
    let measured = (|| {
        let mut file = fs::OpenOptions::new().create_new(true).write(true).open(&path)?;
        let mut times = Vec::new();
        for _ in 0..5 {
            let begin = Instant::now();
            file.write_all(&[0; 4096])?;
            file.sync_data()?;
            times.push(begin.elapsed());
        }
        times.sort();
        Ok(times[times.len() / 2])
    })();
    let removed = fs::remove_file(&path);
    measured.and_then(|took| removed.map(|()| took))
}

fn existing(folder: &Path) -> &Path {
    folder.ancestors().find(|folder| folder.exists()).unwrap_or(folder)
}

#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let told = rustix::fs::statvfs(existing(folder)).ok()?;
    Some(told.f_bavail.saturating_mul(told.f_frsize))
}

#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}

/// The kind of file system, where it is none that survives the plug being pulled here: by the longest mount above it.
fn elsewhere(folder: &Path, root: &Path) -> Option<SafeText> {
    const ELSEWHERE: [&str; 9] = ["tmpfs", "ramfs", "nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "overlay"];
    let mounts = fs::read_to_string(root.join("proc/mounts")).ok()?;
    let folder = fs::canonicalize(existing(folder)).ok()?;
    let of = |line: &str| {
        let mut words = line.split(' ').skip(1).map(|word| word.replace("\\040", " "));
        Some((words.next()?, words.next()?))
    };
    let above = mounts.lines().filter_map(of).filter(|(place, _)| folder.starts_with(place));
    let (_, kind) = above.max_by_key(|(place, _)| place.len())?;
    ELSEWHERE.contains(&kind.as_str()).then(|| SafeText::line(&kind))
}

/// Whether the clock follows others: systemd's and ntpd's and chrony's marks; none where nothing tells.
fn synchronised(root: &Path) -> Option<bool> {
    let drifts = ["var/lib/ntp/ntp.drift", "var/lib/chrony/chrony.drift", "var/lib/chrony/drift"];
    let marked = root.join("run/systemd/timesync/synchronized").exists();
    if marked || drifts.iter().any(|drift| is_of_this_start(&root.join(drift), root)) {
        return Some(true);
    }
    root.join("run/systemd/timesync").exists().then_some(false)
}

/// Whether a file was written since the machine was started: a drift stays on the disk for years, and tells of a network
/// that was there once.
fn is_of_this_start(path: &Path, root: &Path) -> bool {
    let uptime = fs::read_to_string(root.join("proc/uptime")).unwrap_or_default();
    let uptime = uptime.split('.').next().and_then(|seconds| seconds.parse().ok()).map(Duration::from_secs);
    let age = fs::metadata(path).and_then(|about| about.modified()).ok().and_then(|written| written.elapsed().ok());
    age.zip(uptime).is_some_and(|(age, uptime)| age < uptime)
}

/// Whether it runs from a battery, and how full the emptiest is.
fn battery(root: &Path) -> Option<(bool, u8)> {
    let entries = fs::read_dir(root.join("sys/class/power_supply")).ok()?;
    let read = |path: PathBuf| fs::read_to_string(path).map(|text| text.trim().to_owned()).unwrap_or_default();
    let supplies = entries.flatten().map(|entry| entry.path());
    // A mouse has a battery, too, but another scope.
    let own = |path: &PathBuf| read(path.join("type")) == "Battery" && read(path.join("scope")) != "Device";
    let batteries = supplies.filter(own).filter_map(|path| {
        let percent = read(path.join("capacity")).parse::<u8>().ok()?;
        Some((read(path.join("status")) == "Discharging", percent))
    });
    batteries.min_by_key(|(discharging, percent)| (!discharging, *percent))
}

fn number(path: &Path) -> Option<u32> {
    fs::read_to_string(path).ok()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(root: &Path, name: &str, text: &str) {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    #[test]
    fn what_the_system_tells_of_itself_is_read() {
        let root = tempfile::tempdir().expect("a folder");
        let at = root.path();
        assert_eq!((battery(at), synchronised(at), number(&at.join("x"))), (None, None, None));
        put(at, "sys/class/power_supply/AC/type", "Mains\n");
        put(at, "sys/class/power_supply/BAT0/type", "Battery\n");
        put(at, "sys/class/power_supply/BAT0/capacity", "83\n");
        put(at, "sys/class/power_supply/BAT0/status", "Discharging\n");
        put(at, "sys/class/power_supply/mouse/type", "Battery\n");
        put(at, "sys/class/power_supply/mouse/scope", "Device\n");
        put(at, "sys/class/power_supply/mouse/capacity", "3\n");
        assert_eq!(battery(at), Some((true, 83)));
        put(at, "var/lib/chrony/drift", "");
        assert_eq!(synchronised(at), None, "nobody knows when the machine was started");
        put(at, "proc/uptime", "0.00 0.00\n");
        assert_eq!(synchronised(at), None, "it was written before");
        put(at, "proc/uptime", "86400.51 100.00\n");
        assert_eq!(synchronised(at), Some(true));
        fs::remove_file(at.join("var/lib/chrony/drift")).expect("it was there");
        put(at, "run/systemd/timesync/x", "");
        assert_eq!(synchronised(at), Some(false));
        put(at, "run/systemd/timesync/synchronized", "");
        assert_eq!(synchronised(at), Some(true));
        put(at, "sys/module/kernel/parameters/consoleblank", "600\n");
        assert_eq!(number(&at.join("sys/module/kernel/parameters/consoleblank")), Some(600));
        let here = fs::canonicalize(at).expect("a place");
        put(at, "proc/mounts", &format!("a / ext4 rw 0 0\nb {} tmpfs rw 0 0\n", here.display()));
        assert_eq!(elsewhere(&at.join("not/yet/there"), at), Some(SafeText::new("tmpfs")));
        assert_eq!(elsewhere(Path::new("/"), at), None);
    }

    #[test]
    fn writing_is_tried_for_real() {
        let root = tempfile::tempdir().expect("a folder");
        assert!(write(&root.path().join("new/folder")).is_ok());
        assert_eq!(fs::read_dir(root.path().join("new/folder")).expect("a folder").count(), 0, "nothing is left");
        fs::write(root.path().join("file"), "").expect("a file");
        assert!(write(&root.path().join("file")).is_err());
        assert!(free(root.path()).is_some_and(|bytes| bytes > 0));
    }
}
