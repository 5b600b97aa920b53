//! What of a design is only where its things are drawn.

use super::{Design, Link, Part, PartId};

impl Design {
    /// Whether another design is this one but for where parts stand and how links run: what both
    /// describe sounds the same, apart from tubes whose length is drawn, and bears the same names.
    pub fn differs_only_in_places(&self, other: &Self) -> bool {
        let Self {
            format,
            name,
            notes,
            air,
            drive,
            junction_masses,
            symbol_size_mm,
            parts,
            links,
            shell,
            target,
            goals,
            tolerances,
            hours,
            snapshots,
            measurements,
            // What it is compared with, and what a search may change, is not heard.
            kept: _,
            free: _,
            alternatives: _,
            next_id,
        } = self;
        *format == other.format
            && *name == other.name
            && *notes == other.notes
            && *air == other.air
            && *drive == other.drive
            && *junction_masses == other.junction_masses
            && *symbol_size_mm == other.symbol_size_mm
            && parts.is_like(&other.parts, same_part)
            && links.is_like(&other.links, same_link)
            && *shell == other.shell
            && *target == other.target
            && *goals == other.goals
            && *tolerances == other.tolerances
            && *hours == other.hours
            && *snapshots == other.snapshots
            && *measurements == other.measurements
            && *next_id == other.next_id
    }
}

impl Design {
    /// Whether the same parts are linked in the same way as in another design, whatever their numbers
    /// and wherever they stand: what is one net is the same in both.
    pub fn is_wired_like(&self, other: &Self) -> bool {
        let same_kind =
            |a: &Part, b: &Part| a.id == b.id && std::ptr::eq(a.kind.facts(), b.kind.facts());
        self.parts.is_like(&other.parts, same_kind) && self.links.is_like(&other.links, joins_same)
    }

    /// Whether the parts are the same as in another design but for where they stand, and linked in
    /// the same way.
    pub fn is_connected_like(&self, other: &Self) -> bool {
        self.parts.is_like(&other.parts, same_part) && self.links.is_like(&other.links, joins_same)
    }

    /// Whether a link of this design runs as it did in another state of it: link, parts at its ends
    /// and the size of symbols are the very same.
    pub(super) fn draws_as(&self, before: &Self, link: &Link) -> bool {
        let same_part = |id: PartId| {
            let (was, is) = (before.part(id), self.part(id));
            was.zip(is).is_some_and(|(was, is)| std::ptr::eq(was, is))
        };
        let known = before.link(link.id);
        self.symbol_size_mm == before.symbol_size_mm
            && known.is_some_and(|known| std::ptr::eq(known, link))
            && link.ends().into_iter().all(|end| same_part(end.part))
    }
}

/// Whether two links are of one kind and have the same ends.
fn joins_same(a: &Link, b: &Link) -> bool {
    let kinds = [a, b].map(|link| std::mem::discriminant(&link.kind));
    a.ends() == b.ends() && kinds[0] == kinds[1]
}

/// Whether two parts are the same but for where they stand.
pub(super) fn same_part(a: &Part, b: &Part) -> bool {
    let Part {
        id,
        name,
        kind,
        position_mm: _,
        rotation_deg: _,
        mirrored: _,
        depth_mm: _,
        group,
        locked,
        muted,
        bypassed,
        note,
    } = a;
    *id == b.id
        && *name == b.name
        && *kind == b.kind
        && *group == b.group
        && *locked == b.locked
        && *muted == b.muted
        && *bypassed == b.bypassed
        && *note == b.note
}

fn same_link(a: &Link, b: &Link) -> bool {
    let Link {
        id,
        name,
        from,
        to,
        way_points_mm: _,
        kind,
    } = a;
    *id == b.id && *name == b.name && *from == b.from && *to == b.to && *kind == b.kind
}
