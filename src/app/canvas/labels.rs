//! Where words go: beside their part, clear of every symbol, link and other word.

use super::paint::Paint;
use crate::design::PartId;
use crate::picture::scene::{Ink, Point, Scene, ScenePart, path};
use egui::{
    Align2, Color32, FontId, Pos2, Rect, Sense, Ui, Vec2, pos2, text::LayoutJob,
    text::TextWrapping, vec2,
};
use std::{collections::BTreeSet, sync::Arc};

/// Least zoom at which words are shown, window points per mm.
pub(super) const LEAST_ZOOM: f64 = 6.0;
/// What is at least this long or wide on the window, points, is named at any zoom.
const LEAST_NAMED: f32 = 14.0;
/// Share of a word that may lie on symbols and links before it is left out; none of it may lie on
/// other words.
const MOST_HIDDEN: f32 = 0.3;
/// Longer words are cut, window points; they are said whole when the pointer rests on them.
const LONGEST: f32 = 190.0;
/// Clearance between words and what they stand beside, window points.
const GAP: f32 = 5.0;

/// Font size at a zoom, in halves of a point: every new size fills the glyph atlas anew.
fn font_size(zoom: f64) -> f32 {
    #[allow(clippy::cast_possible_truncation, reason = "a font size")]
    let size = (8.0 + 0.28 * zoom) as f32;
    ((size * 2.0).round() / 2.0).clamp(10.0, 14.0)
}

/// Paints the words of everything that is seen, clear of marks that stand already; answers with the
/// parts that are named.
pub(super) fn paint(
    ui: &Ui,
    paint: &Paint<'_>,
    scene: &Scene,
    marks: &[Rect],
    taken: &mut Taken,
) -> BTreeSet<PartId> {
    let near = paint.view.zoom >= LEAST_ZOOM;
    taken.clear(paint.area);
    for &mark in marks {
        taken.add(mark, Holds::Words);
    }
    // From afar a cup fills the window: what stands in it is named upon it.
    let solid = |part: &&Arc<ScenePart>| near || !part.below;
    let seen = scene.parts.iter().filter(|part| paint.sees(part.bounds));
    for part in seen.filter(solid) {
        let rect = paint.view.rect(paint.area, part.bounds).expand(1.0);
        taken.add(rect, Holds::Things);
    }
    for wall in &scene.nozzle {
        taken.add(
            paint.view.rect(paint.area, wall.bounds()).expand(1.0),
            Holds::Things,
        );
    }
    for link in scene.links.iter().filter(|link| paint.sees(link.bounds)) {
        let half = paint.view.points(link.half_width) + 2.0;
        for stretch in stretches(link.path.iter().map(|at| paint.at(*at))) {
            taken.add(stretch.expand(half), Holds::Things);
        }
    }
    let size = font_size(paint.view.zoom);
    let mut named = BTreeSet::new();
    // From afar, as headphones are seen, whatever is drawn large is still named: its size on the
    // window decides, not the zoom.
    let large = |part: &&Arc<ScenePart>| {
        let around = paint.view.rect(paint.area, part.bounds);
        near || around.width().max(around.height()) >= LEAST_NAMED
    };
    let seen = scene.parts.iter().filter(|part| paint.sees(part.bounds));
    for part in seen.filter(large) {
        let fade = if part.state.muted || part.state.bypassed {
            0.55
        } else {
            1.0
        };
        let around = paint.view.rect(paint.area, part.bounds);
        let (name, value) = (&*part.label.name, &*part.label.value);
        // From afar there is room for names, hardly for values.
        let words = [(name, value), (name, "")];
        let words = &words[usize::from(!near || value.is_empty())..];
        let said = say(ui, paint, taken, words, (size, fade), |text| {
            // What is large and hollow has room for its name within.
            let hollow = !near && around.width() > 1.2 * text.x && around.height() > 3.0 * text.y;
            let within = hollow.then(|| inside(around, text));
            beside(around, text).into_iter().chain(within)
        });
        if said {
            named.insert(part.id);
        }
    }
    let links = scene.links.iter().filter(|_| near);
    for link in links.filter(|link| paint.sees(link.bounds)) {
        let half = paint.view.points(link.half_width) + GAP;
        let total = path::length(&link.path);
        if paint.view.points(total) >= 16.0 {
            let (name, value) = (&*link.label.name, &*link.label.value);
            let words = [(name, value), (name, "")];
            let words = &words[usize::from(value.is_empty())..];
            say(ui, paint, taken, words, (size, 1.0), |text| {
                on_both_sides(paint, &link.path, total, half, text)
            });
        }
        for insert in &link.inserts {
            let reach = paint.view.points(insert.radius);
            let around = Rect::from_center_size(paint.at(insert.at), Vec2::splat(2.0 * reach));
            let words = [("", &*insert.label)];
            say(ui, paint, taken, &words, (size - 1.0, 1.0), |text| {
                beside(around, text).into_iter()
            });
        }
    }
    named
}

