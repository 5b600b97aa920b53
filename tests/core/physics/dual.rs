//! Duals give the derivatives of what is computed with them.

use earwright::physics::{dual::Dual, loss, number::Real};

#[test]
fn elementary_functions_have_their_known_derivatives() {
    let x = Dual::<1>::input(0.7, 0, 1.0);
    let known = [
        (x.sqrt(), 0.5 / 0.7_f64.sqrt()),
        (x.exp(), 0.7_f64.exp()),
        (x.ln(), 1.0 / 0.7),
        (x.sin_cos().0, 0.7_f64.cos()),
        (x.sin_cos().1, -0.7_f64.sin()),
        ((-x).abs(), 1.0),
        (x.powf(2.5), 2.5 * 0.7_f64.powf(1.5)),
        (
            x * x / (x + Dual::constant(1.0)),
            (0.7 * 0.7 + 1.4) / 1.7_f64.powi(2),
        ),
    ];
    for (k, (dual, slope)) in known.iter().enumerate() {
        assert!((dual.slope[0] - slope).abs() < 1e-14, "{k}");
    }
}

#[test]
fn the_loss_function_has_the_slope_of_its_differential_equation() {
    for s in [0.3, 2.0, 5.0, 15.0, 40.0] {
        let dual = loss::circle(Dual::<1>::input(s, 0, 1.0));
        let plain = loss::circle(s);
        let slope = loss::circle_slope(s, &plain);
        assert!((dual.f.re.slope[0] - slope.re).abs() < 1e-10, "{s}");
        assert!((dual.f.im.slope[0] - slope.im).abs() < 1e-10, "{s}");
    }
}
