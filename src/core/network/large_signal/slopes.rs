//! How much is left of the equations changes with the motion: what Newton's method divides by.

use super::equations::{Equations, Laws};
use crate::physics::complex::Complex;
use nalgebra::{DMatrix, DVector, Dyn, LU};
use num_complex::Complex64;

/// 1 − H g′ between coefficients, eliminated: of every motor by itself, or of all together.
pub(super) struct Slopes(Vec<LU<f64, Dyn, Dyn>>);

/// Terms of g′ of a motor: by variable, which counts in its scale, and departure.
type Bends = [[Vec<Complex64>; 2]; 2];

impl Slopes {
    /// What every motor does to itself.
    pub(super) fn apart(of: &Equations<f64>, laws: Laws<'_>, z: &[f64]) -> Self {
        let size = 2 * laws.tones.width();
        let motors = 0..laws.laws.len();
        let blocks = motors.map(|motor| {
            let mut matrix = DMatrix::identity(size, size);
            let bends = bends(laws, motor, z);
            subtract(of, laws, [motor, motor], &bends, [0, 0], &mut matrix);
            matrix.lu()
        });
        Self(blocks.collect())
    }

    /// What all motors do to all.
    pub(super) fn together(of: &Equations<f64>, laws: Laws<'_>, z: &[f64]) -> Self {
        let motors = laws.laws.len();
        let block = 2 * laws.tones.width();
        let mut matrix = DMatrix::identity(motors * block, motors * block);
        for column in 0..motors {
            let bends = bends(laws, column, z);
            for row in 0..motors {
                let at = [row * block, column * block];
                subtract(of, laws, [row, column], &bends, at, &mut matrix);
            }
        }
        Self(vec![matrix.lu()])
    }

    /// The step that leaves nothing where the equations are straight; absent where there is none.
    pub(super) fn step(&self, rest: &[f64]) -> Option<Vec<f64>> {
        let Self(blocks) = self;
        let parts = rest.chunks_exact(rest.len() / blocks.len().max(1));
        let mut all = Vec::with_capacity(rest.len());
        for (lu, part) in blocks.iter().zip(parts) {
            let mut step = DVector::from_column_slice(part);
            if !lu.solve_mut(&mut step) {
                return None;
            }
            all.extend(step.iter());
        }
        Some(all)
    }
}

/// g′ of a motor over the period, as terms.
fn bends(Laws { tones, laws }: Laws<'_>, motor: usize, z: &[f64]) -> Bends {
    let width = tones.width();
    let law = &laws[motor];
    let scales = law.scales();
    let [electrical, moved] = [0, 1].map(|which| {
        let mut values = vec![0.0; tones.samples];
        let at = (2 * motor + which) * width;
        tones.values(&z[at..at + width], &mut values);
        values
    });
    let moments = electrical.iter().zip(&moved);
    let curvatures: Vec<[[f64; 2]; 2]> = moments
        .map(|(a, b)| law.curvatures(a * scales[0], b * scales[1]))
        .collect();
    let beats = tones.beats();
    [0, 1].map(|variable| {
        [0, 1].map(|departure| {
            let values = curvatures.iter().map(|all| all[departure][variable]);
            let values: Vec<f64> = values.map(|slope| slope * scales[variable]).collect();
            beats.of(&values)
        })
    })
}

/// Takes H g′ between two motors from a matrix, whose block of them begins there.
fn subtract(
    of: &Equations<f64>,
    Laws { tones, laws }: Laws<'_>,
    [row, column]: [usize; 2],
    bends: &Bends,
    [top, left]: [usize; 2],
    matrix: &mut DMatrix<f64>,
) {
    let (width, signals) = (tones.width(), 2 * laws.len());
    let terms = tones.turns.len() + 1;
    let beats = tones.beats();
    let response = |term: usize, variable: usize, departure: usize| {
        let at = (term * signals + 2 * row + variable) * signals + 2 * column + departure;
        let Complex { re, im } = of.response[at];
        Complex64::new(re, im)
    };
    for j in 0..terms {
        let by = [0, 1].map(|variable| [0, 1].map(|departure| response(j, variable, departure)));
        for k in 0..terms {
            for (variable, factors) in bends.iter().enumerate() {
                let made = factors.each_ref().map(|factor| beats.made(factor, j, k));
                for (part, c) in places(k).enumerate() {
                    let c = left + variable * width + c;
                    for (answer, by) in by.iter().enumerate() {
                        let sum = by[0] * made[0][part] + by[1] * made[1][part];
                        let r = top + answer * width;
                        for (r, value) in places(j).map(|n| r + n).zip([sum.re, sum.im]) {
                            matrix[(r, c)] -= value;
                        }
                    }
                }
            }
        }
    }
}

/// Where the parts of a term stand among coefficients: the constant has one.
fn places(term: usize) -> std::ops::Range<usize> {
    match term {
        0 => 0..1,
        n => 2 * n - 1..2 * n + 1,
    }
}
