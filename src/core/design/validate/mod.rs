//! What every part, link and setting must satisfy, whoever made it: an edit, a file, a paste.

mod kept;
mod texts;
mod tolerances;
mod whole;

use super::{
    Alternatives, Design, EditError, Free, Insert, InsertKind, Link, LinkEnd, LinkKind, Part,
    document::{CurvePoint, StoredCurve},
    edit::OutOfBounds,
    goals::{self, Goal},
    parameter::{ParameterInfo, Parameters},
    parameters::{
        drawing::{self, OUTLINE_POINT, Placement, SYMBOL_SIDE, WAY_POINT},
        setting::{ALIGN_AT, ALIGN_TO, HOURS},
    },
    port::Domain,
    shell::Shell,
    target::{Target, TargetSetting},
};

use std::collections::BTreeSet;

pub(super) use kept::kept;
pub(super) use texts::{line, name};
pub(super) use tolerances::tolerances;
pub(super) use whole::{Invalid, design, repair};

/// Most sections, inserts, way-points or outline points: far beyond any drawing.
const MOST_POINTS: usize = 10_000;

/// Checks the numbers of `owner` against their bounds.
pub(super) fn parameters<T: Parameters + Clone>(owner: &str, of: &T) -> Result<(), EditError> {
    of.parameters()
        .iter()
        .try_for_each(|(info, value)| number(owner, info, *value))
}

/// Checks one number.
pub(super) fn number(owner: &str, info: &ParameterInfo, value: f64) -> Result<(), EditError> {
    match info.objection(value) {
        None => Ok(()),
        Some(bound) => Err(EditError::Value(Box::new(OutOfBounds {
            owner: owner.to_owned(),
            key: info.key(),
            label: info.words(),
            bound,
            value: crate::quantity::text::exact(value, info.unit),
        }))),
    }
}

/// Checks numbers of millimetres under one row.
pub(super) fn millimetres(owner: &str, info: &ParameterInfo, all: &[f64]) -> Result<(), EditError> {
    all.iter()
        .try_for_each(|&mm| number(owner, info, drawing::metres(mm)))
}

/// Checks every point of a list, and says which of them it is.
fn points(owner: &str, info: &ParameterInfo, points: &[[f64; 2]]) -> Result<(), EditError> {
    let mut points = points.iter().enumerate();
    points.try_for_each(|(index, point)| millimetres(owner, &info.indexed(index), point))
}

/// Checks that a list is no longer than any drawing needs.
pub(super) fn count(owner: &str, what: &str, count: usize) -> Result<(), EditError> {
    if count <= MOST_POINTS {
        Ok(())
    } else {
        Err(EditError::Other(tr!(
            "“{owner}” has {count} {what}, more than {MOST_POINTS}"
        )))
    }
}

/// Checks a part by itself.
pub(super) fn part(part: &Part) -> Result<(), EditError> {
    name(&part.name)?;
    let owner = &part.name;
    parameters(owner, &Placement::of(part))?;
    parameters(owner, part)?;
    if let Some(origin) = part.kind.origin() {
        line(owner, "preset", &origin.preset)?;
    }
    part.kind.validate(owner)
}

/// Checks a link by itself and against the parts it ends on.
pub(super) fn link(design: &Design, link: &Link) -> Result<(), EditError> {
    name(&link.name)?;
    let owner = &link.name;
    let from = end_domain(design, &link.from)?;
    let to = end_domain(design, &link.to)?;
    let refuse = |reason: &str| {
        Err(EditError::Domains {
            from: end_words(design, &link.from),
            to: end_words(design, &link.to),
            reason: reason.to_owned(),
        })
    };
    if link.from == link.to {
        return refuse(tr!("they are the same port"));
    }
    if from != to {
        return refuse(tr!("one is electrical and the other acoustic"));
    }
    match (&link.kind, from) {
        (LinkKind::Wire, Domain::Acoustic) => {
            return refuse(tr!("a wire joins electrical ports only"));
        }
        (LinkKind::Tube(_) | LinkKind::Joint, Domain::Electrical) => {
            return refuse(tr!("electrical ports are joined by a wire"));
        }
        _ => {}
    }
    count(owner, "way-points", link.way_points_mm.len())?;
    points(owner, &WAY_POINT, &link.way_points_mm)?;
    if let LinkKind::Tube(tube) = &link.kind {
        if tube.sections.is_empty() {
            return Err(EditError::Other(tr!("“{owner}” has no section")));
        }
        count(owner, "sections", tube.sections.len())?;
        parameters(owner, tube)?;
        inserts(owner, &tube.inserts)?;
    }
    Ok(())
}

