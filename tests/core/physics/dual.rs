//! Duals give the derivatives of what is computed with them.

use earwright::physics::{air::AirConstants, dual::Dual, duct::Duct, loss, number::Real};

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

#[test]
fn the_chain_rule_joins_a_duct_to_what_its_bore_depends_on() {
    let air = AirConstants::from_climate(23.0, 101_325.0);
    let w = 6000.0;
    // Length 5 mm + x, radius 0.4 mm · (1 + 2x).
    let outer = [
        Dual::<3>::input(5e-3, 2, 1.0),
        Dual::<3>::input(0.4e-3, 2, 0.8e-3),
    ];
    let chain = Duct::round(
        Dual::<2>::splat(w),
        Dual::input(5e-3, 0, 1.0),
        Dual::input(0.4e-3, 1, 1.0),
        &air.splat(),
    )
    .chain()
    .widen(&outer);
    let h = 1e-7;
    let at = |x: f64| Duct::round(w, 5e-3 + x, 0.4e-3 * (1.0 + 2.0 * x), &air).chain();
    let (low, high) = (at(-h), at(h));
    let slope = (high.b - low.b).scale(0.5 / h);
    assert!((chain.b.re.slope[2] / slope.re - 1.0).abs() < 1e-6);
    assert!((chain.b.im.slope[2] / slope.im - 1.0).abs() < 1e-6);
    assert_eq!(chain.b.re.slope[0], 0.0);
}
