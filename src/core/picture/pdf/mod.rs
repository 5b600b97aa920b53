//! Any of our drawings as a PDF page of its true size: lines stay lines, words stay words.
//!
//! PDF 1.7 (ISO 32000-1:2008). The SVG is what is drawn, so that both files are one picture.

mod fonts;
mod page;

use super::png::{self, ImageError};
use flate2::{Compression, write::ZlibEncoder};
use fonts::Fonts;
use page::Page;
use pdf_writer::{Filter, Finish as _, Name, Pdf, Rect, Ref, TextStr};
use std::io::Write as _;

/// Points of a page, 1/72 inch, for a unit of a drawing, 1/96 inch.
const POINTS: f32 = 0.75;

/// What a document says of itself.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// Its title.
    pub title: &'a str,
    /// Where it comes from.
    pub origin: &'a str,
}

/// A drawing as a document of one page.
///
/// # Errors
/// When the drawing cannot be read, or has what no page of ours has: images, gradients, masks.
pub fn pdf(drawing: &str, about: About<'_>) -> Result<Vec<u8>, ImageError> {
    let tree = png::read(drawing)?;
    let (width, height) = (tree.size().width() * POINTS, tree.size().height() * POINTS);
    let mut fonts = Fonts::new(tree.fontdb());
    let page = Page::draw(&tree, [POINTS, 0.0, 0.0, -POINTS, 0.0, height], &mut fonts)?;

    let mut next = Ref::new(1);
    let [catalog, pages, sheet, content, info] = [(); 5].map(|()| next.bump());
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([sheet]).count(1);
    let mut out = pdf.page(sheet);
    out.media_box(Rect::new(0.0, 0.0, width, height))
        .parent(pages)
        .contents(content);
    let mut resources = out.resources();
    let mut named = resources.fonts();
    let ids: Vec<Ref> = fonts.iter().map(|_| next.bump()).collect();
    for (n, id) in ids.iter().enumerate() {
        named.pair(Name(fonts::name(n).as_bytes()), *id);
    }
    named.finish();
    let mut states = resources.ext_g_states();
    for (n, opacity) in page.opacities.iter().enumerate() {
        let share = f32::from(*opacity) / 255.0;
        states
            .insert(Name(page::state(n).as_bytes()))
            .dict()
            .pair(Name(b"Type"), Name(b"ExtGState"))
            .pair(Name(b"ca"), share)
            .pair(Name(b"CA"), share);
    }
    states.finish();
    resources.finish();
    out.finish();
    let packed = packed(&page.content)?;
    pdf.stream(content, &packed).filter(Filter::FlateDecode);
    for (font, id) in fonts.iter().zip(ids) {
        font.write(&mut pdf, id, &mut next)?;
    }
    pdf.document_info(info)
        .title(TextStr(about.title))
        .subject(TextStr(about.origin))
        .creator(TextStr(concat!("Earwright ", env!("CARGO_PKG_VERSION"))));
    Ok(pdf.finish())
}

/// A stream as it stands in the file.
fn packed(bytes: &[u8]) -> Result<Vec<u8>, ImageError> {
    let mut out = ZlibEncoder::new(Vec::new(), Compression::default());
    let written = out.write_all(bytes).and_then(|()| out.finish());
    written.map_err(|error| ImageError::Encoding(error.to_string()))
}
