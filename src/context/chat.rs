//! `chat`: messages. The style says whether they look like a channel, a mail, a commit or a ticket.

use super::sheet::{Role, Row, Sheet, run, space};
use super::{Scene, Shown, read_title};
use crate::read::{Keys, Reading, Value};
use crate::text::{Lang, SafeText, Text, slice, width, wrap_whole};

/// Messages.
#[derive(Debug, Clone, PartialEq)]
pub struct Chat {
    /// In the frame.
    pub title: Option<Text>,
    style: Style,
    messages: Vec<Message>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Chat,
    Mail,
    Commit,
    Ticket,
}

#[derive(Debug, Clone, PartialEq)]
struct Message {
    from: Text,
    to: Option<Text>,
    at: Option<Text>,
    subject: Option<Text>,
    id: Option<SafeText>,
    tags: Vec<SafeText>,
    text: Text,
}

const STYLES: [(&str, Style); 4] =
    [("chat", Style::Chat), ("mail", Style::Mail), ("commit", Style::Commit), ("ticket", Style::Ticket)];

impl Chat {
    pub(super) fn read(keys: &mut Keys, reading: &mut Reading) -> Option<Self> {
        let title = read_title(keys, reading);
        let style = keys.optional("style").map_or(Some(Style::Chat), |v| reading.word(v, &STYLES));
        let list = keys.required("message", reading)?;
        let messages = reading.list(list, 20).iter().filter_map(|v| Message::read(v, reading)).collect();
        Some(Self { title, style: style?, messages })
    }
}

impl Shown for Chat {
    fn draw(&self, scene: &Scene) -> Sheet<'_> {
        let Scene { lang, room, tells, .. } = *scene;
        let mut rows = Vec::new();
        for (i, message) in self.messages.iter().enumerate() {
            if i > 0 && self.style != Style::Chat {
                rows.push(vec![]);
            }
            let indent = message.head(self.style, lang, &mut rows);
            let text = message.text.get(lang);
            for line in wrap_whole(text, (room.cols - indent).min(90), tells) {
                rows.push(vec![space(indent), run(slice(text, line), Role::Plain)]);
            }
        }
        Sheet::of(rows)
    }
}

impl Message {
    fn read(value: &Value, reading: &mut Reading) -> Option<Self> {
        let mut keys = Keys::of(value, reading)?;
        let from = keys.required("from", reading).and_then(|v| reading.text(v, 60));
        let to = keys.optional("to").and_then(|v| reading.text(v, 60));
        let at = keys.optional("at").and_then(|v| reading.text(v, 40));
        let subject = keys.optional("subject").and_then(|v| reading.text(v, 60));
        let id = keys.optional("id").and_then(|v| reading.line(v, 40));
        let tags = keys.optional("tags").map(|v| reading.list(v, 6)).unwrap_or_default();
        let tags = tags.iter().filter_map(|v| reading.line(v, 20)).collect();
        let text = keys.required("text", reading).and_then(|v| reading.block_text(v, 1000));
        keys.finish(reading);
        Some(Self { from: from?, to, at, subject, id, tags, text: text? })
    }

    /// Draws who, when and what; returns how far the text below is indented.
    fn head<'a>(&'a self, style: Style, lang: Lang, rows: &mut Vec<Row<'a>>) -> usize {
        let at = self.at.as_ref().map(|at| at.get(lang));
        let subject = self.subject.as_ref().map(|subject| subject.get(lang));
        let header = |name: &'static str, value: &'a str| {
            vec![run(name, Role::Dim), space(9 - width(name)), run(value, Role::Plain)]
        };
        // As mail programs print them; git speaks English.
        let [mail_from, mail_to, mail_date, mail_subject] = match lang {
            Lang::En => ["From", "To", "Date", "Subject"],
            Lang::Fr => ["De", "À", "Date", "Objet"],
        };
        match style {
            Style::Chat => {
                let mut row = vec![run(self.from.get(lang), Role::Strong)];
                row.extend(at.map(|at| run(format!("  {at}"), Role::Dim)));
                rows.push(row);
                2
            }
            Style::Mail => {
                rows.push(header(mail_from, self.from.get(lang)));
                rows.extend(self.to.as_ref().map(|to| header(mail_to, to.get(lang))));
                rows.extend(at.map(|at| header(mail_date, at)));
                if let Some(subject) = subject {
                    rows.push(vec![
                        run(mail_subject, Role::Dim),
                        space(9 - width(mail_subject)),
                        run(subject, Role::Strong),
                    ]);
                }
                rows.push(vec![]);
                0
            }
            Style::Commit => {
                if let Some(id) = &self.id {
                    rows.push(vec![run("commit ", Role::Warn), run(id.as_str(), Role::Warn)]);
                }
                rows.push(header("Author:", self.from.get(lang)));
                rows.extend(at.map(|at| header("Date:", at)));
                rows.push(vec![]);
                if let Some(subject) = subject {
                    rows.push(vec![space(4), run(subject, Role::Strong)]);
                }
                4
            }
            Style::Ticket => {
                let mut row = Vec::new();
                row.extend(self.id.as_ref().map(|id| run(format!("{id}  "), Role::Dim)));
                row.extend(subject.map(|subject| run(subject, Role::Strong)));
                for tag in &self.tags {
                    row.extend([space(2), run(format!("[{tag}]"), Role::Info)]);
                }
                if !row.is_empty() {
                    rows.push(row);
                }
                let mut row = vec![run(self.from.get(lang), Role::Strong)];
                row.extend(at.map(|at| run(format!("  {at}"), Role::Dim)));
                rows.push(row);
                2
            }
        }
    }
}
