//! What a frame paints, told from its shapes in the order in which they are painted: where names in
//! the accessibility tree cannot see it.

use egui::{FullOutput, Rect, Shape, epaint::ClippedShape};

/// Words as they are painted.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    pub(crate) text: String,
    /// Where their ink lies.
    pub(crate) rect: Rect,
    /// What of the window they may show in.
    pub(crate) clip: Rect,
    /// The place in the order of painting.
    order: usize,
    /// Whether they end in “…”, as cut by us.
    pub(crate) elided: bool,
}

/// How far the soft edge of a letter reaches beyond its width, points.
const EDGE: f32 = 1.6;

/// All words of a frame, upright ones left out.
pub(crate) fn words(output: &FullOutput) -> Vec<Words> {
    let mut all = Vec::new();
    each(output, &mut |order, clip, shape| {
        if let Shape::Text(text) = shape
            && text.angle == 0.0
            && !text.galley.text().trim().is_empty()
        {
            let ink = text.galley.mesh_bounds;
            all.push(Words {
                text: text.galley.text().to_owned(),
                rect: ink.translate(text.pos.to_vec2()),
                clip,
                order,
                elided: text.galley.elided,
            });
        }
    });
    all
}

/// Upright words: where they lie, and the colour painted behind them last, where it covers all of them.
pub(crate) fn upright(output: &FullOutput) -> Vec<(String, Rect, Option<egui::Color32>)> {
    let mut all = Vec::new();
    let mut behind = None;
    each(output, &mut |_, _, shape| match shape {
        Shape::Rect(rect) => behind = Some((rect.rect, rect.fill)),
        Shape::Text(text) if text.angle != 0.0 => {
            let [along, across] = [text.galley.size().x, text.galley.size().y];
            let from = text.pos - egui::vec2(0.0, along);
            let rect = Rect::from_min_size(from, egui::vec2(across, along));
            let covers = behind.filter(|(behind, _)| behind.contains_rect(rect));
            let fill = covers.map(|(_, fill)| fill);
            all.push((text.galley.text().to_owned(), rect, fill));
        }
        // Curves painted since cross the words.
        Shape::Path(_) | Shape::Mesh(_) => behind = None,
        _ => {}
    });
    all
}

/// Words that something opaque was painted over later in the frame, within a part of the window.
pub(crate) fn painted_over(output: &FullOutput, within: Rect) -> Vec<Words> {
    let mut fills: Vec<(usize, Rect)> = Vec::new();
    each(output, &mut |order, clip, shape| {
        if let Shape::Rect(rect) = shape
            && rect.fill.a() == 255
        {
            fills.push((order, rect.rect.intersect(clip)));
        }
    });
    let seen = |words: &Words| {
        let shown = words.rect.intersect(words.clip);
        shown.is_positive() && within.contains_rect(shown)
    };
    let hidden = |words: &Words| {
        let middle = words.rect.intersect(words.clip).center();
        fills
            .iter()
            .any(|(order, fill)| *order > words.order && fill.contains(middle))
    };
    words(output)
        .into_iter()
        .filter(|words| seen(words) && hidden(words))
        .collect()
}

/// Words whose ends lie outside of what is shown of them: cut without “…”. What a list scrolls out
/// at its top or bottom is not meant.
pub(crate) fn cut_off(output: &FullOutput) -> Vec<Words> {
    words(output)
        .into_iter()
        .filter(|words| {
            let shown = words.rect.intersect(words.clip);
            shown.is_positive()
                && (words.rect.left() < words.clip.left() - EDGE
                    || words.rect.right() > words.clip.right() + EDGE)
        })
        .collect()
}

/// What `egui` paints where two widgets share an identity.
pub(crate) fn shared_identities(output: &FullOutput) -> Vec<String> {
    words(output)
        .into_iter()
        .map(|words| words.text)
        .filter(|text| text.contains(" use of ") && text.contains(" ID "))
        .collect()
}

fn each(output: &FullOutput, visit: &mut impl FnMut(usize, Rect, &Shape)) {
    fn within(
        shape: &Shape,
        order: usize,
        clip: Rect,
        visit: &mut impl FnMut(usize, Rect, &Shape),
    ) {
        match shape {
            Shape::Vec(shapes) => {
                for shape in shapes {
                    within(shape, order, clip, visit);
                }
            }
            shape => visit(order, clip, shape),
        }
    }
    for (
        order,
        ClippedShape {
            clip_rect, shape, ..
        },
    ) in output.shapes.iter().enumerate()
    {
        within(shape, order, *clip_rect, visit);
    }
}
