//! Edits of links.

use super::split;
use crate::design::{
    Design, EditError, Length, Link, LinkEnd, LinkId, LinkKind, Part, PartId, acoustic::Junction,
    geometry::distance, path, port::Domain, validate,
};

impl Design {
    pub(super) fn add_link(&mut self, link: &Link) -> Result<(), EditError> {
        let mut link = link.clone();
        link.name = self.free_name(&link.name, link.kind.prefix());
        sort_inserts(&mut link.kind);
        validate::link(self, &link)?;
        validate::not_repeated(self, &link)?;
        self.claim_id(link.id.0)?;
        self.links.push(link);
        Ok(())
    }

    pub(super) fn set_link(&mut self, link: &Link) -> Result<(), EditError> {
        let old = self.link(link.id).ok_or(EditError::NoLink(link.id.0))?;
        let mut link = link.clone();
        link.name = link.name.trim().into();
        self.check_rename(&old.name, &link.name)?;
        release_typed_length(old, &mut link);
        self.put_link(link)
    }

    pub(super) fn reconnect(
        &mut self,
        id: LinkId,
        from: bool,
        end: &LinkEnd,
    ) -> Result<(), EditError> {
        let mut link = self.link(id).ok_or(EditError::NoLink(id.0))?.clone();
        if from {
            link.from = end.clone();
        } else {
            link.to = end.clone();
        }
        self.put_link(link)
    }

    pub(super) fn join_on_link(
        &mut self,
        from: &LinkEnd,
        onto: LinkId,
        at_mm: [f64; 2],
        kind: &LinkKind,
    ) -> Result<(), EditError> {
        let link = self.link(onto).ok_or(EditError::NoLink(onto.0))?.clone();
        let cut = split::nearest(self, &link, at_mm)?;
        let domain = match kind {
            LinkKind::Wire => Domain::Electrical,
            LinkKind::Tube(_) | LinkKind::Joint => Domain::Acoustic,
        };
        let id = PartId(self.new_id()?);
        let place = cut.at_mm.map(|at| (at * 1e3).round() / 1e3 + 0.0);
        self.add_unclaimed_part(Part::new(
            id,
            Junction {
                domain,
                volume: 0.0,
            },
            place,
        ))?;
        let node = LinkEnd {
            part: id,
            port: Junction::NODE.to_owned(),
        };
        self.split_link(&link, cut.along_mm, &node, &node)?;
        let id = LinkId(self.next_id);
        self.add_link(&Link {
            id,
            name: String::new(),
            from: from.clone(),
            to: node,
            way_points_mm: Vec::new(),
            kind: kind.clone(),
        })
    }

    pub(super) fn insert_on_link(&mut self, id: PartId, onto: LinkId) -> Result<(), EditError> {
        let link = self.link(onto).ok_or(EditError::NoLink(onto.0))?.clone();
        let part = self.part(id).ok_or(EditError::NoPart(id.0))?;
        let [a, b] = self.series_ports(part, &link)?;
        let cut = split::nearest(self, &link, part.position_mm)?;
        let place = |end: &LinkEnd| self.placed_port(end).map_or([0.0, 0.0], |port| port.at_mm);
        let (start, end) = (place(&link.from), place(&link.to));
        let straight = distance(start, place(&a)) + distance(end, place(&b));
        let crossed = distance(start, place(&b)) + distance(end, place(&a));
        let (first, second) = if straight <= crossed { (a, b) } else { (b, a) };
        self.split_link(&link, cut.along_mm, &first, &second)
    }

    /// The two free ports a part can be put into a link with.
    fn series_ports(&self, part: &Part, link: &Link) -> Result<[LinkEnd; 2], EditError> {
        let domain = validate::end_domain(self, &link.from)?;
        let refuse = |why: &str| {
            EditError::Other(tr!(
                "“{}” cannot be put into “{}”: {why}",
                part.name,
                link.name
            ))
        };
        if part.kind.is_driver() && domain == Domain::Acoustic {
            return Err(refuse(tr!("a driver is the end of a tube")));
        }
        if link.from.part == part.id || link.to.part == part.id {
            return Err(refuse(tr!("it ends there")));
        }
        let Some(ports) = part.kind.passage(domain) else {
            return Err(refuse(tr!("it does not have two ports of that kind")));
        };
        let ends = ports.map(|port| LinkEnd {
            part: part.id,
            port: port.to_owned(),
        });
        if self
            .links
            .iter()
            .any(|other| ends.contains(&other.from) || ends.contains(&other.to))
        {
            return Err(refuse(tr!("it is already linked")));
        }
        Ok(ends)
    }

    /// Cuts a link in two: the first half keeps its identity and ends on `first_to`, the second
    /// begins at `second_from`.
    fn split_link(
        &mut self,
        link: &Link,
        along_mm: f64,
        first_to: &LinkEnd,
        second_from: &LinkEnd,
    ) -> Result<(), EditError> {
        let points = path::path(self, link);
        let (mut first, mut second) = split::split(link, &points, along_mm);
        first.to = first_to.clone();
        second.from = second_from.clone();
        second.id = LinkId(self.next_id);
        second.name = String::new();
        self.put_link(first)?;
        self.add_link(&second)
    }

    /// Replaces the link with the same identity.
    fn put_link(&mut self, mut link: Link) -> Result<(), EditError> {
        sort_inserts(&mut link.kind);
        validate::link(self, &link)?;
        validate::not_repeated(self, &link)?;
        let place = self
            .links
            .find_mut(|other| other.id == link.id)
            .ok_or(EditError::NoLink(link.id.0))?;
        *place = link;
        Ok(())
    }

    /// Adds a part whose identity was just drawn from `next_id`.
    fn add_unclaimed_part(&mut self, mut part: Part) -> Result<(), EditError> {
        part.name = self.free_name("", part.kind.prefix());
        validate::part(&part)?;
        self.parts.push(part);
        Ok(())
    }
}

/// Puts inserts in the order of their positions.
fn sort_inserts(kind: &mut LinkKind) {
    if let LinkKind::Tube(tube) = kind {
        tube.inserts
            .sort_by(|a, b| a.position.total_cmp(&b.position));
    }
}

/// A length typed into a tube that was drawn makes it a set one: else it would spring back.
fn release_typed_length(old: &Link, new: &mut Link) {
    let (LinkKind::Tube(was), LinkKind::Tube(tube)) = (&old.kind, &mut new.kind) else {
        return;
    };
    let typed = (was.total_length() - tube.total_length()).abs() > 1e-9;
    if was.length == Length::Drawn && tube.length == Length::Drawn && typed {
        tube.length = Length::Set;
    }
}
