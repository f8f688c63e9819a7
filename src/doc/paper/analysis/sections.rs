//! The report as a document: which tables it has, and how their cells follow from the numbers.

use super::days::Day;
use super::{Listed, MISREAD_MAX, NAME, Report, SITTINGS_LISTED, SITTINGS_MAX};
use crate::doc::{
    ALL, CSV, Doc, DocCell, DocFormat, DocTable, DomainLabel, HTML, Inline, MARKDOWN, Passage, READ, ScaleChart,
    Section, TEXT, TableBuilder, VoiceCount, decimal,
};
use crate::game::analysis::{Item, Misread, Talked};
use crate::maths::classifier::ConfusionMatrix as Matrix;
use crate::pack::{Colour, DomainId, DomainSet};
use crate::words::thousands;

/// What a report adds to the style of all pages, and the class of its body.
const STYLE: (&str, &str) = (include_str!("../../../../assets/paper/report.css"), "report");

const PAGES: &[DocFormat] = &[DocFormat::Markdown, DocFormat::Html];
const TERMINAL_AND_PAGE: &[DocFormat] = &[DocFormat::Text, DocFormat::Html];
const NO_PAGE: &[DocFormat] = &[DocFormat::Text, DocFormat::Markdown, DocFormat::Csv];
const NO_TERMINAL: &[DocFormat] = &[DocFormat::Csv, DocFormat::Markdown, DocFormat::Html];
const TABLES: &[DocFormat] = &[DocFormat::Csv, DocFormat::Markdown];

