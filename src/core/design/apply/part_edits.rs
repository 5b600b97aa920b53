//! Edits that add, replace and remove parts.

use crate::design::{
    Design, EditError, Link, LinkId, Parameters, Part, PartId, PartKind, validate,
};

impl Design {
    pub(super) fn add_part(&mut self, part: &Part) -> Result<(), EditError> {
        only_one_refusal(&part.kind, tr!("added"))?;
        let mut part = part.clone();
        part.name = self.free_name(&part.name, part.kind.prefix());
        part.rotation_deg = super::placement::turn(part.rotation_deg);
        validate::part(&part)?;
        self.claim_id(part.id.0)?;
        self.parts.push(part);
        Ok(())
    }

    pub(super) fn set_part(&mut self, part: &Part) -> Result<(), EditError> {
        let index = self.part_index(part.id)?;
        let old = self.parts.get(index).ok_or(EditError::NoPart(part.id.0))?;
        let id = part.id;
        let mut part = part.clone();
        part.name = part.name.trim().into();
        part.rotation_deg = super::placement::turn(part.rotation_deg);
        self.check_rename(&old.name, &part.name)?;
        let same_kind = core::mem::discriminant(&old.kind) == core::mem::discriminant(&part.kind);
        if !same_kind {
            only_one_refusal(&old.kind, tr!("replaced"))?;
            only_one_refusal(&part.kind, tr!("added"))?;
        }
        if old.locked && part.locked && placement_differs(old, &part) {
            return Err(locked(old));
        }
        validate::part(&part)?;
        note_modified(old, &mut part);
        let renamed = renamed_ports(old, &part);
        if let Some(place) = self.parts.get_mut(index) {
            *place = part;
        }
        self.rename_ends(id, &renamed);
        self.drop_broken_links();
        Ok(())
    }

    pub(super) fn remove(&mut self, parts: &[PartId], links: &[LinkId]) -> Result<(), EditError> {
        for &id in links {
            self.link(id).ok_or(EditError::NoLink(id.0))?;
        }
        let mut going = Vec::with_capacity(parts.len());
        let mut refusal = None;
        for &id in parts {
            let part = self.part(id).ok_or(EditError::NoPart(id.0))?;
            let staying = only_one_refusal(&part.kind, tr!("deleted"))
                .err()
                .or_else(|| part.locked.then(|| locked(part)));
            match staying {
                Some(reason) => refusal = Some(reason),
                None => going.push(id),
            }
        }
        // Select all and delete leaves the source, the ear and what is locked; asked for nothing
        // else, it says why nothing went.
        if let (Some(reason), true, true) = (refusal, going.is_empty(), links.is_empty()) {
            return Err(reason);
        }
        self.parts.retain(|part| !going.contains(&part.id));
        let touches =
            |link: &Link| going.contains(&link.from.part) || going.contains(&link.to.part);
        self.links
            .retain(|link| !links.contains(&link.id) && !touches(link));
        Ok(())
    }

    pub(super) fn part_index(&self, id: PartId) -> Result<usize, EditError> {
        self.parts
            .iter()
            .position(|part| part.id == id)
            .ok_or(EditError::NoPart(id.0))
    }

    /// Moves link ends of a part from old port names to new ones.
    fn rename_ends(&mut self, part: PartId, renamed: &[(&'static str, &'static str)]) {
        if renamed.is_empty() {
            return;
        }
        let ends_here = |link: &Link| link.ends().into_iter().any(|end| end.part == part);
        self.links.change_where(ends_here, |link| {
            for end in [&mut link.from, &mut link.to] {
                let new = renamed.iter().find(|(old, _)| *old == end.port);
                if let (true, Some((_, new))) = (end.part == part, new) {
                    (*new).clone_into(&mut end.port);
                }
            }
        });
    }

    /// Removes links whose ports are gone or no longer fit.
    fn drop_broken_links(&mut self) {
        let mut links = std::mem::take(&mut self.links);
        links.retain(|link| validate::link(self, link).is_ok());
        self.links = links;
    }
}

/// The refusal for a source or an ear, of which there is exactly one.
fn only_one_refusal(kind: &PartKind, action: &'static str) -> Result<(), EditError> {
    let facts = kind.facts();
    if facts.only_one {
        let what = kind.word();
        return Err(EditError::OnlyOne { what, action });
    }
    Ok(())
}

/// Ports that are gone, each with the new port of the same role: a spout's tube goes to the front.
fn renamed_ports(old: &Part, new: &Part) -> Vec<(&'static str, &'static str)> {
    if core::mem::discriminant(&old.kind) == core::mem::discriminant(&new.kind) {
        return Vec::new();
    }
    let new_ports = new.kind.ports();
    let gone = |name: &str| !new_ports.iter().any(|port| port.name == name);
    old.kind
        .ports()
        .into_iter()
        .filter(|port| gone(port.name))
        .filter_map(|port| {
            let mut heirs = new_ports.iter();
            let heir =
                heirs.find(|heir| heir.domain == port.domain && heir.role.is_like(port.role))?;
            Some((port.name, heir.name))
        })
        .collect()
}

fn placement_differs(a: &Part, b: &Part) -> bool {
    a.position_mm != b.position_mm || a.rotation_deg != b.rotation_deg || a.mirrored != b.mirrored
}

fn locked(part: &Part) -> EditError {
    EditError::Locked(part.name.clone())
}

/// Adds the symbols of changed numbers to a driver's origin, as long as it is the same preset.
fn note_modified(old: &Part, new: &mut Part) {
    if old.kind.origin().map(|origin| &origin.preset)
        != new.kind.origin().map(|origin| &origin.preset)
    {
        return;
    }
    let before = old.parameters();
    let changed: Vec<&'static str> = new
        .parameters()
        .into_iter()
        .filter(|(info, value)| {
            before
                .iter()
                .find(|(other, _)| other.key == info.key && other.index == info.index)
                .is_none_or(|(_, was)| was != value)
        })
        .map(|(info, _)| info.symbol)
        .collect();
    if let Some(origin) = new.kind.origin_mut() {
        for symbol in changed {
            if !origin.modified.iter().any(|known| known == symbol) {
                origin.modified.push(symbol.to_owned());
            }
        }
    }
}
