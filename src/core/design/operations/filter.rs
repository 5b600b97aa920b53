//! Putting a crossover in front of a driver: parts in a row on the board, wired.

use super::{
    end, new_link,
    row::{Row, Seat},
};
use crate::design::{
    Design, Edit, EditError, Link, LinkEnd, LinkId, LinkKind, Part, PartId, PartKind,
    branch::{Branch, branch},
    check::nets::Nets,
    geometry::{self, Point},
    path::{self, WIRE_STUB_MM},
    port::{FIRST, MINUS, SECOND},
};
use std::collections::BTreeMap;

/// One stage of a crossover, from the feed to the driver.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// A part in series with the driver.
    Series(Box<PartKind>),
    /// Parts side by side, together in series with the driver.
    Trap(Vec<PartKind>),
    /// Parts one after the other, across the driver.
    Shunt(Vec<PartKind>),
}

/// Puts a crossover between what feeds a driver and the driver, in a free row of the board. What
/// hangs across the driver stays at its terminals; its own crossover parts stay in front of the new
/// ones, or with `replace` go.
///
/// # Errors
/// When the part is not a driver, or a part that is to go is locked.
pub fn insert_filter(
    design: &Design,
    driver: PartId,
    stages: &[Stage],
    replace: bool,
) -> Result<Edit, EditError> {
    let branch = branch(design, driver)?;
    let source = design.source().ok_or(EditError::NoSource)?.id;
    let going: &[PartId] = if replace { &branch.own } else { &[] };
    if let Some(part) = going
        .iter()
        .filter_map(|id| design.part(*id))
        .find(|part| part.locked)
    {
        return Err(EditError::Locked(part.name.clone()));
    }
    let plan = Plan::new(design, &branch, source, going);
    let row = Row::new(design, stages, &plan.row_ends(design), going);
    let mut edits = plan.edits(stages, &row);
    if let Some(link) = plan.last.filter(|link| !link.way_points_mm.is_empty()) {
        // The bends of the wire at the driver led from elsewhere: those the row has passed go, and
        // all of them where the wire would run through a part.
        let with = design.apply(&Edit::Batch(edits.clone()))?;
        edits.extend(straightened(&with, link.id, row.end_mm));
    }
    Ok(Edit::Batch(edits))
}

/// The edit that takes bends out of a wire which now begins at the end of a row.
fn straightened(design: &Design, id: LinkId, from_mm: Point) -> Option<Edit> {
    let link = design.link(id)?;
    let begins = |end: &LinkEnd| {
        design
            .placed_port(end)
            .is_some_and(|port| geometry::distance(port.at_mm, from_mm) < 1e-3)
    };
    let ahead = |point: &Point| point[0] > from_mm[0] + WIRE_STUB_MM;
    let mut bends = link.way_points_mm.clone();
    if !begins(&link.from) {
        bends.reverse();
    }
    let passed = bends.iter().rposition(|point| !ahead(point));
    let mut bends: Vec<Point> = bends.split_off(passed.map_or(0, |last| last + 1));
    if !begins(&link.from) {
        bends.reverse();
    }
    let mut led = Link {
        way_points_mm: bends,
        ..link.clone()
    };
    if runs_through_a_part(design, &led) {
        led.way_points_mm.clear();
    }
    (led.way_points_mm != link.way_points_mm).then(|| Edit::SetLink(Box::new(led)))
}

/// Whether a wire runs through a part it does not end on.
fn runs_through_a_part(design: &Design, link: &Link) -> bool {
    let points = path::path(design, link);
    let ends = [link.from.part, link.to.part];
    design
        .parts
        .iter()
        .filter(|part| !ends.contains(&part.id))
        .filter_map(|part| geometry::bounds(part.outline_mm(design)))
        .any(|[low, high]| {
            path::segments(&points).any(|(a, b)| {
                // A stretch is upright or level: it has no width of its own.
                geometry::bounds([a, b]).is_some_and(|[near, far]| {
                    near[0] < high[0]
                        && low[0] < far[0].max(near[0] + 1e-9)
                        && near[1] < high[1]
                        && low[1] < far[1].max(near[1] + 1e-9)
                })
            })
        })
}

/// Which wires are moved and which are new.
struct Plan<'a> {
    design: &'a Design,
    branch: &'a Branch,
    source: PartId,
    going: &'a [PartId],
    /// The wire that stays at the driver, its other end going to the row's end.
    last: Option<&'a Link>,
    /// The other wires that feed the driver's terminal.
    others: Vec<&'a Link>,
    /// Where the row is fed from.
    fed_from: LinkEnd,
    /// Where the parts across the driver return to.
    returns_to: LinkEnd,
    /// Whether the driver's cold terminal needs a wire.
    cold_is_open: bool,
    /// Wires from parts that are going to what stays, the driver apart, by the net they belong to.
    loose: BTreeMap<usize, Vec<&'a Link>>,
    /// The net the row is fed from.
    fed_net: Option<usize>,
}

