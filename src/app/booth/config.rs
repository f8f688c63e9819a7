//! What an organiser sets. It is read like a pack: key by key, every fault at once, each at its place.

mod address;
mod masked;
mod packs;
mod read;

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::app::settings::Motion;
use crate::game::scores::BoardScope;
use crate::text::{Lang, SafeText, Text};
use crate::ui::theme::ThemeChoice;

#[cfg(feature = "share")]
pub(crate) use self::address::is_address;
pub use self::masked::masked;
pub(crate) use self::read::{Beside, CheckedConfig};

pub(crate) const QUESTIONS_MAX: u8 = 20;

/// What an organiser sets, with a usual value for everything but the PIN.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The packs, as `polysemy play` takes them; each game is of the next one.
    pub packs: Vec<SafeText>,
    pub languages: Vec<Lang>,
    pub questions: u8,
    /// The time for each question; none for as long as one likes.
    pub time: Option<Duration>,
    /// How long nobody may do anything before the booth goes back to its beginning.
    pub idle: Duration,
    /// For how much of it, at its end, a countdown is shown.
    pub countdown: Duration,
    pub board: BoardScope,
    pub event: Option<Text>,
    pub line: Option<Text>,
    /// A picture to show with it: a PNG or JPEG file.
    pub logo: Option<PathBuf>,
    /// What this machine is called among those of one event.
    pub booth: Option<SafeText>,
    /// What opens the operator's panel: digits.
    pub pin: SafeText,
    pub names: VisitorNames,
    pub theme: ThemeChoice,
    pub motion: Motion,
    pub ascii: bool,
    pub share: Option<Share>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitorNames {
    pub letters: bool,
    pub words: bool,
    /// A file with entries that are not shown, one a line, beside those that the program knows.
    pub refused: Option<PathBuf>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// `postgres://host:port/database`, without a user or a password.
    pub url: SafeText,
    /// A file of certificates in PEM form to trust instead of the system's.
    pub authority: Option<PathBuf>,
    /// A file that holds `user:password`; else they come from the environment.
    pub credentials: Option<PathBuf>,
    /// Encrypted, and the server's name checked. Only ever not on a wire that is one's own.
    pub encrypted: bool,
}

impl Default for Config {
    /// What holds where nothing is set. There is no usual PIN: this one opens nothing.
    fn default() -> Self {
        Self {
            packs: vec![SafeText::new("talk")],
            languages: Lang::ALL.to_vec(),
            questions: 5,
            time: Some(Duration::from_secs(30)),
            idle: Duration::from_secs(90),
            countdown: Duration::from_secs(30),
            board: BoardScope::Today,
            event: None,
            line: None,
            logo: None,
            booth: None,
            pin: SafeText::default(),
            names: VisitorNames { letters: true, words: true, refused: None },
            theme: ThemeChoice::Auto,
            motion: Motion::Full,
            ascii: false,
            share: None,
        }
    }
}

impl Config {
    /// Names files as seen from `folder`; packs stay as they are, because a name may also be an id.
    pub fn resolved(mut self, folder: &Path) -> Self {
        let share = self.share.as_mut();
        let (authority, credentials) = share.map(|share| (&mut share.authority, &mut share.credentials)).unzip();
        let files = [Some(&mut self.logo), Some(&mut self.names.refused), authority, credentials];
        for file in files.into_iter().flatten().flatten() {
            *file = folder.join(&*file);
        }
        self
    }
}
