//! Impulse and step response against closed forms.

use approx::assert_relative_eq;
use earwright::analysis::{
    decay::{self, decay},
    time::{SAMPLE_RATE, impulse, step, time_grid},
};
use num_complex::Complex64;
use std::f64::consts::TAU;

fn at(t: &[f64], y: &[f64], wanted: f64) -> f64 {
    let n = t.partition_point(|t| *t < wanted - 1e-9);
    y[n]
}

#[test]
fn the_grid_is_even_and_ends_at_half_the_sample_rate() {
    let f = time_grid();
    assert_relative_eq!(f[0], 48_000.0 / 8192.0, epsilon = 1e-12);
    assert_relative_eq!(f[f.len() - 1], SAMPLE_RATE / 2.0, epsilon = 1e-9);
    assert!(impulse(&[20.0, 30.0], &[Complex64::ONE; 2]).is_none());
}

#[test]
fn a_wire_gives_a_band_limited_pulse_and_a_unit_step() {
    let f = time_grid();
    let wire = vec![Complex64::ONE; f.len()];
    let pulse = impulse(&f, &wire).unwrap();
    // The area under the band, both signs of frequency: 2 × (20 kHz + half of 4 kHz).
    assert_relative_eq!(at(&pulse.t, &pulse.y, 0.0), 44_000.0, max_relative = 1e-3);
    let rise = step(&f, &wire).unwrap();
    assert_relative_eq!(at(&rise.t, &rise.y, 5e-3), 1.0, epsilon = 2e-3);
    assert_relative_eq!(at(&rise.t, &rise.y, 0.0), 0.5, epsilon = 1e-2);
    assert!(at(&rise.t, &rise.y, -0.9e-3).abs() < 2e-3);
}

#[test]
fn a_low_pass_rises_and_decays_exponentially() {
    let f = time_grid();
    let corner = 300.0;
    let tau = 1.0 / (TAU * corner);
    let spectrum: Vec<Complex64> = f
        .iter()
        .map(|f| 1.0 / Complex64::new(1.0, f / corner))
        .collect();
    let pulse = impulse(&f, &spectrum).unwrap();
    let rise = step(&f, &spectrum).unwrap();
    for t in [0.5e-3, 1e-3, 2e-3, 4e-3] {
        let decay = (-t / tau).exp();
        assert_relative_eq!(at(&pulse.t, &pulse.y, t) * tau, decay, epsilon = 3e-3);
        assert_relative_eq!(at(&rise.t, &rise.y, t), 1.0 - decay, epsilon = 3e-3);
    }
}

#[test]
fn a_delay_moves_the_pulse_and_nothing_comes_before_it() {
    let f = time_grid();
    let spectrum: Vec<Complex64> = f
        .iter()
        .map(|f| Complex64::from_polar(1.0, -TAU * f * 3e-3))
        .collect();
    let pulse = impulse(&f, &spectrum).unwrap();
    let (peak, _) =
        pulse.t.iter().zip(&pulse.y).fold(
            (0.0, 0.0),
            |best, (t, y)| if *y > best.1 { (*t, *y) } else { best },
        );
    assert_relative_eq!(peak, 3e-3, epsilon = 1e-9);
    assert!(at(&pulse.t, &pulse.y, 1e-3).abs() < 44_000.0 * 2e-3);
}

#[test]
fn a_resonance_decays_by_its_time_constant() {
    // A resonance at 2 kHz that falls by 8.69 dB in every time constant of 1 ms, and a wire, whose
    // sound is gone at once.
    let f = time_grid();
    let (at, tau) = (TAU * 2000.0, 1e-3);
    let spectrum: Vec<Complex64> = f
        .iter()
        .map(|f| {
            let s = Complex64::new(0.0, TAU * f);
            let pole = s + 1.0 / tau;
            at * at / (pole * pole + at * at)
        })
        .collect();
    let decayed = decay(&f, &spectrum).unwrap();
    assert_eq!(decayed.slices.len(), decay::SLICES);
    let nearest = decayed.f.partition_point(|f| *f < 2000.0);
    let level = |ms: f64| {
        let slice = decayed
            .slices
            .iter()
            .find(|(time, _)| (time - ms * 1e-3).abs() < 1e-9)
            .unwrap();
        slice.1[nearest]
    };
    let per_ms = 20.0 / std::f64::consts::LN_10;
    assert_relative_eq!(level(0.0), 0.0, epsilon = 0.5);
    assert_relative_eq!(level(2.0) - level(1.0), -per_ms, epsilon = 0.15);
    assert_relative_eq!(level(3.0) - level(1.0), -2.0 * per_ms, epsilon = 0.3);
    let wire = decay(&f, &vec![Complex64::ONE; f.len()]).unwrap();
    let highest = |slice: usize| {
        wire.slices[slice]
            .1
            .iter()
            .copied()
            .fold(f64::MIN, f64::max)
    };
    assert!(
        highest(0).abs() < 1e-9 && highest(6) < -40.0,
        "{}",
        highest(6)
    );
    assert!(decay(&f, &vec![Complex64::ZERO; f.len()]).is_none());
    assert!(decay(&[20.0, 30.0], &[Complex64::ONE; 2]).is_none());
}
