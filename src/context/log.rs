//! `log`: what a CI job, a server or a test runner prints. Words that carry a level get its colour.

use std::ops::Range;

use super::sheet::{Role, Sheet, SheetRow, cut, run};
use super::{BLOCK_MAX, ContextKind, Scene, title};
use crate::read::keys;
use crate::text::{Lang, Text};

keys! {
    /// What a CI job, a server or a test runner prints. Words such as ERROR, WARN and ok get their colours by themselves.
    pub struct Log {
        /// In the frame. At most 60 characters. Example: `"nightly build #4812"`
        pub(crate) title: Option<Text> = title(),
        /// Whether lines have numbers.
        pub(crate) numbers: bool = flag().or(false),
        /// What was printed, between `"""` and `"""`. At most 13 rows of 74 columns.
        text: Text = block(BLOCK_MAX),
    }
}

impl Log {
    pub(crate) fn text(&self, lang: Lang) -> &str {
        self.text.get(lang)
    }
}

/// How many cells the numbers of its lines take, and what is between them and the text.
pub(crate) const LOG_NUMBERS: usize = 5;

impl ContextKind for Log {
    fn draw(&self, scene: &Scene) -> Sheet<'_> {
        let rows = self.text.get(scene.lang).lines().enumerate().map(|(i, line)| {
            let mut row = SheetRow::with_capacity(4);
            if self.numbers {
                row.push(run(format!("{:>1$}  ", i + 1, LOG_NUMBERS - 2), Role::Dim));
            }
            cut(line, &levels(line), &mut row);
            row
        });
        Sheet::of(rows.collect())
    }
}

fn levels(line: &str) -> Vec<(Range<u32>, Role)> {
    let words = line.split_inclusive(|c: char| !c.is_alphanumeric() && c != '_' && c != '✓' && c != '✗');
    let mut next = 0;
    let found = words.filter_map(|word| {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '✓' && c != '✗');
        let at = next;
        next += word.len() as u32;
        Some((at..at + bare.len() as u32, level(bare)?))
    });
    found.collect()
}

fn level(word: &str) -> Option<Role> {
    Some(match word {
        "ERROR" | "Error" | "FAILED" | "FAIL" | "FATAL" | "CRITICAL" | "CRIT" | "failed" | "panicked" | "E" | "✗"
        | "NotReady" | "Evicted" | "CrashLoopBackOff" => Role::Bad,
        "WARN" | "WARNING" | "Warning" | "warning" | "W" => Role::Warn,
        "INFO" | "NOTICE" | "DEBUG" | "I" => Role::Info,
        "OK" | "ok" | "PASSED" | "PASS" | "passed" | "✓" | "SUCCESS" | "Ready" => Role::Good,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_level_are_told_apart_and_nothing_is_lost() {
        let line = "02:14 ERROR test_nap ... FAILED (1 passed)";
        let mut row = SheetRow::new();
        cut(line, &levels(line), &mut row);
        assert_eq!(row.iter().map(|run| run.text.as_ref()).collect::<String>(), line);
        let coloured: Vec<&str> =
            row.iter().filter(|run| run.role != Role::Plain).map(|run| run.text.as_ref()).collect();
        assert_eq!(coloured, ["ERROR", "FAILED", "passed"]);
    }
}
