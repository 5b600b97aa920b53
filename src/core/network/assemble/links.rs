//! Every link: wires and joints make nodes one, tubes lie between them.

use super::builder::{Builder, Raw};
use super::tube::tube;
use crate::design::{Domain, Link, LinkEnd, LinkKind, Subject};

/// Makes nodes of ports, and joins those that wires and joints connect.
pub(super) fn add(build: &mut Builder<'_>) {
    for link in &build.design.links {
        let ends = end(build, link, &link.from)
            .and_then(|from| end(build, link, &link.to).map(|to| (from, to)));
        let Some((from, to)) = ends else {
            continue;
        };
        match &link.kind {
            LinkKind::Wire | LinkKind::Joint => build.join(from, to),
            LinkKind::Tube(way) => tube(build, Subject::Link(link.id), way, from, to),
        }
    }
}

/// The node a link ends on, if its part is there and of the link's domain.
fn end<'a>(build: &mut Builder<'a>, link: &Link, end: &'a LinkEnd) -> Option<Raw> {
    let part = build.design.part(end.part)?;
    let raw = build.port(part, &end.port);
    let wanted = match link.kind {
        LinkKind::Wire => Domain::Electrical,
        LinkKind::Tube(_) | LinkKind::Joint => Domain::Acoustic,
    };
    (build.domains[raw.0] == wanted).then_some(raw)
}
