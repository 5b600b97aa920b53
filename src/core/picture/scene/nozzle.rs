//! The shell's nozzle, to scale: its walls, and the lip that holds an eartip.

use super::{
    ink::Ink,
    shape::{Shape, Weight},
};
use crate::design::nozzle::Nozzle;

/// Thickness of its wall, mm.
const WALL: f64 = 0.6;
/// How far the lip stands out, and how long it is, mm.
const LIP: [f64; 2] = [0.35, 0.8];
/// The bore of a nozzle that no tube leads through, mm.
const NOMINAL_BORE: f64 = 3.0;

/// The two walls of a nozzle, seen in section.
pub(super) fn shapes(nozzle: &Nozzle) -> Vec<Shape> {
    let [x, y] = nozzle.along;
    let at = |ahead: f64, beside: f64| {
        [
            nozzle.at_mm[0] + ahead * x - beside * y,
            nozzle.at_mm[1] + ahead * y + beside * x,
        ]
    };
    let inner = 0.5 * nozzle.bore_mm.unwrap_or(NOMINAL_BORE);
    let outer = inner + WALL;
    let end = nozzle.length_mm;
    let [out, long] = LIP;
    let neck = (end - long).max(0.0);
    [-1.0, 1.0]
        .into_iter()
        .map(|side| Shape::Area {
            points: [
                [0.0, inner],
                [end, inner],
                [end, outer + 0.4 * out],
                [neck + 0.3 * (end - neck), outer + out],
                [neck, outer],
                [0.0, outer],
            ]
            .map(|[ahead, beside]| at(ahead, side * beside))
            .to_vec(),
            fill: Ink::ShellFill,
            edge: Some((Weight::Normal, Ink::ShellEdge)),
        })
        .collect()
}