impl Report<'_> {
    pub(super) fn doc(&self) -> Doc {
        let said = self.said();
        let parts = [
            self.booth_days(),
            self.confusion(),
            self.mixed_up(),
            self.wanting(),
            Some(self.questions()),
            self.before_and_after(),
            Some(self.who_answered()),
            notes(&said.left_out, self.left_out()),
            notes(&said.method, self.method()),
        ];
        Doc {
            kind: said.title.clone(),
            title: self.title().to_owned(),
            facts: self.summary(),
            domains: self.analysis.pack.domain_ids().map(|id| self.label(id)).collect(),
            sections: parts.into_iter().flatten().collect(),
            colophon: said.made_with.clone(),
            style: STYLE,
        }
    }

    fn label(&self, id: DomainId) -> DomainLabel {
        DomainLabel::of(self.analysis.pack, id, self.lang())
    }

    fn labels(&self, set: DomainSet) -> DocCell {
        DocCell::Domains(set.iter().map(|id| self.label(id)).collect())
    }

    fn named(&self, item: &Item) -> DocCell {
        let (term, id) = (self.term(item.place.term).to_owned(), self.id(item.place).to_owned());
        DocCell::Text(vec![Inline::Text(term), Inline::Code(id)])
    }

    /// When booths were played: below each day in a terminal, beside it elsewhere, how many came in which hour.
    fn booth_days(&self) -> Option<Section> {
        let (said, days) = (self.said(), self.days());
        if days.is_empty() {
            return None;
        }
        let hours = |hours: &[(String, u64)]| {
            let hours = hours.iter().map(|(hour, n)| VoiceCount { name: hour.as_str().into(), n: *n, right: false });
            hours.collect::<Vec<_>>()
        };
        let mut table = TableBuilder::new()
            .text(READ, &said.date, |day: &&Day| DocCell::text(&day.day))
            .count(READ, &said.booth_games, |day| day.games)
            .count(READ, &said.to_the_end, |day| day.over)
            .number(READ, said.play.as_str(), |day| DocCell::Number(self.hours(day.seconds)))
            .text(PAGES, &said.by_hour, |day| DocCell::Choices(hours(&day.hours)))
            .table("rows days", &days);
        for (row, day) in table.rows.iter_mut().zip(&days) {
            // An hour and its number stay together.
            let whole = |(hour, n): &(String, u64)| format!("{hour}  {}", thousands(*n)).replace(' ', "\u{a0}");
            row.detail = vec![(None, day.hours.iter().map(whole).collect::<Vec<_>>().join(" · "))];
        }
        Some(Section::new(&said.days).with(Passage::Table(table)))
    }

    fn confusion(&self) -> Option<Section> {
        let tables = self.matrices().into_iter().map(|(of, matrix)| self.heat(of, matrix));
        let tables: Vec<DocTable> = tables.collect();
        (!tables.is_empty()).then(|| Section::new(&self.said().matrix).with(Passage::Tables(tables)))
    }

    /// A row for what it was, a column for what was said; below and beside, what is right of each.
    fn heat(&self, caption: Option<String>, matrix: &Matrix) -> DocTable {
        let said = self.said();
        let ids = || self.analysis.pack.domain_ids();
        let at = |id: DomainId| usize::from(id.0);
        let was = |id: &Option<DomainId>| match id {
            Some(id) => DocCell::Domains(vec![self.label(*id)]),
            None => DocCell::text(&said.precision),
        };
        let count = |row: DomainId, column: usize| {
            let n = matrix.counts.get(at(row)).and_then(|row| row.get(column)).copied().unwrap_or(0);
            DocCell::Heat { n: n as u64, of: matrix.support(at(row)) as u64, right: column == at(row) }
        };
        let corner = format!("{} ↓", said.was);
        let mut columns = TableBuilder::new().text(TEXT, &corner, was).cut(14).text(
            PAGES,
            &format!("{corner} {} →", said.they_said),
            was,
        );
        for id in ids() {
            let cell = move |was: &Option<DomainId>| {
                was.map_or(DocCell::Share(matrix.precision(at(id))), |was| count(was, at(id)))
            };
            // Four domains leave less room to each.
            columns = columns.heat(self.label(id), cell).cut(if ids().count() > 3 { 7 } else { 9 });
        }
        let columns = columns
            .heat(said.none.as_str(), |was| was.map_or(DocCell::text(""), |was| count(was, ids().count())))
            .reading(&said.recall, |was| was.map_or(matrix.accuracy(), |was| matrix.recall(at(was))));
        let mut table = columns.table("heat", ids().map(Some).chain([None]));
        table.foot = table.rows.pop();
        table.caption = caption;
        table
    }

    fn mixed_up(&self) -> Option<Section> {
        let said = self.said();
        let (misread, more) = self.misread(MISREAD_MAX);
        let most = misread.first()?.times.max(1) as f64;
        let colour = |id| self.analysis.pack.domain(id).colour;
        let table = TableBuilder::new()
            .text(READ, &said.term, |misread: &Misread| DocCell::text(self.term(misread.term)))
            .cut(NAME)
            .text(READ, &said.was, |misread| self.labels(misread.was))
            .cut(NAME)
            .text(READ, &said.they_said, |misread| self.labels([misread.said].into_iter().collect()))
            .cut(NAME)
            .count(READ, &said.times, |misread| misread.times)
            .length(|misread| DocCell::Length(misread.times as f64 / most, colour(misread.said)))
            .count(READ, &said.of, |misread| misread.of)
            .faint()
            .table("rows misread", misread);
        Some(Section::new(&said.misread).with(Passage::Table(table)).legend(READ, more.as_deref()))
    }

    fn wanting(&self) -> Option<Section> {
        let looks = self.to_look_at().into_iter().map(|item| (self.id(item.place).to_owned(), self.looks(item)));
        let looks: Vec<_> = looks.collect();
        (!looks.is_empty()).then(|| Section::new(&self.said().looks).with(Passage::Reasons(looks)))
    }

    fn questions(&self) -> Section {
        let (said, pack) = (self.said(), self.analysis.pack);
        let question = |item: &Item| pack.at(item.place).1;
        // Where all said the same, the bootstrap knows of none.
        let interval = |item: &Item| Some(item.interval).filter(|interval| interval.width() > 0.0);
        let mut columns = TableBuilder::new()
            .text(NO_PAGE, &said.question, |item: &&Item| DocCell::code(self.id(item.place)))
            .cut(NAME)
            .text(HTML, &said.question, |item| self.named(item))
            .text(CSV, &said.term, |item| DocCell::text(self.term(item.place.term)))
            .text(CSV, &said.key, move |item| DocCell::text(&pack.ids(item.key).join(" ")))
            .count(CSV, &said.level, move |item| question(item).level as u64 + 1)
            .text(CSV, &said.context, move |item| DocCell::text(question(item).context.kind()))
            .chart(TERMINAL_AND_PAGE, |item| self.whiskers(item))
            .share(READ, &said.right, |item| item.share())
            .strong(TERMINAL_AND_PAGE)
            .number(READ, said.interval.as_str(), move |item| DocCell::Range(interval(item)))
            .count(ALL, &said.n, |item| item.voices.n())
            .count(CSV, &said.right, |item| item.voices.of(item.key))
            .share(CSV, &said.share, |item| item.share())
            .share(CSV, &said.low, move |item| interval(item).map(|range| range.low))
            .share(CSV, &said.high, move |item| interval(item).map(|range| range.high));
        for (id, at) in pack.domain_ids().zip(0_usize..) {
            let ticked =
                move |item: &Item| thousands(item.voices.said[at]) + if item.key.contains(id) { " ✓" } else { "" };
            columns = columns.number(MARKDOWN, self.label(id), move |item| DocCell::Number(ticked(item))).count(
                CSV,
                &pack.domain(id).id,
                move |item| item.voices.said[at],
            );
        }
        let votes = |item: &Item| item.talked.map_or(DocCell::text(""), |talked| DocCell::Count(talked.n));
        let columns = columns
            .count(TABLES, &said.none, |item| item.voices.none)
            .seconds(READ, &said.time, |item| item.seconds)
            .seconds(CSV, &said.seconds, |item| item.seconds)
            .number(CSV, said.both_votes.as_str(), move |item| votes(item))
            .share(CSV, &said.first_vote, |item| item.talked.map(|talked| talked.before))
            .share(CSV, &said.second_vote, |item| item.talked.map(|talked| talked.after))
            .number(CSV, said.gain.as_str(), |item| DocCell::Gain(item.gain()))
            .count(CSV, &said.games_of, |item| item.games as u64)
            .number(NO_TERMINAL, said.discrimination.as_str(), |item| DocCell::Real(item.discrimination))
            .text(CSV, &said.looks, |item| DocCell::text(&self.looks(item).join(" ")));
        let mut table = columns.table("rows questions", &self.analysis.items);
        for (row, item) in table.rows.iter_mut().zip(&self.analysis.items) {
            row.anchor = Some(format!("q-{}", self.id(item.place)));
            row.detail = self.choices_below(item);
        }
        Section::new(&said.questions)
            .legend(HTML, Some(&said.chart_legend))
            .only(ALL, Passage::Table(table))
            .legend(TEXT, Some(&said.bar_legend))
    }

    fn choices(&self, item: &Item) -> Vec<VoiceCount> {
        let domains = self.analysis.pack.domain_ids().zip(&item.voices.said);
        let choice =
            |(id, n): (DomainId, &u64)| VoiceCount { name: self.label(id).into(), n: *n, right: item.key.contains(id) };
        let none = VoiceCount { name: self.said().none.as_str().into(), n: item.voices.none, right: false };
        domains.map(choice).chain([none]).collect()
    }

    /// The same in a line: `◆ dev 3  ● ML 17 ✓  ■ stats 4  no answer 0`. No-break spaces hold each part together.
    fn choices_below(&self, item: &Item) -> Vec<(Option<Colour>, String)> {
        let part = |VoiceCount { name, n, right }: VoiceCount| {
            let tick = if right { " ✓" } else { "" };
            let text = format!("{} {}{tick}", name.plain(), thousands(n)).replace(' ', "\u{a0}");
            match name {
                Inline::Domain(domain) => (Some(domain.colour), text + "  "),
                Inline::Text(_) | Inline::Faint(_) | Inline::Code(_) => (None, text),
            }
        };
        let r = item.discrimination.map(|r| decimal(r, 2, self.lang()));
        let r = r.map(|r| (None, format!("  {}\u{a0}{r}", self.said().discrimination)));
        self.choices(item).into_iter().map(part).chain(r).collect()
    }

    fn whiskers(&self, item: &Item) -> DocCell {
        let (share, interval, hollow) = (item.share().unwrap_or(0.0), item.interval, !item.is_stable());
        let told = format!("{} {}, {}", self.said().right, self.percent(item.share()), self.interval(item));
        DocCell::Chart(ScaleChart::Whiskers { share, interval, hollow }, told, self.choices(item))
    }

    fn before_and_after(&self) -> Option<Section> {
        let (said, items) = (self.said(), self.talked());
        if items.is_empty() {
            return None;
        }
        let way = |(_, talked): &(&Item, Talked)| {
            let Talked { before: from, after: to, .. } = *talked;
            let told = format!("{} → {}", self.percent(Some(from)), self.percent(Some(to)));
            DocCell::Chart(ScaleChart::Way { from, to }, told, Vec::new())
        };
        let table = TableBuilder::new()
            .text(NO_PAGE, &said.question, |(item, _): &(&Item, Talked)| DocCell::code(self.id(item.place)))
            .cut(NAME)
            .text(HTML, &said.question, |(item, _)| self.named(item))
            .count(NO_PAGE, &said.n, |(_, talked)| talked.n)
            .chart(HTML, way)
            .share(READ, &said.first_vote, |(_, talked)| Some(talked.before))
            .text(TEXT, "", |_| DocCell::text("→"))
            .share(READ, &said.second_vote, |(_, talked)| Some(talked.after))
            .strong(TERMINAL_AND_PAGE)
            .number(READ, said.gain.as_str(), |(item, _)| DocCell::Gain(item.gain()))
            .count(HTML, &said.n, |(_, talked)| talked.n)
            .table("rows questions", items);
        Some(Section::new(&said.talked).legend(HTML, Some(&said.votes_legend)).with(Passage::Table(table)))
    }

    /// The latest records, fewer of them where one scrolls.
    fn who_answered(&self) -> Section {
        let said = self.said();
        let all = self.analysis.sittings.len();
        let language = |listed: &Listed| DocCell::text(listed.sitting.record.heading.lang.code());
        let date = |listed: &Listed| {
            DocCell::Text(vec![Inline::Text(listed.when.day.clone()), Inline::Faint(listed.when.clock.clone())])
        };
        let table = |most| {
            TableBuilder::new()
                .text(TEXT, &said.date, |listed: &Listed| DocCell::text(&listed.when.day))
                .text(MARKDOWN, &said.date, date)
                .text(READ, &said.name, |listed| DocCell::text(&listed.who))
                .cut(NAME - 4)
                .text(HTML, &said.date, date)
                .text(READ, &said.kind, |listed| DocCell::text(self.kind(listed.sitting.record.heading.kind)[0]))
                .text(TEXT, "", language)
                .text(PAGES, &said.language, language)
                .count(PAGES, &said.questions_of, |listed| listed.sitting.questions as u64)
                .count(READ, &said.n, |listed| listed.sitting.n)
                .share(READ, &said.right, |listed| listed.sitting.share())
                .strong(HTML)
                .seconds(READ, &said.time, |listed| listed.sitting.seconds)
                .table("rows sittings", self.latest(most))
        };
        let latest = self.only_latest(SITTINGS_MAX);
        Section::new(&said.who)
            .only(TEXT, Passage::Table(table(SITTINGS_LISTED)))
            .legend(TEXT, self.more(all.saturating_sub(SITTINGS_LISTED)).as_deref())
            .legend(HTML, latest.as_deref())
            .only(PAGES, Passage::Table(table(SITTINGS_MAX)))
            .legend(MARKDOWN, latest.as_deref())
    }
}

fn notes(title: &str, notes: Vec<String>) -> Option<Section> {
    (!notes.is_empty()).then(|| Section::new(title).with(Passage::Notes(notes)))
}
