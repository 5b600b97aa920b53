//! The ranking beside the window, and how it comes into the dialog.

use super::{ChoicesForm, Ranking, State, slots_of};
use crate::{
    app::{
        Earwright,
        work::job::{Job, News, waker},
    },
    design::{Design, kinds::bought::Cost},
    exchange::{self, prices::Prices},
    tuning::choices::{Pricer, Progress, Task},
    words::sentence,
};
use egui::Context;
use std::ops::ControlFlow;

/// The name of the ranking's thread.
const THREAD: &str = "choices";
/// How many of the best are told.
const BEST: usize = 100;

/// A ranking that runs beside the window. Dropping it stops it.
pub(in crate::app) type ChoicesJob = Job<Progress, Result<Ranking, String>>;

impl Earwright {
    pub(super) fn start_choices(&mut self, ctx: &Context) {
        let design = self.session.design().clone();
        let slots = slots_of(&design, &self.library);
        let Some(form) = self.dialog.get_mut::<ChoicesForm>() else {
            return;
        };
        form.chosen = None;
        form.state = State::Running(Progress {
            ranked: 0,
            of: super::count(&slots).unwrap_or(0),
            error_db: f64::INFINITY,
        });
        let prices = self.settings.prices.clone();
        let work = move |report: &mut dyn FnMut(_) -> ControlFlow<()>,
                         stop: &(dyn Fn() -> bool + Sync)| {
            // A file of prices is read beside the window as well.
            let read = prices.map(|path| Prices::open(&path).map_err(|error| error.to_string()));
            let (prices, unread) = match read {
                Some(Ok(prices)) => (Some(prices), None),
                Some(Err(why)) => (None, Some(why)),
                None => (None, None),
            };
            let price = |design: &Design| match &prices {
                Some(prices) => exchange::cost(design, prices),
                None => Cost::default(),
            };
            let pricer: Option<Pricer<'_>> = prices.is_some().then_some(&price);
            let task = Task::new(&design, slots.clone(), BEST, pricer)?;
            let unpriced = Vec::from_iter(task.unpriced());
            let found = task.run(report, stop);
            Ok(Ranking {
                design,
                slots,
                found,
                prices: match unread {
                    Some(why) => Some(why),
                    None if unpriced.is_empty() => None,
                    None => Some(tr!(
                        "Without a price, and what is built with it: {}.",
                        unpriced.join(", ")
                    )),
                },
            })
        };
        let job = Job::start_asking(&*self.runner, THREAD, waker(ctx), work);
        self.choices_job = Some(job);
        ctx.request_repaint();
    }

    /// Asks the ranking to come to its end.
    pub(super) fn stop_choices(&mut self) {
        if let Some(job) = &self.choices_job {
            job.ask_to_end();
        }
    }

    /// Forgets the ranking; the plots show the design again.
    pub(in crate::app) fn end_choices(&mut self) {
        self.choices_job = None;
        self.session.redraw();
    }

    /// Brings what the ranking tells into the dialog.
    pub(in crate::app) fn follow_choices(&mut self) {
        let Some(job) = &self.choices_job else {
            return;
        };
        let news = job.news();
        let Some(form) = self.dialog.get_mut::<ChoicesForm>() else {
            self.end_choices();
            return;
        };
        match news {
            News::None => return,
            News::Progress(progress) => form.state = State::Running(progress),
            News::Done(Ok(ranking)) => {
                form.axis = ranking.telling_axis();
                form.state = State::Done(Box::new(ranking));
                self.choices_job = None;
            }
            News::Done(Err(why)) => {
                form.state = State::None(sentence(&why));
                self.choices_job = None;
            }
            News::Lost => {
                form.state = State::None(tr!("The ranking ended without a result.").to_owned());
                self.choices_job = None;
            }
        }
        self.session.redraw();
    }
}
