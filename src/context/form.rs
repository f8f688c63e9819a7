//! `form`: a form on a web page, with labels, fields, choices, buttons and what the page complains about.

use super::sheet::{Role, Row, Sheet, run, space};
use super::{Scene, Shown, read_title};
use crate::diagnostic::Code as Fault;
use crate::read::{Keys, Reading, Value};
use crate::text::{Lang, SafeText, Text, slice, width, wrap_whole};

/// A form on a web page.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// In the frame.
    pub title: Option<Text>,
    url: Option<SafeText>,
    fields: Vec<Field>,
    buttons: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq)]
struct Field {
    label: Text,
    control: Control,
    error: Option<Text>,
}

#[derive(Debug, Clone, PartialEq)]
enum Control {
    Input(Option<Text>),
    Select(Option<Text>),
    Radio { options: Vec<Text>, chosen: Option<usize> },
    Check(bool),
    Note,
}

#[derive(Clone, Copy, PartialEq)]
enum Type {
    Text,
    Select,
    Radio,
    Check,
    Note,
}

const TYPES: [(&str, Type); 5] = [
    ("text", Type::Text),
    ("select", Type::Select),
    ("radio", Type::Radio),
    ("check", Type::Check),
    ("note", Type::Note),
];

/// The width of a field; a longer value takes several rows, as in a text area.
const INPUT_COLS: usize = 44;

impl Form {
    pub(super) fn read(keys: &mut Keys, reading: &mut Reading) -> Option<Self> {
        let title = read_title(keys, reading);
        let url = keys.optional("url").and_then(|v| reading.line(v, 60));
        let buttons = keys.optional("buttons").map(|v| reading.list(v, 4)).unwrap_or_default();
        let buttons = buttons.iter().filter_map(|v| reading.text(v, 30)).collect();
        let list = keys.required("field", reading)?;
        let fields = reading.list(list, 12).iter().filter_map(|v| Field::read(v, reading)).collect();
        Some(Self { title, url, fields, buttons })
    }
}

impl Shown for Form {
    fn draw(&self, scene: &Scene) -> Sheet<'_> {
        let Scene { lang, room, tells, .. } = *scene;
        let mut rows = Vec::new();
        if let Some(url) = &self.url {
            rows.push(vec![run("‹ ›  ", Role::Dim), run(url.as_str(), Role::Info)]);
            rows.push(vec![run("─".repeat(room.cols), Role::Dim)]);
        }
        let labels = self.fields.iter().filter(|field| field.beside_label());
        let indent = labels.map(|field| width(field.label.get(lang))).max().unwrap_or(0).min(28) + 2;
        for field in &self.fields {
            field.draw(lang, indent, tells, &mut rows);
        }
        if !self.buttons.is_empty() {
            let mut row: Row = vec![space(indent)];
            for button in &self.buttons {
                row.extend([run(format!("[ {} ]", button.get(lang)), Role::Button), space(2)]);
            }
            row.pop();
            rows.push(row);
        }
        Sheet::of(rows)
    }

    fn lines(&self, lang: Lang, _: &[&str]) -> Vec<String> {
        let mut lines: Vec<String> = self.url.iter().map(ToString::to_string).collect();
        self.fields.iter().for_each(|field| field.tell(lang, &mut lines));
        let buttons: Vec<String> = self.buttons.iter().map(|button| format!("[ {} ]", button.get(lang))).collect();
        lines.extend((!buttons.is_empty()).then(|| buttons.join("  ")));
        lines
    }
}

impl Field {
    fn read(value: &Value, reading: &mut Reading) -> Option<Self> {
        let mut keys = Keys::of(value, reading)?;
        let label = keys.required("label", reading).and_then(|v| reading.text(v, 72));
        let kind = keys.optional("type").map_or(Some(Type::Text), |v| reading.word(v, &TYPES));
        let error = keys.optional("error").and_then(|v| reading.text(v, 60));
        let control = kind.and_then(|kind| Control::read(kind, &mut keys, reading));
        // Where the type is wrong, what goes with it cannot be judged.
        if kind.is_some() {
            keys.finish(reading);
        }
        Some(Self { label: label?, control: control?, error })
    }

