//! The cards that are worked out beside the window, each once.

use crate::{
    analysis::report::{self, Report, report},
    app::{
        files::price_book,
        work::{
            job::{Runner, waker},
            latest::Latest,
        },
    },
    design::{Design, Snapshot},
    library, words,
};
use egui::Context;
use std::{collections::BTreeMap, path::Path, sync::Arc};

/// The name of the worker.
const THREAD: &str = "report card";

/// What the open design is called beside others.
const THIS: &str = "This design";

/// Whose card it is.
#[derive(Clone)]
enum Whose {
    /// The open design's.
    Open(Arc<Design>),
    /// A built-in one's, by its place.
    BuiltIn(usize),
    /// A snapshot's.
    Kept(Box<Snapshot>),
}

/// Cards of the open design and of built-in ones.
#[derive(Default)]
pub(in crate::app) struct Cards {
    open: Option<(Arc<Design>, Report)>,
    built_in: BTreeMap<usize, Report>,
    kept: Vec<(Snapshot, Report)>,
    work: Latest<Whose, Report>,
    /// Work ended without a card: it is not tried again until the page is opened anew.
    lost: bool,
}

impl Cards {
    /// The card of the open design, of this state of it.
    pub(super) fn open(&self, design: &Arc<Design>) -> Option<&Report> {
        let (of, report) = self.open.as_ref()?;
        Arc::ptr_eq(of, design).then_some(report)
    }

    /// The card of a built-in design.
    pub(super) fn built_in(&self, place: usize) -> Option<&Report> {
        self.built_in.get(&place)
    }

    /// The card of a snapshot, of this state of it.
    pub(super) fn kept(&self, snapshot: &Snapshot) -> Option<&Report> {
        let mut known = self.kept.iter();
        Some(&known.find(|(of, _)| of == snapshot)?.1)
    }

    /// Gives up what runs, and what depends on files.
    pub(super) fn rest(&mut self) {
        if self.lost || self.work.is_working() || self.open.is_some() {
            *self = Self::default();
        }
    }

    /// Works out what is wanted and not known, one after the other.
    pub(super) fn follow(
        &mut self,
        design: &Arc<Design>,
        wanted: &super::Beside,
        prices: Option<&Path>,
        runner: &dyn Runner,
        ctx: &Context,
    ) {
        loop {
            self.take();
            let unknown = self.open(design).is_none();
            let mut built_in = wanted.built_in.iter();
            let missing = built_in.find(|n| !self.built_in.contains_key(n));
            let mut kept = wanted.kept.iter().filter_map(|n| design.snapshot_named(n));
            let next = match (missing, kept.find(|kept| self.kept(kept).is_none())) {
                _ if unknown => Whose::Open(design.clone()),
                (_, Some(kept)) => Whose::Kept(Box::new(kept.clone())),
                (Some(place), None) => Whose::BuiltIn(*place),
                (None, None) => return,
            };
            if self.lost || self.work.is_working() {
                return;
            }
            let of = match &next {
                Whose::Open(design) => Some(design.clone()),
                Whose::BuiltIn(place) => {
                    let preset = library::designs().get(*place);
                    preset.map(|preset| Arc::new(preset.design.clone()))
                }
                Whose::Kept(kept) => Some(Arc::new(kept.design())),
            };
            let Some(of) = of else { return };
            let prices = prices.map(Path::to_owned);
            self.work.ask(next, THREAD, runner, waker(ctx), move |_| {
                // A file of prices is read beside the window as well.
                let price = price_book::price_of(prices.as_deref(), &of);
                let beside = report::Beside {
                    price: price.as_ref(),
                    ..report::Beside::default()
                };
                report(&of, &beside)
            });
            // A runner of tests is through already; another has only begun.
        }
    }

    fn take(&mut self) {
        let found = match self.work.take() {
            None => return,
            Some(Ok(found)) => found,
            Some(Err(_)) => {
                self.lost = true;
                return;
            }
        };
        match self.work.asked().cloned() {
            Some(Whose::Open(design)) => {
                // A built-in one may bear the same name.
                let name = words::text(THIS).to_owned();
                self.open = Some((design, Report { name, ..found }));
            }
            Some(Whose::BuiltIn(place)) => {
                self.built_in.insert(place, found);
            }
            Some(Whose::Kept(of)) => {
                // A snapshot taken anew has the name of the former one.
                self.kept.retain(|(known, _)| known.name != of.name);
                self.kept.push((*of, found));
            }
            None => {}
        }
    }
}
