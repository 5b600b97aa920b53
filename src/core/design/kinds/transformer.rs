//! A transformer.

use crate::{
    design::{
        kinds::{
            Facts, Kind, Port, Side,
            bought::{Bought, Shelf},
        },
        parameter::Parameters,
        parameters::{Visit, amount, henry, ohm},
        port::Role,
    },
    quantity::{Unit, text, unit_serde as q},
};
use serde::{Deserialize, Serialize};

/// A transformer. Ports `p+`, `p-`, `s+`, `s-`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transformer {
    /// Secondary turns over primary turns.
    pub ratio: f64,
    /// Primary resistance, Ω.
    #[serde(with = "q::ohm")]
    pub primary_resistance: f64,
    /// Secondary resistance, Ω.
    #[serde(with = "q::ohm")]
    pub secondary_resistance: f64,
    /// Leakage inductance, referred to the primary, H.
    #[serde(with = "q::henry")]
    pub leakage_inductance: f64,
    /// Magnetising inductance at the primary, H; absent is infinite.
    #[serde(
        default,
        with = "q::optional_henry",
        skip_serializing_if = "Option::is_none"
    )]
    pub magnetising_inductance: Option<f64>,
}

impl Transformer {
    /// The terminals of the primary.
    pub const PRIMARY: [&'static str; 2] = ["p+", "p-"];
    /// The terminals of the secondary.
    pub const SECONDARY: [&'static str; 2] = ["s+", "s-"];
}

const FACTS: Facts = Facts {
    word: "transformer",
    prefix: "TR",
    ports: &[
        Port::electrical("p+", Role::Entry, Side::West, -0.5),
        Port::electrical("p-", Role::Other, Side::West, 0.5),
        Port::electrical("s+", Role::Exit, Side::East, -0.5),
        Port::electrical("s-", Role::Other, Side::East, 0.5),
    ],
    // + is handed on to +.
    through: &[["p+", "s+"], ["p-", "s-"]],
    across: &[Transformer::PRIMARY, Transformer::SECONDARY],
    ..Facts::PART
};

impl Kind for Transformer {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn offered() -> Vec<(&'static str, Self)> {
        vec![(
            "Transformer",
            Self {
                ratio: 2.0,
                primary_resistance: 1.0,
                secondary_resistance: 4.0,
                leakage_inductance: 10e-6,
                magnetising_inductance: Some(10e-3),
            },
        )]
    }

    fn size_mm(&self, [length, width]: [f64; 2]) -> [f64; 2] {
        [length, 2.0 * width]
    }

    fn value_text(&self) -> Option<String> {
        Some(format!("1 : {}", text::round_to(self.ratio, 3)))
    }

    fn bought(&self) -> Option<Bought> {
        let ratio = text::exact(self.ratio, &Unit::NUMBER);
        Some(Bought::new(
            Shelf::Windings,
            "Transformer",
            format!("1 : {ratio}"),
        ))
    }
}

impl Parameters for Transformer {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(
            &amount("ratio", "n", "Turns ratio", &Unit::NUMBER, 1e4).at_least(1e-4),
            &mut self.ratio,
        );
        visit(
            &ohm("primary_resistance", "Rp", "Primary resistance"),
            &mut self.primary_resistance,
        );
        visit(
            &ohm("secondary_resistance", "Rs", "Secondary resistance"),
            &mut self.secondary_resistance,
        );
        visit(
            &henry("leakage_inductance", "Ll", "Leakage inductance"),
            &mut self.leakage_inductance,
        );
        if let Some(magnetising) = &mut self.magnetising_inductance {
            visit(
                &henry("magnetising_inductance", "Lm", "Magnetising inductance").at_least(1e-9),
                magnetising,
            );
        }
    }
}
