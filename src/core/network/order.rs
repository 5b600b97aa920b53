//! The order of elimination, and the pattern it leaves.

use super::network::{Network, Node};
use super::steps::{Entry, Pivot, Span, index};
use crate::design::Domain;
use std::collections::BTreeSet;

/// Minimum degree, acoustic unknowns first: the pivot of each unknown.
///
/// Among unknowns of one degree the earliest goes first, which follows chains from one end. The EMF
/// counts as a neighbour that is never eliminated: its column of A is one more to be worked on, so a
/// chain is followed towards it.
pub(super) fn minimum_degree(network: &Network) -> Vec<usize> {
    let n = network.domains.len();
    let mut beside: Vec<Vec<usize>> = vec![Vec::new(); n];
    for element in &network.elements {
        for (row, column, ..) in element.pins.stamps() {
            match (row, column) {
                (Node::Unknown(row), Node::Unknown(column)) if row != column => {
                    beside[row].push(column);
                    beside[column].push(row);
                }
                (Node::Unknown(row), Node::Emf) => beside[row].push(n),
                _ => {}
            }
        }
    }
    for list in &mut beside {
        list.sort_unstable();
        list.dedup();
    }
    let electrical = |k: usize| network.domains[k] == Domain::Electrical;
    let mut queue: BTreeSet<(bool, usize, usize)> = (0..n)
        .map(|k| (electrical(k), beside[k].len(), k))
        .collect();
    let mut pivot_of = vec![0; n];
    let mut next = 0;
    while let Some((_, _, k)) = queue.pop_first() {
        pivot_of[k] = next;
        next += 1;
        let around = std::mem::take(&mut beside[k]);
        for &i in around.iter().filter(|&&i| i < n) {
            let before = beside[i].len();
            beside[i].retain(|&j| j != k);
            for &j in &around {
                if j != i
                    && let Err(at) = beside[i].binary_search(&j)
                {
                    beside[i].insert(at, j);
                }
            }
            if queue.remove(&(electrical(i), before, i)) {
                queue.insert((electrical(i), beside[i].len(), i));
            }
        }
    }
    pivot_of
}

/// The pattern of the factors.
pub(super) struct Structure {
    pub(super) pivots: Vec<Pivot>,
    pub(super) neighbours: Vec<u32>,
    pub(super) parent: Vec<usize>,
}

/// The later neighbours of every pivot, fill-in included; the column of the EMF comes last.
pub(super) fn structure(n: usize, rows: &[Span], entries: &[Entry]) -> Structure {
    let mut later: Vec<Vec<u32>> = vec![Vec::new(); n];
    for (row, span) in rows.iter().enumerate() {
        for entry in &entries[span.range()] {
            let column = entry.column as usize;
            if column == row {
                continue;
            }
            let (low, high) = (row.min(column), row.max(column));
            later[low].push(index(high));
        }
    }
    let mut parent = vec![usize::MAX; n];
    let mut out = Structure {
        pivots: Vec::with_capacity(n),
        neighbours: Vec::new(),
        parent: Vec::new(),
    };
    for k in 0..n {
        let mut list = std::mem::take(&mut later[k]);
        list.sort_unstable();
        list.dedup();
        if let Some((&first, rest)) = list.split_first()
            && (first as usize) < n
        {
            parent[k] = first as usize;
            // What a pivot joins, its first later neighbour inherits.
            later[first as usize].extend_from_slice(rest);
        }
        out.pivots.push(Pivot {
            neighbour: index(out.neighbours.len()),
            later: index(list.len()),
            ..Pivot::default()
        });
        out.neighbours.extend_from_slice(&list);
    }
    out.parent = parent;
    out
}
