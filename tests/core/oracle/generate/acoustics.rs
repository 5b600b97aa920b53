//! Random ways from the drivers to the ear, and what is behind them.

use super::{Maker, Port};
use crate::support::systems::EAR;
use earwright::design::{
    PartId, PartKind, Termination,
    acoustic::{Chamber, Eartip, Horn, Junction, Leak, LeakShape, TipWall, Vent},
    port::Domain,
};
use rand::RngExt;

impl Maker {
    /// Something at a driver's rear, or nothing.
    pub(super) fn behind(&mut self, rear: Port) {
        match self.r.random_range(0..10) {
            0 | 1 => {
                let vent = self.vent();
                self.bench.joint(rear, (vent, "in"));
            }
            2 => {
                let chamber = self.chamber(200e-9, 3e-6);
                let tube = self.tube();
                self.bench.tube(tube, rear, (chamber, "west"));
                let vent = self.vent();
                self.bench.joint((chamber, "north"), (vent, "in"));
            }
            3 => {
                let leak = self.leak();
                self.bench.joint(rear, (leak, "in"));
            }
            4 => {
                let chamber = self.chamber(200e-9, 3e-6);
                self.bench.joint(rear, (chamber, "west"));
            }
            _ => {}
        }
    }

    /// Leads every mouth to the ear, merging them a few at a time.
    pub(super) fn join_up(&mut self, mouths: Vec<Port>) {
        let mut mouths: Vec<Port> = mouths.into_iter().map(|mouth| self.way(mouth)).collect();
        while mouths.len() > 1 {
            let count = self.r.random_range(2..=4_usize).min(mouths.len());
            let rest = mouths.split_off(count);
            let volume = self.or_none(1e-9, 10e-9);
            let junction = PartKind::Junction(Junction {
                domain: Domain::Acoustic,
                volume,
            });
            let junction = self.part("Merge", junction);
            for mouth in mouths {
                let tube = self.tube();
                self.bench.tube(tube, mouth, (junction, "node"));
            }
            mouths = rest;
            let merged = self.way((junction, "node"));
            mouths.push(merged);
        }
        let Some(&last) = mouths.first() else { return };
        self.lead_to_ear(last);
    }

    fn lead_to_ear(&mut self, mouth: Port) {
        let ear = (EAR, "canal");
        let choice = self.r.random_range(0..10);
        if choice == 0 && self.scope.cones {
            let horn = self.horn();
            self.bench.joint(mouth, (horn, "throat"));
            self.bench.joint((horn, "mouth"), ear);
        } else if choice < 4 {
            let tip = self.eartip();
            let tube = self.tube();
            self.bench.tube(tube, mouth, (tip, "nozzle"));
            self.bench.joint((tip, "canal"), ear);
        } else {
            let tube = self.tube();
            self.bench.tube(tube, mouth, ear);
        }
    }

    /// Something on the way from a mouth; gives the next one.
    fn way(&mut self, mouth: Port) -> Port {
        match self.r.random_range(0..10) {
            0 | 1 => {
                let chamber = self.chamber(10e-9, 400e-9);
                if self.chance(0.5) {
                    self.bench.joint(mouth, (chamber, "west"));
                } else {
                    let tube = self.tube();
                    self.bench.tube(tube, mouth, (chamber, "west"));
                }
                if self.chance(0.3) {
                    let vent = self.vent();
                    self.bench.joint((chamber, "north"), (vent, "in"));
                }
                if self.chance(0.3) {
                    let leak = self.leak();
                    self.bench.joint((chamber, "south"), (leak, "in"));
                }
                self.bypass(chamber, 0.03);
                (chamber, "east")
            }
            2 if self.scope.cones => {
                let horn = self.horn();
                self.bench.joint(mouth, (horn, "throat"));
                self.bypass(horn, 0.03);
                (horn, "mouth")
            }
            3 => {
                // A vent or a leak on the mouth itself.
                let part = if self.chance(0.5) {
                    self.vent()
                } else {
                    self.leak()
                };
                self.bench.joint(mouth, (part, "in"));
                mouth
            }
            _ => mouth,
        }
    }

    fn chamber(&mut self, low: f64, high: f64) -> PartId {
        let volume = self.within(low, high);
        let cube = 6.0 * volume.powf(2.0 / 3.0);
        let chamber = Chamber {
            volume,
            wall_area: if self.chance(0.5) {
                cube * self.within(0.9, 2.5)
            } else {
                0.0
            },
            sides_mm: None,
        };
        self.part("V", PartKind::Chamber(chamber))
    }

    fn vent(&mut self) -> PartId {
        let has_mesh = self.chance(0.4);
        let vent = Vent {
            length: self.within(0.3e-3, 5e-3),
            bore: self.within(0.1e-3, 1.5e-3),
            count: self.r.random_range(1..=4),
            inner: self.termination(),
            outer: self.termination(),
            mesh: has_mesh.then(|| self.mesh()),
            resistance: self.or_none(1e5, 1e9),
        };
        // Without length, what lies on it is all there is.
        let vent = if self.chance(0.1) {
            Vent {
                length: 0.0,
                outer: Termination::Flanged,
                ..vent
            }
        } else {
            vent
        };
        let part = self.part("Vent", PartKind::Vent(vent));
        self.bypass(part, 0.03);
        part
    }

    fn shape(&mut self) -> LeakShape {
        if self.chance(0.5) {
            LeakShape::Slit {
                width: self.within(1e-3, 30e-3),
                length: self.within(1e-3, 10e-3),
                gap: self.within(0.01e-3, 0.3e-3),
            }
        } else {
            LeakShape::Hole {
                diameter: self.within(0.05e-3, 2e-3),
                thickness: self.within(0.1e-3, 2e-3),
            }
        }
    }

    fn leak(&mut self) -> PartId {
        let has_mesh = self.chance(0.3);
        let leak = Leak {
            shape: self.shape(),
            mesh: has_mesh.then(|| self.mesh()),
        };
        let part = self.part("Leak", PartKind::Leak(leak));
        self.bypass(part, 0.03);
        part
    }

    fn horn(&mut self) -> PartId {
        let horn = Horn {
            length: self.within(1e-3, 15e-3),
            throat: self.within(0.5e-3, 4e-3),
            mouth: self.within(0.5e-3, 8e-3),
        };
        self.part("Horn", PartKind::Horn(horn))
    }

    fn eartip(&mut self) -> PartId {
        let tip = Eartip {
            length: self.within(3e-3, 10e-3),
            bore: self.within(2e-3, 5e-3),
            canal_length: self.or_none(1e-3, 8e-3),
            canal_diameter: self.within(5e-3, 8e-3),
            leak: if self.chance(0.4) {
                Some(self.shape())
            } else {
                None
            },
            wall: self.later.random_bool(0.4).then(|| TipWall {
                compliance: 1e-14 * 100_f64.powf(self.later.random_range(-0.5..1.0)),
                loss_factor: self.later.random_range(0.0..1.0),
            }),
        };
        self.part("Tip", PartKind::Eartip(tip))
    }
}