/// Paints one of these words, each name and value, the fullest first, in the first of its places that
/// is free; where none is, the shortest where it hides least, unless that is much. Whether they stand
/// somewhere. Words are as large as said, points, and as opaque.
fn say<P: Iterator<Item = Rect>>(
    ui: &Ui,
    paint: &Paint<'_>,
    taken: &mut Taken,
    words: &[(&str, &str)],
    (size, fade): (f32, f32),
    places: impl Fn(Vec2) -> P,
) -> bool {
    let mut last: Option<Arc<egui::Galley>> = None;
    let mut granted = None;
    for (name, value) in words {
        let Some(galley) = galley(paint, name, value, size, fade) else {
            continue;
        };
        granted = places(galley.size()).find(|place| taken.is_free(*place));
        last = Some(galley);
        if granted.is_some() {
            break;
        }
    }
    let Some(galley) = last else {
        return false;
    };
    let Some(place) = granted.or_else(|| taken.least_hiding(places(galley.size()))) else {
        return false;
    };
    if granted.is_none() {
        // Wires and symbols would run through the words.
        let ground = paint.colour(Ink::Ground).gamma_multiply(0.8);
        (paint.painter).rect_filled(place.expand2(vec2(2.0, 0.0)), 3.0, ground);
    }
    taken.add(place, Holds::Words);
    if galley.elided {
        let id = ui.scope_id().with(("label", galley.text()));
        ui.interact(place, id, Sense::hover())
            .on_hover_text(galley.text());
    }
    (paint.painter).galley(place.min, galley, Color32::PLACEHOLDER);
    true
}

/// Bends are followed in steps of about this length, window points: a tube's path has many points.
const STEP: f32 = 8.0;

/// Boxes around the stretches of a path; stretches much shorter than a step share one.
fn stretches(path: impl Iterator<Item = Pos2>) -> Vec<Rect> {
    let mut boxes = Vec::new();
    // The point before, and the box that is being filled.
    let mut open: Option<(Pos2, Rect)> = None;
    for at in path {
        let Some((before, filled)) = open else {
            open = Some((at, Rect::from_min_max(at, at)));
            continue;
        };
        let mut joined = filled;
        joined.extend_with(at);
        if joined.width().max(joined.height()) > STEP {
            if filled.width().max(filled.height()) > 0.0 {
                boxes.push(filled);
            }
            joined = Rect::from_two_pos(before, at);
        }
        open = Some((at, joined));
    }
    boxes.extend(open.map(|(_, filled)| filled));
    boxes
}

/// Places on both sides of a path, near its middle first.
fn on_both_sides(
    paint: &Paint<'_>,
    drawn: &[Point],
    total: f64,
    half: f32,
    text: Vec2,
) -> impl Iterator<Item = Rect> {
    [0.5, 0.35, 0.65, 0.22, 0.78]
        .into_iter()
        .flat_map(move |share| {
            let (at, direction) = path::at(drawn, share * total);
            let at = paint.at(at);
            let near = along(at, direction, half, text);
            let far = along(at, direction, half + 14.0, text);
            near.into_iter().chain(far)
        })
}

/// The name strong, the value soft behind it; nothing of neither.
fn galley(
    paint: &Paint<'_>,
    name: &str,
    value: &str,
    size: f32,
    fade: f32,
) -> Option<Arc<egui::Galley>> {
    if name.is_empty() && value.is_empty() {
        return None;
    }
    let mut job = LayoutJob::default();
    let font = FontId::proportional(size);
    let format = |ink: Ink| egui::TextFormat {
        font_id: font.clone(),
        color: paint.colour(ink).gamma_multiply(fade),
        ..Default::default()
    };
    job.append(name, 0.0, format(Ink::Text));
    if !value.is_empty() {
        let lead = if name.is_empty() { 0.0 } else { 5.0 };
        job.append(value, lead, format(Ink::TextSoft));
    }
    job.wrap = TextWrapping::truncate_at_width(LONGEST);
    Some(paint.painter.layout_job(job))
}

/// Below, above, right, left of a box.
fn beside(around: Rect, size: Vec2) -> [Rect; 10] {
    let out = around.expand(GAP);
    [
        (Align2::CENTER_TOP, out.center_bottom()),
        (Align2::CENTER_BOTTOM, out.center_top()),
        (Align2::LEFT_CENTER, out.right_center()),
        (Align2::RIGHT_CENTER, out.left_center()),
        (Align2::LEFT_TOP, out.left_bottom()),
        (Align2::RIGHT_TOP, out.right_bottom()),
        (Align2::LEFT_BOTTOM, out.left_top()),
        (Align2::RIGHT_BOTTOM, out.right_top()),
        (Align2::LEFT_TOP, out.right_bottom()),
        (Align2::LEFT_BOTTOM, out.right_top()),
    ]
    .map(|(align, at)| align.anchor_size(at, size))
}

