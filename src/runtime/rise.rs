//! A booth that panics comes back: the program begins anew in the same process, so that whoever started it sees nothing
//! end. What even that does not survive is for the service or the loop around it.

use std::env;
use std::process::Command;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

#[cfg(unix)]
use super::{guard, modes};

/// How often it came back lately, and when last, in seconds since 1970: `3 1764268800`.
const RISEN: &str = "POLYSEMY_RISEN";

/// A booth that stayed up for this long is well again.
const WELL: Duration = Duration::from_secs(60);

/// A booth that falls again and again waits longer and longer, up to this long.
const WAIT_MAX: Duration = Duration::from_secs(30);

/// Begins anew, with the arguments that the process was begun with; returns only if that cannot be done.
#[cfg(unix)]
pub(crate) fn again() {
    use std::os::unix::process::CommandExt;

    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let times = lately(env::var(RISEN).ok().as_deref(), now) + 1;
    thread::sleep(wait(times));
    let Ok(program) = env::current_exe() else { return };
    let mut command = Command::new(program);
    command.args(env::args_os().skip(1)).env(RISEN, format!("{times} {}", now.as_secs()));
    if let Some(modes) = guard::modes_before() {
        command.env(modes::HANDED, modes);
    }
    // What somebody hammered on the keyboard meanwhile is meant for nobody.
    modes::forget_typed();
    // It replaces this process, whichever thread asks for it.
    let _ = command.exec();
}

#[cfg(not(unix))]
pub(crate) fn again() {}

pub(crate) fn times() -> u32 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    lately(env::var(RISEN).ok().as_deref(), now)
}

/// How often it came back shortly before.
fn lately(risen: Option<&str>, now: Duration) -> u32 {
    let shortly_before = || {
        let (times, last) = risen?.split_once(' ')?;
        // A clock that was set back says nothing.
        let past = now.as_secs().checked_sub(last.parse().ok()?)?;
        times.parse().ok().filter(|_| past < WELL.as_secs())
    };
    shortly_before().unwrap_or(0)
}

/// At first at once, then longer each time.
fn wait(times: u32) -> Duration {
    match times {
        0 | 1 => Duration::ZERO,
        n => Duration::from_secs(1 << n.min(6).saturating_sub(2)).min(WAIT_MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_falls_often_waits_longer() {
        assert_eq!([1, 2, 3, 4, 5, 6, 99].map(|n| wait(n).as_secs()), [0, 1, 2, 4, 8, 16, 16]);
        let now = Duration::from_secs(1000);
        assert_eq!(lately(None, now), 0);
        assert_eq!(lately(Some("3 990"), now), 3);
        assert_eq!(lately(Some("3 900"), now), 0, "it was well for a while");
        assert_eq!(lately(Some("3 2000"), now), 0, "the clock was set back");
        assert_eq!(lately(Some("x y"), now), 0);
    }
}