/// Checks what of inserts is no number.
pub(super) fn inserts(owner: &str, inserts: &[Insert]) -> Result<(), EditError> {
    count(owner, "inserts", inserts.len())?;
    inserts.iter().try_for_each(|insert| match &insert.kind {
        InsertKind::Damper { name, .. } => line(owner, "damper", name),
        InsertKind::Mesh(_) => Ok(()),
    })
}

/// Whether a link says nothing that another does not: a second wire or joint between the same
/// ports, or a second tube drawn along the same path. (Two tubes in parallel are two tubes.)
pub(super) fn repeats(link: &Link, other: &Link) -> bool {
    if link.id == other.id {
        return false;
    }
    let same_way = link.from == other.from && link.to == other.to;
    let other_way = link.from == other.to && link.to == other.from;
    if !same_way && !other_way {
        return false;
    }
    match (&link.kind, &other.kind) {
        (LinkKind::Tube(_), LinkKind::Tube(_)) => {
            let mut theirs = other.way_points_mm.clone();
            if !same_way {
                theirs.reverse();
            }
            link.way_points_mm == theirs
        }
        (a, b) => core::mem::discriminant(a) == core::mem::discriminant(b),
    }
}

/// Refuses a link that repeats another of the design.
pub(super) fn not_repeated(design: &Design, link: &Link) -> Result<(), EditError> {
    match design.links.iter().find(|other| repeats(link, other)) {
        Some(other) => Err(EditError::Domains {
            from: end_words(design, &link.from),
            to: end_words(design, &link.to),
            reason: tr!("“{}” joins them already", other.name),
        }),
        None => Ok(()),
    }
}

/// The domain of the port a link ends on.
pub(super) fn end_domain(design: &Design, end: &LinkEnd) -> Result<Domain, EditError> {
    let part = design.part(end.part).ok_or(EditError::NoPart(end.part.0))?;
    part.kind
        .port_domain(&end.port)
        .ok_or_else(|| EditError::NoPort {
            part: part.name.clone(),
            port: end.port.clone(),
        })
}

fn end_words(design: &Design, end: &LinkEnd) -> String {
    let name = design.part(end.part).map_or("?", |part| part.name.as_str());
    format!("“{name}” {}", end.port)
}

/// Checks the points of a curve: finite, frequencies positive and ascending.
pub(super) fn curve_points(owner: &str, points: &[CurvePoint]) -> Result<(), EditError> {
    let finite = |point: &CurvePoint| {
        point.f.is_finite()
            && point.f > 0.0
            && point.value.is_finite()
            && point.phase_deg.is_none_or(f64::is_finite)
    };
    if let Some(bad) = points.iter().find(|point| !finite(point)) {
        return Err(EditError::Other(tr!(
            "“{owner}”: the curve point at {} Hz is not finite or not at a positive frequency",
            bad.f
        )));
    }
    let pairs = points.iter().zip(points.iter().skip(1));
    if let Some((_, bad)) = pairs.into_iter().find(|(a, b)| a.f >= b.f) {
        return Err(EditError::Other(tr!(
            "“{owner}”: the curve's frequencies must ascend, {} Hz does not",
            bad.f
        )));
    }
    Ok(())
}

/// Checks stored curves.
pub(super) fn curves(curves: &[StoredCurve]) -> Result<(), EditError> {
    curves.iter().try_for_each(curve)
}

/// Checks a stored curve.
pub(super) fn curve(curve: &StoredCurve) -> Result<(), EditError> {
    line(tr!("A curve"), "name", &curve.name)?;
    curve_points(&curve.name, &curve.points)?;
    if let Some(taken) = &curve.taken {
        line(&curve.name, "file", &taken.file)?;
        count(&curve.name, "columns", taken.columns.len())?;
        for column in &taken.columns {
            line(&curve.name, "column", &column.head)?;
            line(&curve.name, "meaning", &column.meaning)?;
        }
        if let Some(file) = &taken.calibration {
            line(&curve.name, "calibration", file)?;
        }
        if let Some(window) = &taken.window {
            line(&curve.name, "window", &window.shape)?;
        }
    }
    match (curve.align_hz, curve.align_to_hz) {
        (Some(at), None) => number(&curve.name, &ALIGN_AT, at),
        (Some(at), Some(to)) => {
            number(&curve.name, &ALIGN_AT, at)?;
            number(&curve.name, &ALIGN_TO, to)?;
            band(&curve.name, at, to)
        }
        (None, Some(_)) => Err(EditError::Other(tr!(
            "“{}” has an end of the band it is aligned in, but no beginning",
            curve.name
        ))),
        (None, None) => Ok(()),
    }
}

