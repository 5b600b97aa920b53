//! What every part, link and setting must satisfy, whoever made it: an edit, a file, a paste.

mod texts;
mod whole;

use super::{
    Design, EditError, Insert, InsertKind, Link, LinkEnd, LinkKind, Part, PartKind,
    can::MOST_UNITS,
    document::{CurvePoint, StoredCurve},
    edit::OutOfBounds,
    nothing::LEAST,
    parameter::{ParameterKey, Parameters},
    port::Domain,
    shell::Shell,
    target::{Target, TargetSetting},
};

pub(super) use texts::{line, name};
pub(super) use whole::{Invalid, design, repair};

/// A field's name in the file, and what it is called on screen.
type Field = (&'static str, &'static str);

/// Farthest place on the canvas, mm.
const FARTHEST_MM: f64 = 1e4;
/// Most sections, inserts, way-points or outline points: far beyond any drawing.
const MOST_POINTS: usize = 10_000;

/// Checks the numbers of `owner` against their bounds.
pub(super) fn parameters<T: Parameters + Clone>(owner: &str, of: &T) -> Result<(), EditError> {
    for (info, value) in of.parameters() {
        if let Some(bound) = info.objection(value) {
            let place = info
                .index
                .map_or_else(String::new, |index| format!(" {}", index + 1));
            return Err(EditError::Value(Box::new(OutOfBounds {
                owner: owner.to_owned(),
                key: info.key(),
                label: format!("{}{place}", info.label),
                bound,
                value: crate::quantity::text::exact(value, info.unit),
            })));
        }
    }
    Ok(())
}

/// Checks a number that is no parameter. `what` is its field in the file and its words.
fn number(owner: &str, what: Field, value: f64, min: f64, max: f64) -> Result<(), EditError> {
    if value.is_finite() && value >= min && value <= max {
        return Ok(());
    }
    Err(EditError::Value(Box::new(OutOfBounds {
        owner: owner.to_owned(),
        key: ParameterKey {
            key: what.0.to_owned(),
            index: None,
        },
        label: what.1.to_owned(),
        bound: if value.is_finite() {
            format!("between {min} and {max}")
        } else {
            "a finite number".to_owned()
        },
        value: value.to_string(),
    })))
}

fn place(owner: &str, what: Field, point: [f64; 2]) -> Result<(), EditError> {
    point
        .iter()
        .try_for_each(|&at| number(owner, what, at, -FARTHEST_MM, FARTHEST_MM))
}

/// Checks every point of a list, and says which of them it is.
fn places(owner: &str, what: Field, points: &[[f64; 2]]) -> Result<(), EditError> {
    for (index, &point) in points.iter().enumerate() {
        place(owner, what, point).map_err(|mut error| {
            if let EditError::Value(refused) = &mut error {
                refused.key.index = Some(index);
            }
            error
        })?;
    }
    Ok(())
}

fn count(owner: &str, what: &str, count: usize) -> Result<(), EditError> {
    if count <= MOST_POINTS {
        Ok(())
    } else {
        Err(EditError::Other(format!(
            "“{owner}” has {count} {what}, more than {MOST_POINTS}"
        )))
    }
}

/// Checks a part by itself.
pub(super) fn part(part: &Part) -> Result<(), EditError> {
    name(&part.name)?;
    let owner = &part.name;
    place(owner, ("position_mm", "Position (mm)"), part.position_mm)?;
    number(
        owner,
        ("rotation_deg", "Rotation (degrees)"),
        part.rotation_deg,
        -360.0,
        360.0,
    )?;
    number(
        owner,
        ("depth_mm", "Depth (mm)"),
        part.depth_mm,
        -1000.0,
        1000.0,
    )?;
    parameters(owner, part)?;
    if let Some(origin) = part.kind.origin() {
        line(owner, "preset", &origin.preset)?;
    }
    match &part.kind {
        PartKind::Chamber(chamber) => chamber
            .sides_mm
            .iter()
            .flatten()
            .try_for_each(|&side| number(owner, ("sides_mm", "Side (mm)"), side, 0.01, 1000.0)),
        PartKind::Armature(armature) => armature.units.map_or(Ok(()), |units| {
            let most = f64::from(MOST_UNITS);
            number(
                owner,
                ("units", "Units in the can"),
                f64::from(units.count),
                2.0,
                most,
            )
        }),
        PartKind::Measured(measured) => {
            curve_points(owner, &measured.response)?;
            curve_points(owner, &measured.impedance)?;
            count(owner, "sections", measured.fixture.len())?;
            let length = measured.fixture.iter().map(|section| section.length).sum();
            inserts(owner, &measured.fixture_inserts, length)
        }
        _ => Ok(()),
    }
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
        return refuse("they are the same port");
    }
    if from != to {
        return refuse("one is electrical and the other acoustic");
    }
    match (&link.kind, from) {
        (LinkKind::Wire, Domain::Acoustic) => {
            return refuse("a wire joins electrical ports only");
        }
        (LinkKind::Tube(_) | LinkKind::Joint, Domain::Electrical) => {
            return refuse("electrical ports are joined by a wire");
        }
        _ => {}
    }
    count(owner, "way-points", link.way_points_mm.len())?;
    places(
        owner,
        ("way_points_mm", "Way-point (mm)"),
        &link.way_points_mm,
    )?;
    if let LinkKind::Tube(tube) = &link.kind {
        if tube.sections.is_empty() {
            return Err(EditError::Other(format!("“{owner}” has no section")));
        }
        count(owner, "sections", tube.sections.len())?;
        parameters(owner, tube)?;
        inserts(owner, &tube.inserts, tube.total_length())?;
    }
    Ok(())
}

