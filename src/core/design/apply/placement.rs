//! Edits that move, turn and mirror parts, with the way-points of links between them.

use crate::design::{
    Design, EditError, Link, PartId,
    geometry::{Point, add, rotated, subtract},
};

/// Rounds a place to a thousandth of a millimetre, so that files stay short and nothing creeps.
fn tidy([x, y]: Point) -> Point {
    // Adding 0 turns −0 into 0.
    [x, y].map(|at| (at * 1e3).round() / 1e3 + 0.0)
}

/// An angle in [0, 360), rounded to a thousandth of a degree; left alone where not finite.
pub(super) fn turn(degrees: f64) -> f64 {
    let rounded = (degrees * 1e3).round() / 1e3;
    rounded.rem_euclid(360.0) + 0.0
}

impl Design {
    pub(super) fn shift(&mut self, parts: &[PartId], by_mm: Point) -> Result<(), EditError> {
        self.place(parts, &by_mm, |point| tidy(add(point, by_mm)), |_| {})
    }

    pub(super) fn rotate(
        &mut self,
        parts: &[PartId],
        about_mm: Point,
        by_deg: f64,
    ) -> Result<(), EditError> {
        self.place(
            parts,
            &[about_mm[0], about_mm[1], by_deg],
            |point| tidy(add(about_mm, rotated(subtract(point, about_mm), by_deg))),
            |part| part.rotation_deg = turn(part.rotation_deg + by_deg),
        )
    }

    pub(super) fn mirror(&mut self, parts: &[PartId], about_x_mm: f64) -> Result<(), EditError> {
        self.place(
            parts,
            &[about_x_mm],
            |[x, y]| tidy([2.0 * about_x_mm - x, y]),
            // Mirroring after a rotation is the opposite rotation after mirroring.
            |part| {
                part.mirrored = !part.mirrored;
                part.rotation_deg = turn(-part.rotation_deg);
            },
        )
    }

    /// Moves what is not locked, and the way-points of links that lie wholly between moved parts.
    fn place(
        &mut self,
        parts: &[PartId],
        numbers: &[f64],
        placed: impl Fn(Point) -> Point,
        turned: impl Fn(&mut crate::design::Part),
    ) -> Result<(), EditError> {
        if numbers.iter().any(|number| !number.is_finite()) {
            return Err(EditError::Other(
                tr!("a part can only be moved by a finite amount").to_owned(),
            ));
        }
        let mut moved = Vec::with_capacity(parts.len());
        for &id in parts {
            let index = self.part_index(id)?;
            let Some(part) = self.parts.get_mut(index) else {
                continue;
            };
            // A part named twice moves once.
            if part.locked || moved.contains(&id) {
                continue;
            }
            part.position_mm = placed(part.position_mm);
            turned(part);
            crate::design::validate::part(part)?;
            moved.push(id);
        }
        let between = |link: &Link| {
            let ends = link.ends().map(|end| end.part);
            !link.way_points_mm.is_empty() && ends.iter().all(|part| moved.contains(part))
        };
        self.links.change_where(between, |link| {
            for point in &mut link.way_points_mm {
                *point = placed(*point);
            }
        });
        Ok(())
    }
}
