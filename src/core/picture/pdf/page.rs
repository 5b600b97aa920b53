//! What stands on a page, as the operators of PDF.

use super::{
    ImageError,
    fonts::{self, Fonts},
};
use pdf_writer::{
    Content, Name, Str,
    types::{LineCapStyle, LineJoinStyle},
};
use resvg::{
    tiny_skia::{Path, PathSegment, Point, Transform},
    usvg::{
        self, FillRule, Group, LineCap, LineJoin, Node, Paint, PaintOrder, Text, Tree, layout::Span,
    },
};

/// A page under construction.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its operators.
    pub(super) content: Vec<u8>,
    /// The opacities it uses, each a graphics state.
    pub(super) opacities: Vec<u8>,
}

/// What a page calls the state of its nth opacity.
pub(super) fn state(n: usize) -> String {
    format!("A{n}")
}

impl Page {
    /// Draws a whole drawing under this matrix.
    pub(super) fn draw(
        tree: &Tree,
        matrix: [f32; 6],
        fonts: &mut Fonts<'_>,
    ) -> Result<Self, ImageError> {
        let mut drawn = Self::default();
        let mut out = Content::new();
        out.transform(matrix);
        drawn.group(&mut out, tree.root(), 1.0, fonts)?;
        drawn.content = out.finish().into_vec();
        Ok(drawn)
    }

    fn group(
        &mut self,
        out: &mut Content,
        group: &Group,
        opacity: f32,
        fonts: &mut Fonts<'_>,
    ) -> Result<(), ImageError> {
        if group.mask().is_some() || !group.filters().is_empty() {
            return Err(unknown("a mask or a filter"));
        }
        out.save_state();
        if let Some(clip) = group.clip_path() {
            let transform = group.abs_transform().pre_concat(clip.transform());
            for node in clip.root().children() {
                if let Node::Path(path) = node {
                    let path = path.data().clone().transform(transform);
                    trace(out, &path.ok_or_else(|| unknown("an endless path"))?);
                }
            }
            out.clip_nonzero().end_path();
        }
        let opacity = opacity * group.opacity().get();
        for node in group.children() {
            match node {
                Node::Group(inner) => self.group(out, inner, opacity, fonts)?,
                Node::Path(path) => self.path(out, path, opacity)?,
                Node::Text(text) => self.text(out, text, opacity, fonts)?,
                Node::Image(_) => return Err(unknown("an image")),
            }
        }
        out.restore_state();
        Ok(())
    }

    fn path(
        &mut self,
        out: &mut Content,
        path: &usvg::Path,
        opacity: f32,
    ) -> Result<(), ImageError> {
        if !path.is_visible() {
            return Ok(());
        }
        out.save_state().transform(row(path.abs_transform()));
        let stroke_first = path.paint_order() == PaintOrder::StrokeAndFill;
        if stroke_first {
            self.stroke(out, path, opacity)?;
        }
        if let Some(fill) = path.fill() {
            self.fill(out, fill.paint(), opacity * fill.opacity().get())?;
            trace(out, path.data());
            match fill.rule() {
                FillRule::NonZero => out.fill_nonzero(),
                FillRule::EvenOdd => out.fill_even_odd(),
            };
        }
        if !stroke_first {
            self.stroke(out, path, opacity)?;
        }
        out.restore_state();
        Ok(())
    }

    fn stroke(
        &mut self,
        out: &mut Content,
        path: &usvg::Path,
        opacity: f32,
    ) -> Result<(), ImageError> {
        let Some(stroke) = path.stroke() else {
            return Ok(());
        };
        let [r, g, b] = colour(stroke.paint())?;
        self.opaque(out, opacity * stroke.opacity().get());
        out.set_stroke_rgb(r, g, b)
            .set_line_width(stroke.width().get())
            .set_miter_limit(stroke.miterlimit().get())
            .set_line_cap(match stroke.linecap() {
                LineCap::Butt => LineCapStyle::ButtCap,
                LineCap::Round => LineCapStyle::RoundCap,
                LineCap::Square => LineCapStyle::ProjectingSquareCap,
            })
            .set_line_join(match stroke.linejoin() {
                LineJoin::Miter | LineJoin::MiterClip => LineJoinStyle::MiterJoin,
                LineJoin::Round => LineJoinStyle::RoundJoin,
                LineJoin::Bevel => LineJoinStyle::BevelJoin,
            })
            .set_dash_pattern(
                stroke.dasharray().unwrap_or_default().iter().copied(),
                stroke.dashoffset(),
            );
        trace(out, path.data());
        out.stroke();
        Ok(())
    }