impl<'a> Plan<'a> {
    fn new(design: &'a Design, branch: &'a Branch, source: PartId, going: &'a [PartId]) -> Self {
        let goes = |end: &LinkEnd| going.contains(&end.part);
        let hot = end(branch.driver, branch.hot);
        let feeds: Vec<&Link> = branch
            .feeds
            .iter()
            .filter_map(|id| design.link(*id))
            .collect();
        let last = feeds.first().copied();
        let fed_from = match last.and_then(|link| link.other_end(&hot)) {
            Some(far) if !goes(far) => far.clone(),
            _ => branch.beginning.clone(),
        };
        let nets = Nets::nodes(design);
        let mut loose: BTreeMap<usize, Vec<&Link>> = BTreeMap::new();
        for link in &design.links {
            let far = match (goes(&link.from), goes(&link.to)) {
                (true, false) => &link.to,
                (false, true) => &link.from,
                _ => continue,
            };
            let net = nets.group(far.part, &far.port);
            if let Some(net) = net.filter(|_| far.part != branch.driver) {
                let known = loose.entry(net).or_default();
                // One wire to a port is enough.
                if !known.iter().any(|other| other.ends().contains(&far)) {
                    known.push(link);
                }
            }
        }
        let fed_net = nets.group(fed_from.part, &fed_from.port);
        let mut plan = Self {
            design,
            branch,
            source,
            going,
            last,
            others: feeds.into_iter().skip(1).collect(),
            fed_from,
            returns_to: end(source, MINUS),
            cold_is_open: false,
            loose,
            fed_net,
        };
        plan.cold_is_open = !plan.stays_wired(branch.cold);
        if !branch.returns_to_source && !plan.cold_is_open {
            plan.returns_to = end(branch.driver, branch.cold);
        }
        plan
    }

    /// Whether a wire at a terminal stays when the parts that are going have gone.
    fn stays_wired(&self, terminal: &str) -> bool {
        let here = end(self.branch.driver, terminal);
        let stays = |link: &Link| {
            link.other_end(&here)
                .is_some_and(|far| !self.going.contains(&far.part))
        };
        self.design
            .links_at(self.branch.driver, terminal)
            .any(stays)
    }

    /// Where the row's beginning is fed from, and where its end goes to, mm.
    fn row_ends(&self, design: &Design) -> [[f64; 2]; 2] {
        let at = |end: &LinkEnd| {
            design
                .placed_port(end)
                .map_or([0.0, 0.0], |port| port.at_mm)
        };
        let hot = end(self.branch.driver, self.branch.hot);
        let first_bend = self.last.and_then(|link| {
            if link.from == hot {
                link.way_points_mm.last()
            } else {
                link.way_points_mm.first()
            }
        });
        [
            at(&self.fed_from),
            first_bend.copied().unwrap_or_else(|| at(&hot)),
        ]
    }

