//! Where words go: beside their part, clear of every symbol, link and other word.

use super::paint::Paint;
use crate::design::PartId;
use crate::picture::scene::{Ink, Label, Point, Scene, ScenePart, path};
use egui::{
    Align2, Color32, FontId, Pos2, Rect, Sense, Ui, Vec2, pos2, text::LayoutJob,
    text::TextWrapping, vec2,
};
use rustc_hash::FxHashSet;
use std::{collections::BTreeSet, sync::Arc};

/// Least zoom at which words are shown, window points per mm.
pub(super) const LEAST_ZOOM: f64 = 6.0;
/// What is at least this long or wide on the window, points, is named at any zoom.
const LEAST_NAMED: f32 = 14.0;
/// Share of a word that may lie on something else before it is left out.
const MOST_HIDDEN: f32 = 0.3;
/// Longer words are cut, window points; they are said whole when the pointer rests on them.
const LONGEST: f32 = 190.0;
/// Clearance between words and what they stand beside, window points.
const GAP: f32 = 5.0;

/// Words with the places they may take, best first.
struct Wish {
    galley: Arc<egui::Galley>,
    places: Vec<Rect>,
}

/// What is to be said of one thing, the fullest first: the name alone where there is no room for
/// the value.
type Wishes = Vec<Wish>;

/// Font size at a zoom, in halves of a point: every new size fills the glyph atlas anew.
fn font_size(zoom: f64) -> f32 {
    #[allow(clippy::cast_possible_truncation, reason = "a font size")]
    let size = (8.0 + 0.28 * zoom) as f32;
    ((size * 2.0).round() / 2.0).clamp(10.0, 14.0)
}

/// Paints the words of everything that is seen, clear of marks that stand already; answers with the
/// parts that are named.
pub(super) fn paint(ui: &Ui, paint: &Paint<'_>, scene: &Scene, marks: &[Rect]) -> BTreeSet<PartId> {
    let near = paint.view.zoom >= LEAST_ZOOM;
    let mut taken = Taken::nothing_of(paint.area);
    for &mark in marks {
        taken.add(mark);
    }
    // From afar a cup fills the window: what stands in it is named upon it.
    let solid = |part: &&Arc<ScenePart>| near || !part.below;
    let seen = scene.parts.iter().filter(|part| paint.sees(part.bounds));
    for part in seen.filter(solid) {
        taken.add(paint.view.rect(paint.area, part.bounds).expand(1.0));
    }
    for wall in &scene.nozzle {
        taken.add(paint.view.rect(paint.area, wall.bounds()).expand(1.0));
    }
    for link in scene.links.iter().filter(|link| paint.sees(link.bounds)) {
        let half = paint.view.points(link.half_width) + 2.0;
        for (a, b) in link.path.iter().zip(link.path.iter().skip(1)) {
            let stretch = Rect::from_two_pos(paint.at(*a), paint.at(*b));
            taken.add(stretch.expand(half));
        }
    }
    let size = font_size(paint.view.zoom);
    let mut all: Vec<(Option<PartId>, Wishes)> = Vec::new();
    // From afar, as headphones are seen, whatever is drawn large is still named: its size on the
    // window decides, not the zoom.
    let named = |part: &&Arc<ScenePart>| {
        let around = paint.view.rect(paint.area, part.bounds);
        near || around.width().max(around.height()) >= LEAST_NAMED
    };
    let seen = scene.parts.iter().filter(|part| paint.sees(part.bounds));
    for part in seen.filter(named) {
        let fade = if part.state.muted || part.state.bypassed {
            0.55
        } else {
            1.0
        };
        let around = paint.view.rect(paint.area, part.bounds);
        // From afar there is room for names, hardly for values.
        let name = Label {
            name: part.label.name.clone(),
            value: String::new(),
        };
        let label = if near { &part.label } else { &name };
        let wishes = wishes(paint, label, size, fade, |text| {
            let mut places = beside(around, text);
            // What is large and hollow has room for its name within.
            if !near && around.width() > 1.2 * text.x && around.height() > 3.0 * text.y {
                places.push(inside(around, text));
            }
            places
        });
        all.push((Some(part.id), wishes));
    }
    let links = scene.links.iter().filter(|_| near);
    for link in links.filter(|link| paint.sees(link.bounds)) {
        let half = paint.view.points(link.half_width) + GAP;
        let total = path::length(&link.path);
        if paint.view.points(total) >= 16.0 {
            let wishes = wishes(paint, &link.label, size, 1.0, |text| {
                on_both_sides(paint, &link.path, total, half, text)
            });
            all.push((None, wishes));
        }
        for insert in &link.inserts {
            let label = Label {
                name: String::new(),
                value: insert.label.clone(),
            };
            let reach = paint.view.points(insert.radius);
            let around = Rect::from_center_size(paint.at(insert.at), Vec2::splat(2.0 * reach));
            let wishes = wishes(paint, &label, size - 1.0, 1.0, |text| beside(around, text));
            all.push((None, wishes));
        }
    }
    let mut named = BTreeSet::new();
    for (part, wishes) in all {
        if let Some((place, galley)) = taken.grant(wishes) {
            taken.add(place);
            if galley.elided {
                let id = ui.scope_id().with(("label", galley.text()));
                ui.interact(place, id, Sense::hover())
                    .on_hover_text(galley.text());
            }
            named.extend(part);
            paint
                .painter
                .galley(place.min, galley, Color32::PLACEHOLDER);
        }
    }
    named
}

