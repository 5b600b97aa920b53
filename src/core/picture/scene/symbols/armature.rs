//! Balanced armature, and a driver known by its curves: a metal box with a spout.

use super::{Body, terminals};
use crate::{
    design::{
        can::{Spouts, Units},
        driver::Armature,
        port::SPOUT,
    },
    picture::scene::{
        ink::Ink,
        pen::Pen,
        shape::{Point, Weight},
    },
};

const OUTLINE: (Weight, Ink) = (Weight::Normal, Ink::Case);
const SEAM: (Weight, Ink) = (Weight::Hair, Ink::Detail);

/// A balanced armature from above: drawn can with lid seam, the reed within, the spout stub.
pub(super) fn draw(pen: &mut Pen, body: &Body<'_>, driver: &Armature) {
    spout(pen, body, driver.units);
    can(pen, body);
    let [x, y] = body.half;
    pen.detail(7.0);
    // The magnet gap and the reed that swings in it, drive pin towards the membrane: one a unit.
    let count = driver.units.map_or(1, |units| units.count.max(1));
    let share = 1.0 / f64::from(count);
    let gap = 0.3 * y * share;
    for unit in 0..count {
        let centre = y * (share * f64::from(2 * unit + 1) - 1.0);
        for side in [-1.0, 1.0] {
            pen.plate(
                [0.16 * x, centre + side * 0.5 * gap],
                [0.5 * x, 0.6 * gap],
                0.04 * y * share,
                Ink::Metal,
                None,
            );
        }
        pen.line(
            &[[-0.42 * x, centre], [0.62 * x, centre]],
            (Weight::Thin, Ink::Membrane),
        );
    }
    pen.detail(0.0);
    terminals(pen, body);
}

/// A driver known only by its curves: the same box with a small graph in it.
pub(super) fn measured(pen: &mut Pen, body: &Body<'_>) {
    spout(pen, body, None);
    can(pen, body);
    let [x, y] = body.half;
    pen.detail(6.0);
    let curve: Vec<Point> = [
        (-0.4, 0.2),
        (-0.2, 0.16),
        (0.0, -0.05),
        (0.14, -0.42),
        (0.28, -0.1),
        (0.4, -0.26),
        (0.56, 0.34),
    ]
    .into_iter()
    .map(|(u, v)| [u * x, v * y])
    .collect();
    pen.line(&curve, (Weight::Thin, Ink::Membrane));
    pen.detail(0.0);
    terminals(pen, body);
}

/// The can: outline, a lighter lid, a seam.
fn can(pen: &mut Pen, body: &Body<'_>) {
    let [x, y] = body.half;
    let corner = (0.16 * y).min(0.45);
    pen.plate(
        [0.0, 0.0],
        [2.0 * x, 2.0 * y],
        corner,
        Ink::CaseFill,
        Some(OUTLINE),
    );
    pen.detail(4.0);
    let inset = (0.1 * y).min(0.25);
    pen.ring(
        &crate::picture::scene::pen::rounded(
            [0.0, 0.0],
            [2.0 * (x - inset), 2.0 * (y - inset)],
            corner,
        ),
        SEAM,
    );
    pen.detail(0.0);
}

/// The spout stub: a short tube with a wall, from the case to its port.
fn spout(pen: &mut Pen, body: &Body<'_>, units: Option<Units>) {
    let Some(end) = body.port(SPOUT) else {
        return;
    };
    let bore = body.part.kind.port_bore(SPOUT).unwrap_or(1e-3) * 1e3;
    let x = body.half[0];
    if end[0] <= x {
        return;
    }
    let wall = 0.5 * bore + 0.2;
    pen.plate(
        [0.5 * (x + end[0]), end[1]],
        [end[0] - x, 2.0 * wall],
        0.05,
        Ink::Metal,
        Some((Weight::Thin, Ink::Case)),
    );
    pen.duct(
        [x, end[1]],
        end,
        [0.5 * bore; 2],
        Ink::AcousticSoft,
        Some((Weight::Hair, Ink::Acoustic)),
    );
    // A wall between spouts of their own.
    if let Some(units) = units
        && units.spouts == Spouts::Separate
    {
        let share = 1.0 / f64::from(units.count.max(1));
        for wall in 1..units.count {
            let y = end[1] + 0.5 * bore * (2.0 * share * f64::from(wall) - 1.0);
            pen.line(&[[x, y], [end[0], y]], (Weight::Thin, Ink::Case));
        }
    }
}

/// The same stub for other cases with a spout.
pub(super) fn spout_of(pen: &mut Pen, body: &Body<'_>) {
    spout(pen, body, None);
}