/// Checks what a search may change: each number once, within its bounds.
pub(super) fn free(design: &Design, all: &[Free]) -> Result<(), EditError> {
    count(tr!("Design"), tr!("free numbers"), all.len())?;
    let mut seen = BTreeSet::new();
    for Free {
        number: of, range, ..
    } in all
    {
        let name = of.words(design).unwrap_or_else(|| of.key.key.clone());
        if !seen.insert(of) {
            return Err(EditError::Other(tr!("“{name}” is free twice")));
        }
        let Some((low, high)) = *range else { continue };
        if !(low.is_finite() && high.is_finite() && low < high) {
            return Err(EditError::Other(tr!(
                "“{name}” is free between {low} and {high}, where nothing lies"
            )));
        }
        if let Some((info, _)) = of.find(design) {
            number(&name, &info, low)?;
            number(&name, &info, high)?;
        }
    }
    Ok(())
}

/// Checks what else drivers may be: each driver once.
pub(super) fn alternatives(design: &Design, all: &[Alternatives]) -> Result<(), EditError> {
    count(tr!("Design"), tr!("drivers with alternatives"), all.len())?;
    let mut seen = BTreeSet::new();
    for Alternatives { part, drivers, .. } in all {
        let found = design.part(*part).ok_or(EditError::NoPart(part.0))?;
        if !found.kind.is_driver() {
            return Err(EditError::NotADriver(found.name.clone()));
        }
        if !seen.insert(*part) {
            let name = &found.name;
            return Err(EditError::Other(tr!(
                "“{name}” has alternatives twice; keep one list"
            )));
        }
        count(&found.name, tr!("other drivers"), drivers.len())?;
        for name in drivers {
            line(&found.name, tr!("other driver"), name)?;
        }
    }
    Ok(())
}

/// Checks a shell.
pub(super) fn shell(shell: &Shell) -> Result<(), EditError> {
    let owner = tr!("Shell");
    count(owner, tr!("outline points"), shell.outline_mm.len())?;
    line(owner, "name", &shell.name)?;
    points(owner, &OUTLINE_POINT, &shell.outline_mm)?;
    parameters(owner, shell)
}

/// Checks a band that something is aligned in.
fn band(owner: &str, from: f64, to: f64) -> Result<(), EditError> {
    if from < to {
        return Ok(());
    }
    Err(EditError::Other(tr!(
        "“{owner}”: the band it is aligned in must end above where it begins"
    )))
}

/// Checks a target.
pub(super) fn target(setting: &TargetSetting) -> Result<(), EditError> {
    parameters(tr!("Target"), setting)?;
    if let Some(to) = setting.align_to_hz {
        band(tr!("Target"), setting.align_hz, to)?;
    }
    match &setting.target {
        Target::Imported(stored) => curve(stored),
        Target::Generated(_) | Target::Flat | Target::DiffuseField | Target::DiffuseFieldBass => {
            Ok(())
        }
    }
}

/// Checks goals.
pub(super) fn goals(goals: &[Goal]) -> Result<(), EditError> {
    count_of_goals(goals.len())?;
    goals.iter().try_for_each(goal)
}

/// Checks how many goals there are.
fn count_of_goals(count: usize) -> Result<(), EditError> {
    if count <= goals::MOST {
        return Ok(());
    }
    Err(EditError::Other(tr!(
        "a design has at most {} goals, this one has {count}",
        goals::MOST
    )))
}

/// Checks a goal: its numbers, and that a band or range goes upwards.
fn goal(goal: &Goal) -> Result<(), EditError> {
    let owner = tr!("Goal {}", goal.name());
    parameters(&owner, goal)?;
    let reversed = match *goal {
        Goal::Target { from, to, .. } | Goal::Mask { from, to, .. } => from >= to,
        Goal::Level { at_least, at_most } => at_least > at_most,
        _ => false,
    };
    if reversed {
        return Err(EditError::Other(tr!(
            "“{owner}”: its upper end lies below its lower one"
        )));
    }
    Ok(())
}

/// Checks the size of electrical symbols.
/// Hours one unit takes to build.
pub(super) fn hours(hours: Option<f64>) -> Result<(), EditError> {
    hours.map_or(Ok(()), |hours| number("Design", &HOURS, hours))
}

pub(super) fn symbol_size(size_mm: [f64; 2]) -> Result<(), EditError> {
    millimetres(tr!("Design"), &SYMBOL_SIDE, &size_mm)
}