/// A label with its value, then without.
fn wishes(
    paint: &Paint<'_>,
    label: &Label,
    size: f32,
    fade: f32,
    places: impl Fn(Vec2) -> Vec<Rect>,
) -> Wishes {
    let short = Label {
        name: label.name.clone(),
        value: String::new(),
    };
    let both = if label.value.is_empty() || label.name.is_empty() {
        vec![label.clone()]
    } else {
        vec![label.clone(), short]
    };
    both.iter()
        .filter_map(|label| words(paint, label, size, fade))
        .map(|galley| Wish {
            places: places(galley.size()),
            galley,
        })
        .collect()
}

/// Places on both sides of a path, near its middle first.
fn on_both_sides(
    paint: &Paint<'_>,
    drawn: &[Point],
    total: f64,
    half: f32,
    text: Vec2,
) -> Vec<Rect> {
    [0.5, 0.35, 0.65, 0.22, 0.78]
        .into_iter()
        .flat_map(|share| {
            let (at, direction) = path::at(drawn, share * total);
            let at = paint.at(at);
            let near = along(at, direction, half, text);
            let far = along(at, direction, half + 14.0, text);
            near.into_iter().chain(far)
        })
        .collect()
}

/// The words of a label: the name strong, the value soft behind it.
fn words(paint: &Paint<'_>, label: &Label, size: f32, fade: f32) -> Option<Arc<egui::Galley>> {
    if label.name.is_empty() && label.value.is_empty() {
        return None;
    }
    let mut job = LayoutJob::default();
    let font = FontId::proportional(size);
    let format = |ink: Ink| egui::TextFormat {
        font_id: font.clone(),
        color: paint.colour(ink).gamma_multiply(fade),
        ..Default::default()
    };
    job.append(&label.name, 0.0, format(Ink::Text));
    if !label.value.is_empty() {
        let lead = if label.name.is_empty() { 0.0 } else { 5.0 };
        job.append(&label.value, lead, format(Ink::TextSoft));
    }
    job.wrap = TextWrapping::truncate_at_width(LONGEST);
    Some(paint.painter.layout_job(job))
}

/// Below, above, right, left of a box.
fn beside(around: Rect, size: Vec2) -> Vec<Rect> {
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
    .into_iter()
    .map(|(align, at)| align.anchor_size(at, size))
    .collect()
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

/// Side of a cell in which taken places are looked up, window points.
const CELL: f32 = 48.0;
/// Most cells along a side: those of a very large screen.
const MOST_CELLS: usize = 400;

/// In which cell a length ends.
fn index(length: f32, last: usize) -> usize {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "cells of a window, to both ends"
    )]
    let cell = (length / CELL).max(0.0) as usize;
    cell.min(last)
}

/// What is taken already, in cells of the window so that only near things are compared.
struct Taken {
    /// The boxes by their corners: of a pile of parts only one is kept.
    known: FxHashSet<[u32; 4]>,
    /// Where the first cell begins.
    corner: Pos2,
    columns: usize,
    /// The boxes in each cell, row by row.
    cells: Vec<Vec<Rect>>,
}

impl Taken {
    /// Nothing of an area.
    fn nothing_of(area: Rect) -> Self {
        let count = |length: f32| index(length, usize::MAX).saturating_add(1).min(MOST_CELLS);
        let [columns, rows] = [count(area.width()), count(area.height())];
        Self {
            known: FxHashSet::default(),
            corner: area.min,
            columns,
            cells: vec![Vec::new(); columns * rows],
        }
    }

    /// The cells a box lies in, by column and row; what lies outside the area is in the cells at its
    /// edge.
    fn cells(&self, rect: Rect) -> impl Iterator<Item = [usize; 2]> + use<> {
        let last = self.last();
        let [from, to] = [rect.min, rect.max].map(|at| {
            let at = at - self.corner;
            [index(at.x, last[0]), index(at.y, last[1])]
        });
        (from[1]..=to[1]).flat_map(move |row| (from[0]..=to[0]).map(move |column| [column, row]))
    }

