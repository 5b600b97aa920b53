//! What fills a shell: volumes of drivers, chambers and tubes, and an estimate of their mass.

use super::{Design, LinkKind, driver::Case};
use core::f64::consts::PI;

/// Volumes and mass of what is in a shell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Budget {
    /// Inside of the shell, as stated or outline times depth, m³; 0 without a shell.
    pub shell: f64,
    /// Cases of the drivers, m³.
    pub drivers: f64,
    /// Chambers, m³.
    pub chambers: f64,
    /// Insides of the tubes, m³.
    pub tubes: f64,
    /// Mass of the drivers, kg: an estimate from the size of their cases.
    pub mass: f64,
}

impl Budget {
    /// What is left of the shell, m³; negative when too much is in it.
    pub fn free(&self) -> f64 {
        self.shell - self.drivers - self.chambers - self.tubes
    }
}

/// Adds up a design.
pub fn budget(design: &Design) -> Budget {
    let mut budget = Budget {
        shell: design.shell.volume(),
        drivers: 0.0,
        chambers: 0.0,
        tubes: 0.0,
        mass: 0.0,
    };
    for part in &design.parts {
        if let Some(case) = part.kind.case() {
            let volume = case.volume();
            budget.drivers += volume;
            budget.mass += volume * part.kind.facts().density;
        }
        budget.chambers += part.kind.chamber_volume();
    }
    for link in &design.links {
        if let LinkKind::Tube(tube) = &link.kind {
            budget.tubes += tube
                .sections
                .iter()
                .map(|section| cone(section.length, section.bore_in, section.bore_out))
                .sum::<f64>();
        }
    }
    budget
}

impl Case {
    /// Volume, m³.
    pub fn volume(&self) -> f64 {
        match *self {
            Self::Box {
                length,
                width,
                height,
            } => length * width * height,
            Self::Round { diameter, height } => PI / 4.0 * diameter.powi(2) * height,
        }
    }
}

/// Volume of a truncated cone of these diameters, m³.
fn cone(length: f64, a: f64, b: f64) -> f64 {
    PI / 12.0 * length * (a * a + a * b + b * b)
}
