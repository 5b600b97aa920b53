//! The fonts of a page: only the glyphs that stand on it, each with the letters it is for.

use super::{ImageError, packed};
use pdf_writer::{
    Filter, Finish as _, Name, Pdf, Rect, Ref, Str,
    types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap},
};
use resvg::usvg::fontdb::{Database, ID};
use skrifa::{
    FontRef, GlyphId, MetadataProvider as _,
    instance::{LocationRef, Size},
};
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;

const SYSTEM: SystemInfo<'static> = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};

/// All fonts of a page.
#[derive(Debug)]
pub(super) struct Fonts<'a> {
    database: &'a Database,
    used: Vec<Font>,
}

/// One of them.
#[derive(Debug)]
pub(super) struct Font {
    id: ID,
    data: Vec<u8>,
    index: u32,
    per_em: u16,
    glyphs: GlyphRemapper,
    /// Letters and old number, by the glyph's new number.
    letters: BTreeMap<u16, (String, u16)>,
}

/// What a page calls its nth font.
pub(super) fn name(n: usize) -> String {
    format!("F{n}")
}

impl<'a> Fonts<'a> {
    pub(super) fn new(database: &'a Database) -> Self {
        Self {
            database,
            used: Vec::new(),
        }
    }

    /// Font and number under which a glyph is shown.
    pub(super) fn glyph(
        &mut self,
        font: ID,
        glyph: u16,
        letters: &str,
    ) -> Result<(usize, u16), ImageError> {
        let n = match self.used.iter().position(|known| known.id == font) {
            Some(n) => n,
            None => {
                let data = self
                    .database
                    .with_face_data(font, |data, index| (data.to_vec(), index));
                let (data, index) = data.ok_or_else(|| lost("a font"))?;
                let per_em = face(&data, index)?
                    .metrics(Size::unscaled(), LocationRef::default())
                    .units_per_em;
                self.used.push(Font {
                    id: font,
                    data,
                    index,
                    per_em: per_em.max(1),
                    glyphs: GlyphRemapper::new(),
                    letters: BTreeMap::new(),
                });
                self.used.len() - 1
            }
        };
        let font = self.used.get_mut(n).ok_or_else(|| lost("a font"))?;
        let shown = font.glyphs.remap(glyph);
        font.letters
            .entry(shown)
            .or_insert_with(|| (letters.to_owned(), glyph));
        Ok((n, shown))
    }

    /// Units to the em of the nth font.
    pub(super) fn per_em(&self, n: usize) -> u16 {
        self.used.get(n).map_or(1000, |font| font.per_em)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Font> {
        self.used.iter()
    }
}

impl Font {
    /// Writes it under this number.
    pub(super) fn write(&self, pdf: &mut Pdf, id: Ref, next: &mut Ref) -> Result<(), ImageError> {
        let [cid, descriptor, file, letters] = [(); 4].map(|()| next.bump());
        let font = face(&self.data, self.index)?;
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let of_em = 1000.0 / f32::from(self.per_em);
        // The tag says that it is a subset.
        let name = format!(
            "EARWRT+Font{}",
            self.index + u32::try_from(id.get()).unwrap_or(0)
        );
        let base = Name(name.as_bytes());
        pdf.type0_font(id)
            .base_font(base)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid)
            .to_unicode(letters);
        let mut out = pdf.cid_font(cid);
        out.subtype(CidFontType::Type2)
            .base_font(base)
            .system_info(SYSTEM)
            .font_descriptor(descriptor)
            .default_width(0.0)
            .cid_to_gid_map_predefined(Name(b"Identity"));
        let widths = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let mut list = out.widths();
        for (shown, (_, glyph)) in &self.letters {
            let width = widths.advance_width(GlyphId::from(*glyph)).unwrap_or(0.0);
            list.consecutive(*shown, [width * of_em]);
        }
        list.finish();
        out.finish();
        let bounds = metrics.bounds.unwrap_or_default();
        let [left, low, right, high] =
            [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(|x| x * of_em);
        pdf.font_descriptor(descriptor)
            .name(base)
            .flags(FontFlags::SYMBOLIC)
            .bbox(Rect::new(left, low, right, high))
            .italic_angle(0.0)
            .ascent(metrics.ascent * of_em)
            .descent(metrics.descent * of_em)
            .cap_height(metrics.cap_height.unwrap_or(metrics.ascent) * of_em)
            .stem_v(80.0)
            .font_file2(file);
        let subset = subsetter::subset(&self.data, self.index, &self.glyphs)
            .map_err(|error| ImageError::Encoding(error.to_string()))?;
        let length = i32::try_from(subset.len()).unwrap_or(i32::MAX);
        pdf.stream(file, &packed(&subset)?)
            .filter(Filter::FlateDecode)
            .pair(Name(b"Length1"), length);
        let mut map = UnicodeCmap::new(Name(b"Letters"), SYSTEM);
        for (shown, (letters, _)) in &self.letters {
            map.pair_with_multiple(*shown, letters.chars());
        }
        pdf.cmap(letters, &map.finish());
        Ok(())
    }
}

fn face(data: &[u8], index: u32) -> Result<FontRef<'_>, ImageError> {
    FontRef::from_index(data, index).map_err(|error| ImageError::Encoding(error.to_string()))
}

fn lost(what: &str) -> ImageError {
    ImageError::Encoding(format!("{what} of the drawing is not there"))
}