    /// Column and row of the last cell.
    fn last(&self) -> [usize; 2] {
        [self.columns - 1, self.cells.len() / self.columns - 1]
    }

    fn add(&mut self, rect: Rect) {
        let corners = [rect.min.x, rect.min.y, rect.max.x, rect.max.y].map(f32::to_bits);
        if !self.known.insert(corners) {
            return;
        }
        for [column, row] in self.cells(rect) {
            if let Some(cell) = self.cells.get_mut(row * self.columns + column) {
                cell.push(rect);
            }
        }
    }

    /// The boxes in a cell.
    fn within(&self, [column, row]: [usize; 2]) -> &[Rect] {
        let cell = self.cells.get(row * self.columns + column);
        cell.map_or(&[], Vec::as_slice)
    }

    /// Whether nothing of a place is taken.
    fn is_free(&self, place: Rect) -> bool {
        let mut near = self.cells(place).flat_map(|cell| self.within(cell));
        !near.any(|taken| taken.intersect(place).is_positive())
    }

    /// How much of a place is taken, square points; what hides more than `most` is not told to its
    /// end.
    fn hidden(&self, place: Rect, most: f32) -> f32 {
        let mut hidden = 0.0;
        for cell in self.cells(place) {
            // What lies in two cells counts in each with what lies there.
            let here = self.reach(cell).intersect(place);
            for taken in self.within(cell) {
                let common = taken.intersect(here);
                if common.is_positive() {
                    hidden += common.area();
                }
            }
            if hidden > most {
                break;
            }
        }
        hidden
    }

    /// The part of the plane a cell stands for: those at the edge go on for ever.
    fn reach(&self, [column, row]: [usize; 2]) -> Rect {
        #[allow(clippy::cast_precision_loss, reason = "a few hundred cells")]
        let side = |n: usize, last: usize, corner: f32| {
            let from = if n == 0 {
                f32::NEG_INFINITY
            } else {
                corner + n as f32 * CELL
            };
            let to = if n == last {
                f32::INFINITY
            } else {
                corner + (n + 1) as f32 * CELL
            };
            [from, to]
        };
        let last = self.last();
        let [left, right] = side(column, last[0], self.corner.x);
        let [top, bottom] = side(row, last[1], self.corner.y);
        Rect::from_min_max(pos2(left, top), pos2(right, bottom))
    }

    /// The first wish that has a free place; else the shortest where it hides least, unless that
    /// is much.
    fn grant(&self, wishes: Wishes) -> Option<(Rect, Arc<egui::Galley>)> {
        for wish in &wishes {
            let free = |place: &&Rect| self.is_free(**place);
            if let Some(&place) = wish.places.iter().find(free) {
                return Some((place, Arc::clone(&wish.galley)));
            }
        }
        let last = wishes.into_iter().next_back()?;
        let place = self.least_hiding(&last.places)?;
        Some((place, last.galley))
    }

    /// The place that hides least, unless it hides much.
    fn least_hiding(&self, places: &[Rect]) -> Option<Rect> {
        let mut best: Option<(f32, Rect)> = None;
        for &place in places {
            let most = best.map_or(MOST_HIDDEN * place.area(), |(least, _)| least);
            let hidden = self.hidden(place, most);
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

    #[test]
    fn words_take_the_first_free_side() {
        let part = Rect::from_min_max(pos2(0.0, 0.0), pos2(40.0, 20.0));
        let places = beside(part, vec2(30.0, 12.0));
        let mut taken = Taken::nothing_of(Rect::from_min_max(pos2(-50.0, -50.0), pos2(90.0, 70.0)));
        taken.add(part);
        let free = |taken: &Taken| places.iter().copied().find(|&place| taken.is_free(place));
        let below = free(&taken).unwrap_or(Rect::NOTHING);
        assert!(below.min.y >= part.max.y + GAP);
        taken.add(below);
        let above = free(&taken).unwrap_or(Rect::NOTHING);
        assert!(above.max.y <= part.min.y - GAP + 0.01);
    }

    #[test]
    fn words_that_would_hide_much_stay_away() {
        let everything = Rect::from_min_max(pos2(-500.0, -500.0), pos2(500.0, 500.0));
        let mut taken = Taken::nothing_of(Rect::from_min_max(pos2(-50.0, -50.0), pos2(90.0, 70.0)));
        taken.add(everything);
        let part = Rect::from_min_max(pos2(0.0, 0.0), pos2(40.0, 20.0));
        assert_eq!(taken.least_hiding(&beside(part, vec2(30.0, 12.0))), None);
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
