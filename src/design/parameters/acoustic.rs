//! Numbers of the acoustic parts and the ear.

use super::{Visit, acoustic_resistance, amount, bore, length, volume};
use crate::{
    design::{
        acoustic::{Chamber, Eartip, Horn, Junction, Leak, LeakShape, Mesh, Vent},
        ear::{Ear, EarModel},
        parameter::{ParameterInfo, Parameters, Step},
    },
    quantity::Unit,
};

impl Parameters for Mesh {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(
            &amount(
                "mesh.specific_resistance",
                "rs",
                "Specific resistance of the mesh",
                &Unit::RAYL,
                1e6,
            ),
            &mut self.specific_resistance,
        );
        visit(
            &amount(
                "mesh.specific_mass",
                "ms",
                "Specific mass of the mesh",
                &Unit::SURFACE_MASS,
                1e3,
            ),
            &mut self.specific_mass,
        );
    }
}

impl Parameters for Chamber {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&volume("volume", "V", "Volume"), &mut self.volume);
        visit(
            &amount("wall_area", "A", "Wall area", &Unit::AREA, 10.0),
            &mut self.wall_area,
        );
    }
}

impl Parameters for Vent {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&length("length", "l", "Length"), &mut self.length);
        visit(&bore("bore", "d", "Bore"), &mut self.bore);
        let mut count = f64::from(self.count);
        visit(
            &ParameterInfo {
                key: "count",
                symbol: "N",
                label: "Number of bores",
                unit: &Unit::NUMBER,
                min: 1.0,
                max: 1000.0,
                step: Step::Whole,
                index: None,
            },
            &mut count,
        );
        // Saturates, so that a wild number is still seen to be out of bounds.
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a float cast saturates"
        )]
        {
            self.count = count.round() as u32;
        }
        if let Some(mesh) = &mut self.mesh {
            mesh.visit(visit);
        }
        visit(
            &acoustic_resistance("resistance", "R", "Acoustic resistance in series"),
            &mut self.resistance,
        );
    }
}

impl Parameters for Leak {
    fn visit(&mut self, visit: Visit<'_>) {
        self.shape.visit(visit);
        if let Some(mesh) = &mut self.mesh {
            mesh.visit(visit);
        }
    }
}

impl Parameters for LeakShape {
    fn visit(&mut self, visit: Visit<'_>) {
        match self {
            Self::Slit { width, length, gap } => {
                visit(&bore("leak.width", "w", "Slit width"), width);
                visit(&bore("leak.length", "l", "Slit length"), length);
                visit(&bore("leak.gap", "h", "Slit gap"), gap);
            }
            Self::Hole {
                diameter,
                thickness,
            } => {
                visit(&bore("leak.diameter", "d", "Hole diameter"), diameter);
                visit(
                    &length("leak.thickness", "t", "Wall thickness at the hole"),
                    thickness,
                );
            }
        }
    }
}

impl Parameters for Horn {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&length("length", "l", "Length"), &mut self.length);
        visit(&bore("throat", "d1", "Throat diameter"), &mut self.throat);
        visit(&bore("mouth", "d2", "Mouth diameter"), &mut self.mouth);
    }
}

impl Parameters for Junction {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&volume("volume", "V", "Volume"), &mut self.volume);
    }
}

impl Parameters for Eartip {
    fn visit(&mut self, visit: Visit<'_>) {
        visit(&length("length", "l", "Tip length"), &mut self.length);
        visit(&bore("bore", "d", "Tip bore"), &mut self.bore);
        visit(
            &length("canal_length", "lc", "Insertion: canal beyond the tip"),
            &mut self.canal_length,
        );
        visit(
            &bore("canal_diameter", "dc", "Canal diameter"),
            &mut self.canal_diameter,
        );
        if let Some(leak) = &mut self.leak {
            leak.visit(visit);
        }
    }
}

impl Parameters for Ear {
    fn visit(&mut self, visit: Visit<'_>) {
        match &mut self.model {
            EarModel::HuddeEngel {
                canal_length,
                canal_diameter,
            } => {
                visit(
                    &length("ear.canal_length", "lc", "Canal length"),
                    canal_length,
                );
                visit(
                    &bore("ear.canal_diameter", "dc", "Canal diameter"),
                    canal_diameter,
                );
            }
            EarModel::OuterEar {
                concha_depth,
                concha_diameter,
            } => {
                visit(
                    &length("ear.concha_depth", "l", "Concha depth"),
                    concha_depth,
                );
                visit(
                    &bore("ear.concha_diameter", "d", "Concha diameter"),
                    concha_diameter,
                );
            }
            EarModel::Anechoic { bore: diameter } | EarModel::FlatPlate { bore: diameter } => {
                visit(&bore("ear.bore", "d", "Bore"), diameter);
            }
            EarModel::Iec711Lumped
            | EarModel::Iec711Distributed
            | EarModel::Type33
            | EarModel::Type43
            | EarModel::RealCanal
            | EarModel::TwoCc
            | EarModel::PointFourCc => {}
        }
    }
}
