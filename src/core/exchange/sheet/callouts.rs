//! Names and measures beside a drawing, each with a line to what it is of; and measures of the whole.

use super::{Anchor, Item, Layer, Point, build::line, tables::words_at};
use crate::picture::text_width;
use crate::quantity::order::SortByNumber as _;

/// Size of the words, mm.
pub(super) const SIZE: f64 = 2.4;
/// Least distance between two, mm.
const APART: f64 = 3.6;
/// How far beside the drawing they stand, mm.
pub(super) const BESIDE: f64 = 12.0;

/// A name and what it is of.
#[derive(Debug, Clone)]
pub(super) struct Callout {
    pub(super) at: Point,
    pub(super) words: String,
}

/// How much room the names need to the left and to the right, and how high they stand.
pub(super) fn room(callouts: &[Callout], middle: f64) -> ([f64; 2], f64) {
    let sides = sides(callouts, middle);
    let widest = |side: &Vec<&Callout>| {
        let widths = side.iter().map(|callout| text_width(&callout.words, SIZE));
        widths.fold(0.0, f64::max)
    };
    let most = sides.iter().map(Vec::len).max().unwrap_or(0);
    ([widest(&sides[0]), widest(&sides[1])], APART * most as f64)
}

/// Those nearer to the left and those nearer to the right, from the top.
fn sides(callouts: &[Callout], middle: f64) -> [Vec<&Callout>; 2] {
    let side = |right: bool| {
        let mut side: Vec<&Callout> = callouts
            .iter()
            .filter(|callout| (callout.at[0] >= middle) == right)
            .collect();
        side.sort_by_number(|a| a.at[1]);
        side
    };
    [side(false), side(true)]
}

/// Writes them beside a drawing with these corners.
pub(super) fn write(items: &mut Vec<(Layer, Item)>, callouts: &[Callout], [low, high]: [Point; 2]) {
    let middle = 0.5 * (low[0] + high[0]);
    let [left, right] = sides(callouts, middle);
    let columns = [
        (left, low[0] - BESIDE, -1.0, Anchor::End),
        (right, high[0] + BESIDE, 1.0, Anchor::Start),
    ];
    for (side, x, outward, anchor) in columns {
        let mut heights: Vec<f64> = side.iter().map(|callout| callout.at[1]).collect();
        spread(&mut heights);
        for (callout, y) in side.iter().zip(heights) {
            let end = x - outward;
            items.push((
                Layer::Dimensions,
                line(&[callout.at, [end - 4.0 * outward, y], [end, y]]),
            ));
            let dot = Item::Circle {
                centre: callout.at,
                radius: 0.25,
                fill: Some([26, 31, 38, 255]),
                stroke: None,
            };
            items.push((Layer::Dimensions, dot));
            let at = [x, y + 0.35 * SIZE];
            items.push((
                Layer::Dimensions,
                words_at(at, SIZE, anchor, &callout.words),
            ));
        }
    }
}

/// Moves ascending places apart where they are too near, as little as that needs.
fn spread(places: &mut [f64]) {
    // Places that touch are a group: the sum of where they were, and how many they are.
    let first = |(sum, count): (f64, f64)| sum / count - APART * (count - 1.0) / 2.0;
    let mut groups: Vec<(f64, f64)> = Vec::new();
    for place in places.iter() {
        groups.push((*place, 1.0));
        while let [.., a, b] = groups.as_slice() {
            if first(*b) - first(*a) >= APART * a.1 {
                break;
            }
            let both = (a.0 + b.0, a.1 + b.1);
            groups.truncate(groups.len() - 2);
            groups.push(both);
        }
    }
    let at = |group: (f64, f64)| {
        let from = first(group);
        std::iter::successors(Some(0.0), |n| Some(n + 1.0))
            .take_while(move |n| *n < group.1)
            .map(move |n| from + APART * n)
    };
    for (place, at) in places.iter_mut().zip(groups.into_iter().flat_map(at)) {
        *place = at;
    }
}

/// The measure of a distance: lines out of what is measured, a line with arrows, and the number.
pub(super) fn measure(
    items: &mut Vec<(Layer, Item)>,
    [a, b]: [Point; 2],
    away: Point,
    words: &str,
) {
    let along = [b[0] - a[0], b[1] - a[1]];
    let length = along[0].hypot(along[1]);
    if length <= 0.0 {
        return;
    }
    let unit = along.map(|x| x / length);
    let out = |p: Point, by: f64| [p[0] + by * away[0], p[1] + by * away[1]];
    let mut put = |item| items.push((Layer::Dimensions, item));
    // From a little off what is measured to a little beyond the line.
    let far = away[0].hypot(away[1]).max(f64::MIN_POSITIVE);
    for end in [a, b] {
        put(line(&[out(end, 0.6 / far), out(end, 1.0 + 0.9 / far)]));
    }
    let [from, to] = [out(a, 1.0), out(b, 1.0)];
    put(line(&[from, to]));
    for (tip, way) in [(from, 1.0), (to, -1.0)] {
        let corner = |side: f64| {
            [
                tip[0] + way * 1.8 * unit[0] - side * 0.45 * unit[1],
                tip[1] + way * 1.8 * unit[1] + side * 0.45 * unit[0],
            ]
        };
        put(Item::Path {
            points: vec![tip, corner(1.0), corner(-1.0)],
            closed: true,
            fill: Some([26, 31, 38, 255]),
            stroke: None,
        });
    }
    let upright = along[0].abs() < along[1].abs();
    let middle = [0.5 * (from[0] + to[0]), 0.5 * (from[1] + to[1])];
    let at = if upright {
        [middle[0] - 0.8, middle[1]]
    } else {
        [middle[0], middle[1] - 0.8]
    };
    put(Item::Words {
        at,
        size: SIZE,
        anchor: Anchor::Middle,
        upright,
        words: words.to_owned(),
    });
}
