//! A plot as PNG: the SVG, rasterised with the font the program carries, so that the image is the
//! same on every machine.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "pixels, checked to be between 1 and LARGEST"
)]

use super::{
    PlotModel,
    style::Theme,
    svg::{FONT_FAMILY, svg},
};
use resvg::{tiny_skia, usvg};
use std::sync::Arc;
use thiserror::Error;

/// Largest side of an image, pixels.
const LARGEST: f64 = 16_384.0;

/// Why no image could be made.
#[derive(Debug, Error)]
pub enum ImageError {
    /// The size makes no image.
    #[error("{}", tr!("an image of {} × {} pixels cannot be made", _0, _1))]
    Size(f64, f64),
    /// The drawing could not be read back.
    #[error("{}", tr!("the drawing could not be rasterised: {}", _0))]
    Drawing(#[from] usvg::Error),
    /// The file could not be made.
    #[error("{}", tr!("the image could not be written: {}", _0))]
    Encoding(String),
}

/// An image: rows of red, green, blue, opacity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Width, pixels.
    pub width: usize,
    /// Height, pixels.
    pub height: usize,
    /// Four bytes a pixel, opaque.
    pub rgba: Vec<u8>,
}

/// A plot of `width` × `height` points as a PNG file with `scale` pixels per point.
///
/// # Errors
/// When the size makes no image.
pub fn png(
    model: &PlotModel,
    width: f64,
    height: f64,
    scale: f64,
    theme: Theme,
) -> Result<Vec<u8>, ImageError> {
    raster(&svg(model, width, height, theme), scale)?
        .encode_png()
        .map_err(|error| ImageError::Encoding(error.to_string()))
}

/// The same as pixels, for the clipboard.
///
/// # Errors
/// When the size makes no image.
pub fn image(
    model: &PlotModel,
    width: f64,
    height: f64,
    scale: f64,
    theme: Theme,
) -> Result<Image, ImageError> {
    let pixels = raster(&svg(model, width, height, theme), scale)?;
    Ok(Image {
        width: pixels.width() as usize,
        height: pixels.height() as usize,
        rgba: pixels.take_demultiplied(),
    })
}

/// Bytes of a PNG ahead of its second chunk: the signature and the chunk of sizes.
const HEAD: usize = 33;

/// A PNG with a remark in plain letters: a chunk of text behind its sizes (PNG, W3C 2003, 11.3.4.3).
pub fn remarked(mut png: Vec<u8>, remark: &str) -> Vec<u8> {
    let mut chunk = b"tEXtComment\0".to_vec();
    chunk.extend(remark.bytes());
    let Ok(length) = u32::try_from(chunk.len() - 4) else {
        return png;
    };
    let mut check = flate2::Crc::new();
    check.update(&chunk);
    chunk.extend(check.sum().to_be_bytes());
    if png.len() >= HEAD {
        png.splice(HEAD..HEAD, length.to_be_bytes().into_iter().chain(chunk));
    }
    png
}

/// Any of our drawings, read with the fonts the program carries.
pub(super) fn read(drawing: &str) -> Result<usvg::Tree, ImageError> {
    let mut options = usvg::Options {
        font_family: FONT_FAMILY.to_owned(),
        ..usvg::Options::default()
    };
    let fonts = options.fontdb_mut();
    for font in [
        epaint_default_fonts::UBUNTU_LIGHT,
        // For the few signs Ubuntu has not: → and the like.
        epaint_default_fonts::HACK_REGULAR,
    ] {
        fonts.load_font_source(usvg::fontdb::Source::Binary(Arc::new(font)));
    }
    fonts.set_sans_serif_family(FONT_FAMILY);
    Ok(usvg::Tree::from_str(drawing, &options)?)
}

/// Any of our drawings as pixels.
fn raster(drawing: &str, scale: f64) -> Result<tiny_skia::Pixmap, ImageError> {
    let tree = read(drawing)?;
    let size = tree.size();
    let width = (f64::from(size.width()) * scale).round();
    let height = (f64::from(size.height()) * scale).round();
    let refused = || ImageError::Size(width, height);
    if !(1.0..=LARGEST).contains(&width) || !(1.0..=LARGEST).contains(&height) {
        return Err(refused());
    }
    let mut pixels = tiny_skia::Pixmap::new(width as u32, height as u32).ok_or_else(refused)?;
    let transform = tiny_skia::Transform::from_scale(scale as f32, scale as f32);
    resvg::render(&tree, transform, &mut pixels.as_mut());
    Ok(pixels)
}
