//! The elimination, planned once for a topology: what is multiplied with what, in which order.
//!
//! Unknowns are eliminated by minimum degree, acoustic ones before electrical ones; the EMF is a
//! last column without a row of its own. In A = L U, U has ones on its diagonal. Slots hold, pivot
//! by pivot, −u for every later neighbour, and what of L is not simply an entry of A. Every slot is
//! computed from the entries of A and from finished slots only (the form of Crout), so any pivot can
//! be redone by itself when an entry below it changes.

use super::elements::Kind;
use super::network::{Element, Network, Node};
use super::order;
use super::simple::Simple;
use super::steps::{Entry, NOTHING, Pivot, Product, Span, Target, index};
use super::term::{Class, Term};
use crate::design::Domain;
use crate::physics::air::AirConstants;

/// The plan of one topology.
///
/// # Example
/// The EMF drives node a through g₁; g₂ leads on to b, g₃ to c, g₄ to ground:
///
/// ```text
///                          a       b       c      EMF
///  EMF─g₁─a─g₂─b─g₃─c    a g₁+g₂  −g₂              −g₁
///                   │    b  −g₂   g₂+g₃   −g₃
///                   g₄   c         −g₃    g₃+g₄
/// ```
///
/// c has one neighbour and goes first, then b; a, beside the EMF, is last. Each pivot has a slot for
/// every later neighbour, and L is −u·d, or as here an entry of A, which needs no slot:
///
/// ```text
///  pivot 0 (c)  d₀ = g₃+g₄              slot 0: −u(c,b) = g₃/d₀
///  pivot 1 (b)  d₁ = g₂+g₃ − g₃·slot 0  slot 1: −u(b,a) = g₂/d₁
///  pivot 2 (a)  d₂ = g₁+g₂ − g₂·slot 1  slot 2: −u(a,EMF) = g₁/d₂
///  then  a = slot 2 · EMF,  b = slot 1 · a,  c = slot 0 · b
/// ```
///
/// `targets` are the three diagonals and the three slots, `products` the two with a minus, and the
/// entries of A on the diagonal are `sums` of two terms. A change of g₁ enters at pivot 2 alone, one of
/// g₄ at pivot 0 and, by `parent`, at 1 and 2.
///
/// ```
/// use earwright_core::design::{Domain, Subject};
/// use earwright_core::network::{Element, Engine, Features, Kind, Network, Node, Pins, elements};
/// use earwright_core::physics::air::AirConstants;
///
/// let [a, b, c] = [0, 1, 2].map(Node::Unknown);
/// let resistor = |pins, resistance| Element {
///     owner: Subject::Design,
///     pins: Pins::One(pins),
///     kind: Kind::ElectricalSeries(elements::ElectricalSeries {
///         resistance,
///         inductance: 0.0,
///     }),
/// };
/// let network = Network {
///     domains: vec![Domain::Electrical; 3],
///     elements: vec![
///         resistor([Node::Emf, a], 1.0),
///         resistor([a, b], 2.0),
///         resistor([b, c], 3.0),
///         resistor([c, Node::Ground], 4.0),
///     ],
///     drivers: Vec::new(),
///     terminal: Some(a),
///     ahead: vec![0],
///     ear: None,
///     emf: 1.0,
///     air: AirConstants::from_climate(23.0, 101_325.0),
/// };
/// let mut engine = Engine::new(network, &[1000.0].into());
/// let order = [(c, vec![b]), (b, vec![a]), (a, vec![Node::Emf])];
/// assert_eq!(engine.elimination(), order);
/// engine.solve(false, Features::Dispatched);
/// for (node, share) in [(a, 0.9), (b, 0.7), (c, 0.4)] {
///     assert!((engine.potential(node)[0].re - share).abs() < 1e-15);
/// }
/// assert!((engine.input_impedance()[0].re - 9.0).abs() < 1e-14);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Plan {
    /// Number of unknowns.
    pub(super) unknowns: usize,
    /// Pivots before this one are acoustic.
    pub(super) acoustic: usize,
    /// Pivot of each unknown.
    pub(super) pivot_of: Vec<usize>,
    /// What each element's values are made of.
    pub(super) classes: Vec<Class>,
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
    pub(super) pivots: Vec<Pivot>,
    pub(super) slots: usize,
    pub(super) targets: Vec<Target>,
    pub(super) products: Vec<Product>,
    /// Later neighbours of each pivot, ascending; the number of pivots stands for the EMF.
    pub(super) neighbours: Vec<u32>,
    /// By neighbour: the factor of L.
    pub(super) lower: Vec<Term>,
    /// The next pivot each pivot acts on, or `usize::MAX`.
    pub(super) parent: Vec<usize>,
    /// Rows of A, by pivot.
    pub(super) rows: Vec<Span>,
    /// Entries of A, row after row, in the order in which the potentials of a row are known when
    /// the last pivot's comes first.
    pub(super) entries: Vec<Entry>,
    /// How many entries each row has, in that order.
    pub(super) lengths: Vec<u32>,
    /// For each element: the pivots it enters at, and the sums it enters.
    pub(super) enters: Vec<Span>,
    pub(super) enter_pivots: Vec<u32>,
    pub(super) summed: Vec<Span>,
    pub(super) summed_in: Vec<u32>,
    /// Current into everything behind the source's `+` terminal.
    pub(super) current: Vec<Entry>,
}