    fn edits(&self, stages: &[Stage], row: &Row) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut ids = self.design.next_id..;
        let mut fresh = || ids.next().unwrap_or(u32::MAX);
        let mut seats = row.seats.iter();
        let mut placed: Vec<Vec<PartId>> = Vec::new();
        for kinds in stages.iter().map(Stage::kinds) {
            let mut stage = Vec::new();
            for (kind, seat) in kinds.into_iter().zip(seats.by_ref()) {
                let id = PartId(fresh());
                edits.push(Edit::AddPart(Box::new(seated(id, kind, seat))));
                stage.push(id);
            }
            placed.push(stage);
        }
        let mut wires = Vec::new();
        let hot = end(self.branch.driver, self.branch.hot);
        // Node by node from the feed: `here` is the port everything further on hangs on.
        let mut here: Option<LinkEnd> = None;
        let mut beginning: Option<LinkEnd> = None;
        let mut foot: Option<LinkEnd> = None;
        for (stage, parts) in stages.iter().zip(&placed) {
            let Some(&first) = parts.first() else {
                continue;
            };
            if let Stage::Shunt(_) = stage {
                let node = here.clone().unwrap_or_else(|| hot.clone());
                wires.push((node, end(first, FIRST)));
                for pair in parts.windows(2) {
                    if let [a, b] = pair {
                        wires.push((end(*a, SECOND), end(*b, FIRST)));
                    }
                }
                if let Some(&bottom) = parts.last() {
                    let to = foot.take().unwrap_or_else(|| self.returns_to.clone());
                    wires.push((end(bottom, SECOND), to));
                    foot = Some(end(bottom, SECOND));
                }
                continue;
            }
            match &here {
                Some(before) => wires.push((before.clone(), end(first, FIRST))),
                None => beginning = Some(end(first, FIRST)),
            }
            for pair in parts.windows(2) {
                if let [a, b] = pair {
                    wires.push((end(*a, FIRST), end(*b, FIRST)));
                    wires.push((end(*a, SECOND), end(*b, SECOND)));
                }
            }
            here = Some(end(first, SECOND));
        }
        if let (Some(beginning), Some(last)) = (beginning, here) {
            self.move_feeds(&hot, &beginning, &last, &mut edits, &mut wires);
        } else if !self.stays_wired(self.branch.hot) {
            self.feed(&hot, &mut edits, &mut wires);
        }
        edits.extend(self.tied_together());
        if self.cold_is_open {
            let cold = end(self.branch.driver, self.branch.cold);
            wires.push((cold, end(self.source, MINUS)));
        }
        if !self.going.is_empty() {
            edits.push(Edit::Remove {
                parts: self.going.to_vec(),
                links: Vec::new(),
            });
        }
        edits.extend(
            wires
                .into_iter()
                .map(|(from, to)| new_link(fresh(), from, to, LinkKind::Wire)),
        );
        edits
    }

    /// Feeds a port: by the wires that fed what is going, else by a new one.
    fn feed(&self, port: &LinkEnd, edits: &mut Vec<Edit>, wires: &mut Vec<(LinkEnd, LinkEnd)>) {
        let feeding = self.fed_net.and_then(|net| self.loose.get(&net));
        match feeding {
            Some(links) => edits.extend(links.iter().map(|link| self.moved(link, port))),
            None => wires.push((self.fed_from.clone(), port.clone())),
        }
    }

    /// What else hung together by a port of a part that is going is tied together again.
    fn tied_together(&self) -> Vec<Edit> {
        let rest = self
            .loose
            .iter()
            .filter(|(net, _)| Some(**net) != self.fed_net);
        rest.filter_map(|(_, links)| links.split_first())
            .flat_map(|(first, others)| {
                let anchor = self.far(first);
                let others = others.iter().filter(move |link| self.far(link) != anchor);
                others.map(move |link| self.moved(link, anchor))
            })
            .collect()
    }

    /// The end of a loose wire that stays.
    fn far(&self, link: &'a Link) -> &'a LinkEnd {
        if self.going.contains(&link.from.part) {
            &link.to
        } else {
            &link.from
        }
    }

    /// A loose wire with its other end on this port, straight.
    fn moved(&self, link: &Link, port: &LinkEnd) -> Edit {
        let mut link = link.clone();
        link.way_points_mm.clear();
        if self.going.contains(&link.from.part) {
            link.from = port.clone();
        } else {
            link.to = port.clone();
        }
        Edit::SetLink(Box::new(link))
    }

    /// The wire at the driver stays there and comes from the row's end; what fed it feeds the row.
    fn move_feeds(
        &self,
        hot: &LinkEnd,
        beginning: &LinkEnd,
        last: &LinkEnd,
        edits: &mut Vec<Edit>,
        wires: &mut Vec<(LinkEnd, LinkEnd)>,
    ) {
        self.feed(beginning, edits, wires);
        match self.last {
            Some(link) => edits.push(Edit::Reconnect {
                link: link.id,
                from: link.from != *hot,
                end: last.clone(),
            }),
            None => wires.push((last.clone(), hot.clone())),
        }
        for link in &self.others {
            if link
                .other_end(hot)
                .is_some_and(|far| !self.going.contains(&far.part))
            {
                edits.push(Edit::Reconnect {
                    link: link.id,
                    from: link.from == *hot,
                    end: beginning.clone(),
                });
            }
        }
    }
}

impl Stage {
    /// Its parts.
    pub(super) fn kinds(&self) -> Vec<&PartKind> {
        match self {
            Self::Series(kind) => vec![kind.as_ref()],
            Self::Trap(kinds) | Self::Shunt(kinds) => kinds.iter().collect(),
        }
    }
}

fn seated(id: PartId, kind: &PartKind, seat: &Seat) -> Part {
    let mut part = Part::new(id, kind.clone(), seat.at_mm);
    part.rotation_deg = seat.rotation_deg;
    part
}
