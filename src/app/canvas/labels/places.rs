//! Where words may stand: beside their part or link, further off, or within what is hollow.

use crate::{
    app::canvas::paint::Paint,
    picture::scene::{Point, path},
};
use egui::{Align2, Pos2, Rect, Vec2, pos2, vec2};

/// Clearance between words and what they stand beside, window points.
pub(super) const GAP: f32 = 6.0;
/// Clearance between words and the edge of the canvas, window points.
const EDGE: f32 = 2.0;
/// Bends are followed in steps of about this length, window points: a tube's path has many points.
const STEP: f32 = 8.0;

/// Boxes around the stretches of a path; stretches much shorter than a step share one.
pub(super) fn stretches(path: impl Iterator<Item = Pos2>) -> Vec<Rect> {
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
pub(super) fn on_both_sides(
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

/// A place as far inwards as words there are seen whole; none for words that would not be seen at all,
/// or are too large.
pub(super) fn whole(area: Rect, place: Rect) -> Option<Rect> {
    let room = area.shrink(EDGE);
    let inwards =
        |low: f32, high: f32, from: f32, to: f32| (from - low).max(0.0) + (to - high).min(0.0);
    let moved = place.translate(vec2(
        inwards(place.left(), place.right(), room.left(), room.right()),
        inwards(place.top(), place.bottom(), room.top(), room.bottom()),
    ));
    (area.intersects(place) && area.contains_rect(moved)).then_some(moved)
}

/// Below, above, right, left of a box.
pub(super) fn beside(around: Rect, size: Vec2) -> [Rect; 10] {
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

/// How far off words may stand a line away from what they name, points: where that is better than
/// lying on something, and at most.
pub(super) const CLOSE: [f32; 3] = [12.0, 22.0, 34.0];
pub(super) const FAR: [f32; 4] = [48.0, 64.0, 82.0, 102.0];

/// Steps along the way around what is named, points.
const STRIDE: f32 = 14.0;

/// All around a box, words of this size so far off.
pub(super) fn called_out(of: Rect, size: Vec2, off: f32) -> impl Iterator<Item = Rect> {
    let around = of.expand2(0.5 * size + Vec2::splat(off));
    let steps = |length: f32| (length / STRIDE).ceil().max(1.0);
    let side = move |from: Pos2, to: Pos2| {
        let count = steps(from.distance(to));
        (0_u8..=u8::MAX)
            .map(f32::from)
            .take_while(move |step| *step < count)
            .map(move |step| from.lerp(to, step / count))
    };
    let [a, b] = [around.left_top(), around.right_top()];
    let [c, d] = [around.right_bottom(), around.left_bottom()];
    let corners = side(a, b)
        .chain(side(b, c))
        .chain(side(c, d))
        .chain(side(d, a));
    corners.map(move |middle| Rect::from_center_size(middle.round(), size))
}

/// The line from words to what they name: it ends well within, for a driver is more than its spout.
pub(super) fn leader(words: Rect, of: Rect) -> [Pos2; 2] {
    let depth = (0.3 * of.size()).min(Vec2::splat(20.0));
    let foot = of.shrink2(depth).clamp(words.center());
    [words.expand(1.0).clamp(foot), foot]
}

/// At the upper edge of a box, within it.
pub(super) fn inside(around: Rect, size: Vec2) -> Rect {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::canvas::labels::taken::{Holds, TIGHT, Taken};

    #[test]
    fn words_at_the_edge_move_inwards_until_they_are_whole() {
        let area = Rect::from_min_max(pos2(100.0, 50.0), pos2(500.0, 350.0));
        let size = vec2(90.0, 14.0);
        for middle in [
            pos2(110.0, 200.0),
            pos2(490.0, 200.0),
            pos2(300.0, 52.0),
            pos2(100.0, 348.0),
        ] {
            let cut = Rect::from_center_size(middle, size);
            let moved = whole(area, cut).unwrap_or(Rect::NOTHING);
            assert!(area.contains_rect(moved), "{moved}");
            assert_eq!(moved.size(), size);
        }
        let seen = Rect::from_center_size(area.center(), size);
        assert_eq!(whole(area, seen), Some(seen), "what is whole stays");
        let outside = Rect::from_center_size(pos2(0.0, 200.0), size);
        assert_eq!(whole(area, outside), None);
        let wide = Rect::from_center_size(area.center(), vec2(900.0, 14.0));
        assert_eq!(whole(area, wide), None);
    }

    #[test]
    fn words_take_the_first_free_side() {
        let part = Rect::from_min_max(pos2(0.0, 0.0), pos2(40.0, 20.0));
        let places = beside(part, vec2(30.0, 12.0));
        let mut taken = Taken::nothing();
        taken.add(part, Holds::Things);
        let free = |taken: &Taken| {
            places
                .iter()
                .copied()
                .find(|&place| taken.is_free(place, TIGHT))
        };
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
}
