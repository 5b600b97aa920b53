//! A design taken apart where choices are made: what is fixed, seen from the nodes where it is joined
//! to what is exchanged, and every alternative as what it adds there.
//!
//! With ports u (the nodes where alternatives are joined) and their potentials v, an alternative whose
//! admittance is ΔY more than that of the design as it is draws i = ΔY v more. What is fixed answers
//! v = v₀ − Z i and, at the ear and the source, o = o₀ − T i: all that is needed of it is the matrix
//!
//! ```text
//! W = | o₀  T |
//!     | v₀  Z |
//! ```
//!
//! Nothing is neglected: [`super::sweep`] chooses one alternative after the other and has the exact
//! solution of every combination, but for rounding.

use super::{
    pieces::{Named, Pieces, Place, Together},
    slot::Slot,
};
use crate::{
    design::Design,
    network::multiport::{add, reduced},
    physics::{
        complex::Complex,
        lanes::{LANES, Lanes},
    },
};
use nalgebra::DMatrix;
use num_complex::Complex64;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Blocks of frequencies.
pub(super) const BLOCKS: usize = 8;
/// Frequencies.
pub(super) const POINTS: usize = BLOCKS * LANES;
/// What is read: pressure at the drum, current out of the source, potential of its terminal.
pub(super) const OUTPUTS: usize = 3;
/// Ports a choice may have at most.
pub(super) const MOST_PORTS: usize = 8;
/// Alternatives of choices that are made together, at most: memory is kept for each.
pub(super) const MOST_TOGETHER: u64 = 20_000;

/// A number at eight frequencies.
pub(super) type Cell = Complex<Lanes>;

/// Choices that are made together, as what their alternatives add to the network.
#[derive(Debug)]
pub(super) struct Group {
    /// Places in the list of slots.
    pub(super) slots: Vec<usize>,
    /// How many alternatives there are.
    pub(super) count: usize,
    pub(super) ports: usize,
    /// ΔY of every alternative: by alternative, block, row and column.
    pub(super) changes: Vec<Cell>,
}

/// A design taken apart.
#[derive(Debug)]
pub(super) struct TakenApart {
    /// In the order in which they are chosen.
    pub(super) groups: Vec<Group>,
    /// W by block, row and column; the ports of the first group come last.
    pub(super) start: Vec<Cell>,
}

/// A port: a node, or a node against another.
type Port = (Place, Option<Place>);

/// A group on its way.
struct Joined {
    slots: Vec<usize>,
    networks: Vec<Named>,
    owners: BTreeSet<crate::design::Subject>,
    nodes: Vec<Place>,
    /// No element of it is joined to ground: of its nodes, the last follows from the others.
    floats: bool,
}

impl Joined {
    fn ports(&self) -> Vec<Port> {
        match self.nodes.split_last() {
            Some((last, others)) if self.floats => {
                others.iter().map(|node| (*node, Some(*last))).collect()
            }
            _ => self.nodes.iter().map(|node| (*node, None)).collect(),
        }
    }

    /// Its admittance at its nodes.
    fn admittance(&self, of: &Named, f: f64) -> Option<DMatrix<Complex64>> {
        let mut places: BTreeMap<Place, usize> = BTreeMap::new();
        for (n, node) in self.nodes.iter().enumerate() {
            places.insert(*node, n);
        }
        let own = || {
            let elements = of.network.elements.iter();
            elements.filter(|element| self.owners.contains(&element.owner))
        };
        for node in own().flat_map(|e| e.pins.pairs()).flatten() {
            let place = of.place(node);
            if place != Place::Ground {
                let next = places.len();
                places.entry(place).or_insert(next);
            }
        }
        let mut matrix = DMatrix::zeros(places.len(), places.len());
        for element in own() {
            let values = element.kind.values_at(&of.network.air, f);
            add(&mut matrix, element.pins, &values, |node| {
                places.get(&of.place(node)).copied()
            });
        }
        reduced(&matrix, self.nodes.len())
    }