/// At the upper edge of a box, within it.
fn inside(around: Rect, size: Vec2) -> Rect {
    Align2::CENTER_TOP.anchor_size(around.center_top() + vec2(0.0, GAP), size)
}

/// On either side of a path at a place where it runs in this direction.
fn along(at: Pos2, [dx, dy]: [f64; 2], half: f32, size: Vec2) -> [Rect; 2] {
    #[allow(clippy::cast_possible_truncation, reason = "a unit vector")]
    let normal = vec2(-dy as f32, dx as f32);
    // How far the middle of the words has to stand off so that their box clears the bore.
    let reach = half + 0.5 * (size.x * normal.x.abs() + size.y * normal.y.abs());
    let up = if normal.y > 0.0 { -normal } else { normal };
    [up, -up].map(|side| {
        let middle = at + side * reach;
        Rect::from_center_size(pos2(middle.x.round(), middle.y.round()), size)
    })
}

/// Width and height of the cells the window is divided into, points: finer than anybody sees a gap.
const CELL: Vec2 = Vec2::splat(2.0);
/// Most cells along a side: those of a very large screen.
const MOST_CELLS: usize = 8192;

/// How many cells of this size a length reaches over, to the nearest border of one.
fn cells(length: f32, size: f32, most: usize) -> usize {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "cells of a window, to both ends"
    )]
    let cells = (length / size + 0.5) as usize;
    cells.min(most)
}

/// The cells between two places on a side of the window; what is thinner than a cell takes one.
#[inline(always)]
fn side(from: f32, to: f32, size: f32, most: usize) -> [usize; 2] {
    if to <= 0.0 {
        return [0, 0];
    }
    let [from, to] = [cells(from, size, most), cells(to, size, most)];
    [from, to.max(from + 1).min(most)]
}

/// What a taken place holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// Symbols and links: words may lie on a little of them.
    Things,
    /// Words and badges, which nothing may lie on.
    Words,
}

/// A window divided into cells.
#[derive(Debug, Clone, Copy, Default)]
struct Grid {
    /// Where the first cell begins.
    corner: Pos2,
    /// Cells in a row.
    across: usize,
    /// Rows.
    down: usize,
}

impl Grid {
    fn of(area: Rect) -> Self {
        Self {
            corner: area.min,
            across: cells(area.width(), CELL.x, MOST_CELLS),
            down: cells(area.height(), CELL.y, MOST_CELLS),
        }
    }

    /// How many cells are kept together for a row, 64 in each.
    fn row(self) -> usize {
        self.across.div_ceil(64)
    }

    /// Looks at the cells of a box that are on the window, 64 at a time: where they are kept, and
    /// which. Ends where `look` does, and says whether it never did.
    fn all(self, rect: Rect, mut look: impl FnMut(usize, u64) -> bool) -> bool {
        let (low, high) = (rect.min - self.corner, rect.max - self.corner);
        let [left, right] = side(low.x, high.x, CELL.x, self.across);
        let [top, bottom] = side(low.y, high.y, CELL.y, self.down);
        let below = |n: usize| if n == 64 { u64::MAX } else { (1 << n) - 1 };
        for row in top..bottom {
            for part in left / 64..right.div_ceil(64) {
                let first = 64 * part;
                let [from, to] = [left.saturating_sub(first), (right - first).min(64)];
                if !look(row * self.row() + part, below(to) & !below(from)) {
                    return false;
                }
            }
        }
        true
    }
}

/// What is taken already, in memory that is kept from frame to frame: a bit for each cell of the
/// window, so that a place is looked at in as few steps however much lies there.
#[derive(Debug, Default)]
pub(super) struct Taken {
    grid: Grid,
    /// The cells of symbols and links, row by row.
    things: Vec<u64>,
    /// Those of words and badges.
    words: Vec<u64>,
}

impl Taken {
    /// Makes it nothing of an area.
    fn clear(&mut self, area: Rect) {
        self.grid = Grid::of(area);
        for kept in [&mut self.things, &mut self.words] {
            kept.clear();
            kept.resize(self.grid.row() * self.grid.down, 0);
        }
    }

    fn add(&mut self, rect: Rect, holds: Holds) {
        let kept = match holds {
            Holds::Things => &mut self.things,
            Holds::Words => &mut self.words,
        };
        self.grid.all(rect, |at, bits| {
            if let Some(kept) = kept.get_mut(at) {
                *kept |= bits;
            }
            true
        });
    }

