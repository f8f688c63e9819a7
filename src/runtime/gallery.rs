//! Pictures in a terminal's own pixels. They hang over the cells in which the view drew the same picture coarsely.

use std::sync::Arc;

use image::{DynamicImage, RgbImage};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::Style;
use ratatui::widgets::Widget;
use ratatui_image::picker::Picker;
use ratatui_image::protocol::Protocol;
use ratatui_image::{FilterType, Image, Resize};

use crate::ui::PlacedPicture;

pub(crate) struct Encoded {
    picture: Arc<RgbImage>,
    size: Size,
    protocol: Option<Protocol>,
}

#[derive(Default)]
pub(crate) struct Gallery {
    /// None where the terminal has no pixels to show, or did not say so yet.
    pub(crate) picker: Option<Picker>,
    encoded: Vec<Encoded>,
    busy: bool,
}

const KEPT: usize = 2;

impl Gallery {
    fn find(&self, placed: &PlacedPicture) -> Option<&Encoded> {
        let same = |e: &&Encoded| Arc::ptr_eq(&e.picture, &placed.picture) && e.size == placed.area.as_size();
        self.encoded.iter().find(same)
    }

    /// Hangs a picture over its cells, if it is at hand. What the view drew over the picture stays over it.
    pub(crate) fn hang(&self, placed: &PlacedPicture, ground: Style, buf: &mut Buffer) {
        let Some(protocol) = self.find(placed).and_then(|encoded| encoded.protocol.as_ref()) else { return };
        let area = placed.area.intersection(buf.area);
        let over = placed.over.iter().flat_map(|part| part.intersection(area).positions());
        let kept: Vec<_> = over.map(|at| (at, buf[at].clone())).collect();
        for at in area.positions() {
            buf[at].reset();
            buf[at].set_style(ground);
        }
        let size = protocol.size();
        let (width, height) = (size.width.min(area.width), size.height.min(area.height));
        let (x, y) = (area.x + (area.width - width) / 2, area.y + (area.height - height) / 2);
        Image::new(protocol).render(Rect::new(x, y, width, height), buf);
        // All but where the picture itself is told to the terminal.
        for (at, cell) in kept.into_iter().filter(|(at, _)| (at.x, at.y) != (x, y)) {
            buf[at] = cell;
        }
    }

    pub(crate) fn order(&mut self, placed: &PlacedPicture) -> Option<impl FnOnce() -> Encoded + Send + 'static> {
        let picker = self.picker.clone()?;
        if self.busy || self.find(placed).is_some() {
            return None;
        }
        self.busy = true;
        let (picture, size) = (placed.picture.clone(), placed.area.as_size());
        Some(move || {
            let whole = DynamicImage::ImageRgb8((*picture).clone());
            let protocol = picker.new_protocol(whole, size, Resize::Scale(Some(FilterType::Triangle))).ok();
            Encoded { picture, size, protocol }
        })
    }

    pub(crate) fn take(&mut self, encoded: Encoded) {
        self.busy = false;
        if self.encoded.len() == KEPT {
            self.encoded.remove(0);
        }
        self.encoded.push(encoded);
    }
}
