//! The driver in its fixture as a design, solved: what the microphone and the impedance meter read,
//! and how that depends on the driver's numbers.
//!
//! Moving a number of the driver moves numbers of the network's elements. Which ones is learned once,
//! by assembling the design with that number doubled: all of them go in proportion. From then on a
//! trial sets them in place, the engine computes anew what they change (the fixture never), and the
//! adjoint gives every derivative with one solve more.

use super::{
    fixture::{Fixture, Freed},
    model::Model,
};
use crate::network::{Engine, Features, Network, Of, assemble};
use num_complex::Complex64;
use std::sync::Arc;

/// A driver in its fixture, at some frequencies.
#[derive(Debug)]
pub(super) struct Rig {
    engine: Engine,
    /// What each free parameter, and then each freed number of the fixture, is in the network.
    places: Vec<Vec<Place>>,
    /// Whether a microphone hears it.
    heard: bool,
}

/// A number of an element that goes in proportion to a parameter.
#[derive(Debug, Clone, Copy)]
struct Place {
    element: usize,
    number: usize,
    /// The number over the parameter.
    factor: f64,
}

/// What a microphone and an impedance meter read, one value a frequency.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Curves {
    /// Pressure at the microphone, Pa rms; empty where there is none.
    pub pressure: Vec<Complex64>,
    /// Impedance at the terminals, Ω.
    pub impedance: Vec<Complex64>,
}

/// Their derivatives by the logarithm of a parameter, one value a frequency: ∂ ln p and ∂ ln Z, the
/// real part in nepers and the imaginary part in radians.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Slopes {
    pub pressure: Vec<Complex64>,
    pub impedance: Vec<Complex64>,
}

impl Clone for Rig {
    fn clone(&self) -> Self {
        self.at(&Arc::clone(self.engine.f()))
    }
}

impl Rig {
    /// Assembles a driver with these values (SI, one for each parameter of the model) in a fixture,
    /// to be solved at the frequencies `f`, Hz, rising. `free` are the places of those that move,
    /// `freed` what moves of the fixture.
    pub(super) fn new(
        model: Model,
        (fixture, freed): (&Fixture, &[Freed]),
        (values, free): (&[f64], &[usize]),
        f: &Arc<[f64]>,
    ) -> Self {
        let within =
            |fixture: &Fixture, values: &[f64]| assemble(&fixture.around(model, values)).network;
        let network = |values: &[f64]| within(fixture, values);
        let base = network(values);
        let of_fixture = |&freed: &Freed| {
            let before = fixture.value(freed).filter(|value| *value > 0.0);
            let Some(before) = before else {
                return Vec::new();
            };
            let mut doubled = fixture.clone();
            doubled.set(freed, 2.0 * before);
            places(&base, &within(&doubled, values), before)
        };
        let places = |&moved: &usize| {
            let mut doubled = values.to_vec();
            let Some(value) = doubled.get_mut(moved) else {
                return Vec::new();
            };
            let before = *value;
            *value *= 2.0;
            places(&base, &network(&doubled), before)
        };
        Self {
            places: (free.iter().map(places))
                .chain(freed.iter().map(of_fixture))
                .collect(),
            heard: fixture.is_heard(),
            engine: Engine::new(base, f),
        }
    }

    /// The same at other frequencies.
    pub(super) fn at(&self, f: &Arc<[f64]>) -> Self {
        Self {
            engine: Engine::new(self.engine.network().clone(), f),
            places: self.places.clone(),
            heard: self.heard,
        }
    }

    /// The curves with the free parameters, and then the freed numbers of the fixture, at these
    /// logarithms (what comes after them is left alone); absent where no answer could be trusted.
    pub(super) fn curves(&mut self, x: &[f64]) -> Option<Curves> {
        for (places, ln) in self.places.iter().zip(x) {
            let value = ln.exp();
            for place in places {
                let number = place.factor * value;
                self.engine.set(place.element, place.number, number);
            }
        }
        self.engine.solve(false, Features::Dispatched);
        self.engine.is_trusted().then(|| Curves {
            pressure: if self.heard {
                self.engine.drum_pressure()
            } else {
                Vec::new()
            },
            impedance: self.engine.input_impedance(),
        })
    }

