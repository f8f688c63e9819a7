//! The numbers of a pack as tables.

use std::fmt::Write as _;

use crate::lint::{Guessed, LangStats, Measured, OfSense, Stats};
use crate::text::width;
use crate::words::{Words, fill};

/// The numbers of a pack as text for people, a table for each kind of number.
pub fn stats(stats: &Stats, words: &Words) -> String {
    let mut out = String::new();
    for of_lang in &stats.languages {
        let (count, language) = (of_lang.questions.to_string(), of_lang.language.code());
        let values = [("pack", stats.pack.as_str()), ("language", language), ("count", &count)];
        let _ = write!(out, "\n{}\n", fill(&words.report().stats_title, &values));
        for (title, rows) in tables(stats, of_lang, words) {
            let _ = write!(out, "\n{title}\n{}", table(&rows));
        }
    }
    out
}

type Cells = Vec<String>;

/// The tables of a language, each with its title.
fn tables<'w>(stats: &Stats, of_lang: &LangStats, words: &'w Words) -> Vec<(&'w str, Vec<Cells>)> {
    let report = words.report();
    let heads = || [String::new()].into_iter().chain(stats.domains.clone()).chain([report.stats_all.clone()]);
    let counts = |name: &dyn ToString, by_domain: &[usize], all: usize| -> Cells {
        let by_domain = by_domain.iter().map(usize::to_string);
        [name.to_string()].into_iter().chain(by_domain).chain([all.to_string()]).collect()
    };
    let mut keys = vec![heads().collect()];
    keys.push(counts(&"", &of_lang.keys, of_lang.questions));
    let mut kinds = vec![heads().collect()];
    kinds.extend(of_lang.kinds.iter().map(|kind| counts(&kind.of, &kind.keys, kind.questions)));
    let mut levels = vec![heads().collect()];
    levels.extend(of_lang.levels.iter().map(|level| counts(&level.of, &level.keys, level.questions)));
    let senses = |senses: &[OfSense]| -> Vec<Cells> {
        let cells = |sense: &OfSense| {
            [sense.term.clone(), sense.domain.clone()].into_iter().chain(sense.kind.map(str::to_owned)).collect()
        };
        if senses.is_empty() { vec![vec![report.stats_none.clone()]] } else { senses.iter().map(cells).collect() }
    };
    let longest = |texts: &[Measured]| -> Vec<Cells> {
        texts.iter().map(|text| vec![text.of.clone(), text.length.to_string()]).collect()
    };
    let guesses = of_lang.guesses.iter().map(|Guessed { by, right, groups }| {
        let percent = (right * 100 + of_lang.questions / 2).checked_div(of_lang.questions).unwrap_or(0);
        let (percent, groups) = (percent.to_string(), groups.to_string());
        let share = fill(&report.stats_share, &[("percent", &percent), ("groups", &groups)]);
        vec![report.guess(*by).to_owned(), right.to_string(), share]
    });
    vec![
        (&report.stats_keys, keys),
        (&report.stats_kinds, kinds),
        (&report.stats_levels, levels),
        (&report.stats_unasked, senses(&of_lang.unasked)),
        (&report.stats_one_kind, senses(&of_lang.one_kind)),
        (&report.stats_explanations, longest(&of_lang.longest.explanations)),
        (&report.stats_contexts, longest(&of_lang.longest.contexts)),
        (&report.stats_glosses, longest(&of_lang.longest.glosses)),
        (&report.stats_guesses, guesses.collect()),
    ]
}

/// Rows in columns two cells apart. What is a number in the last row stands at the right of its column.
fn table(rows: &[Cells]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |row: &Cells, column: usize| row.get(column).cloned().unwrap_or_default();
    let cols: Vec<usize> =
        (0..columns).map(|c| rows.iter().map(|row| width(&cell(row, c))).max().unwrap_or(0)).collect();
    let is_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains(' ');
    let right: Vec<bool> =
        (0..columns).map(|c| c > 0 && rows.last().is_some_and(|row| is_number(&cell(row, c)))).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for column in 0..columns {
            let text = cell(row, column);
            let pad = " ".repeat(cols[column].saturating_sub(width(&text)));
            let (before, after) = if right[column] { (pad.as_str(), "") } else { ("", pad.as_str()) };
            let _ = write!(line, "  {before}{text}{after}");
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}
