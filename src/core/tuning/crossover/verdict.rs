//! Whether a proposed crossover does what was wished, and what would cure it where it does not.

use super::{
    preview::{Preview, Shown},
    topology::{Topology, Wish},
};
use crate::{
    library::stock::Component,
    quantity::{Unit, text},
};

/// A corner this far off, octaves, misses the wish.
const CORNER_OCTAVES: f64 = 1.0 / 6.0;
/// A level this far off, dB, misses the wish.
const LEVEL_DB: f64 = 1.5;

/// Something that is not as it was wished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// What, in a sentence.
    pub what: String,
    /// What would cure it, in a sentence.
    pub cure: String,
}

/// What of a proposal misses the wish. `kept` says that parts the driver had before stay in front
/// of it.
pub fn misses(preview: &Preview, wish: &Wish, kept: bool) -> Vec<Miss> {
    if preview.shown == Shown::Impedance {
        return Vec::new();
    }
    let mut found = Vec::new();
    if !matches!(wish.topology, Topology::LPad | Topology::Notch) {
        for (wanted, got) in wish.corners().into_iter().zip(&preview.corners) {
            found.extend(corner(preview, wish, kept, wanted, *got));
        }
    }
    found.extend(level(preview, wish, kept));
    found
}

fn corner(preview: &Preview, wish: &Wish, kept: bool, wanted: f64, got: f64) -> Option<Miss> {
    let off = (got / wanted).log2().abs();
    if off <= CORNER_OCTAVES {
        return None;
    }
    let hertz = |f: f64| text::rounded(f, &Unit::HERTZ, 3);
    let what = if got.is_finite() {
        tr!(
            "The corner comes to {}, not to {}.",
            hertz(got),
            hertz(wanted)
        )
    } else {
        tr!(
            "There is no corner at {}: the level does not fall there.",
            hertz(wanted)
        )
    };
    let chosen = preview.proposal.chosen.iter();
    let mut missing = chosen.filter(|part| part.out_of_stock).peekable();
    let cure = if missing.peek().is_some() {
        if missing.any(|part| part.component == Component::Inductor) {
            tr!(
                "The catalogue has no such value: choose a corner its parts reach, or a topology without an inductor."
            )
        } else {
            tr!("The catalogue has no such value: choose a corner its parts reach.")
        }
    } else if kept {
        tr!(
            "The parts before it shift the corner: replace them, so that it is computed for the driver alone."
        )
    } else {
        match wish.topology {
            Topology::LowPass1 | Topology::HighPass1 | Topology::BandPass1 => {
                tr!(
                    "The driver's impedance is not a resistance: level it with a Zobel first, or choose the second order."
                )
            }
            Topology::LowPass2 | Topology::HighPass2 | Topology::BandPass2 => {
                tr!(
                    "The driver's impedance is not a resistance: level it with a Zobel first, or move the corner away from its resonance."
                )
            }
            Topology::LowPassRc | Topology::HighPassRc | Topology::BandPassRc => {
                tr!(
                    "Allow it more attenuation: the resistor then rules over the driver's impedance."
                )
            }
            _ => tr!("Choose a lower order, or level the driver's impedance with a Zobel first."),
        }
    };
    Some(Miss {
        what,
        cure: cure.to_owned(),
    })
}

fn level(preview: &Preview, wish: &Wish, kept: bool) -> Option<Miss> {
    let off = preview.off_db;
    if !off.is_finite() || off.abs() <= LEVEL_DB {
        return None;
    }
    let way = if off < 0.0 {
        tr!("lower")
    } else {
        tr!("higher")
    };
    let whose = match wish.topology {
        Topology::Notch => tr!("Beside the notch the level"),
        Topology::LPad => tr!("The level"),
        _ => tr!("The pass band"),
    };
    let what = tr!("{whose} is {:.1} dB {way} than wished.", off.abs());
    let cure = match wish.topology {
        topology if topology.has_level() && kept => {
            tr!(
                "The parts before it load it: replace them, so that it is computed for the driver alone."
            )
        }
        topology if topology.has_level() => {
            tr!(
                "Stocked values do not meet it on this impedance: try another attenuation, or level the impedance with a Zobel first."
            )
        }
        Topology::LowPass1 | Topology::LowPass2 | Topology::LowPass3 if off < 0.0 => {
            tr!(
                "The coil's resistance costs that much beside this driver: choose a higher corner, which asks for a smaller coil, or lower the other drivers by an L-pad."
            )
        }
        _ if off < 0.0 => {
            tr!(
                "The parts cost that much beside this driver: choose a lower order, or lower the other drivers by an L-pad."
            )
        }
        _ => {
            tr!(
                "Parts and driver resonate: choose Linkwitz–Riley, a lower order, or level the impedance with a Zobel first."
            )
        }
    };
    Some(Miss {
        what,
        cure: cure.to_owned(),
    })
}
