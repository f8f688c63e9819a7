//! As which user to come: from a file that only its owner can read, or from the environment. Never shown.

use std::fmt;
use std::fs::File;
use std::io::{Read, Take};
use std::path::Path;

use super::is_open_to_others;
use crate::game::scores::{Reason, Why};

pub(super) struct Credentials {
    pub(super) user: String,
    pub(super) password: Option<String>,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials")
    }
}

const LONGEST: u64 = 4096;

/// Those of the file, if one is named; else those of the environment, our own names before those that every client of
/// PostgreSQL knows.
///
/// # Errors
///
/// If there are none, or the file cannot be read, holds no `user:password`, or can be read by others.
pub(super) fn find(file: Option<&Path>, env: impl Fn(&str) -> Option<String>) -> Result<Credentials, Reason> {
    if let Some(path) = file {
        return read(path);
    }
    let get = |name: &str| env(name).filter(|value| !value.is_empty());
    // User and password of one pair of names: half of each would be a riddle.
    for (user, password) in [("POLYSEMY_SHARE_USER", "POLYSEMY_SHARE_PASSWORD"), ("PGUSER", "PGPASSWORD")] {
        if let Some(user) = get(user) {
            return Ok(Credentials { user, password: get(password) });
        }
    }
    Err(Reason::new(Why::NoCredentials, ""))
}

fn read(path: &Path) -> Result<Credentials, Reason> {
    let shown = path.to_string_lossy();
    let fault = || Reason::new(Why::Credentials, &shown);
    let file = match open(path) {
        // Asked of the open file, so that it is the one that is read.
        Some(file) if !file.metadata().is_ok_and(|about| is_open_to_others(&about)) => file,
        Some(_) => return Err(owned_by_another(path).unwrap_or_else(|| Reason::new(Why::CredentialsOpen, &shown))),
        None => return Err(owned_by_another(path).unwrap_or_else(fault)),
    };
    let mut text = String::new();
    let mut file: Take<File> = file.take(LONGEST);
    file.read_to_string(&mut text).map_err(|_| fault())?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    // A password may begin or end with a space; a line ends with its line feed only.
    let mut lines = text.lines().skip_while(|line| line.is_empty());
    let line = lines.next().unwrap_or_default();
    let (user, password) = line.split_once(':').ok_or_else(fault)?;
    if user.is_empty() || password.is_empty() || lines.any(|line| !line.trim().is_empty()) {
        return Err(fault());
    }
    Ok(Credentials { user: user.to_owned(), password: Some(password.to_owned()) })
}

/// Only files: a pipe would keep us waiting.
fn open(path: &Path) -> Option<File> {
    std::fs::metadata(path).ok()?.is_file().then(|| File::open(path).ok()).flatten()
}

/// What to say of a file that cannot be used as it is, because it is somebody else's.
#[cfg(unix)]
fn owned_by_another(path: &Path) -> Option<Reason> {
    use std::os::unix::fs::MetadataExt;
    let about = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
    let (owner, us) = (about.uid(), rustix::process::geteuid().as_raw());
    let reason = Reason::new(Why::CredentialsOwner, &path.to_string_lossy());
    (owner != us).then(|| reason.with("owner", &user(owner)).with("user", &user(us)))
}

#[cfg(not(unix))]
fn owned_by_another(_: &Path) -> Option<Reason> {
    None
}

/// What a user is called on this machine, or else their number, which commands take as well.
#[cfg(unix)]
fn user(uid: u32) -> String {
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let uid = uid.to_string();
    let name = users.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1) == Some(uid.as_str())).then(|| name.to_owned())
    });
    name.unwrap_or(uid)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn none(_: &str) -> Option<String> {
        None
    }

    fn file(text: &str) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), text).expect("it is written");
        file
    }

    #[test]
    fn a_file_holds_a_user_and_a_password() {
        let kept = file("booth:a b:c \n");
        let found = find(Some(kept.path()), none).expect("credentials");
        assert_eq!((found.user.as_str(), found.password.as_deref()), ("booth", Some("a b:c ")));
        for wrong in ["", "booth", "booth:", ":hunter2", "booth:hunter2\nmore:hunter2\n"] {
            let wrong = file(wrong);
            let reason = find(Some(wrong.path()), none).expect_err("no credentials");
            assert_eq!(reason.why, Why::Credentials);
            assert!(!format!("{reason:?}").contains("hunter2"));
        }
        assert_eq!(find(Some(Path::new("/nowhere")), none).expect_err("no file").why, Why::Credentials);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let kept = file("booth:hunter2\n");
        for (mode, fine) in [(0o600, true), (0o400, true), (0o640, false), (0o604, false), (0o660, false)] {
            std::fs::set_permissions(kept.path(), std::fs::Permissions::from_mode(mode)).expect("a mode");
            let found = find(Some(kept.path()), none);
            assert_eq!(
                found.as_ref().err().map(|reason| reason.why),
                (!fine).then_some(Why::CredentialsOpen),
                "{mode:o}"
            );
            assert!(!format!("{found:?}").contains("hunter2"));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_of_another_user_is_refused_with_whose_it_is() {
        use std::os::unix::fs::{PermissionsExt, chown};
        assert_eq!(user(0), "root");
        assert_eq!(user(54_321), "54321");
        let kept = file("booth:hunter2\n");
        // Only root may give files away, and reads those of others all the same.
        if chown(kept.path(), Some(54_321), None).is_err() {
            return;
        }
        assert!(find(Some(kept.path()), none).is_ok());
        std::fs::set_permissions(kept.path(), std::fs::Permissions::from_mode(0o640)).expect("a mode");
        let reason = find(Some(kept.path()), none).expect_err("it is another's");
        assert_eq!(reason.why, Why::CredentialsOwner);
        for lang in crate::text::Lang::ALL {
            let said = reason.say(&crate::words::Words::of(lang));
            let command = format!("sudo chown root {}", kept.path().display());
            assert!(said.contains("54321") && said.contains(&command) && !said.contains("hunter2"), "{said}");
        }
    }

    #[test]
    fn the_environment_has_our_own_names_and_the_usual_ones() {
        let env = |pairs: &'static [(&str, &str)]| {
            move |name: &str| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        let usual = &[("PGUSER", "them"), ("PGPASSWORD", "theirs")];
        let found = find(None, env(usual)).expect("credentials");
        assert_eq!((found.user.as_str(), found.password.as_deref()), ("them", Some("theirs")));
        let both = &[("PGUSER", "them"), ("PGPASSWORD", "theirs"), ("POLYSEMY_SHARE_USER", "us")];
        let found = find(None, env(both)).expect("credentials");
        assert_eq!((found.user.as_str(), found.password.as_deref()), ("us", None));
        assert_eq!(find(None, env(&[("PGPASSWORD", "theirs")])).expect_err("no user").why, Why::NoCredentials);
    }
}
