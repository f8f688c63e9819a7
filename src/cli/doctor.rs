//! `polysemy booth --doctor`: will this machine do?

use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;

use super::play::abilities;
use super::{FAULTS, is_set, print};
use crate::booth::Config;
use crate::booth::doctor::{self, Verdict};
use crate::runtime::doctor as measured;
use crate::runtime::files;
use crate::text::{width, wrap};
use crate::ui::ascii;
use crate::words::{Words, fill};

/// The columns of what was found.
const COLS: usize = 58;
/// The columns of what was looked at.
const NAME: usize = 16;

/// What is to be looked at, for a booth with some settings.
pub(super) fn place(config: &Config, path: &Path) -> measured::Place {
    let credentials = config.share.as_ref().and_then(|share| share.credentials.as_ref());
    let secrets = [path.to_owned()].into_iter().chain(credentials.map(|file| file.as_str().into()));
    let scores = files::scores_file().unwrap_or_default();
    measured::Place {
        folder: scores.parent().unwrap_or(Path::new("")).to_owned(),
        secrets: secrets.collect(),
        root: "/".into(),
        abilities: abilities(),
    }
}

/// Looks at the machine, and says what was found. The status says whether anything must be mended first.
pub(super) fn doctor(place: &measured::Place, words: &Words) -> ExitCode {
    let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let facts = if terminal { measured::gather_with_terminal(place) } else { measured::gather(place) };
    let findings = doctor::examine(&facts);
    let colour = io::stdout().is_terminal() && !is_set("NO_COLOR");
    let mut out = String::new();
    for finding in &findings {
        let (mark, style) = match finding.verdict {
            Verdict::Good => ("✓", "32"),
            Verdict::Note => ("·", "33"),
            Verdict::Bad => ("✗", "31"),
        };
        let said = finding.say(words);
        let mark = if colour { format!("\x1b[{style}m{mark}\x1b[0m") } else { mark.to_owned() };
        let pad = " ".repeat(NAME.saturating_sub(width(&said.name)));
        for (i, line) in wrap(&said.found, COLS).into_iter().enumerate() {
            let before = if i == 0 { format!("{mark} {}{pad}", said.name) } else { " ".repeat(NAME + 2) };
            out += &format!("{before}{}\n", &said.found[line]);
        }
    }
    let count = |verdict| findings.iter().filter(|finding| finding.verdict == verdict).count();
    let (bad, notes) = (count(Verdict::Bad), count(Verdict::Note));
    let verdict = match (bad, notes) {
        (0, 0) => words.doctor().fine.clone(),
        (0, n) => fill(&words.doctor().notes, &[("n", &n.to_string())]),
        (n, _) => fill(&words.doctor().bad, &[("n", &n.to_string())]),
    };
    out += &format!("\n{verdict}\n");
    print(&if abilities().ascii { ascii::reduced(&out) } else { out });
    if bad == 0 { ExitCode::SUCCESS } else { ExitCode::from(FAULTS) }
}
