//! The elimination, planned once for a topology: what is multiplied with what, in which order.
//!
//! Unknowns are eliminated by minimum degree, acoustic ones before electrical ones. The factors of
//! A = L U lie in slots, those of one pivot side by side: 1/d, y, then u and l for every later
//! neighbour. Every slot is computed from the entries of A and from finished slots only (the form
//! of Crout), so any pivot can be redone by itself when an entry below it changes.

use super::network::{Element, Network, Node};
use super::order;
use crate::design::Domain;

/// Where there is no entry of A: a slot that only fills in.
pub(super) const NOTHING: u32 = u32::MAX;

/// Set in a term whose value is not stored but made from three coefficients (see `simple`).
pub(super) const SIMPLE: u32 = 1 << 31;

/// A value with a sign.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Term {
    /// Index among the values (those of elements, then sums), with [`SIMPLE`] or not, or
    /// [`NOTHING`].
    pub(super) value: u32,
    /// 1 or −1.
    pub(super) sign: f64,
}

/// An entry of a row: a value times a potential.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Entry {
    pub(super) term: Term,
    /// Pivot of the column; the number of pivots stands for the EMF.
    pub(super) column: u32,
}

/// One slot's recipe: a term of A, less products of finished slots.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Target {
    pub(super) term: Term,
    /// Where its products end; they begin where those of the slot before end.
    pub(super) products_end: u32,
}

/// A range of a list.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Span {
    #[inline(always)]
    pub(super) fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The plan of one topology.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Plan {
    /// Number of unknowns.
    pub(super) unknowns: usize,
    /// Pivots before this one are acoustic.
    pub(super) acoustic: usize,
    /// Pivot of each unknown.
    pub(super) pivot_of: Vec<usize>,
    /// Whether each element is made from coefficients.
    pub(super) simple: Vec<bool>,
    /// Where each element's values begin; one more for the end.
    pub(super) first_value: Vec<usize>,
    /// Number of values, sums included.
    pub(super) values: usize,
    /// For each sum: its terms. The n-th sum lies at value `first_sum + n`.
    pub(super) sums: Vec<Span>,
    pub(super) first_sum: usize,
    /// Sums that are not simple.
    pub(super) block_sums: Vec<u32>,
    pub(super) sum_terms: Vec<Term>,
    /// First slot of each pivot; one more for the end.
    pub(super) base: Vec<u32>,
    pub(super) targets: Vec<Target>,
    pub(super) products: Vec<[u32; 2]>,
    /// Later neighbours of each pivot, ascending.
    pub(super) later: Vec<Span>,
    pub(super) neighbours: Vec<u32>,
    /// The next pivot each pivot acts on, or `usize::MAX`.
    pub(super) parent: Vec<usize>,
    /// Rows of A, by pivot, for the check.
    pub(super) rows: Vec<Span>,
    pub(super) entries: Vec<Entry>,
    /// For each element: the pivots it enters at, and the sums it enters.
    pub(super) enters: Vec<Span>,
    pub(super) enter_pivots: Vec<u32>,
    pub(super) summed: Vec<Span>,
    pub(super) summed_in: Vec<u32>,
    /// Current into everything behind the source's `+` terminal.
    pub(super) current: Vec<Entry>,
}

fn length(list: &[impl Sized]) -> u32 {
    // Networks are far below 2³² of anything.
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

/// Row, column, value and sign of everything an element adds, in pivots.
fn stamps<'a>(
    element: &'a Element,
    first: usize,
    simple: bool,
    pivot_of: &'a [usize],
) -> impl Iterator<Item = (Node, usize, Term)> + 'a {
    let emf = pivot_of.len();
    element
        .pins
        .stamps()
        .into_iter()
        .filter_map(move |(row, column, value, sign)| {
            let column = match column {
                Node::Ground => return None,
                Node::Emf => emf,
                Node::Unknown(n) => pivot_of[n],
            };
            let value = u32::try_from(first + value).unwrap_or(NOTHING);
            let value = if simple { value | SIMPLE } else { value };
            Some((row, column, Term { value, sign }))
        })
}

