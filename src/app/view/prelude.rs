//! What nearly every view is written with.

pub(crate) use super::View;
pub(crate) use crate::app::App;
pub(crate) use crate::ui::prelude::*;
