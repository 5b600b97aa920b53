//! What mends a driver that plays against the others, solved with it done: its polarity reversed,
//! or its tube longer or shorter.

use crate::{
    analysis::alignment::{Meeting, mean_level_db, opposed},
    design::{
        Design, Edit, Length, Link, LinkId, LinkKind, PartId, operations::flip_polarity, seat::Keep,
    },
    network::{Solution, Solver, air_constants},
};

/// How far a tube may be lengthened or shortened, mm.
const FARTHEST_MM: [f64; 2] = [-15.0, 20.0];
/// What is left of a tube at least, mm.
const SHORTEST_MM: f64 = 1.0;
/// A remedy must add this much, dB, to be worth telling.
const WORTH_DB: f64 = 0.5;
/// Lengths solved beside the one the phases tell, mm.
const BESIDE_MM: [f64; 7] = [-4.0, -2.0, -1.0, 0.0, 1.0, 2.0, 4.0];

/// A change that mends a driver.
#[derive(Debug, Clone, PartialEq)]
pub struct Remedy {
    /// The edit.
    pub edit: Edit,
    /// What it adds where the drivers meet, dB, as solved with the edit made.
    pub gain_db: f64,
}

/// A tube of another length.
#[derive(Debug, Clone, PartialEq)]
pub struct Lengthened {
    /// The tube.
    pub link: LinkId,
    /// Its name.
    pub name: String,
    /// How much longer, mm; negative for shorter.
    pub by_mm: f64,
    /// The change.
    pub remedy: Remedy,
}

/// A driver that plays against the others, with what mends it.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// Where it meets the others.
    pub meeting: Meeting,
    /// Reversing its polarity.
    pub reversed: Option<Remedy>,
    /// Another length of its tube.
    pub lengthened: Option<Lengthened>,
    /// Whether what mends it is still being solved for.
    pub pending: bool,
}

impl Suggestion {
    /// The same driver where the design has changed: what mends it has to be solved for again.
    #[must_use]
    pub fn asked_again(self) -> Self {
        Self {
            meeting: self.meeting,
            reversed: None,
            lengthened: None,
            pending: true,
        }
    }
}

/// Every driver of a solved design that plays against the others, with what mends it.
pub fn suggestions(solver: &mut Solver, design: &Design, solution: &Solution) -> Vec<Suggestion> {
    opposed(solution)
        .into_iter()
        .map(|meeting| suggestion(solver, design, solution, meeting))
        .collect()
}

fn suggestion(
    solver: &mut Solver,
    design: &Design,
    solution: &Solution,
    meeting: Meeting,
) -> Suggestion {
    let f = meeting.frequencies(solution);
    let before = meeting.level_db(solution);
    let mut solved = |edit: Edit| -> Option<Remedy> {
        let with = design.apply(&edit).ok()?;
        let after = solver.solve(&with, &f).drum_pressure?;
        let gain_db = mean_level_db(&after)? - before?;
        Some(Remedy { edit, gain_db })
    };
    let worth = |remedy: &Remedy| remedy.gain_db >= WORTH_DB;
    let reversed = flip_polarity(design, meeting.part)
        .ok()
        .and_then(&mut solved)
        .filter(worth);
    let lengthened = own_tube(design, meeting.part).and_then(|link| {
        let around = told_by_phases(design, solution, &meeting, link);
        BESIDE_MM
            .into_iter()
            .filter_map(|beside| {
                let [shorter, longer] = FARTHEST_MM;
                let by_mm = tenths((around + beside).clamp(shorter, longer));
                let remedy = solved(lengthen(link, by_mm)?)?;
                Some(Lengthened {
                    link: link.id,
                    name: link.name.clone(),
                    by_mm,
                    remedy,
                })
            })
            .filter(|tube| worth(&tube.remedy))
            .max_by(|a, b| a.remedy.gain_db.total_cmp(&b.remedy.gain_db))
    });
    Suggestion {
        meeting,
        reversed,
        lengthened,
        pending: false,
    }
}

/// The tube at a driver's sound port.
fn own_tube(design: &Design, driver: PartId) -> Option<&Link> {
    let port = design.part(driver)?.kind.sound_port()?;
    design
        .links_at(driver, port)
        .find(|link| matches!(link.kind, LinkKind::Tube(_)))
}

/// By how much the phases say that a tube should be longer, mm.
fn told_by_phases(design: &Design, solution: &Solution, meeting: &Meeting, link: &Link) -> f64 {
    let c = air_constants(&design.air).speed_of_sound;
    let LinkKind::Tube(tube) = &link.kind else {
        return 0.0;
    };
    let room = SHORTEST_MM - tube.total_length() * 1e3;
    let span = [FARTHEST_MM[0].max(room.min(0.0)), FARTHEST_MM[1]];
    let delays = span.map(|mm| mm * 1e-3 / c);
    meeting.best_delay(solution, delays).delay * c * 1e3
}

fn tenths(mm: f64) -> f64 {
    (mm * 10.0).round() / 10.0
}

/// The edit that makes a tube longer by so many millimetres: its longest section takes it up.
/// `None` where nothing would change or too little would be left.
pub fn lengthen(link: &Link, by_mm: f64) -> Option<Edit> {
    let mut link = link.clone();
    let LinkKind::Tube(tube) = &mut link.kind else {
        return None;
    };
    let by = by_mm * 1e-3;
    let mut lengths: Vec<f64> = tube.sections.iter().map(|s| s.length).collect();
    let longest = lengths.iter_mut().max_by(|a, b| a.total_cmp(b))?;
    let length = ((*longest + by) * 1e5).round() / 1e5;
    if by == 0.0 || length < SHORTEST_MM * 1e-3 {
        return None;
    }
    *longest = length;
    tube.length = Length::Set;
    tube.set_lengths(&lengths, Keep::Distance);
    Some(Edit::SetLink(Box::new(link)))
}
