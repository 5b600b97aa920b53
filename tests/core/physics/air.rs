//! Air constants against the table of the theory notes.

use earwright::physics::air::AirConstants;

fn round_to(value: f64, digits: i32) -> f64 {
    let scale = 10_f64.powi(digits);
    (value * scale).round() / scale
}

#[test]
fn air_has_the_tabulated_constants() {
    for (celsius, density, speed, viscosity, prandtl) in [
        (20.0, 1.2041, 343.23, 1.813e-5, 0.7087),
        (23.0, 1.1919, 344.98, 1.828e-5, 0.7079),
        (37.0, 1.1381, 353.04, 1.894e-5, 0.7040),
    ] {
        let air = AirConstants::from_climate(celsius, 101_325.0);
        assert_eq!(round_to(air.density, 4), density, "density at {celsius}");
        assert_eq!(round_to(air.speed_of_sound, 2), speed, "c at {celsius}");
        assert_eq!(round_to(air.viscosity, 8), viscosity, "μ at {celsius}");
        assert_eq!(round_to(air.prandtl, 4), prandtl, "Pr at {celsius}");
    }
}

#[test]
fn bulk_modulus_is_gamma_times_pressure() {
    for pressure in [80_000.0, 101_325.0] {
        let air = AirConstants::from_climate(31.0, pressure);
        let error = air.bulk_modulus() / (air.gamma * pressure) - 1.0;
        assert!(error.abs() < 1e-14, "{error}");
    }
}
