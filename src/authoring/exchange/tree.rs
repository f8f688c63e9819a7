//! A pack as data in the shape of its own TOML: what is written to TOML and JSON, and read from JSON. Nothing is known
//! here of what the keys mean, so that nothing can be lost between the two.

mod serial;
mod toml_text;

use toml::de::{DeTable, DeValue};

use crate::read::diagnostic::Source;
use crate::text::Lang;

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Tree {
    Text(String),
    Whole(i64),
    Number(f64),
    Truth(bool),
    List(Vec<Tree>),
    Table(TreeTable),
}

/// Values by name, in the order in which they are written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TreeTable {
    pub(crate) entries: Vec<(String, Tree)>,
    /// Comments for people, a line each; only TOML has room for them.
    pub(crate) notes: Vec<String>,
}

impl TreeTable {
    /// Adds a value, or replaces one of the same name.
    pub(crate) fn set(&mut self, key: &str, value: impl Into<Tree>) {
        let value = value.into();
        match self.entries.iter_mut().find(|(known, _)| known == key) {
            Some((_, old)) => *old = value,
            None => self.entries.push((key.to_owned(), value)),
        }
    }

    pub(crate) fn set_text(&mut self, key: &str, text: Option<String>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.set(key, text);
        }
    }

    pub(crate) fn set_list(&mut self, key: &str, texts: Vec<String>) {
        if !texts.is_empty() {
            self.set(key, texts);
        }
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Tree> {
        self.entries.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    pub(crate) fn list(&self, key: &str) -> &[Tree] {
        match self.get(key) {
            Some(Tree::List(list)) => list,
            _ => &[],
        }
    }
}

macro_rules! into_tree {
    ($($from:ty => $make:expr,)*) => {
        $(impl From<$from> for Tree {
            fn from(value: $from) -> Self {
                $make(value)
            }
        })*
    };
}

into_tree! {
    &str => |text: &str| Tree::Text(text.to_owned()),
    String => Tree::Text,
    i64 => Tree::Whole,
    bool => Tree::Truth,
    TreeTable => Tree::Table,
}

impl<T: Into<Tree>> From<Vec<T>> for Tree {
    fn from(list: Vec<T>) -> Self {
        Tree::List(list.into_iter().map(Into::into).collect())
    }
}

/// The files of a pack as one table: the header of the first, the terms of all; `None` where one is no TOML.
pub(crate) fn of_sources(sources: &[Source]) -> Option<TreeTable> {
    let mut whole: Option<TreeTable> = None;
    for source in sources {
        let table = DeTable::parse(&source.text).ok()?;
        let table = of_table(table.get_ref(), "");
        let Some(whole) = &mut whole else {
            whole = Some(table);
            continue;
        };
        let more = table.list("term");
        if !more.is_empty() {
            whole.set("term", [whole.list("term"), more].concat());
        }
    }
    whole
}

/// In what order keys are written: as the pack guide has them. Others stand where the dots are.
const ORDER: &str = "format id title name description authors licence languages domain letter colour gloss source key \
                     level tell explanation remark tags allow ... text message series mark spot context sense question term";

fn rank(key: &str) -> Option<usize> {
    let place = |key: &str| ORDER.split(' ').position(|known| known == key);
    place(key).or_else(|| place("..."))
}

fn of_table(table: &DeTable, within: &str) -> TreeTable {
    let mut keys: Vec<_> = table.iter().collect();
    keys.sort_by_key(|(key, _)| rank(key.get_ref()));
    let entries = keys.into_iter().map(|(key, value)| {
        let key: &str = key.get_ref();
        // What stands in the cells of a table is known by the name of their list.
        let name = if Lang::ALL.iter().any(|lang| lang.code() == key) { within } else { key };
        (key.to_owned(), of_value(value.get_ref(), name))
    });
    TreeTable { entries: entries.collect(), notes: Vec::new() }
}

fn of_value(value: &DeValue, within: &str) -> Tree {
    match value {
        DeValue::String(text) => Tree::Text(text.to_string()),
        DeValue::Integer(raw) => match i64::from_str_radix(raw.as_str(), raw.radix()) {
            Ok(whole) => as_written(Tree::Whole(whole), &whole.to_string(), raw.as_str(), within),
            Err(_) => Tree::Text(raw.as_str().to_owned()),
        },
        DeValue::Float(raw) => match raw.as_str().parse::<f64>() {
            Ok(number) => as_written(Tree::Number(number), &format!("{number:?}"), raw.as_str(), within),
            Err(_) => Tree::Text(raw.as_str().to_owned()),
        },
        DeValue::Boolean(truth) => Tree::Truth(*truth),
        DeValue::Datetime(date) => Tree::Text(date.to_string()),
        DeValue::Array(list) => Tree::List(list.iter().map(|value| of_value(value.get_ref(), within)).collect()),
        DeValue::Table(table) => Tree::Table(of_table(table, within)),
    }
}

/// A cell shows a number as it is written, `0.50`, and stays that way as a text.
fn as_written(number: Tree, plain: &str, written: &str, within: &str) -> Tree {
    let shown = matches!(within, "rows" | "columns" | "index");
    if shown && plain != written { Tree::Text(written.to_owned()) } else { number }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tree() -> impl Strategy<Value = Tree> {
        let leaf = prop_oneof![
            "[ a-z\"'\\\\\n\té=#\u{1}-]{0,12}".prop_map(Tree::Text),
            any::<i64>().prop_map(Tree::Whole),
            (-1e9..1e9_f64).prop_map(Tree::Number),
            any::<bool>().prop_map(Tree::Truth),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Tree::List),
                table(inner).prop_map(Tree::Table),
            ]
        })
    }

    fn table(inner: impl Strategy<Value = Tree>) -> impl Strategy<Value = TreeTable> {
        let entries = proptest::collection::btree_map("en|fr|text|a b|é|[a-z]{1,3}", inner, 0..4);
        let notes = proptest::collection::vec("[ a-z\"\n#]{0,9}", 0..2);
        (entries, notes).prop_map(|(entries, notes)| TreeTable { entries: entries.into_iter().collect(), notes })
    }

    /// Without comments, in one order, and with empty tables where a heading has none to write.
    fn plain(tree: Tree) -> Tree {
        match tree {
            Tree::List(list) => Tree::List(list.into_iter().map(plain).collect()),
            Tree::Table(table) => {
                let mut entries: Vec<_> = table.entries.into_iter().map(|(key, value)| (key, plain(value))).collect();
                entries.sort_by(|a, b| a.0.cmp(&b.0));
                Tree::Table(TreeTable { entries, notes: Vec::new() })
            }
            tree => tree,
        }
    }

    proptest! {
        #[test]
        fn toml_says_the_same(table in table(tree())) {
            let text = table.to_toml();
            let source = Source { text: text.clone(), ..Source::default() };
            let read = of_sources(&[source]);
            prop_assert!(read.is_some(), "{}", text);
            prop_assert_eq!(read.map(Tree::Table).map(plain), Some(plain(Tree::Table(table))), "{}", text);
        }

        #[test]
        fn json_says_the_same(tree in tree()) {
            let json = serde_json::to_string_pretty(&tree).expect("JSON");
            let read: Tree = serde_json::from_str(&json).expect("JSON");
            prop_assert_eq!(plain(read), plain(tree));
        }
    }

    #[test]
    fn a_cell_keeps_its_noughts() {
        let source = Source { text: "x.rows = [[0.50, 1, 2.5]]\nx.values = [0.50]".to_owned(), ..Source::default() };
        let table = of_sources(&[source]).expect("TOML");
        let json = serde_json::to_string(&Tree::Table(table)).expect("JSON");
        assert_eq!(json, r#"{"x":{"rows":[["0.50",1,2.5]],"values":[0.5]}}"#);
    }
}
