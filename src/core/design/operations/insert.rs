//! Dampers and meshes in a tube: put in, and moved along it.

use crate::design::{
    Design, Edit, EditError, Insert, InsertKind, Link, LinkId, LinkKind, Tube, geometry::Point,
    path,
};

/// Puts a damper or mesh into a tube where its path comes nearest to a point.
///
/// # Errors
/// When there is no such link or it is not a tube.
pub fn insert_at(
    design: &Design,
    link: LinkId,
    at_mm: Point,
    kind: InsertKind,
) -> Result<Edit, EditError> {
    changed(design, link, at_mm, |tube, position| {
        tube.inserts.push(Insert {
            position,
            kind,
            bypassed: false,
        });
        Ok(())
    })
}

/// Moves a tube's insert to where its path comes nearest to a point.
///
/// # Errors
/// When there is no such link or insert, or it is not a tube.
pub fn move_insert(
    design: &Design,
    link: LinkId,
    insert: usize,
    at_mm: Point,
) -> Result<Edit, EditError> {
    changed(design, link, at_mm, |tube, position| {
        let insert = tube.inserts.get_mut(insert).ok_or_else(|| {
            EditError::Other(tr!("there is no such damper in this tube").to_owned())
        })?;
        insert.position = position;
        Ok(())
    })
}

/// The edit that changes a tube given the distance from its start that a point stands for, m.
fn changed(
    design: &Design,
    id: LinkId,
    at_mm: Point,
    change: impl FnOnce(&mut Tube, f64) -> Result<(), EditError>,
) -> Result<Edit, EditError> {
    let mut link: Link = design.link(id).ok_or(EditError::NoLink(id.0))?.clone();
    let points = path::path(design, &link);
    let drawn = path::polyline_length(&points);
    let fraction = match path::nearest_on_path(&points, at_mm) {
        Some(found) if drawn > 0.0 => found.along_mm / drawn,
        _ => 0.0,
    };
    let LinkKind::Tube(tube) = &mut link.kind else {
        return Err(EditError::NotATube(link.name.clone()));
    };
    let length = tube.total_length();
    let position = (fraction * length * 1e5).round() / 1e5;
    change(tube, position.clamp(0.0, length))?;
    Ok(Edit::SetLink(Box::new(link)))
}
