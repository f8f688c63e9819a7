//! `chat`: messages. The style says whether they look like a channel, a mail, a commit or a ticket.

use super::sheet::{Role, Sheet, SheetRow, run, space};
use super::{ContextKind, Scene, title};
use crate::read::keys;
use crate::text::{Lang, SafeText, Text, slice, width, wrap_whole};

keys! {
    /// Messages: a channel, a mail, a commit or a ticket.
    pub struct Chat {
        /// In the frame. At most 60 characters. Example: `"#data-team"`
        pub(crate) title: Option<Text> = title(),
        /// What the messages look like.
        style: MessageStyle = word(&STYLES).or(MessageStyle::Chat),
        /// The messages, from first to last.
        message: Vec<Message> = list(1, 20, table::<Message>()),
    }
}

keys! {
    /// A message.
    struct Message {
        /// Who wrote it. Example: `"Noor"`
        from: Text = text(60),
        /// Whom it is for, in a mail.
        to: Option<Text> = text(60).optional(),
        /// When it was written. Example: `"09:12"`
        at: Option<Text> = text(40).optional(),
        /// The subject of a mail, the first line of a commit, the title of a ticket.
        subject: Option<Text> = text(60).optional(),
        /// The hash of a commit, or the number of a ticket. Example: `"#311"`
        id: Option<SafeText> = line(40).optional(),
        /// The labels of a ticket. Example: `["bug"]`
        tags: Vec<SafeText> = list(1, 6, line(20)).or_empty(),
        /// What it says.
        text: Text = block(1000),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MessageStyle {
    Chat,
    Mail,
    Commit,
    Ticket,
}

const STYLES: [(&str, MessageStyle); 4] = [
    ("chat", MessageStyle::Chat),
    ("mail", MessageStyle::Mail),
    ("commit", MessageStyle::Commit),
    ("ticket", MessageStyle::Ticket),
];

impl ContextKind for Chat {
    fn draw(&self, scene: &Scene) -> Sheet<'_> {
        let Scene { lang, room, tells, .. } = *scene;
        let mut rows = Vec::new();
        for (i, message) in self.message.iter().enumerate() {
            if i > 0 && self.style != MessageStyle::Chat {
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
    /// Draws who, when and what; returns how far the text below is indented.
    fn head<'a>(&'a self, style: MessageStyle, lang: Lang, rows: &mut Vec<SheetRow<'a>>) -> usize {
        let from = self.from.get(lang);
        let parts = [&self.to, &self.at, &self.subject];
        let [to, at, subject] = parts.map(|part| part.as_ref().map(|part| part.get(lang)));
        let header = |name: &'static str, value: Option<&'a str>, role: Role| {
            value.map(|value| vec![run(name, Role::Dim), space(9 - width(name)), run(value, role)])
        };
        let signed = || {
            let mut row = vec![run(from, Role::Strong)];
            row.extend(at.map(|at| run(format!("  {at}"), Role::Dim)));
            row
        };
        match style {
            MessageStyle::Chat => {
                rows.push(signed());
                2
            }
            MessageStyle::Mail => {
                // As mail programs print them; git speaks English.
                let [from_name, to_name, date_name, subject_name] = match lang {
                    Lang::En => ["From", "To", "Date", "Subject"],
                    Lang::Fr => ["De", "À", "Date", "Objet"],
                };
                rows.extend(header(from_name, Some(from), Role::Plain));
                rows.extend(header(to_name, to, Role::Plain));
                rows.extend(header(date_name, at, Role::Plain));
                rows.extend(header(subject_name, subject, Role::Strong));
                rows.push(vec![]);
                0
            }
            MessageStyle::Commit => {
                rows.extend(self.id.as_ref().map(|id| vec![run("commit ", Role::Warn), run(id.as_str(), Role::Warn)]));
                rows.extend(header("Author:", Some(from), Role::Plain));
                rows.extend(header("Date:", at, Role::Plain));
                rows.push(vec![]);
                rows.extend(subject.map(|subject| vec![space(4), run(subject, Role::Strong)]));
                4
            }
            MessageStyle::Ticket => {
                let mut row = Vec::new();
                row.extend(self.id.as_ref().map(|id| run(format!("{id}  "), Role::Dim)));
                row.extend(subject.map(|subject| run(subject, Role::Strong)));
                for tag in &self.tags {
                    row.extend([space(2), run(format!("[{tag}]"), Role::Info)]);
                }
                rows.extend(Some(row).filter(|row| !row.is_empty()));
                rows.push(signed());
                2
            }
        }
    }
}