    /// The curves with their derivatives, parameter by parameter.
    pub(super) fn differentiated(&mut self, x: &[f64]) -> Option<(Curves, Vec<Slopes>)> {
        let curves = self.curves(x)?;
        self.engine.solve_adjoint(Features::Dispatched);
        let slopes = self.places.iter().zip(x).map(|(places, ln)| {
            let value = ln.exp();
            Slopes {
                pressure: if self.heard {
                    self.slope(Of::Pressure, places, value)
                } else {
                    Vec::new()
                },
                impedance: self.slope(Of::Impedance, places, value),
            }
        });
        Some((curves, slopes.collect()))
    }

    /// ∂ ln/∂ ln value: what every number does, in proportion to it.
    fn slope(&self, of: Of, places: &[Place], value: f64) -> Vec<Complex64> {
        let mut sum = vec![Complex64::ZERO; self.engine.f().len()];
        for place in places {
            let slopes = self.engine.slope(of, place.element, place.number);
            for (sum, slope) in sum.iter_mut().zip(slopes) {
                *sum += slope * (place.factor * value);
            }
        }
        sum
    }
}

/// The numbers that moved when a parameter was doubled from `value`.
fn places(base: &Network, doubled: &Network, value: f64) -> Vec<Place> {
    let elements = base.elements.iter().zip(&doubled.elements).enumerate();
    elements
        .flat_map(|(element, (before, after))| {
            let numbers = before.kind.numbers().into_iter().zip(after.kind.numbers());
            numbers
                .enumerate()
                .filter_map(move |(number, (before, after))| {
                    let moved = before.to_bits() != after.to_bits();
                    debug_assert!(
                        !moved || (after / before - 2.0).abs() < 1e-9,
                        "number {number} of element {element} goes in proportion"
                    );
                    moved.then_some(Place {
                        element,
                        number,
                        factor: before / value,
                    })
                })
        })
        .collect()
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    reason = "a test stops where something is missing"
)]
mod tests {
    use super::*;
    use crate::network::log_grid;

    fn models() -> Vec<Model> {
        let all = [false, true];
        let armatures = all.into_iter().flat_map(|vented| {
            all.into_iter().flat_map(move |second_mode| {
                all.map(|adapter| Model::Armature {
                    vented,
                    second_mode,
                    adapter,
                })
            })
        });
        let moving_coils = all.into_iter().flat_map(|semi_inductance| {
            all.map(|sealed_rear| Model::MovingCoil {
                semi_inductance,
                sealed_rear,
            })
        });
        armatures.chain(moving_coils).collect()
    }

    /// A fixture with some of everything.
    fn fixture() -> Fixture {
        Fixture {
            source_resistance: 7.0,
            ..Fixture::coupler_711(0.1)
                .with_damper(3e7)
                .with_tube(4e-3, 1.4e-3)
                .with_damper(8e7)
                .with_tube(9e-3, 1.9e-3)
        }
    }

    /// Typical values of a model, and all its places.
    fn typical(model: Model) -> (Vec<f64>, Vec<usize>) {
        let values: Vec<f64> = model.parameters().iter().map(|p| p.typical()).collect();
        let free = (0..values.len()).collect();
        (values, free)
    }

    fn logarithms(values: &[f64]) -> Vec<f64> {
        values.iter().map(|value| value.ln()).collect()
    }

    /// The largest difference of two curves, relative.
    fn apart(a: &[Complex64], b: &[Complex64]) -> f64 {
        assert_eq!(a.len(), b.len());
        let pairs = a.iter().zip(b);
        pairs.fold(0.0, |most, (a, b)| f64::max(most, (a / b - 1.0).norm()))
    }

    #[test]
    fn what_is_set_in_place_is_what_would_be_assembled() {
        let f = log_grid(40, 20.0, 20_000.0);
        for model in models() {
            let (values, free) = typical(model);
            let mut moved = Rig::new(model, (&fixture(), &[]), (&values, &free), &f);
            let others: Vec<f64> = (values.iter().zip(0..))
                .map(|(value, n)| value * [0.6, 1.3, 1.7][n % 3])
                .collect();
            let moved = moved.curves(&logarithms(&others)).unwrap();
            let anew = Rig::new(model, (&fixture(), &[]), (&others, &[]), &f)
                .curves(&[])
                .unwrap();
            assert!(apart(&moved.pressure, &anew.pressure) < 1e-9, "{model:?}");
            assert!(apart(&moved.impedance, &anew.impedance) < 1e-9, "{model:?}");
        }
    }