impl Plan {
    /// Plans the elimination of a network.
    pub(super) fn new(network: &Network) -> Self {
        let n = network.domains.len();
        let pivot_of = order::minimum_degree(network);
        let acoustic = network
            .domains
            .iter()
            .filter(|&&domain| domain == Domain::Acoustic)
            .count();

        let simple: Vec<bool> = (network.elements.iter())
            .map(|element| super::simple::is_simple(&element.kind, &element.parameters))
            .collect();
        let mut first_value = Vec::with_capacity(network.elements.len() + 1);
        let mut first_sum = 0;
        for element in &network.elements {
            first_value.push(first_sum);
            first_sum += super::element::count(&element.kind);
        }
        first_value.push(first_sum);

        // Everything that is added to A, sorted by place.
        let mut all: Vec<(usize, usize, Term, usize)> = Vec::new();
        for (e, element) in network.elements.iter().enumerate() {
            for (row, column, term) in stamps(element, first_value[e], simple[e], &pivot_of) {
                if let Some(row) = row.unknown() {
                    all.push((pivot_of[row], column, term, e));
                }
            }
        }
        all.sort_by_key(|&(row, column, ..)| (row, column));

        let mut sums = Vec::new();
        let mut sum_terms = Vec::new();
        let mut summed_pairs: Vec<(usize, u32)> = Vec::new();
        let mut rows = vec![Span::default(); n];
        let mut entries: Vec<Entry> = Vec::new();
        for group in all.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let &[(row, column, first, _), ..] = group else {
                continue;
            };
            let term = if group.len() == 1 {
                first
            } else {
                let start = length(&sum_terms);
                for &(.., term, element) in group {
                    sum_terms.push(term);
                    summed_pairs.push((element, length(&sums)));
                }
                sums.push(Span {
                    start,
                    end: length(&sum_terms),
                });
                let value = u32::try_from(first_sum + sums.len() - 1).unwrap_or(NOTHING);
                // A sum of nothing but simple values is simple itself.
                let all_simple = group.iter().all(|(.., e)| simple[*e]);
                Term {
                    value: if all_simple { value | SIMPLE } else { value },
                    sign: 1.0,
                }
            };
            if rows[row].end == 0 {
                rows[row].start = length(&entries);
            }
            entries.push(Entry {
                term,
                column: u32::try_from(column).unwrap_or(u32::MAX),
            });
            rows[row].end = length(&entries);
        }