fn length(list: &[impl Sized]) -> u32 {
    index(list.len())
}

/// What an element's values are made of.
pub(super) fn class(kind: &Kind, air: &AirConstants<f64>) -> Class {
    kind.simple(air).map_or(Class::STORED, Simple::class)
}

/// Row, column, value and sign of everything an element adds, in pivots.
fn stamps<'a>(
    element: &'a Element,
    first: usize,
    class: Class,
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
            Some((row, column, Term::new(class, first + value, sign < 0.0)))
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

        let classes: Vec<Class> = (network.elements.iter())
            .map(|element| class(&element.kind, &network.air))
            .collect();
        let mut first_value = Vec::with_capacity(network.elements.len() + 1);
        let mut first_sum = 0;
        for element in &network.elements {
            first_value.push(first_sum);
            first_sum += element.kind.form().values();
        }
        first_value.push(first_sum);

        // Everything that is added to A, sorted by place.
        let mut all: Vec<(usize, usize, Term, usize)> = Vec::new();
        for (e, element) in network.elements.iter().enumerate() {
            for (row, column, term) in stamps(element, first_value[e], classes[e], &pivot_of) {
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
                let members = group.iter().map(|&(.., e)| classes[e]);
                let class = members.fold(Class::NONE, Class::with);
                Term::new(class, first_sum + sums.len() - 1, false)
            };
            if rows[row].end == 0 {
                rows[row].start = length(&entries);
            }
            entries.push(Entry {
                term,
                column: index(column),
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
            pivots: structure.pivots,
            slots: 0,
            targets: Vec::new(),
            products: Vec::new(),
            lower: vec![Term::NOTHING; structure.neighbours.len()],
            neighbours: structure.neighbours,
            parent: structure.parent,
            rows,
            entries,
            lengths: Vec::with_capacity(n),
            enters: Vec::new(),
            enter_pivots: Vec::new(),
            summed: Vec::new(),
            summed_in: Vec::new(),
            current: Vec::new(),
            pivot_of,
            first_value,
            classes,
        };
        plan.block_sums = (0..plan.sums.len())
            .filter(|&sum| !plan.sum_is_simple(sum))
            .map(index)
            .collect();
        plan.plan_targets();
        plan.plan_checks();
        plan.plan_changes(network, &summed_pairs);
        plan.plan_current(network);
        plan
    }

    /// The pivot of a node, or the number of pivots for the EMF; none for ground.
    pub(super) fn place(&self, node: Node) -> Option<usize> {
        match node {
            Node::Ground => None,
            Node::Emf => Some(self.unknowns),
            Node::Unknown(n) => self.pivot_of.get(n).copied(),
        }
    }

    /// Where a later neighbour stands in the list of neighbours.
    fn neighbour(&self, pivot: usize, later: usize) -> usize {
        let span = self.pivots[pivot].later();
        let list = &self.neighbours[span.clone()];
        span.start + list.partition_point(|&j| (j as usize) < later)
    }

    /// Whether a sum is made from coefficients.
    pub(super) fn sum_is_simple(&self, sum: usize) -> bool {
        let terms = &self.sum_terms[self.sums[sum].range()];
        !terms.iter().any(|term| term.is_stored())
    }

    fn plan_targets(&mut self) {
        let n = self.unknowns;
        // Entries of A by place: on the diagonal, right of it, below it.
        let mut diagonal = vec![Term::NOTHING; n];
        let mut upper = vec![Term::NOTHING; self.neighbours.len()];
        for row in 0..n {
            for at in self.rows[row].range() {
                let Entry { term, column } = self.entries[at];
                let column = column as usize;
                match row.cmp(&column) {
                    std::cmp::Ordering::Equal => diagonal[row] = term,
                    std::cmp::Ordering::Less => upper[self.neighbour(row, column)] = term,
                    std::cmp::Ordering::Greater => {
                        let at = self.neighbour(column, row);
                        self.lower[at] = term;
                    }
                }
            }
        }
        // Which places are acted on by an earlier pivot, and which have their mirror's number.
        let mut changed = vec![false; self.neighbours.len()];
        let mut mirrored: Vec<bool> = (upper.iter().zip(&self.lower))
            .map(|(upper, lower)| upper == lower)
            .collect();
        for m in 0..n {
            let span = self.pivots[m].later();
            for a in span.clone() {
                for b in a + 1..span.end {
                    let (i, j) = (self.neighbours[a] as usize, self.neighbours[b] as usize);
                    let at = self.neighbour(i, j);
                    changed[at] = true;
                    mirrored[at] &= mirrored[a] && mirrored[b];
                }
            }
        }
        // Targets and slots, and the target of each place of L that has one.
        let mut lower_target = vec![NOTHING; self.neighbours.len()];
        let mut slots = 0;
        for (k, &diagonal) in diagonal.iter().enumerate() {
            let span = self.pivots[k].later();
            self.pivots[k].slot = slots;
            self.pivots[k].target = length(&self.targets);
            slots += index(span.len());
            self.push_target(diagonal, NOTHING);
            let first = slots;
            for at in span.clone() {
                let in_l = (self.neighbours[at] as usize) < n && changed[at];
                self.push_target(
                    upper[at],
                    if in_l && mirrored[at] { slots } else { NOTHING },
                );
                slots += u32::from(in_l);
            }
            let mut slot = first;
            for at in span {
                if (self.neighbours[at] as usize) < n && changed[at] {
                    if !mirrored[at] {
                        self.pivots[k].lower += 1;
                        lower_target[at] = length(&self.targets);
                        self.push_target(self.lower[at], slot);
                    }
                    self.lower[at] = Term::slot(slot);
                    slot += 1;
                }
            }
        }
        self.slots = slots as usize;
        // What each pivot does to the places between its later neighbours.
        let mut found: Vec<(u32, Product)> = Vec::new();
        for m in 0..n {
            let span = self.pivots[m].later();
            for a in span.clone().filter(|&a| !self.lower[a].is_nothing()) {
                let i = self.neighbours[a] as usize;
                for b in span.clone() {
                    let j = self.neighbours[b] as usize;
                    let target = match i.cmp(&j) {
                        std::cmp::Ordering::Equal => self.pivots[i].target,
                        std::cmp::Ordering::Less => {
                            let at = self.neighbour(i, j) - self.pivots[i].later().start;
                            self.pivots[i].target + 1 + index(at)
                        }
                        std::cmp::Ordering::Greater => lower_target[self.neighbour(j, i)],
                    };
                    if target != NOTHING {
                        let slot = self.pivots[m].slot + index(b - span.start);
                        found.push((target, (self.lower[a], slot)));
                    }
                }
            }
        }
        // Stable: products stay in the order of elimination.
        found.sort_by_key(|&(target, _)| target);
        self.products = found.iter().map(|&(_, product)| product).collect();
        for &(target, _) in &found {
            self.targets[target as usize].products += 1;
        }
        let mut done = 0;
        for pivot in &mut self.pivots {
            pivot.product = done;
            let first = pivot.target as usize;
            let count = (1 + pivot.later + pivot.lower) as usize;
            let targets = self.targets[first..][..count].iter();
            done += targets.map(|target| target.products).sum::<u32>();
        }
    }

    fn push_target(&mut self, term: Term, lower: u32) {
        self.targets.push(Target {
            term,
            products: 0,
            lower,
        });
    }

    /// Puts the rows in the order in which their potentials become known.
    fn plan_checks(&mut self) {
        let mut of: Vec<(usize, usize)> = (self.rows.iter().enumerate())
            .map(|(row, span)| {
                let columns = self.entries[span.range()].iter();
                let first = columns.map(|entry| entry.column as usize).min();
                // A row of nothing but the EMF, or of nothing, is complete at any time.
                (first.unwrap_or(0).min(self.unknowns - 1), row)
            })
            .collect();
        of.sort_unstable_by(|a, b| b.cmp(a));
        let mut entries = Vec::with_capacity(self.entries.len());
        for (pivot, row) in of {
            let start = length(&entries);
            entries.extend_from_slice(&self.entries[self.rows[row].range()]);
            let end = length(&entries);
            self.rows[row] = Span { start, end };
            self.lengths.push(end - start);
            self.pivots[pivot].completes += 1;
        }
        self.entries = entries;
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
            let mut pivots: Vec<u32> = stamps(element, 0, Class::STORED, &self.pivot_of)
                .filter_map(|(row, column, _)| {
                    let row = self.pivot_of[row.unknown()?];
                    Some(index(row.min(column)))
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
            for (row, column, term) in stamps(
                element,
                self.first_value[e],
                self.classes[e],
                &self.pivot_of,
            ) {
                if row == terminal {
                    self.current.push(Entry {
                        term,
                        column: index(column),
                    });
                }
            }
        }
    }
}
