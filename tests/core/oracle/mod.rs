//! An independent way to the response of a design, in twice the precision of the program and
//! straight from the equations: nothing of its network or physics is used here.
//!
//! Series elements are impedances with a flow of their own, so that what is nothing is a joint and
//! not an infinite number; a can is as many units as it has; a cone is an integral; an insert on a
//! border is on the border.

mod air;
mod circuit;
mod complex;
mod cone;
mod coupler;
mod drivers;
mod drum;
mod duct;
mod ears;
mod functions;
mod losses;
mod masses;
mod measured;
mod motors;
mod parts;
mod real;
mod sheet;
mod sparse;
mod tubes;

mod checks;
mod compare;
mod generate;

use air::{Air, At};
use circuit::Circuit;
use complex::Complex;
use earwright::design::Design;
use num_complex::Complex64;
use sparse::Pivots;

/// How near two answers of the oracle are that both are right.
const SURE: f64 = 1e-6;

/// What a design does at one frequency.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answer {
    /// Pressure at the drum of the drivers that are not muted, Pa rms.
    pub(crate) pressure: Complex64,
    /// Impedance behind the source's terminals, Ω.
    pub(crate) impedance: Complex64,
}

/// The answer at every frequency, Hz; none where the equations have no unique solution.
pub(crate) fn solve(design: &Design, f: &[f64]) -> Option<Vec<Answer>> {
    solve_by(Pivots::Short, design, f)
}

/// Whether these answers of [`solve`] stand where the elimination goes in another order: if not, the
/// oracle has lost its own digits.
fn is_sure(answers: &[Answer], design: &Design, f: &[f64]) -> bool {
    let near = |a: Complex64, b: Complex64| (a - b).norm() <= SURE * a.norm();
    solve_by(Pivots::Large, design, f).is_some_and(|others| {
        let mut pairs = answers.iter().zip(&others);
        pairs.all(|(a, b)| near(a.pressure, b.pressure) && near(a.impedance, b.impedance))
    })
}

fn solve_by(pivots: Pivots, design: &Design, f: &[f64]) -> Option<Vec<Answer>> {
    let circuit = Circuit::new(design);
    let air = Air::new(&design.air);
    // From the highest down: where there is no answer, it is found out there.
    let answers = f.iter().rev();
    let answers = answers.map(|&f| answer(pivots, &circuit, &At::new(&air, f)));
    let mut answers = answers.collect::<Option<Vec<Answer>>>()?;
    answers.reverse();
    Some(answers)
}

fn answer(pivots: Pivots, circuit: &Circuit<'_>, at: &At) -> Option<Answer> {
    let all = sheet::solve(pivots, circuit, at, None)?;
    let source = circuit.source.as_ref()?;
    let (plane, ear) = circuit.ear.as_ref()?;
    let impedance = all.potential(source.port) / all.current;
    // A muted driver goes on loading the others, with its terminals shorted while they play with
    // the voltages they have.
    let heard = if circuit.drivers.iter().any(|driver| driver.muted) {
        let drivers = circuit.drivers.iter();
        let voltages: Vec<Complex> = drivers
            .map(|driver| {
                let [plus, minus] = driver.terminals.map(|node| all.potential(node));
                if driver.muted {
                    Complex::ZERO
                } else {
                    plus - minus
                }
            })
            .collect();
        sheet::solve(pivots, circuit, at, Some(&voltages))?
    } else {
        all
    };
    let pressure = heard.potential(*plane) * ears::ear(at, ear).ratio;
    Some(Answer {
        pressure: pressure.rounded(),
        impedance: impedance.rounded(),
    })
}
