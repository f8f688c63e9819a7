//! `polysemy booth --doctor`: will this machine do?

use std::io;
use std::path::Path;

use super::command::{Done, clean};
use super::print;
use super::terminal::{obstacle, shows_colours};
use crate::app::booth::config::Config;
use crate::app::booth::doctor::{self, Facts, Finding, Verdict};
use crate::runtime::{Abilities, doctor as measured, files};
use crate::store::share;
use crate::text::{slice, width, wrap};
use crate::words::{Words, fill};

const COLS: usize = 58;
const NAME: usize = 16;

pub(super) fn place(config: &Config, path: &Path, abilities: Abilities) -> measured::BoothPlace {
    let credentials = config.share.as_ref().and_then(|share| share.credentials.as_ref());
    let secrets = [(path.to_owned(), false)].into_iter().chain(credentials.map(|file| (file.clone(), true)));
    let scores = files::scores_file().unwrap_or_default();
    measured::BoothPlace {
        folder: scores.parent().unwrap_or(Path::new("")).to_owned(),
        secrets: secrets.collect(),
        root: "/".into(),
        abilities,
    }
}

/// Looks at the machine, and says what was found. The status says whether anything must be mended first.
pub(super) fn doctor(config: &Config, place: &measured::BoothPlace, words: &Words) -> Done {
    let terminal = obstacle(words).is_none();
    let facts = match terminal {
        true => measured::gather_with_terminal(place),
        false => Facts { away: true, ..measured::gather(place) },
    };
    let board = config.share.clone().filter(|_| share::AVAILABLE);
    let called = board.map(|board| share::call(board).map_err(|reason| reason.say(words)));
    let findings = doctor::examine(&Facts { shared: called, ..facts });
    let out = list(&findings, shows_colours(&io::stdout()), words);
    print(&place.abilities.glyphs.reduced(out));
    clean(!findings.iter().any(|finding| finding.verdict == Verdict::Bad))
}

fn list(findings: &[Finding], colour: bool, words: &Words) -> String {
    let mut out = String::new();
    for finding in findings {
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
            out += &format!("{before}{}\n", slice(&said.found, line));
        }
    }
    let count = |verdict| findings.iter().filter(|finding| finding.verdict == verdict).count();
    let (bad, notes) = (count(Verdict::Bad), count(Verdict::Note));
    let verdict = match (bad, notes) {
        (0, 0) => words.doctor().fine.clone(),
        (0, n) => fill(&words.doctor().notes, &[("n", &n.to_string())]),
        (n, _) => fill(&words.doctor().bad, &[("n", &n.to_string())]),
    };
    out + &format!("\n{verdict}\n")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::text::{Lang, SafeText};

    /// A machine that will not do, in everything that can be found.
    fn worst() -> Facts {
        Facts {
            size: Some((60, 20)),
            console: true,
            odd: Some(vec!['◆', '✗']),
            mouse: Some(false),
            folder: SafeText::new("/home/booth/.local/share/polysemy"),
            unwritable: Some(SafeText::new("Permission denied (os error 13)")),
            sync: Some(Duration::from_millis(740)),
            free: Some(52_000_000),
            elsewhere: Some(SafeText::new("tmpfs")),
            battery: Some((true, 9)),
            blanking: Some(600),
            shared: Some(Err(SafeText::new("The server does not answer."))),
            open: vec![(SafeText::new("booth.toml"), false), (SafeText::new("share.txt"), true)],
            ..Facts::default()
        }
    }

    /// One that will do, with something to know of here and there.
    fn middling() -> Facts {
        Facts {
            size: Some((80, 24)),
            few_glyphs: true,
            colours: 16,
            mouse: Some(true),
            folder: SafeText::new("/home/booth/.local/share/polysemy"),
            sync: Some(Duration::from_millis(80)),
            free: Some(66_271_000_000),
            now: 1_795_770_000,
            battery: Some((true, 83)),
            ..Facts::default()
        }
    }

    #[test]
    fn the_list_fits_and_says_what_to_do_in_every_language() {
        for lang in Lang::ALL {
            let words = Words::of(lang);
            let said = [worst(), middling()].map(|facts| list(&doctor::examine(&facts), false, &words)).join("\n");
            assert!(said.lines().all(|line| width(line) <= 80), "{said}");
            insta::with_settings!({ snapshot_path => "../../tests/it/snapshots", prepend_module_to_snapshot => false }, {
                insta::assert_snapshot!(format!("doctor_{}", lang.code()), said);
            });
        }
    }

    #[test]
    fn only_marks_have_colours() {
        let words = Words::of(Lang::En);
        let findings = doctor::examine(&worst());
        let coloured = list(&findings, true, &words);
        let plain = ["31", "32", "33"].iter().fold(coloured.clone(), |text, n| text.replace(&format!("\x1b[{n}m"), ""));
        assert!(coloured.contains("\x1b[31m✗\x1b[0m size"), "{coloured}");
        assert_eq!(plain.replace("\x1b[0m", ""), list(&findings, false, &words));
    }
}
