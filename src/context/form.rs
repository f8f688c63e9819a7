//! `form`: a form on a web page, with labels, fields, choices, buttons and what the page complains about.

use serde_json::{Value as Json, json};

use super::sheet::{Role, Sheet, SheetRow, run, space};
use super::{ContextKind, Scene, title};
use crate::read::diagnostic::Code as Fault;
use crate::read::{CaseSchema, FromTable, Keys, Placed, Reading, Tables, by_type, keys};
use crate::text::{Lang, SafeText, Text, slice, width, wrap_whole};

keys! {
    /// A form on a web page.
    pub struct Form {
        /// In the frame. At most 60 characters.
        pub(crate) title: Option<Text> = title(),
        /// What stands in the address bar. Example: `"https://naps.example/cats/new"`
        url: Option<SafeText> = line(60).optional(),
        /// Its buttons. Example: `["Save", "Cancel"]`
        buttons: Vec<Text> = list(1, 4, text(30)).or_empty(),
        /// Its fields, from top to bottom.
        field: Vec<FormField> = list(1, 12, table::<FormField>()),
    }
}

#[derive(Debug, Clone, PartialEq)]
struct FormField {
    label: Text,
    control: Control,
    error: Option<Text>,
}

#[derive(Debug, Clone, PartialEq)]
enum Control {
    /// What is filled in or chosen, and what the field ends in.
    Value(Option<Text>, &'static str),
    Radio(RadioField),
    Check(bool),
    Note,
}

#[derive(Debug, Clone, PartialEq)]
struct RadioField {
    options: Vec<Text>,
    chosen: Option<usize>,
}

#[derive(Clone, Copy, PartialEq)]
enum FieldType {
    Text,
    Select,
    Radio,
    Check,
    Note,
}

const TYPES: [(&str, FieldType); 5] = [
    ("text", FieldType::Text),
    ("select", FieldType::Select),
    ("radio", FieldType::Radio),
    ("check", FieldType::Check),
    ("note", FieldType::Note),
];

keys! {
    /// A field of a form.
    partial struct FieldKeys {
        /// What stands beside or above it; the whole sentence of a note.
        label: Text = text(72),
        /// Which kind of field.
        r#type: FieldType = word(&TYPES).or(FieldType::Text),
        /// What the page complains about. Example: `"this name is taken"`
        error: Option<Text> = text(60).optional(),
    }
}

keys! {
    struct TextField {
        /// What is filled in.
        value: Option<Text> = text(200).optional(),
    }
}

keys! {
    struct SelectField {
        /// What can be chosen; the list is shown closed.
        options: Vec<Text> = list(1, 20, text(60)).or_empty(),
        /// What is chosen.
        value: Option<Text> = text(200).optional(),
    }
}

keys! {
    partial struct RadioKeys for RadioField {
        /// What can be chosen, all shown. Example: `["disagree", "neither", "agree"]`
        options: Vec<Text> = list(1, 8, text(40)),
        /// Which one of the options is chosen.
        value: Option<Placed<Text>> = text(40).placed().optional(),
    }
}

keys! {
    struct CheckField {
        /// Whether it is ticked.
        value: bool = flag().or(false),
    }
}

impl FromTable for FormField {
    const NAME: &'static str = "Field";

    fn schema(tables: &mut Tables) -> Json {
        let cases = vec![
            CaseSchema::of::<TextField>("text", tables),
            CaseSchema::of::<SelectField>("select", tables),
            CaseSchema::of::<RadioField>("radio", tables),
            CaseSchema::of::<CheckField>("check", tables),
            // A note is nothing but its label.
            CaseSchema::new("note", "NoteField", tables, |_| json!({ "type": "object" })),
        ];
        by_type(FieldKeys::schema(tables), cases)
    }

