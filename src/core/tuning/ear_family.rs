//! One design in many ears: insertion, seal and ear model varied, all of them solved.
//!
//! Insertion is a length of canal between the tip and the ear's reference plane, the seal a slit
//! past the tip. Both are dimensions of the design's eartip. A design without one plays right at
//! the reference plane; a tip without length is put there.
//!
//! How large the leaks are is an own choice, no standard says it. Past a tip: the small slit takes
//! 3 dB at some 25 Hz from a 711 driven at constant volume displacement, the large one at some
//! 230 Hz; at low frequencies that one passes what a hole of Ø0.5 mm and 6.6 mm length does, and a
//! hole of Ø0.5 mm is what E. Carmichel (“Earphone tests: what about the low frequencies?”, 2021)
//! took for a realistic leak. Past a pad: the two slits that the slit's own checks use, which take
//! 3 dB at 73 Hz from 30 cm³ and let them resonate at 522 Hz.

use crate::noticed::OrNoticed as _;
use crate::{
    analysis::{EarFamily, spl},
    design::{
        Design, Link, LinkEnd, LinkId, LinkKind, Part, PartId,
        acoustic::{Eartip, LeakShape},
        ear::{Ear, EarModel},
    },
    network::{Solver, log_grid},
};
use rayon::prelude::*;
use std::{ops::ControlFlow, sync::Arc};

/// How deep the tip sits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// More canal between tip and reference plane.
    Shallow,
    /// Between the two.
    Nominal,
    /// Less canal.
    Deep,
}

/// How tight the tip is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seal {
    /// No leak.
    Sealed,
    /// A hair, a fold of skin.
    Small,
    /// A tip that does not fit.
    Large,
}

/// The ears of a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FamilyEar {
    /// IEC 60318-4.
    Iec711,
    /// ITU-T P.57 Type 4.3.
    Type43,
    /// The canal of Type 4.3 ahead of the drum of Hudde and Engel.
    Real,
    /// ITU-T P.57 Type 3.3.
    Type33,
    /// A concha ahead of Type 3.3.
    Outer,
}

impl Depth {
    /// Every depth.
    pub const ALL: [Self; 3] = [Self::Shallow, Self::Nominal, Self::Deep];

    /// In a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Shallow => tr!("shallow"),
            Self::Nominal => tr!("nominal"),
            Self::Deep => tr!("deep"),
        }
    }
}

impl Seal {
    /// Every seal.
    pub const ALL: [Self; 3] = [Self::Sealed, Self::Small, Self::Large];

    /// In a word or two.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sealed => tr!("sealed"),
            Self::Small => tr!("small leak"),
            Self::Large => tr!("large leak"),
        }
    }

    /// The slit past a tip, or past a pad where the ear is one for headphones.
    pub fn slit(self, over_ear: bool) -> Option<LeakShape> {
        let [width, length, gap] = match (self, over_ear) {
            (Self::Sealed, _) => return None,
            (Self::Small, false) => [3e-3, 5e-3, 0.08e-3],
            (Self::Large, false) => [8e-3, 5e-3, 0.12e-3],
            (Self::Small, true) => [30e-3, 10e-3, 0.2e-3],
            (Self::Large, true) => [30e-3, 10e-3, 1e-3],
        };
        Some(LeakShape::Slit { width, length, gap })
    }

    /// The slit in a sentence: its size and where that comes from.
    pub fn summary(self, over_ear: bool) -> String {
        let Some(LeakShape::Slit { width, length, gap }) = self.slit(over_ear) else {
            return tr!("No leak.").to_owned();
        };
        let mm = |size: f64| crate::quantity::text::round_to(size * 1e3, 2);
        tr!(
            "A slit {} mm wide, {} mm long, {} mm high past the {}: chosen for this program, not measured.",
            mm(width),
            mm(length),
            mm(gap),
            if over_ear { tr!("pad") } else { tr!("tip") },
        )
    }
}

impl FamilyEar {
    /// Every ear.
    pub const ALL: [Self; 5] = [
        Self::Iec711,
        Self::Type43,
        Self::Real,
        Self::Type33,
        Self::Outer,
    ];

    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Iec711 => "711",
            Self::Type43 => tr!("Type 4.3"),
            Self::Real => tr!("real ear"),
            Self::Type33 => tr!("Type 3.3"),
            Self::Outer => tr!("outer ear"),
        }
    }

    /// Its model.
    pub fn model(self) -> EarModel {
        match self {
            Self::Iec711 => EarModel::Iec711Lumped,
            Self::Type43 => EarModel::Type43,
            Self::Real => EarModel::RealCanal,
            Self::Type33 => EarModel::Type33,
            Self::Outer => EarModel::AVERAGE_OUTER,
        }
    }
}

