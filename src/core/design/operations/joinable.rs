//! Which ports a part's ports can be joined to.

use crate::design::{Design, LinkEnd, PartId, geometry::distance};

/// Pairs of a port of this part and a port of another that can be joined and are not: free ports
/// first, then the nearest.
pub fn joinable(design: &Design, part: PartId) -> Vec<(LinkEnd, LinkEnd)> {
    let ports = |only: bool| {
        let parts = design.parts.iter();
        let wanted = parts.filter(move |other| (other.id == part) == only);
        wanted.flat_map(|part| {
            let placed = part.placed_ports(design).into_iter();
            placed.filter_map(move |port| {
                let domain = part.kind.port_domain(port.name)?;
                let end = LinkEnd {
                    part: part.id,
                    port: port.name.to_owned(),
                };
                Some((end, port.at_mm, domain))
            })
        })
    };
    let taken = |end: &LinkEnd| {
        // Any number of links meet at a junction, a terminal or the ear.
        let meeting = design.part(end.part).is_some_and(|part| {
            let facts = part.kind.facts();
            facts.point || facts.only_one
        });
        !meeting && design.links_at(end.part, &end.port).next().is_some()
    };
    let joined = |a: &LinkEnd, b: &LinkEnd| {
        let mut links = design.links_at(a.part, &a.port);
        links.any(|link| link.ends().contains(&b))
    };
    let mut pairs: Vec<(LinkEnd, LinkEnd, usize, f64)> = Vec::new();
    for (from, here, domain) in ports(true) {
        for (to, there, other) in ports(false) {
            if domain == other && !joined(&from, &to) {
                let used = usize::from(taken(&from)) + usize::from(taken(&to));
                pairs.push((from.clone(), to, used, distance(here, there)));
            }
        }
    }
    pairs.sort_by(|a, b| a.2.cmp(&b.2).then(a.3.total_cmp(&b.3)));
    pairs.into_iter().map(|(from, to, ..)| (from, to)).collect()
}
