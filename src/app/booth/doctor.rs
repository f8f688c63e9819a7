//! Whether a machine will do as a booth: from what was measured, what to do about it. Nothing is measured here.

use std::time::Duration;

use crate::text::{SafeText, fill};
use crate::words::{self, Words};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Facts {
    pub(crate) away: bool,
    /// Columns and rows of the terminal.
    pub(crate) size: Option<(u16, u16)>,
    /// All is drawn with few characters: the terminal has no more, or its owner wants no more.
    pub(crate) few_glyphs: bool,
    pub(crate) console: bool,
    /// Characters that the terminal does not draw in one cell; none where it was not asked, or did not answer.
    pub(crate) odd: Option<Vec<char>>,
    /// How many colours the terminal shows; none where they were switched off.
    pub(crate) colours: u32,
    pub(crate) mouse: Option<bool>,
    /// The terminal was asked about these two, and did not answer all of it in time.
    pub(crate) silent: bool,
    pub(crate) folder: SafeText,
    pub(crate) unwritable: Option<SafeText>,
    /// How long it takes until something is on the disk.
    pub(crate) sync: Option<Duration>,
    pub(crate) free: Option<u64>,
    /// It is in memory, or on another machine, and what it is called.
    pub(crate) elsewhere: Option<SafeText>,
    /// Seconds since 1970, by the machine's clock.
    pub(crate) now: i64,
    pub(crate) synchronised: Option<bool>,
    /// Whether it runs from its battery, and how full that is, in percent; none where it has none.
    pub(crate) battery: Option<(bool, u8)>,
    /// In seconds, after which the console goes dark; 0 for never.
    pub(crate) blanking: Option<u32>,
    /// Whether the shared board answered when it was called, or what was in the way; none where it was not called.
    pub(crate) shared: Option<Result<(), SafeText>>,
    /// Files with secrets that others may read, and whether they are not used for that.
    pub(crate) open: Vec<(SafeText, bool)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Check {
    Terminal,
    Size,
    Characters,
    Colours,
    Answers,
    Mouse,
    Writing,
    Speed,
    Room,
    Place,
    Clock,
    Power,
    Blanking,
    Secrets,
    Shared,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    Good,
    Note,
    Bad,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub(crate) check: Check,
    pub(crate) verdict: Verdict,
    pub(crate) value: SafeText,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) name: String,
    pub(crate) found: String,
}

/// The first of the month in which this version was made (2026-11-01): whoever has an earlier date has a clock that stands.
const MADE: i64 = 1_793_491_200;

const MB: u64 = 1_000_000;

/// What the facts mean. What is not known is left out.
pub(crate) fn examine(facts: &Facts) -> Vec<Finding> {
    use Verdict::{Bad, Good, Note};
    let mut findings = Vec::new();
    let mut add = |check, verdict, value: String| {
        findings.push(Finding { check, verdict, value: SafeText::line(&value) });
    };
    if facts.away {
        add(Check::Terminal, Note, String::new());
    } else {
        if let Some((cols, rows)) = facts.size {
            // From 100 by 34 on screens have room for larger letters.
            add(Check::Size, rated(cols, 80, 100).max(rated(rows, 24, 34)), format!("{cols}x{rows}"));
        }
        match &facts.odd {
            // Then none of them is drawn.
            _ if facts.few_glyphs => add(Check::Characters, Note, String::new()),
            Some(odd) if odd.is_empty() => add(Check::Characters, Good, String::new()),
            Some(odd) => add(Check::Characters, Bad, odd.iter().map(char::to_string).collect::<Vec<_>>().join(" ")),
            None => {}
        }
        add(Check::Colours, rated(facts.colours, 1, 256), words::thousands(facts.colours.into()));
        if let Some(mouse) = facts.mouse {
            add(Check::Mouse, if mouse { Good } else { Note }, String::new());
        }
        if facts.silent {
            add(Check::Answers, Note, String::new());
        }
    }
    match &facts.unwritable {
        Some(reason) => add(Check::Writing, Bad, format!("{} ({reason})", facts.folder)),
        None => add(Check::Writing, Good, facts.folder.to_string()),
    }
    if let Some(sync) = facts.sync {
        let verdict = match sync.as_millis() {
            0..60 => Good,
            60..500 => Note,
            _ => Bad,
        };
        add(Check::Speed, verdict, format!("{} ms", sync.as_millis().max(1)));
    }
    if let Some(free) = facts.free {
        add(Check::Room, rated(free / MB, 100, 1000), words::thousands(free / MB));
    }
    if let Some(kind) = &facts.elsewhere {
        add(Check::Place, Note, kind.to_string());
    }
    match facts.synchronised {
        _ if facts.now < MADE => add(Check::Clock, Bad, String::new()),
        Some(true) => add(Check::Clock, Good, String::new()),
        Some(false) | None => add(Check::Clock, Note, String::new()),
    }
    if let Some((discharging, percent)) = facts.battery {
        let verdict = match (discharging, percent) {
            (true, ..20) => Bad,
            (true, _) => Note,
            (false, _) => Good,
        };
        add(Check::Power, verdict, format!("{percent} %"));
    }
    if let Some(seconds) = facts.blanking.filter(|_| facts.console) {
        add(Check::Blanking, if seconds > 0 { Note } else { Good }, format!("{} min", seconds.div_ceil(60)));
    }
    match &facts.shared {
        Some(Ok(())) => add(Check::Shared, Good, String::new()),
        Some(Err(reason)) => add(Check::Shared, Bad, reason.to_string()),
        None => {}
    }
    for (file, refused) in &facts.open {
        add(Check::Secrets, if *refused { Bad } else { Note }, file.to_string());
    }
    findings
}