    /// What its alternatives add at its ports at one frequency, one after the other; absent where it is
    /// to stop.
    fn changes(
        &self,
        base: &DMatrix<Complex64>,
        f: f64,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Option<Vec<DMatrix<Complex64>>> {
        let ports = self.ports().len();
        let change = |of: &Named| {
            unless(stop).ok()?;
            let change = self.admittance(of, f)? - base;
            Some(change.view((0, 0), (ports, ports)).into_owned())
        };
        self.networks.iter().map(change).collect()
    }
}

impl TakenApart {
    /// Takes a design apart at these frequencies, Hz. An error says why it cannot be, or was not
    /// because `stop` said so.
    pub(super) fn new(
        design: &Design,
        slots: &[Slot],
        f: &[f64],
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Self, String> {
        debug_assert_eq!(f.len(), POINTS);
        let pieces = Pieces::of(design, slots, stop)?;
        let mut joined = Vec::new();
        for group in &pieces.together {
            joined.push(Joined {
                slots: group.slots.clone(),
                networks: networks(design, slots, &pieces, group, stop)?,
                owners: group.owners.clone(),
                nodes: Vec::new(),
                floats: false,
            });
        }
        seat(&pieces, &mut joined, stop)?;
        if joined.iter().any(|group| group.ports().len() > MOST_PORTS) {
            return Err(
                tr!("one of the choices is joined to the rest at too many places").to_owned(),
            );
        }
        // What changes most nodes is chosen first, what has most alternatives last: least is then
        // done for each combination.
        joined.sort_by_key(|group| (std::cmp::Reverse(group.ports().len()), group.networks.len()));
        let singular = || tr!("the design has no solution at some frequency").to_owned();
        let columns: Option<Vec<Column>> = f
            .par_iter()
            .map(|f| Column::of(&pieces, &joined, *f, stop))
            .collect();
        unless(stop)?;
        let columns = columns.ok_or_else(singular)?;
        let groups = joined.iter().enumerate().map(|(n, group)| {
            let (ports, count) = (group.ports().len(), group.networks.len());
            let mut changes = vec![Complex::zero(); count * BLOCKS * ports * ports];
            for (at, column) in columns.iter().enumerate() {
                let of = column.changes.get(n).map_or(&[][..], Vec::as_slice);
                for (alternative, change) in of.iter().enumerate() {
                    put(
                        &mut changes,
                        alternative * BLOCKS * ports * ports,
                        at,
                        change,
                    );
                }
            }
            Group {
                slots: group.slots.clone(),
                count,
                ports,
                changes,
            }
        });
        let groups: Vec<Group> = groups.collect();
        let ports: usize = groups.iter().map(|group| group.ports).sum();
        let mut start = vec![Complex::zero(); BLOCKS * (OUTPUTS + ports) * (1 + ports)];
        for (at, column) in columns.iter().enumerate() {
            put(&mut start, 0, at, &column.seen);
        }
        Ok(Self { groups, start })
    }
}

/// Puts a matrix of one frequency into its lane.
fn put(cells: &mut [Cell], from: usize, at: usize, matrix: &DMatrix<Complex64>) {
    let (block, lane) = (at / LANES, at % LANES);
    let (rows, columns) = matrix.shape();
    for row in 0..rows {
        for column in 0..columns {
            let cell = &mut cells[from + (block * rows + row) * columns + column];
            let value = matrix[(row, column)];
            cell.re.0[lane] = value.re;
            cell.im.0[lane] = value.im;
        }
    }
}

/// The networks of all alternatives of choices that are made together: only what is exchanged.
fn networks(
    design: &Design,
    slots: &[Slot],
    pieces: &Pieces,
    group: &Together,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Vec<Named>, String> {
    let of = &group.slots;
    let some: Vec<Slot> = of.iter().filter_map(|n| slots.get(*n).cloned()).collect();
    let count = super::slot::count(&some).filter(|count| *count <= MOST_TOGETHER);
    let names: Vec<&str> = some.iter().map(|slot| slot.name.as_str()).collect();
    let count = count.ok_or_else(|| {
        tr!(
            "{} depend on each other and have more than {MOST_TOGETHER} combinations by themselves",
            names.join(", ")
        )
    })?;
    (0..count)
        .into_par_iter()
        .map(|index| {
            unless(stop)?;
            let mut digits = vec![None; slots.len()];
            for (slot, digit) in of.iter().zip(super::slot::digits(&some, index)) {
                digits[*slot] = Some(digit);
            }
            let mut named = pieces.network(design, slots, &digits)?;
            let elements = &mut named.network.elements;
            elements.retain(|element| group.owners.contains(&element.owner));
            elements.shrink_to_fit();
            Ok(named)
        })
        .collect()
}

/// Goes on unless it is to stop.
pub(super) fn unless(stop: &(dyn Fn() -> bool + Sync)) -> Result<(), String> {
    if stop() {
        return Err(tr!("it was stopped").to_owned());
    }
    Ok(())
}

/// Finds where each group is joined to the rest.
fn seat(
    pieces: &Pieces,
    joined: &mut [Joined],
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<(), String> {
    // By node: the groups that are joined there; what is fixed counts as a group of its own.
    let fixed = joined.len();
    let mut touched: BTreeMap<Place, BTreeSet<usize>> = BTreeMap::new();
    let base = &pieces.base;
    for (n, group) in joined.iter().enumerate() {
        for named in group.networks.iter().chain([base]) {
            unless(stop)?;
            let elements = named.network.elements.iter();
            for element in elements.filter(|e| group.owners.contains(&e.owner)) {
                for node in element.pins.pairs().into_iter().flatten() {
                    touched.entry(named.place(node)).or_default().insert(n);
                }
            }
        }
    }
    let exchanged = |owner| joined.iter().any(|group| group.owners.contains(&owner));
    for element in base.network.elements.iter().filter(|e| !exchanged(e.owner)) {
        for node in element.pins.pairs().into_iter().flatten() {
            touched.entry(base.place(node)).or_default().insert(fixed);
        }
    }
    let ends = [
        base.network.ear.map(|(_, node)| node),
        base.network.terminal,
    ];
    for node in ends.into_iter().flatten() {
        touched.entry(base.place(node)).or_default().insert(fixed);
    }
    touched.entry(Place::Emf).or_default().insert(fixed);
    for (n, group) in joined.iter_mut().enumerate() {
        let shared = touched.iter().filter(|(place, groups)| {
            matches!(place, Place::Base(_) | Place::Emf) && groups.contains(&n) && groups.len() > 1
        });
        group.nodes = shared.map(|(place, _)| *place).collect();
        let mut pairs = group.networks.iter().chain([base]).flat_map(|named| {
            let elements = named.network.elements.iter();
            let own = elements.filter(|e| group.owners.contains(&e.owner));
            own.flat_map(|element| element.pins.pairs())
        });
        group.floats = group.nodes.len() > 1
            && !pairs.any(|pair| pair.contains(&crate::network::Node::Ground));
    }
    Ok(())
}

/// Everything at one frequency.
struct Column {
    /// W.
    seen: DMatrix<Complex64>,
    /// ΔY by group and alternative.
    changes: Vec<Vec<DMatrix<Complex64>>>,
}

impl Column {
    /// Absent where there is no solution, or where it is to stop.
    fn of(
        pieces: &Pieces,
        joined: &[Joined],
        f: f64,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Option<Self> {
        let network = &pieces.base.network;
        let base = &pieces.base;
        let groups: Vec<DMatrix<Complex64>> = (joined.iter())
            .map(|group| group.admittance(base, f))
            .collect::<Option<_>>()?;
        let exchanged = |owner| joined.iter().any(|group| group.owners.contains(&owner));
        let fixed = || network.elements.iter().filter(|e| !exchanged(e.owner));
        // The unknowns that are left, then the EMF.
        let mut places: BTreeMap<Place, usize> = BTreeMap::new();
        let own = fixed().flat_map(|e| e.pins.pairs()).flatten();
        let own = own.map(|node| base.place(node));
        let shared = joined.iter().flat_map(|group| group.nodes.iter().copied());
        for place in own.chain(shared) {
            if !matches!(place, Place::Ground | Place::Emf) {
                let next = places.len();
                places.entry(place).or_insert(next);
            }
        }
        let unknowns = places.len();
        places.insert(Place::Emf, unknowns);
        let mut matrix = DMatrix::zeros(unknowns + 1, unknowns + 1);
        let at = |place: Place| places.get(&place).copied();
        for element in fixed() {
            let values = element.kind.values_at(&network.air, f);
            add(&mut matrix, element.pins, &values, |node| {
                at(base.place(node))
            });
        }
        for (group, admittance) in joined.iter().zip(&groups) {
            for (r, row) in group.nodes.iter().enumerate() {
                for (c, column) in group.nodes.iter().enumerate() {
                    let place = (at(*row)?, at(*column)?);
                    matrix[place] += admittance[(r, c)];
                }
            }
        }
        let outputs = Self::outputs(pieces, &matrix, &at, f)?;
        let ports: Vec<Port> = (joined.iter().rev()).flat_map(Joined::ports).collect();
        let count = ports.len();
        // Columns: what the EMF does, then what a unit drawn at each port does.
        let mut right = DMatrix::zeros(unknowns, 1 + count);
        for n in 0..unknowns {
            right[(n, 0)] = -matrix[(n, unknowns)];
        }
        let terms = |port: &Port| {
            let (node, against) = *port;
            [(Some(node), 1.0), (against, -1.0)]
        };
        let each = |port: &Port| {
            let found = terms(port)
                .into_iter()
                .filter_map(|(place, sign)| Some((at(place?)?, sign)));
            found.collect::<Vec<(usize, f64)>>()
        };
        for (n, port) in ports.iter().enumerate() {
            for (node, sign) in each(port).into_iter().filter(|(node, _)| *node < unknowns) {
                right[(node, 1 + n)] += sign;
            }
        }
        let own = matrix.view((0, 0), (unknowns, unknowns)).into_owned();
        let solved = own.lu().solve(&right)?;
        // The EMF is 1 V, and no port draws from it.
        let potential = |node: usize, column: usize| {
            if node < unknowns {
                solved[(node, column)]
            } else {
                Complex64::from(if column == 0 { 1.0 } else { 0.0 })
            }
        };
        let mut seen = DMatrix::zeros(OUTPUTS + count, 1 + count);
        for column in 0..=count {
            for (row, weights) in outputs.iter().enumerate() {
                seen[(row, column)] = (0..=unknowns)
                    .map(|node| weights[node] * potential(node, column))
                    .sum();
            }
            for (row, port) in ports.iter().enumerate() {
                let across = each(port).into_iter();
                seen[(OUTPUTS + row, column)] = across
                    .map(|(node, sign)| potential(node, column) * sign)
                    .sum();
            }
        }
        if network.terminal == Some(crate::network::Node::Emf) {
            // What is drawn from the source itself is current out of it.
            for (n, port) in ports.iter().enumerate() {
                for (node, sign) in each(port) {
                    if node == unknowns {
                        seen[(1, 1 + n)] -= Complex64::from(sign);
                    }
                }
            }
        }
        let changes = joined
            .iter()
            .zip(&groups)
            .map(|(group, base)| group.changes(base, f, stop));
        Some(Self {
            seen,
            changes: changes.collect::<Option<_>>()?,
        })
    }

    /// How the outputs read the potentials.
    fn outputs(
        pieces: &Pieces,
        matrix: &DMatrix<Complex64>,
        at: &impl Fn(Place) -> Option<usize>,
        f: f64,
    ) -> Option<[Vec<Complex64>; OUTPUTS]> {
        let (network, base) = (&pieces.base.network, &pieces.base);
        let count = matrix.nrows();
        let none = || vec![Complex64::ZERO; count];
        let (mut drum, mut current, mut terminal) = (none(), none(), none());
        let (ear, node) = network.ear?;
        let values = network.elements.get(ear)?.kind.values_at(&network.air, f);
        drum[at(base.place(node))?] = *values.get(1)?;
        if let Some(node) = network.terminal {
            let place = at(base.place(node))?;
            terminal[place] = Complex64::ONE;
            if base.place(node) == Place::Emf {
                current = matrix.row(place).iter().copied().collect();
            } else {
                // All that flows out of the terminal comes through what is ahead of it.
                let mut ahead = DMatrix::zeros(count, count);
                for element in network
                    .ahead
                    .iter()
                    .filter_map(|n| network.elements.get(*n))
                {
                    let values = element.kind.values_at(&network.air, f);
                    add(&mut ahead, element.pins, &values, |node| {
                        at(base.place(node))
                    });
                }
                current = ahead.row(place).iter().map(|value| -value).collect();
            }
        }
        Some([drum, current, terminal])
    }
}
