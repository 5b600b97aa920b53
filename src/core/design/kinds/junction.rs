//! A node where links meet.

use crate::{
    design::{
        choice::{ChoiceInfo, VisitChoices},
        kinds::{Facts, Kind, Port, Side},
        parameter::Parameters,
        parameters::{Visit, volume},
        port::Domain,
        port::Role,
    },
    quantity::{Unit, text, unit_serde as q},
};
use serde::{Deserialize, Serialize};

/// Where links meet without a part: one node. Port `node`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Junction {
    /// Electrical or acoustic.
    pub domain: Domain,
    /// Volume of an acoustic junction, m³ (0: none).
    #[serde(with = "q::volume")]
    pub volume: f64,
}

impl Junction {
    /// Where its links meet. A point has no side: a link leaves it the shortest way.
    pub const NODE: &'static str = "node";
}

const FACTS: Facts = Facts {
    word: "junction",
    prefix: "N",
    ports: &[Port::acoustic(Junction::NODE, Role::Other, Side::Middle)],
    one_node: true,
    point: true,
    drawn_below: true,
    ..Facts::PART
};

const DOMAIN: ChoiceInfo = ChoiceInfo::among("domain", "Domain", &["electrical", "acoustic"]);

impl Kind for Junction {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn visit_choices(&mut self, visit: VisitChoices<'_>) {
        let all = [Domain::Electrical, Domain::Acoustic];
        DOMAIN.offer_one_of(&all, &mut self.domain, visit);
    }

    fn offered() -> Vec<(&'static str, Self)> {
        vec![
            (
                "Wire junction",
                Self {
                    domain: Domain::Electrical,
                    volume: 0.0,
                },
            ),
            (
                "Tube junction",
                Self {
                    domain: Domain::Acoustic,
                    volume: 5e-9,
                },
            ),
        ]
    }

    fn domain(&self, _port: &Port) -> Domain {
        self.domain
    }

    fn size_mm(&self, _symbol_mm: [f64; 2]) -> [f64; 2] {
        [0.0, 0.0]
    }

    fn value_text(&self) -> Option<String> {
        (self.volume > 0.0).then(|| text::rounded(self.volume, &Unit::VOLUME, 3))
    }
}

impl Parameters for Junction {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&volume("volume", "V", "Volume"), &mut self.volume);
    }
}
