//! Align, distribute, group, lock and mute.

use crate::design::{Design, Edit, EditError, Part, PartId, geometry};
use crate::quantity::order::SortByNumber as _;

/// What parts are aligned by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// Left edges.
    Left,
    /// Centres, on a vertical line.
    CentreX,
    /// Right edges.
    Right,
    /// Top edges.
    Top,
    /// Centres, on a horizontal line.
    CentreY,
    /// Bottom edges.
    Bottom,
}

impl Alignment {
    /// The coordinate it is about: 0 for x, 1 for y.
    fn axis(self) -> usize {
        usize::from(matches!(self, Self::Top | Self::CentreY | Self::Bottom))
    }

    /// The place of a part or of them all, from its least and greatest coordinate.
    fn of(self, [low, high]: [f64; 2]) -> f64 {
        match self {
            Self::Left | Self::Top => low,
            Self::CentreX | Self::CentreY => f64::midpoint(low, high),
            Self::Right | Self::Bottom => high,
        }
    }
}

/// Lines parts up with the outermost of them.
///
/// # Errors
/// When there is no such part.
pub fn align(design: &Design, parts: &[PartId], by: Alignment) -> Result<Edit, EditError> {
    let axis = by.axis();
    let spans = spans(design, parts, axis)?;
    let all = spans
        .iter()
        .map(|(_, span)| *span)
        .reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])]);
    let target = all.map_or(0.0, |all| by.of(all));
    Ok(moves(
        spans
            .into_iter()
            .map(|(id, span)| (id, target - by.of(span))),
        axis,
    ))
}

/// Spaces the centres of three or more parts evenly between the outermost, along x or y.
///
/// # Errors
/// When there is no such part.
pub fn distribute(design: &Design, parts: &[PartId], vertical: bool) -> Result<Edit, EditError> {
    let axis = usize::from(vertical);
    let mut centres: Vec<(PartId, f64)> = spans(design, parts, axis)?
        .into_iter()
        .map(|(id, [low, high])| (id, f64::midpoint(low, high)))
        .collect();
    centres.sort_by_number(|a| a.1);
    let (Some(&(_, first)), Some(&(_, last))) = (centres.first(), centres.last()) else {
        return Ok(Edit::Batch(Vec::new()));
    };
    let gaps = centres.len().saturating_sub(1).max(1) as f64;
    let by = centres
        .iter()
        .enumerate()
        .map(|(index, (id, at))| (*id, first + (last - first) * index as f64 / gaps - at));
    Ok(moves(by, axis))
}

/// Makes one group of parts.
///
/// # Errors
/// When there is no such part.
pub fn group(design: &Design, parts: &[PartId]) -> Result<Edit, EditError> {
    let used = design.parts.iter().filter_map(|part| part.group).max();
    let number = used.map_or(1, |group| group.saturating_add(1));
    with_each(design, parts, |part| part.group = Some(number))
}

/// Takes parts out of their groups.
///
/// # Errors
/// When there is no such part.
pub fn ungroup(design: &Design, parts: &[PartId]) -> Result<Edit, EditError> {
    with_each(design, parts, |part| part.group = None)
}

/// Locks or unlocks parts.
///
/// # Errors
/// When there is no such part.
pub fn set_locked(design: &Design, parts: &[PartId], locked: bool) -> Result<Edit, EditError> {
    with_each(design, parts, |part| part.locked = locked)
}

/// Mutes or unmutes the drivers among parts.
///
/// # Errors
/// When there is no such part.
pub fn set_muted(design: &Design, parts: &[PartId], muted: bool) -> Result<Edit, EditError> {
    with_each(design, parts, |part| {
        part.muted = muted && part.kind.is_driver();
    })
}

fn with_each(
    design: &Design,
    parts: &[PartId],
    change: impl Fn(&mut Part),
) -> Result<Edit, EditError> {
    parts
        .iter()
        .map(|&id| {
            let mut part = design.part(id).ok_or(EditError::NoPart(id.0))?.clone();
            change(&mut part);
            Ok(Edit::SetPart(Box::new(part)))
        })
        .collect::<Result<Vec<_>, _>>()
        .map(Edit::Batch)
}

/// Least and greatest coordinate of each part on the canvas.
fn spans(
    design: &Design,
    parts: &[PartId],
    axis: usize,
) -> Result<Vec<(PartId, [f64; 2])>, EditError> {
    let coordinate = |point: [f64; 2]| point.get(axis).copied().unwrap_or(0.0);
    parts
        .iter()
        .map(|&id| {
            let part = design.part(id).ok_or(EditError::NoPart(id.0))?;
            let [low, high] = geometry::bounds(part.outline_mm(design))
                .unwrap_or([part.position_mm, part.position_mm]);
            Ok((id, [coordinate(low), coordinate(high)]))
        })
        .collect()
}

fn moves(by: impl Iterator<Item = (PartId, f64)>, axis: usize) -> Edit {
    Edit::Batch(
        by.map(|(id, by)| Edit::Move {
            parts: vec![id],
            by_mm: if axis == 0 { [by, 0.0] } else { [0.0, by] },
        })
        .collect(),
    )
}
