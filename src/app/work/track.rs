//! What has been asked of a solver, and what is still to come.

use super::solve::{Reply, Request, SolveService};
use crate::design::{Design, LinkEnd, Part, PartId};
use std::{collections::BTreeSet, sync::Arc};

/// What a solver was asked: the design, who is heard alone, which ports are read.
type Asked = (Arc<Design>, BTreeSet<PartId>, Arc<[LinkEnd]>);

/// What has been asked of a solver on one grid of frequencies.
pub(in crate::app) struct Track {
    /// Frequencies, Hz.
    f: Arc<[f64]>,
    /// Whether it asks how much every number matters.
    weights: bool,
    /// What was asked for last.
    asked: Option<Asked>,
    /// Number of the last request.
    request: u64,
    /// Number of the last answer.
    answered: u64,
}

impl Track {
    pub(in crate::app) fn new(f: Arc<[f64]>) -> Self {
        Self {
            f,
            weights: false,
            asked: None,
            request: 0,
            answered: 0,
        }
    }

    /// One that asks how much every number matters.
    pub(in crate::app) fn of_weights(f: Arc<[f64]>) -> Self {
        Self {
            weights: true,
            ..Self::new(f)
        }
    }

    /// Forgets what was asked for: the next update asks again.
    pub(in crate::app) fn forget(&mut self) {
        self.asked = None;
    }

    /// Whether the last request has been answered.
    pub(in crate::app) fn is_answered(&self) -> bool {
        self.answered == self.request
    }

    /// Asks for the design if more than places changed since the last time; returns the newest
    /// answer there is.
    pub(in crate::app) fn update(
        &mut self,
        design: &Arc<Design>,
        solo: &BTreeSet<PartId>,
        ports: &[LinkEnd],
        service: &mut SolveService,
    ) -> Option<Reply> {
        let drained = service.drain();
        let fresh = self.asked.as_ref().is_some_and(|(known, heard, read)| {
            (Arc::ptr_eq(known, design) || known.differs_only_in_places(design))
                && heard == solo
                && **read == *ports
        });
        let reply = if fresh {
            drained
        } else {
            let ports: Arc<[LinkEnd]> = ports.into();
            self.asked = Some((design.clone(), solo.clone(), ports.clone()));
            self.request += 1;
            service
                .request(Request {
                    design: heard(design, solo),
                    f: self.f.clone(),
                    ports,
                    weights: self.weights,
                    generation: self.request,
                })
                .or(drained)
        };
        let reply = reply.filter(|reply| reply.generation == self.request)?;
        self.answered = reply.generation;
        Some(reply)
    }
}

/// The design as it is heard: with soloed drivers, all others are muted.
pub(in crate::app) fn heard(design: &Arc<Design>, solo: &BTreeSet<PartId>) -> Arc<Design> {
    if solo.is_empty() {
        return design.clone();
    }
    let mut copy = (**design).clone();
    let driver = |part: &Part| part.kind.is_driver();
    copy.parts.change_where(driver, |part| {
        part.muted = !solo.contains(&part.id);
    });
    Arc::new(copy)
}
