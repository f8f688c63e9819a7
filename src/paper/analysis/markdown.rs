//! The report as Markdown: headings, tables, lists.

use std::fmt::Write as _;

use super::{MISREAD_MAX, Report, SITTINGS_MAX};
use crate::analysis::Item;
use crate::maths::classifier::Table;
use crate::paper::markdown::{code, escaped, write_table};
use crate::words;

/// The whole report.
pub(super) fn report(report: &Report) -> String {
    let said = report.said();
    let mut out = format!("# {}{} {}\n", said.title, report.words.report().colon, escaped(report.title()));
    let _ = write!(out, "\n{}\n", report.summary().join(" · "));
    let days = report.days();
    if !days.is_empty() {
        let mut head = heads(report.day_heads());
        head.push(escaped(&said.by_hour));
        let mut rows = vec![head];
        rows.extend(days.iter().map(|day| {
            let hours: Vec<String> = day.hours.iter().map(|(hour, n)| format!("{hour} ({n})")).collect();
            report.day_cells(day).into_iter().chain([hours.join(", ")]).collect()
        }));
        section(&said.days, &rows, &mut out);
    }
    for (of, matrix) in report.matrices() {
        let of = of.map(|of| format!("{} {}", report.words.report().colon, escaped(&of))).unwrap_or_default();
        let _ = write!(out, "\n## {}{of}\n\n", said.matrix);
        write_table(&confusion(report, matrix), &mut out);
    }
    let (misread, more) = report.misread(MISREAD_MAX);
    if !misread.is_empty() {
        let mut rows = vec![heads([&said.term, &said.was, &said.they_said, &said.times, &said.of])];
        rows.extend(misread.iter().map(|misread| {
            vec![
                escaped(report.term(misread.term)),
                escaped(&report.domains(misread.was)),
                escaped(&report.domain(misread.said)),
                words::thousands(misread.times),
                words::thousands(misread.of),
            ]
        }));
        section(&said.misread, &rows, &mut out);
        more.iter().for_each(|more| out.extend(["\n", more, "\n"]));
    }
    let looks = report.to_look_at();
    if !looks.is_empty() {
        let _ = write!(out, "\n## {}\n\n", said.looks);
        for item in looks {
            let why = escaped(&report.looks(item).join(" "));
            let _ = writeln!(out, "- {}{} {why}", code(report.id(item.place)), report.words.report().colon);
        }
    }
    section(&said.questions, &questions(report), &mut out);
    let talked = report.talked();
    if !talked.is_empty() {
        let mut rows = vec![heads([&said.question, &said.n, &said.first_vote, &said.second_vote, &said.gain])];
        rows.extend(talked.iter().map(|item| {
            let votes = report.votes(item).unwrap_or_default();
            [code(report.id(item.place))].into_iter().chain(votes).collect()
        }));
        section(&said.talked, &rows, &mut out);
    }
    section(&said.who, &sittings(report), &mut out);
    report.latest(SITTINGS_MAX).1.iter().for_each(|note| out += &format!("\n{}\n", escaped(note)));
    for (title, notes) in [(&said.left_out, report.left_out()), (&said.method, report.method())] {
        if !notes.is_empty() {
            let _ = write!(out, "\n## {title}\n\n");
            notes.iter().for_each(|note| out.extend(["- ", &escaped(note), "\n"]));
        }
    }
    let _ = write!(out, "\n---\n\n{}\n", said.made_with);
    out
}

fn section(title: &str, rows: &[Vec<String>], out: &mut String) {
    let _ = write!(out, "\n## {title}\n\n");
    write_table(rows, out);
}

fn heads<const N: usize>(heads: [&String; N]) -> Vec<String> {
    heads.map(|head| escaped(head)).into()
}

fn confusion(report: &Report, matrix: &Table) -> Vec<Vec<String>> {
    let said = report.said();
    let ids = || report.analysis.pack.domain_ids();
    let domains = || ids().map(|id| escaped(&report.domain(id)));
    let corner = format!("{} ↓ {} →", said.was, said.they_said);
    let mut rows: Vec<Vec<String>> =
        vec![[corner].into_iter().chain(domains()).chain([said.none.clone(), said.recall.clone()]).collect()];
    for (id, name) in ids().zip(domains()) {
        let at = usize::from(id.0);
        let counts = matrix.counts.get(at).into_iter().flatten().enumerate();
        let cell = |(column, n): (usize, &usize)| {
            let n = words::thousands(*n as u64);
            if column == at { format!("**{n}**") } else { n }
        };
        rows.push([name].into_iter().chain(counts.map(cell)).chain([report.percent(matrix.recall(at))]).collect());
    }
    let precision = ids().map(|id| report.percent(matrix.precision(usize::from(id.0))));
    let last = [String::new(), report.percent(matrix.accuracy())];
    rows.push([said.precision.clone()].into_iter().chain(precision).chain(last).collect());
    rows
}

fn questions(report: &Report) -> Vec<Vec<String>> {
    let said = report.said();
    let pack = report.analysis.pack;
    let mut head = heads([&said.question, &said.right, &said.interval, &said.n]);
    head.extend(pack.domain_ids().map(|id| escaped(&report.domain(id))));
    head.extend(heads([&said.none, &said.time, &said.discrimination]));
    let row = |item: &Item| {
        let mut row = vec![
            code(report.id(item.place)),
            report.percent(item.share()),
            report.interval(item),
            words::thousands(item.voices.n()),
        ];
        row.extend(pack.domain_ids().zip(&item.voices.said).map(|(id, n)| {
            let n = words::thousands(*n);
            if item.key.contains(id) { format!("{n} ✓") } else { n }
        }));
        row.extend([words::thousands(item.voices.none), report.seconds(item.seconds), report.discrimination(item)]);
        row
    };
    [head].into_iter().chain(report.analysis.items.iter().map(row)).collect()
}

fn sittings(report: &Report) -> Vec<Vec<String>> {
    let said = report.said();
    let mut rows = vec![heads([
        &said.date,
        &said.name,
        &said.kind,
        &said.language,
        &said.questions_of,
        &said.n,
        &said.right,
        &said.time,
    ])];
    for (sitting, who, when) in report.latest(SITTINGS_MAX).0 {
        let heading = &sitting.record.heading;
        rows.push(vec![
            format!("{} {}", when.day, when.clock).trim_end().to_owned(),
            escaped(&who),
            report.kind(heading.kind).to_owned(),
            heading.lang.code().to_owned(),
            sitting.questions.to_string(),
            words::thousands(sitting.n),
            report.percent(sitting.share()),
            report.seconds(sitting.seconds),
        ]);
    }
    rows
}
