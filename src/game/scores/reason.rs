//! Why the shared board is out of reach, as data.

use crate::text::{SafeText, fill};
use crate::words::Words;

reasons! {
    /// What stands between a booth and the shared board.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum Why in Share {
        /// The address is none, or holds what it must not: a user, a password, options.
        Address = address,
        /// Nobody says as which user to come.
        NoCredentials = no_credentials,
        /// The file of credentials cannot be read, or holds no `user:password`.
        Credentials = credentials,
        CredentialsOpen = credentials_open,
        /// The file of credentials belongs to another user than the one who runs the booth.
        CredentialsOwner = credentials_owner,
        /// The file of certificates cannot be read, or holds none; or this machine trusts none.
        Authority = authority,
        /// No server there, or no way to it.
        Unreachable = unreachable,
        /// Something is there, and does not answer.
        Silent = silent,
        /// The server does not encrypt.
        Plain = plain,
        /// The server's certificate comes from nobody who is trusted here.
        Stranger = stranger,
        Name = name,
        /// The server's certificate is not valid today, by this machine's clock.
        Dates = dates,
        /// They did not agree on how to encrypt.
        Encryption = encryption,
        /// The server does not let this user in.
        Refused = refused,
        /// There is no such database.
        NoDatabase = no_database,
        /// The user may not do there what a booth does.
        NoRight = no_right,
        /// The tables are not there, or of an older version of this program.
        NoTables = no_tables,
        /// The server has too many guests, or is starting or stopping.
        Busy = busy,
        /// The tables there are of a newer version of this program.
        Newer = newer,
        /// The server sends more than a board has to say.
        TooMuch = too_much,
        Server = server,
        /// The file of scores on this machine cannot be read or written.
        Local = local,
    }
}

/// How it stands with the board that several booths share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShareNews {
    Online,
    /// It is not; what is played meanwhile is sent later. Told again only when the reason is another.
    Offline(Reason),
    /// This many results of others came, or changed: boards may be other than they were.
    Received(usize),
    /// What the server will not take, because it has other limits, or this user may not change that: in all since the
    /// start. It stays in the file.
    NotTaken {
        /// How many results, or names given to them.
        results: usize,
        /// How many that should have lost their name there, or their place: they are on the boards of others still.
        removals: usize,
    },
    /// This many results of others were more than a game at a booth can be, and are not on this board.
    LeftOut(u64),
    /// This many results of others are not on this board because there are more than a booth keeps.
    Beyond(u64),
}

/// Why the shared board is out of reach. It never holds a user or a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    pub why: Why,
    /// Which file, or what the system or the server said, as a code or in English; may be empty.
    pub(crate) detail: SafeText,
    more: Vec<(&'static str, SafeText)>,
}

impl Reason {
    /// A reason, and what is known of it; no more than a few lines of it are kept.
    pub fn new(why: Why, detail: &str) -> Self {
        Self { why, detail: SafeText::line(&detail.chars().take(DETAIL).collect::<String>()), more: Vec::new() }
    }

    #[cfg(feature = "share")]
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.more.push((name, SafeText::line(value)));
        self
    }

    pub fn say(&self, words: &Words) -> SafeText {
        let more = self.more.iter().map(|(name, value)| (*name, value.as_str()));
        let values: Vec<(&str, &str)> = [("detail", self.detail.as_str())].into_iter().chain(more).collect();
        SafeText::line(&fill(self.why.sentence(words.share()), &values))
    }
}

const DETAIL: usize = 200;