    #[test]
    fn the_slopes_are_those_of_differences() {
        const STEP: f64 = 2e-5;
        let f = log_grid(40, 20.0, 20_000.0);
        for model in models() {
            let (values, free) = typical(model);
            let x = logarithms(&values);
            let mut rig = Rig::new(model, (&fixture(), &[]), (&values, &free), &f);
            let (_, slopes) = rig.differentiated(&x).unwrap();
            assert_eq!(slopes.len(), values.len());
            for (k, slopes) in slopes.iter().enumerate() {
                let symbol = model.parameters()[k].symbol;
                assert!(!rig.places[k].is_empty(), "{model:?}: {symbol} is nowhere");
                let [up, down] = [STEP, -STEP].map(|step| {
                    let mut x = x.clone();
                    x[k] += step;
                    rig.curves(&x).unwrap()
                });
                for (slopes, up, down) in [
                    (&slopes.pressure, &up.pressure, &down.pressure),
                    (&slopes.impedance, &up.impedance, &down.impedance),
                ] {
                    for (n, slope) in slopes.iter().enumerate() {
                        let difference = (up[n] / down[n]).ln() / (2.0 * STEP);
                        let error = (slope - difference).norm();
                        assert!(
                            error < 1e-5 * (1.0 + slope.norm()),
                            "{model:?}, {symbol} at {} Hz: {slope}, {difference}",
                            f[n]
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_freed_of_the_fixture_moves_as_if_it_were_assembled() {
        let f = log_grid(40, 20.0, 20_000.0);
        let (values, _) = typical(Model::ARMATURE);
        let freed = [Freed::Length(1), Freed::Resistance(2), Freed::Source];
        let mut moved = Rig::new(Model::ARMATURE, (&fixture(), &freed), (&values, &[]), &f);
        let mut other = fixture();
        let factors = [1.2, 0.7, 1.5];
        let mut x = Vec::new();
        for (freed, factor) in freed.into_iter().zip(factors) {
            let value = other.value(freed).unwrap() * factor;
            other.set(freed, value);
            x.push(value.ln());
        }
        assert_eq!(
            moved
                .places
                .iter()
                .filter(|places| places.is_empty())
                .count(),
            0
        );
        let moved = moved.curves(&x).unwrap();
        let mut anew = Rig::new(Model::ARMATURE, (&other, &[]), (&values, &[]), &f);
        let anew = anew.curves(&[]).unwrap();
        assert!(apart(&moved.pressure, &anew.pressure) < 1e-9);
        assert!(apart(&moved.impedance, &anew.impedance) < 1e-9);
    }

    #[test]
    fn a_wall_and_an_open_mouth_load_the_driver_as_they_should() {
        use super::super::fixture::End;
        let f = log_grid(60, 100.0, 10_000.0);
        let (values, _) = typical(Model::ARMATURE);
        let impedance = |end: End| {
            let fixture = Fixture::coupler_711(0.1)
                .with_tube(10e-3, 1.5e-3)
                .ending(end);
            let mut rig = Rig::new(Model::ARMATURE, (&fixture, &[]), (&values, &[]), &f);
            let curves = rig.curves(&[]).unwrap();
            assert_eq!(curves.pressure.is_empty(), end != End::Coupler);
            curves.impedance
        };
        let [coupler, blocked, open] = [End::Coupler, End::Blocked, End::Open].map(impedance);
        // Each load moves the resonances, and with them the impedance.
        assert!(apart(&coupler, &blocked) > 0.02 && apart(&coupler, &open) > 0.02);
        assert!(apart(&blocked, &open) > 0.05);
    }

    #[test]
    fn a_damper_counts_without_a_tube_to_sit_in() {
        let f = log_grid(40, 20.0, 20_000.0);
        let (values, _) = typical(Model::ARMATURE);
        let pressure = |fixture: &Fixture| {
            let mut rig = Rig::new(Model::ARMATURE, (fixture, &[]), (&values, &[]), &f);
            rig.curves(&[]).unwrap().pressure
        };
        let bare = Fixture::coupler_711(0.1);
        let damped = pressure(&bare.clone().with_damper(2e8));
        let halves = pressure(&bare.clone().with_damper(1e8).with_damper(1e8));
        assert!(apart(&damped, &halves) < 1e-9);
        assert!(apart(&damped, &pressure(&bare)) > 0.1);
    }
}
