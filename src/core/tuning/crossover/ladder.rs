//! A ladder of components between a feed and a driver: its transfer and its impedance.

use crate::library::stock::Component;
use num_complex::Complex64;
use std::f64::consts::TAU;

/// One step of a ladder, from the feed to the driver; numbers are places in its list of components.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A component in series.
    Series(usize),
    /// Components side by side, all of them in series with the driver.
    Trap(&'static [usize]),
    /// Components one after the other, across the driver.
    Shunt(&'static [usize]),
}

/// Components and how they hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ladder {
    /// What each component is.
    pub components: &'static [Component],
    /// The steps, from the feed to the driver.
    pub steps: &'static [Step],
}

/// A component's numbers: its value (Ω, F, H) and its series resistance, Ω.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Value {
    /// Ω, F or H.
    pub value: f64,
    /// Equivalent series or direct-current resistance, Ω.
    pub loss: f64,
}

/// What is at the two ends of a ladder, at one frequency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ends {
    /// Frequency, Hz.
    pub f: f64,
    /// Impedance of the driver, loaded as it is, Ω.
    pub load: Complex64,
    /// Impedance of what feeds the ladder, Ω.
    pub feed: Complex64,
}

/// What a ladder makes of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Loaded {
    /// Voltage at the driver over the voltage there without the ladder.
    pub transfer: Complex64,
    /// Impedance at the ladder's feed, Ω.
    pub input: Complex64,
}

fn impedance(component: Component, value: &Value, w: f64) -> Complex64 {
    match component {
        Component::Resistor => Complex64::new(value.value + value.loss, 0.0),
        Component::Capacitor => Complex64::new(value.loss, -1.0 / (w * value.value)),
        Component::Inductor => Complex64::new(value.loss, w * value.value),
    }
}

impl Ladder {
    /// Its transfer and input impedance with these components.
    pub fn solve(&self, values: &[Value], ends: &Ends) -> Loaded {
        let w = TAU * ends.f;
        let of = |place: &usize| match (self.components.get(*place), values.get(*place)) {
            (Some(component), Some(value)) => impedance(*component, value, w),
            _ => Complex64::ZERO,
        };
        let mut input = ends.load;
        let mut transfer = Complex64::ONE;
        for step in self.steps.iter().rev() {
            let series = match step {
                Step::Series(place) => of(place),
                Step::Trap(places) => {
                    let sum: Complex64 = places.iter().map(|place| of(place).inv()).sum();
                    sum.inv()
                }
                Step::Shunt(places) => {
                    let shunt: Complex64 = places.iter().map(of).sum();
                    input = input * shunt / (input + shunt);
                    continue;
                }
            };
            transfer *= input / (input + series);
            input += series;
        }
        let with = input / (input + ends.feed);
        let without = ends.load / (ends.load + ends.feed);
        transfer *= with / without;
        Loaded { transfer, input }
    }
}
