//! Random crossovers between the source and the drivers.

use super::{Maker, Port};
use crate::support::systems::SOURCE;
use earwright::design::{
    PartId, PartKind,
    acoustic::Junction,
    electrical::{Capacitor, Dielectric, Inductor, Resistor, Transformer},
    port::Domain,
};
use rand::RngExt;

/// The source's terminals.
const PLUS: Port = (SOURCE, "+");
const MINUS: Port = (SOURCE, "-");

impl Maker {
    /// Wires every driver to the source, through parts of its own or shared ones, alone, in parallel
    /// or in series, either way round.
    pub(super) fn wire_up(&mut self, drivers: &[PartId]) {
        let mut rest = drivers;
        while !rest.is_empty() {
            let together = if self.chance(0.3) {
                2.min(rest.len())
            } else {
                1
            };
            let (here, later) = rest.split_at(together);
            rest = later;
            let (plus, minus) = self.feed();
            let in_series = self.chance(0.4);
            let mut from = plus;
            for (n, &driver) in here.iter().enumerate() {
                let (first, second) = if self.chance(0.4) {
                    ("-", "+")
                } else {
                    ("+", "-")
                };
                self.bench.wire(from, (driver, first));
                if in_series && n + 1 < here.len() {
                    from = (driver, second);
                } else {
                    self.bench.wire((driver, second), minus);
                }
            }
        }
    }

    /// Parts between the source and a driver; gives where the driver's terminals go.
    fn feed(&mut self) -> (Port, Port) {
        let from = if self.chance(0.15) {
            let junction = PartKind::Junction(Junction {
                domain: Domain::Electrical,
                volume: 0.0,
            });
            let junction = self.part("Node", junction);
            self.bench.wire(PLUS, (junction, "node"));
            (junction, "node")
        } else {
            PLUS
        };
        match self.r.random_range(0..10) {
            0 | 1 => (from, MINUS),
            2 => {
                let parts = self.r.random_range(1..=3);
                let mut at = from;
                for _ in 0..parts {
                    let part = self.any();
                    at = self.through(at, part);
                }
                (at, MINUS)
            }
            3 => {
                let part = self.resistor();
                (self.through(from, part), MINUS)
            }
            4 => {
                let part = self.capacitor();
                (self.through(from, part), MINUS)
            }
            5 => {
                // Second order, low-pass or high-pass, with a resistor behind it.
                let (first, across) = if self.chance(0.5) {
                    (self.inductor(), self.capacitor())
                } else {
                    (self.capacitor(), self.inductor())
                };
                let at = self.through(from, first);
                self.across(at, across);
                let part = self.resistor();
                (self.through(at, part), MINUS)
            }
            6 => {
                // An attenuator.
                let (first, across) = (self.resistor(), self.resistor());
                let at = self.through(from, first);
                self.across(at, across);
                (at, MINUS)
            }
            7 => {
                // Two side by side in the way.
                let (first, second) = (self.resistor(), self.any());
                let at = self.through(from, first);
                self.bench.wire(from, (second, "1"));
                self.bench.wire((second, "2"), at);
                (at, MINUS)
            }
            8 => {
                let part = self.inductor();
                (self.through(from, part), MINUS)
            }
            _ => self.transformer(from),
        }
    }

    fn transformer(&mut self, from: Port) -> (Port, Port) {
        let transformer = Transformer {
            ratio: self.within(0.3, 8.0),
            primary_resistance: self.within(0.2, 10.0),
            secondary_resistance: self.within(0.2, 50.0),
            leakage_inductance: self.or_none(1e-6, 1e-4),
            magnetising_inductance: if self.chance(0.6) {
                Some(self.within(1e-3, 0.1))
            } else {
                None
            },
        };
        let part = self.part("TR", PartKind::Transformer(transformer));
        self.bench.wire(from, (part, "p+"));
        self.bench.wire((part, "p-"), MINUS);
        // Its secondary floats, or not.
        if self.chance(0.5) {
            self.bench.wire((part, "s-"), MINUS);
        }
        ((part, "s+"), (part, "s-"))
    }

    /// A part in the way.
    fn through(&mut self, from: Port, part: PartId) -> Port {
        self.bench.wire(from, (part, "1"));
        (part, "2")
    }

    /// A part across the line.
    fn across(&mut self, at: Port, part: PartId) {
        self.bench.wire(at, (part, "1"));
        self.bench.wire((part, "2"), MINUS);
    }

    fn any(&mut self) -> PartId {
        let part = match self.r.random_range(0..3) {
            0 => self.resistor(),
            1 => self.capacitor(),
            _ => self.inductor(),
        };
        self.bypass(part, 0.05);
        part
    }

    fn resistor(&mut self) -> PartId {
        let resistance = self.within(0.5, 200.0);
        self.part("R", PartKind::Resistor(Resistor::of(resistance)))
    }

    fn capacitor(&mut self) -> PartId {
        let capacitor = Capacitor {
            capacitance: self.within(0.1e-6, 100e-6),
            series_resistance: self.or_none(0.01, 1.0),
            dielectric: Dielectric::Film,
            rated_voltage: 0.0,
        };
        self.part("C", PartKind::Capacitor(capacitor))
    }

    fn inductor(&mut self) -> PartId {
        let inductor = Inductor {
            inductance: self.within(0.05e-3, 5e-3),
            dc_resistance: self.or_none(0.1, 10.0),
            saturation_current: 0.0,
        };
        self.part("L", PartKind::Inductor(inductor))
    }
}
