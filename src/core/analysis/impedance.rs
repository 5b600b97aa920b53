//! Electrical impedance as the source part's terminals see it.

use super::{Curve, Role, Solution, phase};

/// Magnitude, Ω; a gap where it is not finite.
pub fn magnitude(solution: &Solution) -> Option<Curve> {
    let impedance = solution.input_impedance.as_ref()?;
    Some(Curve {
        name: tr!("Impedance").to_owned(),
        role: Role::Magnitude,
        x: solution.f.clone(),
        y: impedance
            .iter()
            .map(|z| z.norm())
            .map(|size| if size.is_finite() { size } else { f64::NAN })
            .collect(),
    })
}

/// Phase, degrees in (−180, 180].
pub fn phase(solution: &Solution) -> Option<Curve> {
    let impedance = solution.input_impedance.as_ref()?;
    Some(Curve {
        name: tr!("Phase").to_owned(),
        role: Role::Phase,
        x: solution.f.clone(),
        y: phase::wrapped(impedance),
    })
}
