//! Numbers of the electrical parts.

use super::{Visit, amount, farad, henry, ohm};
use crate::{
    design::{
        electrical::{Capacitor, Inductor, Resistor, Source, Transformer},
        parameter::Parameters,
    },
    quantity::Unit,
};

impl Parameters for Source {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(
            &ohm("output_resistance", "Rout", "Output resistance"),
            &mut self.output_resistance,
        );
        visit(
            &ohm("cable_resistance", "Rcable", "Cable resistance"),
            &mut self.cable_resistance,
        );
        visit(
            &henry("cable_inductance", "Lcable", "Cable inductance"),
            &mut self.cable_inductance,
        );
        visit(
            &farad("cable_capacitance", "Ccable", "Cable capacitance"),
            &mut self.cable_capacitance,
        );
    }
}

impl Parameters for Resistor {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&ohm("resistance", "R", "Resistance"), &mut self.resistance);
    }
}

impl Parameters for Capacitor {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(
            &farad("capacitance", "C", "Capacitance"),
            &mut self.capacitance,
        );
        visit(
            &ohm("series_resistance", "ESR", "Series resistance"),
            &mut self.series_resistance,
        );
    }
}

impl Parameters for Inductor {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(
            &henry("inductance", "L", "Inductance"),
            &mut self.inductance,
        );
        visit(
            &ohm("dc_resistance", "DCR", "Direct-current resistance"),
            &mut self.dc_resistance,
        );
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
