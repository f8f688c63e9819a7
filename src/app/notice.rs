//! What is told the player once, on the title screen.

use crate::app::settings::{Expected, Odd};
use crate::read::diagnostic::Type;
use crate::text::SafeText;
use crate::words::{Words, fill};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    SettingsKept(SafeText),
    /// The settings cannot be read, and why; they stay where they are.
    SettingsUnread(SafeText),
    SettingsOdd(Vec<Odd>),
    NoPackForCode,
    PackRefused(SafeText),
}

impl Notice {
    pub(crate) fn say(&self, words: &Words) -> String {
        match self {
            Notice::SettingsKept(path) => fill(&words.ui.notice_settings, &[("path", path)]),
            Notice::SettingsUnread(reason) => fill(&words.ui.notice_unread, &[("reason", reason)]),
            Notice::SettingsOdd(odd) => settings_odd(odd, words),
            Notice::NoPackForCode => words.cli().run_other_pack.clone(),
            Notice::PackRefused(pack) => fill(&words.ui.pack_broken, &[("pack", pack)]),
        }
    }
}

const ODD_MAX: usize = 2;

fn settings_odd(odd: &[Odd], words: &Words) -> String {
    let ui = &words.ui;
    let said = odd.iter().take(ODD_MAX).map(|odd| {
        let (sentence, expected) = match &odd.expected {
            Expected::Nothing => (&ui.notice_unknown, ""),
            Expected::OneOf(values) => (&ui.notice_odd, values.as_str()),
            Expected::Text => (&ui.notice_odd, words.report().name_of(Type::Text)),
        };
        fill(sentence, &[("key", &odd.key), ("found", &odd.found), ("expected", expected)])
    });
    let more = odd.len().saturating_sub(ODD_MAX);
    let more = (more > 0).then(|| fill(&ui.notice_more, &[("n", &more.to_string())]));
    said.chain(more).collect::<Vec<_>>().join(" ")
}
