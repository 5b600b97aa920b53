//! A dynamic driver from the Thiele–Small numbers of a data sheet.

pub use crate::physics::thiele_small::Given;
use crate::{
    design::{
        air::Air,
        driver::{Case, Coil, MovingCoil, Origin, Trust},
        operations::usual_back_volume,
    },
    network::air_constants,
    physics::thiele_small::{Completion, complete},
};

/// What a data sheet says besides the Thiele–Small numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct DataSheet {
    /// Name of the driver.
    pub name: String,
    /// The numbers.
    pub given: Given,
    /// Voice-coil inductance Le, H; absent: none.
    pub le: Option<f64>,
    /// Greatest linear peak excursion, m; absent: unknown.
    pub xmax: Option<f64>,
    /// Diameter of the case, m; absent: as the area suggests.
    pub diameter: Option<f64>,
}

/// A driver, and a sentence for each number of the data sheet that contradicts the others.
///
/// # Errors
/// When the numbers do not suffice or are impossible; the message names those.
pub fn driver(sheet: &DataSheet, air: &Air) -> Result<(MovingCoil, Vec<String>), String> {
    let Completion {
        set,
        contradictions,
    } = complete(&sheet.given, air_constants(air).bulk_modulus())
        .map_err(|error| error.to_string())?;
    let contradictions: Vec<String> = contradictions.iter().map(ToString::to_string).collect();
    // A case is a little wider than its diaphragm.
    let diameter = sheet
        .diameter
        .unwrap_or_else(|| 1.25 * (4.0 * set.sd / std::f64::consts::PI).sqrt());
    let driver = MovingCoil {
        origin: Origin {
            preset: sheet.name.clone(),
            provenance: if contradictions.is_empty() {
                "from Thiele–Small numbers".to_owned()
            } else {
                format!(
                    "from Thiele–Small numbers that contradict each other: {}",
                    contradictions.join("; ")
                )
            },
            trust: if contradictions.is_empty() {
                Trust::B
            } else {
                Trust::C
            },
            modified: Vec::new(),
        },
        re: set.re,
        coil: Coil::Plain {
            inductance: sheet.le.unwrap_or(0.0),
        },
        bl: set.bl,
        mms: set.mms,
        cms: set.cms,
        rms: set.rms,
        sd: set.sd,
        xmax: sheet.xmax.unwrap_or(0.0),
        // A sheet says nothing of what it is built into.
        back_volume: usual_back_volume(set.sd),
        wall_exchange: true,
        case: Case::Round {
            diameter,
            height: 0.4 * diameter,
        },
        ..MovingCoil::blank()
    };
    Ok((driver, contradictions))
}