    fn read(keys: &mut Keys, reading: &mut Reading) -> Option<Self> {
        let own = FieldKeys::read(keys, reading);
        let control = match own.r#type {
            Some(FieldType::Text) => TextField::read(keys, reading).map(|field| Control::Value(field.value, "  ")),
            // A closed list shows its value only; the options may be there all the same.
            Some(FieldType::Select) => SelectField::read(keys, reading).map(|field| Control::Value(field.value, "▾ ")),
            Some(FieldType::Radio) => RadioField::read(keys, reading).map(Control::Radio),
            Some(FieldType::Check) => CheckField::read(keys, reading).map(|field| Control::Check(field.value)),
            Some(FieldType::Note) => Some(Control::Note),
            None => {
                // Where the type is wrong, what goes with it cannot be judged.
                keys.ask_all();
                None
            }
        };
        Some(Self { label: own.label?, control: control?, error: own.error? })
    }
}

impl RadioField {
    fn of(keys: RadioKeys, reading: &mut Reading) -> Option<Self> {
        let options = keys.options?;
        let same = |option: &Text, wanted: &Text| Lang::ALL.iter().all(|lang| option.get(*lang) == wanted.get(*lang));
        let Some((wanted, at)) = keys.value? else { return Some(Self { options, chosen: None }) };
        let chosen = options.iter().position(|option| same(option, &wanted));
        if chosen.is_none() {
            let known: Vec<&str> = options.iter().map(|option| option.get(Lang::En)).collect();
            let found = wanted.get(Lang::En);
            let fault = reading.fault(Fault::UnknownWord, at).arg("found", found).known(found, &known);
            reading.push(fault);
        }
        Some(Self { options, chosen })
    }
}

/// The width of a field; a longer value takes several rows, as in a text area.
const INPUT_COLS: usize = 44;

impl ContextKind for Form {
    fn draw(&self, scene: &Scene) -> Sheet<'_> {
        let Scene { lang, room, tells, .. } = *scene;
        let mut rows = Vec::new();
        if let Some(url) = &self.url {
            rows.push(vec![run("‹ ›  ", Role::Dim), run(url.as_str(), Role::Info)]);
            rows.push(vec![run("─".repeat(room.cols), Role::Dim)]);
        }
        let labels = self.field.iter().filter(|field| field.beside_label());
        let indent = labels.map(|field| width(field.label.get(lang))).max().unwrap_or(0).min(28) + 2;
        for field in &self.field {
            field.draw(lang, indent, tells, &mut rows);
        }
        if !self.buttons.is_empty() {
            let mut row: SheetRow = vec![space(indent)];
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
        self.field.iter().for_each(|field| field.tell(lang, &mut lines));
        let buttons: Vec<String> = self.buttons.iter().map(|button| format!("[ {} ]", button.get(lang))).collect();
        lines.extend((!buttons.is_empty()).then(|| buttons.join("  ")));
        lines
    }
}

impl FormField {
    /// As it is read out, its value right behind its label.
    fn tell(&self, lang: Lang, lines: &mut Vec<String>) {
        let label = self.label.get(lang);
        let colon = match lang {
            _ if label.ends_with(|c: char| c.is_ascii_punctuation()) => "",
            Lang::En => ":",
            Lang::Fr => "\u{a0}:",
        };
        match &self.control {
            Control::Value(value, _) => {
                let value = value.as_ref().map_or("", |value| value.get(lang));
                lines.push(format!("{label}{colon} {value}").trim_end().to_owned());
            }
            Control::Radio(RadioField { options, chosen }) => {
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
        matches!(self.control, Control::Value(..))
    }

    fn draw<'a>(&'a self, lang: Lang, indent: usize, tells: &[&str], rows: &mut Vec<SheetRow<'a>>) {
        let label = self.label.get(lang);
        match &self.control {
            Control::Value(value, mark) => {
                let value = value.as_ref().map_or("", |value| value.get(lang));
                let inside = INPUT_COLS - 1 - width(mark);
                for (i, line) in wrap_whole(value, inside, tells).into_iter().enumerate() {
                    let (label, mark) = if i == 0 { (label, *mark) } else { ("", "  ") };
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
            }
            Control::Radio(RadioField { options, chosen }) => {
                rows.push(vec![run(label, Role::Plain)]);
                let mut row: SheetRow = vec![space(2)];
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
