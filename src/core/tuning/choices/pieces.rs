//! Which elements of the network each choice exchanges, and which choices exchange the same ones.
//!
//! The network of every alternative is held beside that of the design as it is. Elements that are one
//! part's or one link's, or share a node that is no port, are a *piece*. A choice exchanges the pieces
//! that are otherwise in one of its alternatives; choices that exchange the same piece (the bore and
//! the damper of one tube) are made together.

use super::{
    slot::{Slot, What, build},
    taken_apart::unless,
};
use crate::{
    design::{
        Design, Domain, PartId, Subject,
        groups::Groups,
        port::{FRONT, SPOUT},
    },
    network::{Assembly, Element, Network, Node, Pins, assemble},
};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A node as it is called in every network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Ground,
    Emf,
    /// The n-th unknown of the design as it is.
    Base(usize),
    /// An unknown that no other piece can be joined to.
    Inner(usize),
}

/// A network whose nodes have the names they have in the design as it is.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) network: Network,
    nodes: Vec<Option<usize>>,
}

impl Named {
    pub(super) fn place(&self, node: Node) -> Place {
        match node {
            Node::Ground => Place::Ground,
            Node::Emf => Place::Emf,
            Node::Unknown(n) => match self.nodes.get(n) {
                Some(Some(base)) => Place::Base(*base),
                _ => Place::Inner(n),
            },
        }
    }
}

/// Choices that are made together.
#[derive(Debug, Clone)]
pub(super) struct Together {
    /// Places in the list of slots.
    pub(super) slots: Vec<usize>,
    /// Whose elements are exchanged.
    pub(super) owners: BTreeSet<Subject>,
}

/// A design as it is, and what of its network is exchanged.
#[derive(Debug)]
pub(super) struct Pieces {
    pub(super) base: Named,
    pub(super) together: Vec<Together>,
    ports: BTreeMap<(PartId, String), Node>,
}

/// A port by its role: what is a spout of one driver is the front of another.
fn role((part, port): &(PartId, String)) -> (PartId, String) {
    let role = if port == SPOUT { FRONT } else { port };
    (*part, role.to_owned())
}

/// A network by the names of the base. Terminals of `turned` drivers name nothing: they are where
/// others were.
fn named(
    assembly: Assembly,
    base: &BTreeMap<(PartId, String), Node>,
    turned: &BTreeSet<PartId>,
) -> Result<Named, String> {
    let network = assembly.network;
    let mut nodes: Vec<Option<usize>> = vec![None; network.domains.len()];
    for (port, node) in &assembly.ports {
        let electrical = match node {
            Node::Unknown(n) => network.domains.get(*n) == Some(&Domain::Electrical),
            Node::Ground | Node::Emf => true,
        };
        if electrical && turned.contains(&port.0) {
            continue;
        }
        match (node, base.get(&role(port))) {
            (_, None) | (Node::Ground, Some(Node::Ground)) | (Node::Emf, Some(Node::Emf)) => {}
            (Node::Unknown(n), Some(Node::Unknown(base))) => {
                if let Some(name) = nodes.get_mut(*n) {
                    if name.is_some_and(|known| known != *base) {
                        return Err(
                            tr!("an alternative joins what is apart in the design").to_owned()
                        );
                    }
                    *name = Some(*base);
                }
            }
            _ => {
                return Err(
                    tr!("an alternative grounds what is not grounded in the design").to_owned(),
                );
            }
        }
    }
    let mut seen = BTreeSet::new();
    if nodes.iter().flatten().any(|base| !seen.insert(*base)) {
        return Err(tr!("an alternative parts what is joined in the design").to_owned());
    }
    Ok(Named { network, nodes })
}

/// An element with its nodes by name.
type Seated<'a> = (Vec<[Place; 2]>, &'a Element);

/// The elements of every piece, with nodes no other piece is joined to counted as they come.
fn by_piece<'a>(
    of: &'a Named,
    piece: &impl Fn(Subject) -> usize,
) -> BTreeMap<usize, Vec<Seated<'a>>> {
    let mut inner: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    let mut pieces: BTreeMap<usize, Vec<Seated<'a>>> = BTreeMap::new();
    for element in &of.network.elements {
        let piece = piece(element.owner);
        let inner = inner.entry(piece).or_default();
        let pairs = element.pins.pairs().into_iter().map(|pair| {
            pair.map(|node| match of.place(node) {
                Place::Inner(n) => {
                    let next = inner.len();
                    Place::Inner(*inner.entry(n).or_insert(next))
                }
                place => place,
            })
        });
        let seated = (pairs.collect(), element);
        pieces.entry(piece).or_default().push(seated);
    }
    pieces
}

fn same(a: &[Seated<'_>], b: &[Seated<'_>]) -> bool {
    let form = |pins: &Pins| std::mem::discriminant(pins);
    a.len() == b.len()
        && a.iter().zip(b).all(|((places, a), (others, b))| {
            places == others && form(&a.pins) == form(&b.pins) && a.kind == b.kind
        })
}

