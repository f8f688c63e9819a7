//! `chat`: messages. The style says whether they look like a channel, a mail, a commit or a ticket.

use super::sheet::{Role, Row, Sheet, run, space};
use super::{ContextKind, Scene, title};
use crate::read::keys;
use crate::text::{Lang, SafeText, Text, slice, width, wrap_whole};

keys! {
    /// Messages: a channel, a mail, a commit or a ticket.
    pub struct Chat {
        /// In the frame. At most 60 characters. Example: `"#data-team"`
        pub title: Option<Text> = title(),
        /// What the messages look like.
        style: Style = word(&STYLES).or(Style::Chat),
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
enum Style {
    Chat,
    Mail,
    Commit,
    Ticket,
}

const STYLES: [(&str, Style); 4] =
    [("chat", Style::Chat), ("mail", Style::Mail), ("commit", Style::Commit), ("ticket", Style::Ticket)];

impl ContextKind for Chat {
    fn draw(&self, scene: &Scene) -> Sheet<'_> {
        let Scene { lang, room, tells, .. } = *scene;
        let mut rows = Vec::new();
        for (i, message) in self.message.iter().enumerate() {
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
