//! The vector kernels against the standard library, on every path this processor has.

use earwright::physics::lanes::{Kernel, LANES, Lanes, Vector, dispatch};

/// What is computed, and for what.
struct Work<'a> {
    x: &'a [f64; LANES],
}

/// exp, ln, sine, cosine and square root of |x|.
type Results = [[f64; LANES]; 5];

impl Kernel for Work<'_> {
    type Output = Results;
    #[inline(always)]
    fn run<V: Vector>(self) -> Results {
        let x = V::load(Lanes(*self.x));
        let (sin, cos) = x.sin_cos();
        let positive = x.abs();
        [x.exp(), positive.ln(), sin, cos, positive.sqrt()].map(|v| v.store().0)
    }
}

fn arguments() -> impl Iterator<Item = [f64; LANES]> {
    (0..2000).map(|n| {
        std::array::from_fn(|lane| {
            let k = f64::from(n * 8) + lane as f64;
            // From −700 to 700, and small ones in between.
            let size = 10_f64.powf(-9.0 + 11.845 * k / 16_000.0);
            if n % 2 == 0 { size } else { -size }
        })
    })
}

#[test]
fn kernels_agree_with_the_standard_library() {
    for x in arguments() {
        let [exp, ln, sin, cos, sqrt] = dispatch(Work { x: &x });
        for (lane, &x) in x.iter().enumerate() {
            let close = |a: f64, b: f64, size: f64| (a - b).abs() <= 1e-14 * size;
            assert!(
                close(exp[lane], x.exp(), x.exp() * x.abs().max(1.0)),
                "e^{x}"
            );
            let expected = x.abs().ln();
            assert!(
                close(ln[lane], expected, expected.abs().max(1e-2)),
                "ln {x}"
            );
            assert!(
                close(sin[lane], x.sin(), x.sin().abs().max(1e-2)),
                "sin {x}"
            );
            assert!(
                close(cos[lane], x.cos(), x.cos().abs().max(1e-2)),
                "cos {x}"
            );
            assert_eq!(sqrt[lane], x.abs().sqrt());
        }
    }
}

#[test]
fn every_path_gives_the_same_but_for_fused_roundings() {
    for x in arguments() {
        let dispatched = dispatch(Work { x: &x });
        let portable = Work { x: &x }.run::<Lanes>();
        for (one, other) in dispatched.iter().zip(&portable) {
            for (a, b) in one.iter().zip(other) {
                assert!(
                    (a - b).abs() <= 4.0 * f64::EPSILON * a.abs().max(1e-2),
                    "{a} {b}"
                );
            }
        }
    }
}
