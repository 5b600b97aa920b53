//! A link's end put on another link.

use super::end;
use crate::design::{Design, Edit, EditError, LinkId, PartId, kinds::Junction};

/// Moves one end of a link onto another link: a junction appears there. The moved link keeps its
/// identity, its name and its way-points.
///
/// # Errors
/// When there is no such link.
pub fn reconnect_onto(
    design: &Design,
    link: LinkId,
    from: bool,
    onto: LinkId,
    at_mm: [f64; 2],
) -> Result<Edit, EditError> {
    let moved = design.link(link).ok_or(EditError::NoLink(link.0))?;
    let kept = if from { &moved.to } else { &moved.from };
    // A passing link makes the junction; its identities follow from the next free one.
    let [node, _second_half, passing] = [0, 1, 2].map(|step| design.next_id + step);
    Ok(Edit::Batch(vec![
        Edit::JoinOnLink {
            from: kept.clone(),
            onto,
            at_mm,
            kind: moved.kind.clone(),
        },
        Edit::Remove {
            parts: Vec::new(),
            links: vec![LinkId(passing)],
        },
        Edit::Reconnect {
            link,
            from,
            end: end(PartId(node), Junction::NODE),
        },
    ]))
}