        let structure = order::structure(n, &rows, &entries);
        let mut plan = Self {
            unknowns: n,
            acoustic,
            values: first_sum + sums.len(),
            first_sum,
            block_sums: Vec::new(),
            sums,
            sum_terms,
            base: structure.base,
            targets: Vec::new(),
            products: Vec::new(),
            later: structure.later,
            neighbours: structure.neighbours,
            parent: structure.parent,
            rows,
            entries,
            enters: Vec::new(),
            enter_pivots: Vec::new(),
            summed: Vec::new(),
            summed_in: Vec::new(),
            current: Vec::new(),
            pivot_of,
            first_value,
            simple,
        };
        plan.block_sums = (0..plan.sums.len())
            .filter(|&sum| !plan.sum_is_simple(sum))
            .filter_map(|sum| u32::try_from(sum).ok())
            .collect();
        plan.plan_targets();
        plan.plan_changes(network, &summed_pairs);
        plan.plan_current(network);
        plan
    }

    /// Number of slots.
    pub(super) fn slots(&self) -> usize {
        self.targets.len()
    }

    /// The pivot of a node, or the number of pivots for the EMF; none for ground.
    pub(super) fn place(&self, node: Node) -> Option<usize> {
        match node {
            Node::Ground => None,
            Node::Emf => Some(self.unknowns),
            Node::Unknown(n) => self.pivot_of.get(n).copied(),
        }
    }

    /// The slot of L (below the diagonal), U (above) or 1/d.
    fn slot(&self, row: usize, column: usize) -> u32 {
        let (low, high) = (row.min(column), row.max(column));
        if low == high {
            return self.base[low];
        }
        let later = &self.neighbours[self.later[low].range()];
        let at = later.partition_point(|&j| (j as usize) < high);
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        self.base[low] + 2 + 2 * at + u32::from(row > column)
    }

    /// Whether a sum is made from coefficients.
    pub(super) fn sum_is_simple(&self, sum: usize) -> bool {
        let terms = &self.sum_terms[self.sums[sum].range()];
        terms.iter().all(|term| term.value & SIMPLE != 0)
    }

    fn plan_targets(&mut self) {
        let n = self.unknowns;
        let slots = self.base[n] as usize;
        let none = Term {
            value: NOTHING,
            sign: 1.0,
        };
        self.targets = vec![
            Target {
                term: none,
                products_end: 0,
            };
            slots
        ];
        for row in 0..n {
            for at in self.rows[row].range() {
                let Entry { term, column } = self.entries[at];
                let (slot, sign) = if column as usize == n {
                    (self.base[row] + 1, -term.sign)
                } else {
                    (self.slot(row, column as usize), term.sign)
                };
                self.targets[slot as usize].term = Term { sign, ..term };
            }
        }
        // A row of y is driven when it, or a row that acts on it, has the EMF in it.
        let mut driven: Vec<bool> = (0..n)
            .map(|k| self.targets[self.base[k] as usize + 1].term.value != NOTHING)
            .collect();
        let mut found: Vec<(u32, [u32; 2])> = Vec::new();
        for m in 0..n {
            let later = self.neighbours[self.later[m].range()].to_vec();
            let l = |at: usize| self.base[m] + 3 + 2 * u32::try_from(at).unwrap_or(0);
            for (row_at, &i) in later.iter().enumerate() {
                for (column_at, &j) in later.iter().enumerate() {
                    let target = self.slot(i as usize, j as usize);
                    found.push((target, [l(row_at), l(column_at) - 1]));
                }
                if driven[m] {
                    driven[i as usize] = true;
                    let target = self.base[i as usize] + 1;
                    found.push((target, [l(row_at), self.base[m] + 1]));
                }
            }
        }
        // Stable: products stay in the order of elimination.
        found.sort_by_key(|&(target, _)| target);
        self.products = found.iter().map(|&(_, product)| product).collect();
        let mut done = 0;
        for (slot, target) in self.targets.iter_mut().enumerate() {
            while found
                .get(done)
                .is_some_and(|&(target, _)| target as usize == slot)
            {
                done += 1;
            }
            target.products_end = u32::try_from(done).unwrap_or(u32::MAX);
        }
    }

    /// Where a change of each element enters.
    fn plan_changes(&mut self, network: &Network, summed_pairs: &[(usize, u32)]) {
        let mut summed_pairs = summed_pairs.to_vec();
        summed_pairs.sort_unstable();
        summed_pairs.dedup();
        let mut pairs = summed_pairs.iter().peekable();
        for (e, element) in network.elements.iter().enumerate() {
            let start = length(&self.summed_in);
            while let Some(&(_, sum)) = pairs.next_if(|pair| pair.0 == e) {
                self.summed_in.push(sum);
            }
            self.summed.push(Span {
                start,
                end: length(&self.summed_in),
            });
            let mut pivots: Vec<u32> = stamps(element, 0, false, &self.pivot_of)
                .filter_map(|(row, column, _)| {
                    let row = self.pivot_of[row.unknown()?];
                    u32::try_from(row.min(column)).ok()
                })
                .collect();
            pivots.sort_unstable();
            pivots.dedup();
            let start = length(&self.enter_pivots);
            self.enter_pivots.extend(pivots);
            self.enters.push(Span {
                start,
                end: length(&self.enter_pivots),
            });
        }
    }

    fn plan_current(&mut self, network: &Network) {
        let Some(terminal) = network.terminal else {
            return;
        };
        for (e, element) in network.elements.iter().enumerate() {
            if network.ahead.contains(&e) {
                continue;
            }
            for (row, column, term) in
                stamps(element, self.first_value[e], self.simple[e], &self.pivot_of)
            {
                if row == terminal {
                    self.current.push(Entry {
                        term,
                        column: u32::try_from(column).unwrap_or(u32::MAX),
                    });
                }
            }
        }
    }
}
