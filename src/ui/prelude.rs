//! What nearly everything is drawn with.

pub(crate) use ratatui::layout::Rect;
pub(crate) use ratatui::style::Style;
pub(crate) use ratatui::text::{Line, Span};

pub(crate) use super::Skin;
pub(crate) use super::keymap::Binding;
pub(crate) use super::pen::Pen;
pub(crate) use super::widget::{domain, header, letters, list, panel, prose};
pub(crate) use crate::text::{Lang, shorten, width};
pub use crate::ui::Act;
pub(crate) use crate::words::{counted, fill, thousands};
