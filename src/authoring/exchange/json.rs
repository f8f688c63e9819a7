//! A pack as JSON: the keys of its TOML, by the names and in the shapes that the pack guide gives them, all files in
//! one. So the guide documents it, nothing is lost, and what comes back is the same pack.

use super::losses::{Losses, Reason};
use super::tree::{self, Tree, TreeTable};
use crate::read::diagnostic::Source;

/// A pack that was read from these files, as JSON. `None` where they are no TOML, which no pack is.
pub fn write(sources: &[Source], losses: &mut Losses) -> Option<String> {
    let table = Tree::Table(tree::of_sources(sources)?);
    beside(&table, "", losses);
    serde_json::to_string_pretty(&table).ok().map(|json| json + "\n")
}

/// A pack from JSON, perhaps under another id. Fails with the line, from 1, in which it is no JSON, or no table; and
/// why, in the words of the library.
pub fn read(text: &str, id: Option<&str>, losses: &mut Losses) -> Result<TreeTable, (usize, String)> {
    let tree: Tree = serde_json::from_str(text).map_err(|error| (error.line(), error.to_string()))?;
    beside(&tree, "", losses);
    let Tree::Table(mut table) = tree else { return Err((1, "{ }".to_owned())) };
    if let Some(id) = id {
        table.set("id", id);
    }
    Ok(table)
}

pub(crate) fn id(table: &TreeTable) -> Option<String> {
    match table.get("id") {
        Some(Tree::Text(id)) => super::slug(id),
        _ => None,
    }
}

pub(crate) fn questions(table: &TreeTable) -> usize {
    let of_term = |term: &Tree| match term {
        Tree::Table(term) => term.list("question").len(),
        _ => 0,
    };
    table.list("term").iter().map(of_term).sum()
}

/// Notes the files that a pack names: they lie beside it, and are in no document.
fn beside(tree: &Tree, kind: &str, losses: &mut Losses) {
    match tree {
        Tree::Table(table) => {
            for (key, value) in &table.entries {
                match value {
                    // The file of a piece of code is only a name.
                    Tree::Text(file) if key == "csv" || (key == "file" && kind == "picture") => {
                        losses.add(Reason::Beside, 0, file);
                    }
                    Tree::Text(_) | Tree::Whole(_) | Tree::Number(_) | Tree::Truth(_) => {}
                    value => beside(value, key, losses),
                }
            }
        }
        Tree::List(list) => list.iter().for_each(|value| beside(value, kind, losses)),
        Tree::Text(_) | Tree::Whole(_) | Tree::Number(_) | Tree::Truth(_) => {}
    }
}
