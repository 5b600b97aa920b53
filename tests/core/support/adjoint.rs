//! Derivatives by differences of whole solves, to hold the exact ones against.

use earwright::{
    design::{Design, LinkKind, Subject, parameter::Parameters as _},
    network::{Include, Sensitivity, Solver},
};
use num_complex::Complex64;
use std::sync::Arc;

/// The design with the number of a sensitivity set.
pub fn with(design: &Design, of: &Sensitivity, value: f64) -> Design {
    let mut design = design.clone();
    let key = of.key();
    match of.subject {
        Subject::Design => {
            assert!(design.air.set(&key, value) || design.drive.set(&key, value));
        }
        Subject::Part(id) => {
            let part = design.parts.iter_mut().find(|part| part.id == id).unwrap();
            assert!(part.set(&key, value));
        }
        Subject::Link(id) => {
            let link = design.links.iter_mut().find(|link| link.id == id).unwrap();
            let LinkKind::Tube(tube) = &link.kind else {
                panic!("only tubes have numbers");
            };
            let section = key.index.and_then(|n| tube.sections.get(n));
            let straight = section.is_some_and(|s| s.bore_in == s.bore_out);
            assert!(link.set(&key, value));
            if key.key == "section.bore_in" && straight {
                let mut other = key.clone();
                other.key = "section.bore_out".to_owned();
                assert!(link.set(&other, value));
            }
        }
    }
    design
}

/// Drum pressure and input impedance.
pub type Outputs = [Option<Vec<Complex64>>; 2];

/// Solves afresh.
pub fn outputs(design: &Design, f: &Arc<[f64]>) -> Outputs {
    let solution = Solver::default().solve(design, f);
    [solution.drum_pressure, solution.input_impedance]
}

/// ∂ ln(output)/∂ ln(value) by central differences, extrapolated twice; towards larger values only
/// where the derivative is of that side.
fn difference(design: &Design, of: &Sensitivity, f: &Arc<[f64]>, output: usize) -> Vec<Complex64> {
    // Another step than the one-sided derivatives themselves are taken with.
    const STEP: f64 = 6e-4;
    let at = |steps: f64| -> Vec<Complex64> {
        let moved = with(design, of, of.value * (1.0 + steps * STEP));
        outputs(&moved, f)[output].clone().unwrap()
    };
    // Points, in steps, and their weights, over the step.
    let (points, weights): (&[f64], &[f64]) = if of.one_sided {
        (
            &[0.0, 1.0, 2.0, 3.0, 4.0],
            &[-25.0 / 12.0, 4.0, -3.0, 4.0 / 3.0, -0.25],
        )
    } else {
        (
            &[-4.0, -2.0, -1.0, 1.0, 2.0, 4.0],
            &[
                -1.0 / 360.0,
                10.0 / 90.0,
                -64.0 / 90.0,
                64.0 / 90.0,
                -10.0 / 90.0,
                1.0 / 360.0,
            ],
        )
    };
    let reference = at(0.0);
    let mut sum = vec![Complex64::ZERO; f.len()];
    for (point, weight) in points.iter().zip(weights) {
        for ((sum, moved), reference) in sum.iter_mut().zip(at(*point)).zip(&reference) {
            *sum += (moved / reference).ln() * weight / STEP;
        }
    }
    sum
}

/// A derivative beside its difference.
pub struct Compared {
    /// Whose number, and of which output.
    pub name: String,
    /// Whether it is of one side, and so itself from whole solves.
    pub one_sided: bool,
    /// Largest magnitude of the curve, in ln(number).
    pub largest: f64,
    /// Largest deviation from it.
    pub off: f64,
}

/// Every derivative by a number above zero against its difference; and how many numbers there are.
pub fn compared(design: &Design, f: &Arc<[f64]>) -> (usize, Vec<Compared>) {
    let found = Solver::default().sensitivities(design, f, Include::NonZero);
    let mut out = Vec::new();
    for of in &found {
        for (output, slopes) in [&of.pressure, &of.impedance].into_iter().enumerate() {
            let Some(slopes) = slopes else { continue };
            let expected = difference(design, of, f, output);
            let pairs = slopes.iter().zip(&expected);
            out.push(Compared {
                name: format!("{:?} {} {output}", of.subject, of.info.key),
                largest: expected.iter().map(|e| e.norm()).fold(0.0, f64::max),
                one_sided: of.one_sided,
                // A NaN is the largest of all.
                off: pairs
                    .map(|(s, e)| (s * of.value - e).norm())
                    .fold(0.0, |a: f64, b| if b <= a { a } else { b }),
            });
        }
    }
    (found.len(), out)
}
