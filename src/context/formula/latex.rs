//! A subset of LaTeX, laid out over several rows. What is not of the subset is refused, never shown as something else.

use super::parse::{Fault, parse};
use super::typeset::{Style, line};
use crate::text::SafeText;

/// The rows of a formula, or what is wrong with it, in the order of its places.
pub(super) fn lay_out(source: &str) -> Result<SafeText, Vec<Fault>> {
    let (nodes, mut faults) = parse(source);
    if !faults.is_empty() {
        faults.sort_by_key(|fault| fault.span.start);
        return Err(faults);
    }
    let rows = line(&nodes, Style::Display).rows;
    let rows: Vec<&str> = rows.iter().map(|row| row.trim_end()).collect();
    Ok(SafeText::new(&rows.join("\n")))
}
