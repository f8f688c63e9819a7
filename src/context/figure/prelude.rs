//! What figures are made of.

pub(super) use super::Living;
pub(super) use super::keys::{Axes, GivenNames, NAME_MAX, PartName, PartNames, axes, name, names, seed, two_names};
pub(super) use super::labels::labels;
pub(super) use super::points::{AXIS_MAX, LABEL_MAX, arrived, caption, how_many, linear, points};
pub(super) use super::timeline::{Beat, Moment, beat};
pub(super) use crate::context::chart::axis::{Axis, extent, nice};
pub(super) use crate::context::chart::grid::{Grid, half_bar};
pub(super) use crate::context::chart::{AROUND, Chart, around, brief, count, decimal, ends, fixed, head};
pub(super) use crate::context::sheet::{PIXELS, Rgb, Role, Room, Sheet, SheetRow, run};
pub(super) use crate::maths::Chance;
pub(super) use crate::read::{Placed, Reading, Relation, Tables, keys};
pub(super) use crate::text::{Lang, fill, shorten, width};