/// What is varied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarSettings {
    /// Insertions.
    pub depths: Vec<Depth>,
    /// Seals.
    pub seals: Vec<Seal>,
    /// Ears.
    pub ears: Vec<FamilyEar>,
}

impl EarSettings {
    /// What makes sense of a design: three insertions, seals and ears, or for headphones, which no
    /// tip holds in the canal, three seals and ears.
    pub fn of(design: &Design) -> Self {
        let (depths, ears) = if over_ear(design) {
            let ears = [FamilyEar::Type33, FamilyEar::Outer, FamilyEar::Type43];
            (vec![Depth::Nominal], ears)
        } else {
            let ears = [FamilyEar::Iec711, FamilyEar::Type43, FamilyEar::Real];
            (Depth::ALL.to_vec(), ears)
        };
        Self {
            depths,
            seals: Seal::ALL.to_vec(),
            ears: ears.to_vec(),
        }
    }
}

/// Difference of canal length between two insertions, m.
const STEP: f64 = 4e-3;
/// Diameter of a canal where the design states none, m.
const CANAL_DIAMETER: f64 = 7.5e-3;
/// Frequencies of a family: enough to draw, few enough to follow the mouse.
const POINTS: usize = 240;

/// Whether the design's ear is one for headphones.
pub fn over_ear(design: &Design) -> bool {
    let ear = design.ear_model();
    ear.is_some_and(|ear| ear.facts().over_ear)
}

/// The design in every ear of the settings: names and designs, and sentences on how it was done.
pub fn members(design: &Design, settings: &EarSettings) -> (Vec<(String, Design)>, Vec<String>) {
    let mut base = design.clone();
    let Some(ear) = design.ear().map(|part| part.id) else {
        return (Vec::new(), vec![tr!("The design has no ear.").to_owned()]);
    };
    let over_ear = over_ear(design);
    let own = design.worn_tip().map(|part| part.id);
    let mut notes = Vec::new();
    let tip = own.unwrap_or_else(|| put_tip(&mut base, ear));
    let drawn = eartip(&base, tip).map(|tip| tip.canal_length);
    let drawn = drawn.or_noticed(0.0, "the eartip the family was made for");
    // At the reference plane nothing is deeper: what is drawn counts as deep.
    let nominal = if drawn > 0.0 || over_ear { drawn } else { STEP };
    if own.is_none() && !over_ear {
        notes.push(
            tr!("The design has no eartip: canal and leak are put right ahead of the ear.")
                .to_owned(),
        );
    }
    if drawn == 0.0 && settings.depths.len() > 1 && !over_ear {
        notes.push(
            tr!("It plays at the ear's reference plane: deep is as drawn, nominal and shallow are 4 and 8 mm before it.")
                .to_owned(),
        );
    }
    let canal = |depth: Depth| match depth {
        Depth::Shallow => nominal + STEP,
        Depth::Nominal => nominal,
        Depth::Deep => (nominal - STEP).max(0.0),
    };
    let mut members = Vec::new();
    for &model in &settings.ears {
        for &depth in &settings.depths {
            for &seal in &settings.seals {
                let mut member = base.clone();
                for part in &mut member.parts {
                    if let Some(ear) = part.kind.downcast_mut::<Ear>() {
                        ear.become_model(model.model());
                    } else if part.id == tip
                        && let Some(eartip) = part.kind.downcast_mut::<Eartip>()
                    {
                        eartip.canal_length = canal(depth);
                        eartip.leak = seal.slit(over_ear);
                        part.bypassed = false;
                    }
                }
                let name = if over_ear {
                    format!("{}, {}", seal.word(), model.word())
                } else {
                    format!("{}, {}, {}", depth.word(), seal.word(), model.word())
                };
                members.push((name, member));
            }
        }
    }
    (members, notes)
}

