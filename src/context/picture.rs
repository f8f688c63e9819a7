//! `picture`: a PNG or JPEG beside the pack. Two pixels fill a cell here; terminals that show real pixels get them from
//! `runtime`, in the same place. Where neither can be, it is told in words.

mod lean;

use std::io::Cursor;
use std::ops::Range;
use std::sync::Arc;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage, imageops};

use self::lean::lean;
use super::figure::ALT_MAX;
use super::sheet::{PIXELS, Role, Sheet, SheetRow, Spot, run, space};
use super::{ContextKind, Ready, Room, Scene, title, words};
use crate::read::diagnostic::{Code as Fault, Diagnostic};
use crate::read::{Placed, Reading, keys};
use crate::text::{Lang, SafeText, Text};

keys! {
    /// A PNG or JPEG beside the pack.
    pub struct Picture {
        /// In the frame. At most 60 characters.
        pub(crate) title: Option<Text> = title(),
        /// The file, without a folder. Example: `"laptop.png"`
        file: Arc<[u8]> = line(200).then(read_file),
        /// What the picture shows, in words, for those who cannot see it.
        pub(crate) alt: Text = text(ALT_MAX),
        /// Parts of the picture that a tell may name.
        spot: Vec<NamedSpot> = list(1, 8, table::<NamedSpot>()).or_empty(),
    }
}

keys! {
    /// A part of the picture that a tell may name.
    struct NamedSpot = "Spot" {
        /// As the tell names it. Example: `"the lid"`
        name: Text = text(40),
        /// Left, top, width and height, in percent of the picture. Example: `[21, 4, 64, 66]`
        at: [f64; 4] = list(4, 4, number(0, 100).placed()).then(part),
    }
}

/// The most bytes of a picture's file.
pub(crate) const BYTES_MAX: usize = 4 << 20;
/// The most pixels from left to right, or from top to bottom.
const SIDE_MAX: u32 = 4096;
/// The most pixels of a whole picture: what a decoder must hold in memory, three or four bytes each.
const PIXELS_MAX: u64 = 8_000_000;

#[derive(Debug, Clone, PartialEq)]
pub struct Pixels {
    /// As many pixels as the file has, upright.
    pub full: Arc<RgbImage>,
    /// Few enough to be scaled in every frame.
    small: RgbImage,
}

impl Pixels {
    /// Of a PNG or JPEG file; none of one that is broken, something else, or too large.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let full = decode(bytes).ok()?;
        let (width, height) = full.dimensions();
        let share = f64::from(SMALL_SIDE) / f64::from(width.max(height));
        let side = |pixels: u32| ((f64::from(pixels) * share.min(1.0)) as u32).max(1);
        let small = imageops::thumbnail(&full, side(width), side(height));
        Some(Self { full: Arc::new(full), small })
    }

    /// The cells that it takes of so much room, across and down: two pixels a cell from top to bottom, one from left to
    /// right, as wide as high.
    pub fn cells(&self, room: Room) -> (usize, usize) {
        let (width, height) = self.full.dimensions();
        let scale = (room.cols as f64 / f64::from(width)).min(2.0 * room.rows as f64 / f64::from(height));
        let cols = ((f64::from(width) * scale).round() as usize).clamp(1, room.cols);
        (cols, ((f64::from(height) * scale / 2.0).round() as usize).clamp(1, room.rows))
    }

    /// Its rows in so many cells, behind so many blanks.
    pub fn rows(&self, (cols, rows): (usize, usize), left: usize) -> Vec<SheetRow<'static>> {
        let drawn = imageops::thumbnail(&self.small, cols as u32, 2 * rows as u32);
        (0..rows).map(|row| pixel_row(&drawn, row as u32, left)).collect()
    }
}

/// As wide as the widest drawing of half cells.
const SMALL_SIDE: u32 = 192;

/// Why a file is no picture that can be shown.
enum PictureFault {
    Format,
    Size(u32, u32),
    Broken(String),
}

impl Picture {
    /// A picture takes all the room that it is given, up to so many rows.
    const ROWS_MAX: usize = 22;

    fn spots_in(&self, lang: Lang, cols: Range<usize>, rows: usize) -> Vec<Spot<'_>> {
        let spots = self.spot.iter().map(|NamedSpot { name, at: [x, y, w, h] }| {
            let part = |from: f64, share: f64, cells: usize| {
                let start = (from * cells as f64).round() as usize;
                start..((from + share) * cells as f64).round() as usize
            };
            let (across, down) = (part(*x, *w, cols.len()), part(*y, *h, rows));
            Spot { name: name.get(lang).into(), cols: cols.start + across.start..cols.start + across.end, rows: down }
        });
        spots.collect()
    }
}

impl ContextKind for Picture {
    fn draw(&self, scene: &Scene) -> Sheet<'_> {
        let Scene { lang, room, tells, .. } = *scene;
        let Some(pixels) = scene.ready.and_then(Ready::pixels).filter(|_| !scene.in_words) else {
            let mut sheet = words(self.alt.get(lang), room, tells);
            sheet.spots = self.spots_in(lang, 0..0, 0);
            return sheet;
        };
        let (cols, used) = pixels.cells(Room { rows: room.rows.min(Self::ROWS_MAX), ..room });
        let left = (room.cols - cols) / 2;
        let mut sheet = Sheet::of(pixels.rows((cols, used), left));
        sheet.spots = self.spots_in(lang, left..left + cols, used);
        sheet.picture = Some(Spot { name: "".into(), cols: left..left + cols, rows: 0..used });
        sheet
    }

    fn alt(&self) -> Option<&Text> {
        Some(&self.alt)
    }

    fn wants_ready(&self) -> bool {
        true
    }

    fn make_ready(&self, _: Lang) -> Option<Ready> {
        Pixels::of(&self.file).map(Ready::Pixels)
    }
}

