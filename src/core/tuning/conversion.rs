//! A response from one rig to another, for one device.
//!
//! What two rigs differ by depends on what plays into them: a stiff driver drives both with one volume
//! velocity, a soft one or a wide vent with one pressure. So the difference is that of this very
//! design, solved on both: p_B/p_A at the two drums, which holds its own acoustic source impedance. A
//! fixed curve from rig to rig (such as the difference of two diffuse-field targets) has that of the
//! devices it was measured with.

use super::ear_family;
use crate::{
    analysis::phase::wrap_deg,
    design::{CurvePoint, Design, StoredCurve, ear::EarModel},
    library,
    network::Solver,
    words,
};
use num_complex::Complex64;
use std::sync::Arc;

/// A rig, and how a design sits in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seat {
    /// The ear or coupler.
    pub ear: EarModel,
    /// Canal between the tip and the rig's reference plane, m; absent: as the design is drawn.
    pub depth: Option<f64>,
}

/// From one rig to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Conversion {
    /// Frequencies, Hz.
    pub f: Arc<[f64]>,
    /// Drum pressure of the second rig over that of the first.
    pub ratio: Vec<Complex64>,
    /// Drum pressure in the second rig, Pa rms.
    pub pressure: Vec<Complex64>,
    /// Where the two are compared, and from where on they are not to be trusted: sentences.
    pub notes: Vec<String>,
}

/// Why nothing was converted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unconverted {
    /// The design is silent in one of the rigs.
    #[error("{}", tr!("the design makes no sound at its ear that could be trusted"))]
    Silent,
    /// A curve has no point that can be converted.
    #[error("{}", tr!("no point of the curve lies between 20 Hz and 20 kHz"))]
    Outside,
}

/// What is converted, Hz.
const BAND: std::ops::RangeInclusive<f64> = 20.0..=20_000.0;

impl Conversion {
    /// Solves a design in both rigs at the frequencies `f` (Hz, ascending, positive).
    ///
    /// # Errors
    /// When it is silent in one of them.
    pub fn of(design: &Design, [from, to]: [Seat; 2], f: &Arc<[f64]>) -> Result<Self, Unconverted> {
        let solve = |seat: Seat| {
            let solution = Solver::default().solve(&seated(design, seat), f);
            solution.drum_pressure.ok_or(Unconverted::Silent)
        };
        let (before, pressure) = (solve(from)?, solve(to)?);
        let ratio: Vec<Complex64> = pressure.iter().zip(&before).map(|(b, a)| b / a).collect();
        if ratio.is_empty() || !ratio.iter().all(|ratio| ratio.is_finite()) {
            return Err(Unconverted::Silent);
        }
        Ok(Self {
            f: f.clone(),
            ratio,
            pressure,
            notes: notes([from, to]),
        })
    }

    /// Converts the points of a level curve, solving at their own frequencies; those outside 20 Hz to
    /// 20 kHz are left out. Phases are converted where they are known.
    ///
    /// # Errors
    /// As [`Self::of`], and when no point is left.
    pub fn points(
        design: &Design,
        seats: [Seat; 2],
        points: &[CurvePoint],
    ) -> Result<(Self, Vec<CurvePoint>), Unconverted> {
        let inside: Vec<&CurvePoint> = points.iter().filter(|p| BAND.contains(&p.f)).collect();
        if inside.is_empty() {
            return Err(Unconverted::Outside);
        }
        let f: Arc<[f64]> = inside.iter().map(|point| point.f).collect();
        let conversion = Self::of(design, seats, &f)?;
        let converted = inside.iter().zip(&conversion.ratio).map(|(point, ratio)| {
            let turned = |phase: f64| wrap_deg(phase + ratio.arg().to_degrees());
            CurvePoint {
                f: point.f,
                value: point.value + 20.0 * ratio.norm().log10(),
                phase_deg: point.phase_deg.map(turned),
            }
        });
        let converted = converted.collect();
        Ok((conversion, converted))
    }