    /// As it is read out, its value right behind its label.
    fn tell(&self, lang: Lang, lines: &mut Vec<String>) {
        let label = self.label.get(lang);
        let ends = label.ends_with(|c: char| c.is_ascii_punctuation());
        let colon = if ends {
            ""
        } else {
            match lang {
                Lang::En => ":",
                Lang::Fr => "\u{a0}:",
            }
        };
        match &self.control {
            Control::Input(value) | Control::Select(value) => {
                let value = value.as_ref().map_or("", |value| value.get(lang));
                lines.push(format!("{label}{colon} {value}").trim_end().to_owned());
            }
            Control::Radio { options, chosen } => {
                let mark = |i: usize| if *chosen == Some(i) { "(x)" } else { "( )" };
                let options = options.iter().enumerate().map(|(i, option)| format!("{} {}", mark(i), option.get(lang)));
                lines.push(format!("{label}{colon} {}", options.collect::<Vec<_>>().join(", ")));
            }
            Control::Check(on) => lines.push(format!("{} {label}", if *on { "[x]" } else { "[ ]" })),
            Control::Note => lines.push(label.to_owned()),
        }
        lines.extend(self.error.as_ref().map(|error| format!("! {}", error.get(lang))));
    }

    fn beside_label(&self) -> bool {
        matches!(self.control, Control::Input(_) | Control::Select(_))
    }

    fn draw<'a>(&'a self, lang: Lang, indent: usize, tells: &[&str], rows: &mut Vec<Row<'a>>) {
        let label = self.label.get(lang);
        let mut field = |value: &'a Option<Text>, mark: &str| {
            let value = value.as_ref().map_or("", |value| value.get(lang));
            let inside = INPUT_COLS - 1 - width(mark);
            for (i, line) in wrap_whole(value, inside, tells).into_iter().enumerate() {
                let (label, mark) = if i == 0 { (label, mark) } else { ("", "  ") };
                let before = indent.saturating_sub(width(label)).max(2);
                let text = slice(value, line);
                let pad = inside.saturating_sub(width(text));
                rows.push(vec![
                    run(label, Role::Plain),
                    space(before),
                    run(" ", Role::Field),
                    run(text, Role::Field),
                    run(format!("{}{mark}", " ".repeat(pad)), Role::Field),
                ]);
            }
        };
        match &self.control {
            Control::Input(value) => field(value, "  "),
            Control::Select(value) => field(value, "▾ "),
            Control::Radio { options, chosen } => {
                rows.push(vec![run(label, Role::Plain)]);
                let mut row: Row = vec![space(2)];
                for (i, option) in options.iter().enumerate() {
                    let mark = if *chosen == Some(i) { "(•) " } else { "( ) " };
                    row.extend([run(mark, Role::Strong), run(option.get(lang), Role::Plain), space(3)]);
                }
                row.pop();
                rows.push(row);
            }
            Control::Check(on) => {
                let mark = if *on { "[x] " } else { "[ ] " };
                rows.push(vec![space(indent), run(mark, Role::Strong), run(label, Role::Plain)]);
            }
            Control::Note => rows.push(vec![run(label, Role::Dim)]),
        }
        if let Some(error) = &self.error {
            let indent = if self.beside_label() { indent } else { 2 };
            rows.push(vec![space(indent), run("! ", Role::Bad), run(error.get(lang), Role::Bad)]);
        }
    }
}

impl Control {
    fn read(kind: Type, keys: &mut Keys, reading: &mut Reading) -> Option<Self> {
        let value = |keys: &mut Keys, reading: &mut Reading| keys.optional("value").and_then(|v| reading.text(v, 200));
        Some(match kind {
            Type::Text => Control::Input(value(keys, reading)),
            Type::Select => {
                // A closed list shows its value only; the options may be there all the same.
                let options = keys.optional("options").map(|v| reading.list(v, 20)).unwrap_or_default();
                options.iter().for_each(|v| drop(reading.text(v, 60)));
                Control::Select(value(keys, reading))
            }
            Type::Radio => {
                let list = keys.required("options", reading).map(|v| reading.list(v, 8)).unwrap_or_default();
                let options: Vec<Text> = list.iter().filter_map(|v| reading.text(v, 40)).collect();
                let at = keys.optional("value");
                let wanted = at.and_then(|v| reading.text(v, 40));
                let same =
                    |option: &Text, wanted: &Text| Lang::ALL.iter().all(|lang| option.get(*lang) == wanted.get(*lang));
                let chosen = wanted.as_ref().and_then(|wanted| options.iter().position(|o| same(o, wanted)));
                if let (Some(at), Some(wanted), None) = (at, &wanted, chosen) {
                    let known: Vec<&str> = options.iter().map(|o| o.get(Lang::En)).collect();
                    let found = wanted.get(Lang::En);
                    let fault = reading.fault(Fault::UnknownWord, at.span()).arg("found", found).known(found, &known);
                    reading.push(fault);
                }
                Control::Radio { options, chosen }
            }
            Type::Check => Control::Check(keys.optional("value").and_then(|v| reading.boolean(v)).unwrap_or(false)),
            Type::Note => Control::Note,
        })
    }
}