/// A row of cells, from two rows of pixels.
fn pixel_row(drawn: &RgbImage, row: u32, left: usize) -> SheetRow<'static> {
    let rgb = |x: u32, y: u32| {
        let [r, g, b] = drawn.get_pixel(x, y).0;
        (r, g, b)
    };
    let cells = (0..drawn.width()).map(|x| Role::Pixels(rgb(x, 2 * row), rgb(x, 2 * row + 1)));
    let cells: Vec<Role> = cells.collect();
    let mut out = vec![space(left)];
    out.extend(cells.chunk_by(|a, b| a == b).map(|same| run(PIXELS.repeat(same.len()), same[0])));
    out
}

/// Left, top, width and height of a part of the picture, in percent, each as a share of the whole.
fn part(percent: Vec<Placed<f64>>, _: Range<usize>, reading: &mut Reading) -> Option<[f64; 4]> {
    let [x, y, w, h] = <[_; 4]>::try_from(percent).ok()?;
    for (from, size, at) in [(x.0, w.0, w.1), (y.0, h.0, h.1)] {
        if size <= 0.0 || from + size > 100.0 {
            let fault = reading.fault(Fault::OutOfRange, at).arg("found", size);
            reading.push(fault.arg("wanted", format!("1…{}", 100.0 - from)));
            return None;
        }
    }
    Some([x.0, y.0, w.0, h.0].map(|percent| percent / 100.0))
}

/// Reads a picture's file. What is wrong with it is an error for a check of the pack; in a game it is a question
/// whose picture is told in words, and which has no bytes.
fn read_file(name: SafeText, at: Range<usize>, reading: &mut Reading) -> Option<Arc<[u8]>> {
    let fault = |code: Fault, reading: &Reading| {
        let fault = reading.fault(code, at.clone()).arg("found", &name);
        if reading.thorough { fault } else { fault.warning() }
    };
    let bytes = match (reading.fetch)(&name, BYTES_MAX) {
        Ok(bytes) => bytes,
        Err((code, reason)) => {
            reading.push(fault(code, reading).arg("reason", reason));
            return Some(Arc::default());
        }
    };
    let looked_at = if reading.thorough && reading.pictures.insert(name.clone()) {
        decode(&bytes).map(drop)
    } else {
        measure(&lean(&bytes)).map(drop)
    };
    let Err(refused) = looked_at else { return Some(bytes) };
    let refused = refused.told(|code| fault(code, reading));
    reading.push(refused);
    Some(Arc::default())
}

/// What is wrong with the bytes of a picture, if anything; `fault` says at which place.
pub(crate) fn fault_in(bytes: &[u8], fault: impl Fn(Fault) -> Diagnostic) -> Option<Diagnostic> {
    decode(bytes).err().map(|refused| refused.told(fault))
}

impl PictureFault {
    fn told(self, fault: impl Fn(Fault) -> Diagnostic) -> Diagnostic {
        match self {
            PictureFault::Format => fault(Fault::PictureFormat),
            PictureFault::Size(width, height) => {
                let max = format!("{SIDE_MAX} × {SIDE_MAX}, {} M", PIXELS_MAX / 1_000_000);
                fault(Fault::PictureTooLarge).arg("size", format!("{width} × {height}")).arg("max", max)
            }
            PictureFault::Broken(reason) => fault(Fault::PictureBroken).arg("reason", reason),
        }
    }
}

/// Reads no more than the header: what it is, and how large.
fn measure(bytes: &[u8]) -> Result<ImageReader<Cursor<&[u8]>>, PictureFault> {
    let reader = || ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| PictureFault::Format);
    if !matches!(reader()?.format(), Some(ImageFormat::Png | ImageFormat::Jpeg)) {
        return Err(PictureFault::Format);
    }
    let (width, height) = reader()?.into_dimensions().map_err(|error| PictureFault::Broken(error.to_string()))?;
    let pixels = u64::from(width) * u64::from(height);
    if width > SIDE_MAX || height > SIDE_MAX || pixels > PIXELS_MAX {
        return Err(PictureFault::Size(width, height));
    }
    reader()
}

fn decode(bytes: &[u8]) -> Result<RgbImage, PictureFault> {
    let bytes = lean(bytes);
    let mut reader = measure(&bytes)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    // Decoders may need a copy, and sixteen bits a channel.
    limits.max_alloc = Some(PIXELS_MAX * 16);
    reader.limits(limits);
    let broken = |error: ImageError| PictureFault::Broken(error.to_string());
    let mut decoder = reader.into_decoder().map_err(broken)?;
    // Cameras and phones write down how they were held, and turn nothing. A note of theirs that is damaged is none.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from(DynamicImage::from_decoder(decoder).map_err(broken)?.into_rgb8());
    image.apply_orientation(orientation);
    Ok(image.into_rgb8())
}