/// Checks that what sits in a tube of this length, m, does so.
fn inserts(owner: &str, inserts: &[Insert], length: f64) -> Result<(), EditError> {
    count(owner, "inserts", inserts.len())?;
    for (index, insert) in inserts.iter().enumerate() {
        if let InsertKind::Damper { name, .. } = &insert.kind {
            line(owner, "damper", name)?;
        }
        if !LEAST.is_none(insert.position - length) {
            let shown =
                |value| crate::quantity::text::rounded(value, &crate::quantity::Unit::LENGTH, 6);
            return Err(EditError::Value(Box::new(OutOfBounds {
                owner: owner.to_owned(),
                key: ParameterKey {
                    key: "insert.position".to_owned(),
                    index: Some(index),
                },
                label: "Distance from the tube's start".to_owned(),
                bound: format!("at most the tube's length {}", shown(length)),
                value: shown(insert.position),
            })));
        }
    }
    Ok(())
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
            reason: format!("“{}” joins them already", other.name),
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
        return Err(EditError::Other(format!(
            "“{owner}”: the curve point at {} Hz is not finite or not at a positive frequency",
            bad.f
        )));
    }
    let pairs = points.iter().zip(points.iter().skip(1));
    if let Some((_, bad)) = pairs.into_iter().find(|(a, b)| a.f >= b.f) {
        return Err(EditError::Other(format!(
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
    line("A curve", "name", &curve.name)?;
    curve_points(&curve.name, &curve.points)?;
    match curve.align_hz {
        Some(f) => number(
            &curve.name,
            ("align_hz", "Alignment frequency (Hz)"),
            f,
            1.0,
            1e5,
        ),
        None => Ok(()),
    }
}

/// Checks a shell.
pub(super) fn shell(shell: &Shell) -> Result<(), EditError> {
    let owner = "Shell";
    count(owner, "outline points", shell.outline_mm.len())?;
    line(owner, "name", &shell.name)?;
    places(owner, ("outline_mm", "Outline (mm)"), &shell.outline_mm)?;
    number(
        owner,
        ("depth_mm", "Depth (mm)"),
        shell.depth_mm,
        0.0,
        1000.0,
    )?;
    place(owner, ("nozzle_mm", "Nozzle (mm)"), shell.nozzle_mm)?;
    number(
        owner,
        ("nozzle_deg", "Nozzle direction (degrees)"),
        shell.nozzle_deg,
        -360.0,
        360.0,
    )
}

/// Checks a target.
pub(super) fn target(setting: &TargetSetting) -> Result<(), EditError> {
    let owner = "Target";
    number(
        owner,
        ("align_hz", "Alignment frequency (Hz)"),
        setting.align_hz,
        1.0,
        1e5,
    )?;
    match &setting.target {
        Target::Imported(stored) => curve(stored),
        Target::Generated(gains) => [
            gains.tilt_db_per_octave,
            gains.bass_db,
            gains.ear_db,
            gains.treble_db,
        ]
        .into_iter()
        .try_for_each(|gain| number(owner, ("target", "Gain (dB)"), gain, -60.0, 60.0)),
        Target::Flat | Target::DiffuseField | Target::DiffuseFieldBass => Ok(()),
    }
}

/// Checks the size of electrical symbols.
pub(super) fn symbol_size(size_mm: [f64; 2]) -> Result<(), EditError> {
    size_mm.iter().try_for_each(|&side| {
        number(
            "Design",
            ("symbol_size_mm", "Symbol size (mm)"),
            side,
            0.2,
            100.0,
        )
    })
}