/// Solves the design in every ear of the settings. `tell` hears the part done before each and may
/// stop it: then there is no family.
pub fn ear_family(
    design: &Design,
    settings: &EarSettings,
    f: Option<Arc<[f64]>>,
    tell: &mut dyn FnMut(f64) -> ControlFlow<()>,
) -> Option<EarFamily> {
    let f = f.unwrap_or_else(|| log_grid(POINTS, 20.0, 20_000.0));
    let levels = |solver: &mut Solver, design: &Design| -> Vec<f64> {
        let solution = solver.solve(design, &f);
        solution.drum_pressure.map_or_else(
            || vec![f64::NAN; f.len()],
            |pressure| spl::levels_db(&pressure),
        )
    };
    let as_drawn = levels(&mut Solver::default(), design);
    let (designs, notes) = members(design, settings);
    let count = designs.len().max(1);
    let mut solved = Vec::with_capacity(count);
    // A few at a time, so that a stop is heard soon.
    for group in designs.chunks(2 * rayon::current_num_threads().max(1)) {
        if tell(solved.len() as f64 / count as f64).is_break() {
            return None;
        }
        let part: Vec<(String, Vec<f64>)> = group
            .par_iter()
            .map_init(Solver::default, |solver, (name, design)| {
                (name.clone(), levels(solver, design))
            })
            .collect();
        solved.extend(part);
    }
    Some(EarFamily::new(f.clone(), as_drawn, solved, notes))
}

/// A part where it is a tip.
pub(super) fn eartip(design: &Design, id: PartId) -> Option<&Eartip> {
    design.part(id)?.kind.downcast_ref()
}

/// The ear that a design plays into.
pub(super) fn ear(design: &Design) -> Option<&Ear> {
    design.ear()?.kind.downcast_ref()
}

/// Changes that ear.
pub(crate) fn change_ear(design: &mut Design, change: impl FnOnce(&mut Ear)) {
    let id = design.ear().map(|part| part.id);
    let part = design.parts.find_mut(|part| Some(part.id) == id);
    if let Some(ear) = part.and_then(|part| part.kind.downcast_mut()) {
        change(ear);
    }
}

/// The tip that a design is worn with, put there where it has none; absent without an ear.
pub(crate) fn ensure_tip(design: &mut Design) -> Option<PartId> {
    let ear = design.ear().map(|part| part.id)?;
    let worn = design.worn_tip().map(|part| part.id);
    let tip = worn.unwrap_or_else(|| put_tip(design, ear));
    let part = design.parts.find_mut(|part| part.id == tip)?;
    part.bypassed = false;
    Some(tip)
}

/// The design with a tip before its ear, put there without length where it has none; absent without
/// an ear.
pub fn tipped(design: &Design) -> Option<Design> {
    let mut tipped = design.clone();
    ensure_tip(&mut tipped)?;
    Some(tipped)
}

/// Changes a tip.
pub(crate) fn change_tip(design: &mut Design, tip: PartId, change: impl FnOnce(&mut Eartip)) {
    let part = design.parts.find_mut(|part| part.id == tip);
    if let Some(tip) = part.and_then(|part| part.kind.downcast_mut()) {
        change(tip);
    }
}

/// Puts a tip without length ahead of the ear: whatever met the ear meets the tip.
fn put_tip(design: &mut Design, ear: PartId) -> PartId {
    let (tip, link) = (PartId(design.next_id), LinkId(design.next_id + 1));
    design.next_id += 2;
    for link in &mut design.links {
        for end in [&mut link.from, &mut link.to] {
            if end.part == ear {
                *end = LinkEnd {
                    part: tip,
                    port: Eartip::NOZZLE.to_owned(),
                };
            }
        }
    }
    let eartip = Eartip {
        length: 0.0,
        bore: CANAL_DIAMETER,
        canal_length: 0.0,
        canal_diameter: CANAL_DIAMETER,
        leak: None,
        wall: None,
    };
    let mut part = Part::new(tip, eartip, [0.0, 0.0]);
    "Tip of the ear family".clone_into(&mut part.name);
    design.parts.push(part);
    let end = |part, port: &str| LinkEnd {
        part,
        port: port.to_owned(),
    };
    design.links.push(Link {
        id: link,
        name: "Joint of the ear family".to_owned(),
        from: end(tip, Eartip::CANAL),
        to: end(ear, Ear::CANAL),
        way_points_mm: Vec::new(),
        kind: LinkKind::Joint,
    });
    tip
}