    fn text(
        &mut self,
        out: &mut Content,
        text: &Text,
        opacity: f32,
        fonts: &mut Fonts<'_>,
    ) -> Result<(), ImageError> {
        // A halo is drawn as lines: words that stand on the page twice would be found twice.
        self.halo(out, text.flattened(), opacity)?;
        for span in text.layouted().iter().filter(|span| span.visible) {
            let Some(fill) = &span.fill else {
                continue;
            };
            out.save_state();
            self.fill(out, fill.paint(), opacity * fill.opacity().get())?;
            out.begin_text();
            glyphs(out, text.abs_transform(), span, fonts)?;
            out.end_text().restore_state();
        }
        Ok(())
    }

    /// Draws the lines around the letters that are stroked before they are filled.
    fn halo(&mut self, out: &mut Content, words: &Group, opacity: f32) -> Result<(), ImageError> {
        for node in words.children() {
            match node {
                Node::Group(inner) => self.halo(out, inner, opacity)?,
                Node::Path(path) if path.paint_order() == PaintOrder::StrokeAndFill => {
                    out.save_state().transform(row(path.abs_transform()));
                    self.stroke(out, path, opacity)?;
                    out.restore_state();
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn fill(&mut self, out: &mut Content, paint: &Paint, opacity: f32) -> Result<(), ImageError> {
        let [r, g, b] = colour(paint)?;
        self.opaque(out, opacity);
        out.set_fill_rgb(r, g, b);
        Ok(())
    }

    /// Chooses the state of an opacity.
    fn opaque(&mut self, out: &mut Content, share: f32) {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between two bytes"
        )]
        let opacity = (share.clamp(0.0, 1.0) * 255.0).round() as u8;
        let known = self.opacities.iter().position(|known| *known == opacity);
        let n = known.unwrap_or_else(|| {
            self.opacities.push(opacity);
            self.opacities.len() - 1
        });
        out.set_parameters(Name(state(n).as_bytes()));
    }
}

/// The glyphs of a span, each where it stands.
fn glyphs(
    out: &mut Content,
    outer: Transform,
    span: &Span,
    fonts: &mut Fonts<'_>,
) -> Result<(), ImageError> {
    for glyph in &span.positioned_glyphs {
        let number = u16::try_from(glyph.id.0).map_err(|_large| unknown("a glyph"))?;
        let (font, shown) = fonts.glyph(glyph.font, number, &glyph.text)?;
        let per_em = f32::from(fonts.per_em(font));
        let place = outer.pre_concat(glyph.outline_transform());
        out.set_font(Name(fonts::name(font).as_bytes()), 1.0)
            .set_text_matrix(row(place.pre_scale(per_em, per_em)))
            .show(Str(&shown.to_be_bytes()));
    }
    Ok(())
}

/// The outline of a path.
fn trace(out: &mut Content, path: &Path) {
    let mut at = Point::zero();
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => {
                out.move_to(to.x, to.y);
                at = to;
            }
            PathSegment::LineTo(to) => {
                out.line_to(to.x, to.y);
                at = to;
            }
            PathSegment::QuadTo(by, to) => {
                // The cubic that is the same curve.
                let third = |from: Point| {
                    let of = |from: f32, by: f32| from + 2.0 / 3.0 * (by - from);
                    [of(from.x, by.x), of(from.y, by.y)]
                };
                let ([ax, ay], [bx, by]) = (third(at), third(to));
                out.cubic_to(ax, ay, bx, by, to.x, to.y);
                at = to;
            }
            PathSegment::CubicTo(a, b, to) => {
                out.cubic_to(a.x, a.y, b.x, b.y, to.x, to.y);
                at = to;
            }
            PathSegment::Close => {
                out.close_path();
            }
        }
    }
}

fn colour(paint: &Paint) -> Result<[f32; 3], ImageError> {
    match paint {
        Paint::Color(of) => Ok([of.red, of.green, of.blue].map(|c| f32::from(c) / 255.0)),
        _ => Err(unknown("a gradient or a pattern")),
    }
}

fn row(matrix: Transform) -> [f32; 6] {
    let Transform {
        sx,
        kx,
        ky,
        sy,
        tx,
        ty,
    } = matrix;
    [sx, ky, kx, sy, tx, ty]
}

fn unknown(what: &str) -> ImageError {
    ImageError::Encoding(format!("{what} cannot be drawn on a page"))
}