impl Pieces {
    /// Looks what every alternative changes. An error says why the network cannot be taken apart.
    pub(super) fn of(
        design: &Design,
        slots: &[Slot],
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Self, String> {
        let assembly = assemble(design);
        let ports: BTreeMap<_, _> = (assembly.ports.iter())
            .map(|(port, node)| (role(port), *node))
            .collect();
        let base = named(assembly, &ports, &BTreeSet::new())?;
        let mut pieces = Self {
            base,
            together: Vec::new(),
            ports,
        };
        if pieces.base.network.ear.is_none() {
            return Err(tr!("the design makes no sound at its ear").to_owned());
        }
        let every: Vec<(usize, usize)> = (slots.iter().enumerate())
            .flat_map(|(n, slot)| (0..slot.alternatives.len()).map(move |digit| (n, digit)))
            .collect();
        let networks: Vec<(usize, Named)> = every
            .into_par_iter()
            .map(|(n, digit)| {
                unless(stop)?;
                let mut digits = vec![None; slots.len()];
                digits[n] = Some(digit);
                Ok((n, pieces.network(design, slots, &digits)?))
            })
            .collect::<Result<_, String>>()?;
        pieces.gather(slots.len(), &networks, stop)?;
        Ok(pieces)
    }

    /// The network with some alternatives chosen.
    pub(super) fn network(
        &self,
        design: &Design,
        slots: &[Slot],
        digits: &[Option<usize>],
    ) -> Result<Named, String> {
        let refused = || tr!("the design refuses one of its alternatives").to_owned();
        let (_, built) = build(design, slots, digits).ok_or_else(refused)?;
        let turned = slots.iter().zip(digits).filter_map(|(slot, digit)| {
            let id = match slot.what {
                What::Polarity(id) => id,
                What::Driver(..) | What::Number(_) => return None,
            };
            digit.is_some_and(|digit| digit > 0).then_some(id)
        });
        let found = named(assemble(&built), &self.ports, &turned.collect())?;
        let ends = |of: &Named| {
            let terminal = of.network.terminal.map(|node| of.place(node));
            let ear = of.network.ear.map(|(_, node)| of.place(node));
            (terminal, ear)
        };
        if ends(&found) != ends(&self.base) || found.network.air != self.base.network.air {
            return Err(tr!("an alternative changes the source, the ear or the air").to_owned());
        }
        Ok(found)
    }

    /// Puts the slots together that exchange the same pieces.
    fn gather(
        &mut self,
        slots: usize,
        networks: &[(usize, Named)],
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<(), String> {
        let owners: Vec<Subject> = {
            let all = networks.iter().map(|(_, named)| named).chain([&self.base]);
            let all = all.flat_map(|named| named.network.elements.iter().map(|e| e.owner));
            all.collect::<BTreeSet<_>>().into_iter().collect()
        };
        let number = |owner: Subject| owners.binary_search(&owner).unwrap_or(0);
        let mut pieces = Groups::new(owners.len());
        for named in networks.iter().map(|(_, named)| named).chain([&self.base]) {
            unless(stop)?;
            let mut first: BTreeMap<usize, Subject> = BTreeMap::new();
            for element in &named.network.elements {
                for node in element.pins.pairs().into_iter().flatten() {
                    if let Place::Inner(n) = named.place(node) {
                        let known = *first.entry(n).or_insert(element.owner);
                        pieces.join(number(known), number(element.owner));
                    }
                }
            }
        }
        let mut members: BTreeMap<usize, BTreeSet<Subject>> = BTreeMap::new();
        for (n, owner) in owners.iter().enumerate() {
            members.entry(pieces.find(n)).or_default().insert(*owner);
        }
        // Slots come before pieces here.
        let mut shared = Groups::new(slots + owners.len());
        let mut exchanged: BTreeSet<usize> = BTreeSet::new();
        let piece = |owner: Subject| pieces.find(number(owner));
        let base = by_piece(&self.base, &piece);
        for (slot, named) in networks {
            unless(stop)?;
            let other = by_piece(named, &piece);
            for &piece in members.keys() {
                let a = base.get(&piece).map_or(&[][..], Vec::as_slice);
                let b = other.get(&piece).map_or(&[][..], Vec::as_slice);
                if !same(a, b) {
                    exchanged.insert(piece);
                    shared.join(*slot, slots + piece);
                }
            }
        }
        let mut together: BTreeMap<usize, Together> = BTreeMap::new();
        for slot in 0..slots {
            let group = together
                .entry(shared.find(slot))
                .or_insert_with(|| Together {
                    slots: Vec::new(),
                    owners: BTreeSet::new(),
                });
            group.slots.push(slot);
        }
        for piece in exchanged {
            if let (Some(group), Some(owners)) = (
                together.get_mut(&shared.find(slots + piece)),
                members.get(&piece),
            ) {
                group.owners.extend(owners);
            }
        }
        self.together = together.into_values().collect();
        let fixed = |element: usize| {
            let owner = self.base.network.elements.get(element).map(|e| e.owner);
            !owner.is_some_and(|owner| self.together.iter().any(|g| g.owners.contains(&owner)))
        };
        let ends = self.base.network.ear.iter().map(|(ear, _)| ear);
        if !ends
            .chain(&self.base.network.ahead)
            .all(|element| fixed(*element))
        {
            return Err(tr!("an alternative changes the source, the ear or the air").to_owned());
        }
        Ok(())
    }
}
