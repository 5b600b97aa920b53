//! A free row on the board beside the shell, and where each part of a crossover sits in it.

use super::filter::Stage;
use crate::design::{
    Design, LinkKind, Obstacles, PartId,
    geometry::{self, Point, add, distance},
    path::{self, segments},
};

/// Room between two parts in a row, mm: two wire ends and the node between them.
const GAP_MM: f64 = 3.0;
/// How far below its node a part across the driver begins, mm.
const DROP_MM: f64 = 2.0;
/// Room between parts above one another, mm: their names stand there.
const PILE_MM: f64 = 2.5;
/// Room kept around a row, mm.
const MARGIN_MM: f64 = 1.5;
/// Room kept to the shell, mm.
const SHELL_MM: f64 = 3.0;
/// What a wire through the row costs, as if that much longer, mm.
const CROSSING_MM: f64 = 6.0;
/// How far beyond the drawing a row may lie, mm.
const BEYOND_MM: f64 = 14.0;

/// A part's place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Seat {
    /// Its centre, mm.
    pub(super) at_mm: Point,
    /// Its rotation, degrees.
    pub(super) rotation_deg: f64,
}

/// Where every part of a crossover sits, stage by stage.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) seats: Vec<Seat>,
    /// Where the row ends, mm.
    pub(super) end_mm: Point,
}

impl Row {
    /// The seats in the free row from which the wires are shortest: `ends` are where it is fed from
    /// and where it leads to. Parts that are `going` are no obstacle.
    pub(super) fn new(
        design: &Design,
        stages: &[Stage],
        ends: &[Point; 2],
        going: &[PartId],
    ) -> Self {
        let shape = Shape::new(stages, design.symbol_size_mm);
        let origin = free_place(design, &shape, ends, going);
        let seats = shape
            .seats
            .into_iter()
            .map(|seat| Seat {
                at_mm: add(seat.at_mm, origin).map(|at| (at * 1e3).round() / 1e3 + 0.0),
                ..seat
            })
            .collect();
        Self {
            seats,
            end_mm: add(shape.end, origin),
        }
    }
}

/// A row with its beginning at (0, 0).
struct Shape {
    seats: Vec<Seat>,
    /// Where its end is.
    end: Point,
    /// Least and greatest corner, with room for names.
    bounds: [Point; 2],
}

impl Shape {
    fn new(stages: &[Stage], [length, width]: Point) -> Self {
        let mut seats = Vec::new();
        // Where the last part in series ends, and the node behind it.
        let mut x = 0.0;
        let mut node = 0.0;
        let mut depth = 0.5 * width + MARGIN_MM;
        for stage in stages {
            match stage {
                Stage::Series(_) | Stage::Trap(_) => {
                    if x > 0.0 {
                        x += GAP_MM;
                    }
                    for place in 0..stage.kinds().len() {
                        let y = place as f64 * (width + PILE_MM);
                        seats.push(Seat {
                            at_mm: [x + 0.5 * length, y],
                            rotation_deg: 0.0,
                        });
                        depth = depth.max(y + 0.5 * width + MARGIN_MM);
                    }
                    x += length;
                    node = x + 0.5 * GAP_MM;
                }
                Stage::Shunt(kinds) => {
                    for place in 0..kinds.len() {
                        let top = DROP_MM + place as f64 * (length + PILE_MM);
                        seats.push(Seat {
                            at_mm: [node, top + 0.5 * length],
                            rotation_deg: 90.0,
                        });
                        depth = depth.max(top + length + MARGIN_MM);
                    }
                }
            }
        }
        // A part across the driver that comes first stands about the row's beginning.
        let left = match stages.first() {
            Some(Stage::Shunt(_)) => -0.5 * width,
            _ => 0.0,
        };
        Self {
            seats,
            end: [x, 0.0],
            bounds: [
                [left - MARGIN_MM, -0.5 * width - MARGIN_MM],
                [node.max(x) + 0.5 * width + MARGIN_MM, depth],
            ],
        }
    }
}

/// The free place for a row's beginning that makes its wires shortest, mm.
fn free_place(design: &Design, shape: &Shape, ends: &[Point; 2], going: &[PartId]) -> Point {
    let Some([low, high]) = design.bounds_mm() else {
        return [0.0, 0.0];
    };
    let taken = taken(design, going);
    let obstacles = Obstacles::of(design);
    let wires: Vec<Vec<Point>> = design
        .links
        .iter()
        .filter(|link| link.kind == LinkKind::Wire)
        .filter(|link| !going.contains(&link.from.part) && !going.contains(&link.to.part))
        .map(|link| path::path_among(&obstacles, link))
        .collect();
    let mut best: Option<(f64, Point)> = None;
    // Whole millimetres: rows line up with each other.
    let mut y = (low[1] - BEYOND_MM).ceil();
    while y <= high[1] + BEYOND_MM {
        let mut x = (low[0] - BEYOND_MM).ceil();
        while x <= high[0] + BEYOND_MM {
            let at = [x, y];
            let block = shape.bounds.map(|corner| add(corner, at));
            if !taken.iter().any(|other| meet(&block, other)) {
                let crossings = wires.iter().filter(|wire| runs_through(wire, &block));
                let cost = distance(ends[0], at)
                    + distance(add(at, shape.end), ends[1])
                    + CROSSING_MM * crossings.count() as f64;
                if best.is_none_or(|(least, _)| cost < least - 1e-9) {
                    best = Some((cost, at));
                }
            }
            x += 1.0;
        }
        y += 1.0;
    }
    best.map_or([low[0], high[1] + BEYOND_MM], |(_, at)| at)
}

/// What a row must stay clear of: every part, and the whole of the shell.
fn taken(design: &Design, going: &[PartId]) -> Vec<[Point; 2]> {
    let grown = |[low, high]: [Point; 2], by: f64| [low.map(|at| at - by), high.map(|at| at + by)];
    let parts = design
        .parts
        .iter()
        .filter(|part| !going.contains(&part.id))
        .filter_map(|part| geometry::bounds(part.outline_mm(design)))
        .map(|block| grown(block, MARGIN_MM));
    let solid = design
        .parts
        .iter()
        .filter(|part| part.kind.facts().solid)
        .flat_map(|part| part.outline_mm(design));
    let shell = design.shell.outline_mm.iter().copied().chain(solid);
    let shell = geometry::bounds(shell).map(|block| grown(block, SHELL_MM));
    parts.chain(shell).collect()
}

fn meet(a: &[Point; 2], b: &[Point; 2]) -> bool {
    a[0][0] < b[1][0] && b[0][0] < a[1][0] && a[0][1] < b[1][1] && b[0][1] < a[1][1]
}

/// Whether a wire, which is upright or level, runs through a block.
fn runs_through(wire: &[Point], block: &[Point; 2]) -> bool {
    segments(wire).any(|(a, b)| geometry::bounds([a, b]).is_some_and(|line| touches(&line, block)))
}

fn touches(line: &[Point; 2], block: &[Point; 2]) -> bool {
    line[0][0] <= block[1][0]
        && block[0][0] <= line[1][0]
        && line[0][1] <= block[1][1]
        && block[0][1] <= line[1][1]
}