    /// A level curve that a design keeps, as it would be on another rig than the one it was measured
    /// on: its name and its origin say from where to where, and for which device.
    ///
    /// # Errors
    /// As [`Self::points`].
    pub fn stored(
        design: &Design,
        seats: [Seat; 2],
        curve: &StoredCurve,
    ) -> Result<StoredCurve, Unconverted> {
        let (_, points) = Self::points(design, seats, &curve.points)?;
        // Files are read elsewhere.
        let (name, origin) = words::in_english(|| {
            let [from, to] = seats.map(|seat| seat.ear.facts());
            let origin = format!(
                "Converted from {} to {} with the acoustic source impedance of “{}”. {}",
                from.description, to.description, design.name, curve.origin
            );
            (format!("{} → {}", curve.name, to.word), origin)
        });
        Ok(StoredCurve {
            name,
            origin,
            shown: true,
            taken: None,
            points,
            ..curve.clone()
        })
    }

    /// The difference of the two rigs, dB.
    pub fn difference_db(&self) -> Vec<f64> {
        let levels = self.ratio.iter().map(|ratio| 20.0 * ratio.norm().log10());
        levels.collect()
    }
}

/// The design in a rig.
fn seated(design: &Design, seat: Seat) -> Design {
    let mut seated = design.in_ear(seat.ear);
    if let Some(depth) = seat.depth
        && let Some(tip) = ear_family::ensure_tip(&mut seated)
    {
        // A rig that has a canal of its own before its plane is entered there, true in shape.
        let (deepest, shallowest) = seat.ear.depths();
        let own = depth.clamp(deepest.min(0.0), shallowest);
        ear_family::change_ear(&mut seated, |ear| ear.insertion = own);
        ear_family::change_tip(&mut seated, tip, |tip| tip.canal_length = depth - own);
    }
    seated
}

/// Where a rig's reference plane is.
fn plane(ear: EarModel) -> &'static str {
    match ear {
        EarModel::Iec711Lumped | EarModel::Iec711Distributed | EarModel::Iec711Damped => {
            tr!("the entrance of the coupler’s bore")
        }
        EarModel::Type33 => tr!("the entrance of the canal, 10 mm before the coupler"),
        EarModel::Type43 | EarModel::RealCanal => {
            tr!("13.3 mm of canal before the drum (ITU-T P.57)")
        }
        EarModel::CanalOfSize { .. } => tr!("where that of Type 4.3 lies, scaled"),
        EarModel::HuddeEngel { .. } => tr!("the beginning of the canal"),
        EarModel::OuterEar { .. } => tr!("the mouth of the concha"),
        EarModel::TwoCc | EarModel::PointFourCc => tr!("the entrance of the coupler"),
        EarModel::Anechoic { .. } => tr!("the beginning of the bore"),
        EarModel::FlatPlate { .. } => tr!("the mouth of the bore"),
    }
}

/// Where a rig is valid, as the library says it: a sentence.
fn limit(ear: EarModel) -> Option<String> {
    let same = std::mem::discriminant(&ear);
    let mut presets = library::ears().iter();
    let preset = presets.find(|preset| std::mem::discriminant(&preset.model) == same)?;
    let (name, validity) = (ear.facts().word, words::text(&preset.validity));
    Some(format!("{name}: {validity}."))
}

/// What is to be known of a conversion: sentences.
fn notes(seats: [Seat; 2]) -> Vec<String> {
    let mut notes: Vec<String> = (seats.iter())
        .map(|seat| {
            let facts = seat.ear.facts();
            let (name, plane) = (facts.description, plane(seat.ear));
            match seat.depth {
                Some(depth) => {
                    let mm = crate::quantity::text::bare_mm(depth);
                    tr!("{name}: the tip ends {mm} mm before {plane}.")
                }
                None => tr!("{name}: as drawn, its plane being {plane}."),
            }
        })
        .collect();
    let [one, other] = seats.map(|seat| seat.ear.facts().over_ear);
    if one != other {
        notes.push(
            tr!("One of these rigs is for headphones, the other for earphones: they are compared at planes far from each other.")
                .to_owned(),
        );
    }
    for limit in seats.iter().filter_map(|seat| limit(seat.ear)) {
        if !notes.contains(&limit) {
            notes.push(limit);
        }
    }
    notes
}