/// What is to be thought of so much of something, of which a booth needs some, and is better off with more.
fn rated<N: PartialOrd>(found: N, needed: N, better: N) -> Verdict {
    match found {
        found if found < needed => Verdict::Bad,
        found if found < better => Verdict::Note,
        _ => Verdict::Good,
    }
}

impl Finding {
    pub(crate) fn say(&self, words: &Words) -> Said {
        let (name, sentences) = of(self.check, words.doctor());
        let sentence = sentences[self.verdict as usize];
        Said { name: name.to_owned(), found: fill(sentence, &[("value", &self.value)]) }
    }
}

/// A check's name, and what is said where all is good, where there is something to know, and where it will not do.
fn of(check: Check, said: &words::Doctor) -> (&str, [&str; 3]) {
    match check {
        Check::Terminal => (&said.terminal, [&said.terminal_note; 3]),
        Check::Size => (&said.size, [&said.size_good, &said.size_note, &said.size_bad]),
        Check::Characters => (&said.characters, [&said.characters_good, &said.characters_note, &said.characters_bad]),
        Check::Colours => (&said.colours, [&said.colours_good, &said.colours_note, &said.colours_bad]),
        Check::Answers => (&said.answers, [&said.answers_note; 3]),
        Check::Mouse => (&said.mouse, [&said.mouse_good, &said.mouse_note, &said.mouse_note]),
        Check::Writing => (&said.writing, [&said.writing_good, &said.writing_bad, &said.writing_bad]),
        Check::Speed => (&said.speed, [&said.speed_good, &said.speed_note, &said.speed_note]),
        Check::Room => (&said.room, [&said.room_good, &said.room_note, &said.room_bad]),
        Check::Place => (&said.place, [&said.place_note; 3]),
        Check::Clock => (&said.clock, [&said.clock_good, &said.clock_note, &said.clock_bad]),
        Check::Power => (&said.power, [&said.power_good, &said.power_note, &said.power_bad]),
        Check::Blanking => (&said.blanking, [&said.blanking_good, &said.blanking_note, &said.blanking_note]),
        Check::Shared => (&said.shared, [&said.shared_good, &said.shared_bad, &said.shared_bad]),
        Check::Secrets => (&said.secrets, [&said.secrets_note, &said.secrets_note, &said.secrets_bad]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    fn fine() -> Facts {
        Facts {
            size: Some((120, 40)),
            odd: Some(Vec::new()),
            colours: 1 << 24,
            mouse: Some(true),
            silent: false,
            folder: SafeText::new("/home/booth/.local/share/polysemy"),
            sync: Some(Duration::from_millis(4)),
            free: Some(20_000 * MB),
            now: MADE + 86_400,
            synchronised: Some(true),
            battery: Some((false, 100)),
            ..Facts::default()
        }
    }

    fn verdict(facts: &Facts, check: Check) -> Option<Verdict> {
        examine(facts).into_iter().find(|finding| finding.check == check).map(|finding| finding.verdict)
    }

    #[test]
    fn a_machine_that_will_do_is_good_in_everything() {
        assert!(examine(&fine()).iter().all(|finding| finding.verdict == Verdict::Good), "{:?}", examine(&fine()));
        assert_eq!(examine(&fine()).len(), 9);
    }

    #[test]
    fn each_thing_is_told_where_it_will_not_do() {
        use Verdict::{Bad, Good, Note};
        let of = |change: &dyn Fn(&mut Facts), check| {
            let mut facts = fine();
            change(&mut facts);
            verdict(&facts, check)
        };
        let text = |text: &str| Some(SafeText::new(text));
        assert_eq!(of(&|facts| facts.size = Some((79, 40)), Check::Size), Some(Bad));
        assert_eq!(of(&|facts| facts.size = Some((80, 24)), Check::Size), Some(Note));
        assert_eq!(of(&|facts| facts.size = Some((100, 33)), Check::Size), Some(Note));
        assert_eq!(of(&|facts| facts.size = Some((100, 34)), Check::Size), Some(Good));
        assert_eq!(of(&|facts| facts.size = None, Check::Size), None);
        assert_eq!(of(&|facts| facts.away = true, Check::Terminal), Some(Note));
        assert_eq!(of(&|facts| facts.away = true, Check::Colours), None);
        assert_eq!(of(&|facts| facts.odd = Some(vec!['◆']), Check::Characters), Some(Bad));
        assert_eq!(of(&|facts| facts.few_glyphs = true, Check::Characters), Some(Note));
        let heeded = |facts: &mut Facts| (facts.few_glyphs, facts.odd) = (true, Some(vec!['◆']));
        assert_eq!(of(&heeded, Check::Characters), Some(Note), "the advice has been followed");
        assert_eq!(of(&|facts| facts.odd = None, Check::Characters), None, "nobody knows");
        assert_eq!(of(&|facts| (facts.odd, facts.silent) = (None, true), Check::Answers), Some(Note), "it is said");
        assert_eq!(of(&|facts| facts.colours = 0, Check::Colours), Some(Bad));
        assert_eq!(of(&|facts| facts.colours = 16, Check::Colours), Some(Note));
        assert_eq!(of(&|facts| facts.mouse = Some(false), Check::Mouse), Some(Note));
        assert_eq!(of(&|facts| facts.unwritable = text("Permission denied"), Check::Writing), Some(Bad));
        assert_eq!(of(&|facts| facts.sync = Some(Duration::from_millis(80)), Check::Speed), Some(Note));
        assert_eq!(of(&|facts| facts.sync = Some(Duration::from_secs(2)), Check::Speed), Some(Bad));
        assert_eq!(of(&|facts| facts.free = Some(50 * MB), Check::Room), Some(Bad));
        assert_eq!(of(&|facts| facts.free = Some(500 * MB), Check::Room), Some(Note));
        assert_eq!(of(&|facts| facts.elsewhere = text("tmpfs"), Check::Place), Some(Note));
        assert_eq!(of(&|facts| facts.now = 0, Check::Clock), Some(Bad));
        assert_eq!(of(&|facts| facts.synchronised = None, Check::Clock), Some(Note));
        assert_eq!(of(&|facts| facts.battery = Some((true, 80)), Check::Power), Some(Note));
        assert_eq!(of(&|facts| facts.battery = Some((true, 8)), Check::Power), Some(Bad));
        assert_eq!(of(&|facts| facts.battery = None, Check::Power), None);
        let dark = |facts: &mut Facts| (facts.console, facts.blanking) = (true, Some(600));
        assert_eq!(of(&dark, Check::Blanking), Some(Note));
        assert_eq!(of(&|facts| facts.shared = Some(Ok(())), Check::Shared), Some(Good));
        assert_eq!(of(&|facts| facts.shared = Some(Err(SafeText::new("no"))), Check::Shared), Some(Bad), "it was set");
        assert_eq!(of(&|facts| facts.open.push((SafeText::new("booth.toml"), false)), Check::Secrets), Some(Note));
    }

    #[test]
    fn every_finding_has_words_in_every_language() {
        let mut worst = fine();
        worst.size = Some((60, 20));
        worst.elsewhere = Some(SafeText::new("tmpfs"));
        worst.open = vec![(SafeText::new("booth.toml"), true)];
        for lang in Lang::ALL {
            let words = Words::of(lang);
            for finding in examine(&worst).iter().chain(&examine(&fine())) {
                let said = finding.say(&words);
                assert!(!said.name.is_empty() && !said.found.contains('{'), "{said:?}");
            }
        }
    }
}