    /// Whether nothing of a place is taken.
    fn is_free(&self, place: Rect) -> bool {
        self.grid.all(place, |at, bits| {
            let [things, words] = self.at(at);
            (things | words) & bits == 0
        })
    }

    /// How much of a place is taken, square points; infinite where words are.
    fn hidden(&self, place: Rect) -> f32 {
        let mut cells = 0;
        let clear = self.grid.all(place, |at, bits| {
            let [things, words] = self.at(at);
            cells += (things & bits).count_ones();
            words & bits == 0
        });
        #[allow(clippy::cast_precision_loss, reason = "cells of a window")]
        let hidden = cells as f32 * CELL.x * CELL.y;
        if clear { hidden } else { f32::INFINITY }
    }

    /// The cells of things and of words kept at a place.
    fn at(&self, at: usize) -> [u64; 2] {
        [&self.things, &self.words].map(|kept| kept.get(at).copied().unwrap_or(0))
    }

    /// The place that hides least, unless it hides much.
    fn least_hiding(&self, places: impl Iterator<Item = Rect>) -> Option<Rect> {
        let mut best: Option<(f32, Rect)> = None;
        for place in places {
            let most = best.map_or(MOST_HIDDEN * place.area(), |(least, _)| least);
            let hidden = self.hidden(place);
            if hidden < most {
                best = Some((hidden, place));
            }
        }
        best.map(|(_, place)| place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nothing() -> Taken {
        let mut taken = Taken::default();
        taken.clear(Rect::from_min_max(pos2(-50.0, -50.0), pos2(90.0, 70.0)));
        taken
    }

    #[test]
    fn words_take_the_first_free_side() {
        let part = Rect::from_min_max(pos2(0.0, 0.0), pos2(40.0, 20.0));
        let places = beside(part, vec2(30.0, 12.0));
        let mut taken = nothing();
        taken.add(part, Holds::Things);
        let free = |taken: &Taken| places.iter().copied().find(|&place| taken.is_free(place));
        let below = free(&taken).unwrap_or(Rect::NOTHING);
        assert!(below.min.y >= part.max.y + GAP);
        taken.add(below, Holds::Words);
        let above = free(&taken).unwrap_or(Rect::NOTHING);
        assert!(above.max.y <= part.min.y - GAP + 0.01);
    }

    #[test]
    fn corners_keep_boxes_of_their_own_and_bends_share_them() {
        let corner = [pos2(0.0, 0.0), pos2(4.0, 0.0), pos2(4.0, 100.0)];
        let boxes = stretches(corner.into_iter());
        assert_eq!(
            boxes,
            [
                Rect::from_two_pos(corner[0], corner[1]),
                Rect::from_two_pos(corner[1], corner[2])
            ]
        );
        let bend = (0_u8..=90).map(|degrees| {
            let angle = f32::from(degrees).to_radians();
            50.0 * vec2(angle.cos(), angle.sin())
        });
        let bend: Vec<Pos2> = bend.map(Vec2::to_pos2).collect();
        let boxes = stretches(bend.iter().copied());
        assert!((10..=16).contains(&boxes.len()), "{}", boxes.len());
        let held = |at: &Pos2| boxes.iter().any(|stretch| stretch.contains(*at));
        assert!(bend.iter().all(held));
    }

    #[test]
    fn words_that_would_hide_much_stay_away() {
        let everything = Rect::from_min_max(pos2(-500.0, -500.0), pos2(500.0, 500.0));
        let mut taken = nothing();
        taken.add(everything, Holds::Things);
        let part = Rect::from_min_max(pos2(0.0, 0.0), pos2(40.0, 20.0));
        assert_eq!(
            taken.least_hiding(beside(part, vec2(30.0, 12.0)).into_iter()),
            None
        );
    }

    #[test]
    fn words_lie_on_a_little_of_things_but_on_no_words() {
        let word = Rect::from_min_max(pos2(0.0, 0.0), pos2(30.0, 12.0));
        let edge = Rect::from_min_max(pos2(28.0, 0.0), pos2(60.0, 12.0));
        let granted = |holds: Holds| {
            let mut taken = nothing();
            taken.add(edge, holds);
            taken.least_hiding([word].into_iter())
        };
        assert_eq!(granted(Holds::Things), Some(word));
        assert_eq!(granted(Holds::Words), None);
    }

    #[test]
    fn font_sizes_come_in_halves() {
        for zoom in [6.0, 7.3, 11.9, 40.0] {
            let size = font_size(zoom);
            assert_eq!((size * 2.0).fract(), 0.0);
            assert!((10.0..=14.0).contains(&size));
        }
    }
}
